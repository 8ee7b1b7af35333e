"""What a page tells readers who do not see it."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc

from data.language import _


def aria(**attributes: str) -> dict[str, Any]:
    """ARIA attributes as keyword arguments of a Dash component: `aria(label="Map")`."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def searchable_list(**settings: Any) -> dmc.MultiSelect:
    """A list of which several values are chosen, none at first, by mouse or by typing."""
    return dmc.MultiSelect(
        data=settings.pop("data", []),
        value=[],
        placeholder=_("any"),
        searchable=True,
        clearable=True,
        nothingFoundMessage=_("No such option"),
        hidePickedOptions=True,
        # The listbox itself scrolls, and the field says that it opens one: Mantine leaves both out.
        withScrollArea=False,
        attributes={"inputField": {"role": "combobox"}},
        comboboxProps={"withinPortal": False, "floatingStrategy": "fixed"},
        **settings,
    )
