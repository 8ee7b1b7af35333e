"""What a page tells readers who do not see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc

from data.filters.option_names import option_names
from data.language import _
from data.tables.dataset import Dataset
from data.text.search_text import folded


def aria(**attributes: str) -> dict[str, Any]:
    """ARIA attributes as keyword arguments of a Dash component: `aria(label="Map")`."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def found_options(dataset: Dataset, key: str, labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Options of a `searchable_list`, by value with their labels; assets/list_boxes.js looks through `names`."""
    names = option_names(dataset, key, labels)
    return [
        {"value": value, "label": label, "names": f"{names[value]}{folded(label)}"}
        for value, label in labels.items()
    ]


def searchable_list(**settings: Any) -> dmc.MultiSelect:
    """A list of which several values are chosen, none at first, by mouse or by typing."""
    return dmc.MultiSelect(
        data=settings.pop("data", []),
        value=[],
        placeholder=_("any"),
        searchable=True,
        clearable=True,
        nothingFoundMessage=_("No such option"),
        filter={"function": "findOptions"},
        hidePickedOptions=True,
        # The listbox itself scrolls, and the field says that it opens one: Mantine leaves both out.
        withScrollArea=False,
        attributes={"inputField": {"role": "combobox"}},
        comboboxProps={"withinPortal": False, "floatingStrategy": "fixed"},
        **settings,
    )
