"""The filter's controls; each option carries the number of incidents it would show."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html

from components import ids
from components.accessible import aria
from components.visit import Datasets
from data.dataset import Dataset
from data.incident_filter import IncidentFilter
from data.summary import summary_of
from data.wording import option_label

_PREFIX: Final = "filter-panel"
_SEARCH_PAUSE_MS: Final = 300
"""Typing in the search waits this long before it filters."""

LISTS: Final = {"actor": "Who was affected", "district": "District", "side": "Side, as coded"}
"""Query keys shown as searchable lists, with their headings."""

BOXES: Final = {
    "outcome": "Outcome",
    "victim": "Role of the people hit",
    "device": "Device",
    "precision": "How closely the place is known",
    "verification": "Publishers",
}
"""Query keys shown as check boxes, with their headings."""

_FOLDED: Final = ("precision", "verification", "side")
"""Choices that are folded away until asked for."""

_ORDER: Final = ("outcome", "actor", "victim", "device", "district", *_FOLDED)


def control_id(key: str) -> str:
    """The id of the control for a query key."""
    return f"{_PREFIX}-{key}"


def layout(dataset: Dataset) -> html.Div:
    """The controls, none of them set."""
    counts = summary_of(dataset, IncidentFilter()).option_counts
    chosen = {key: _choice(dataset, key, counts[key]) for key in _ORDER}
    return html.Div(
        [
            dmc.TextInput(
                id=control_id("q"),
                label="Search places and descriptions",
                placeholder="Suqovuşan, Мадагиз, tractor …",
                debounce=_SEARCH_PAUSE_MS,
                value="",
            ),
            html.Div(
                [_day(dataset, "from", "First day"), _day(dataset, "to", "Last day")],
                className="filter-panel-days",
            ),
            *(chosen[key] for key in _ORDER if key not in _FOLDED),
            html.Details(
                [html.Summary("Precision, publishers, side"), *(chosen[key] for key in _FOLDED)],
                className="filter-panel-more",
            ),
        ],
        className="filter-panel",
        role="search",
        **aria(label="Filter incidents"),
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Controls and stored filter hold each other; counts follow the filter."""
    controls = [control_id(key) for key in ("from", "to", "q", *LISTS, *BOXES)]
    app.clientside_callback(
        ClientsideFunction("filterPanel", "hold"),
        Output(ids.FILTER, "data"),
        *(Output(control, "value") for control in controls),
        Input(ids.REQUEST, "data"),
        *(Input(control, "value") for control in controls),
        State(ids.FILTER, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        *(Output(control_id(key), "data") for key in LISTS),
        *(Output(control_id(key), "children") for key in BOXES),
        Input(ids.FILTER, "data"),
        prevent_initial_call=True,
    )
    def count(stored: object) -> list[Any]:
        dataset = datasets.here()
        asked = IncidentFilter.from_json(stored)[0]
        counts = summary_of(dataset, asked).option_counts
        chosen = asked.to_json()
        lists = [list_options(dataset, key, counts[key], chosen.get(key, [])) for key in LISTS]
        boxes = [box_options(dataset, key, counts[key], chosen.get(key, [])) for key in BOXES]
        return [*lists, *boxes]


def list_options(
    dataset: Dataset, key: str, counts: dict[str, int], chosen: list[str]
) -> list[dict[str, str]]:
    """The options of a list, most incidents first; a value that the dataset lacks stays removable."""
    known = {**dict.fromkeys(chosen, 0), **counts}
    ranked = sorted(known, key=lambda value: (-known[value], value))
    return [
        {"value": value, "label": f"{option_label(dataset, key, value)} · {known[value]:,}"}
        for value in ranked
    ]


def box_options(dataset: Dataset, key: str, counts: dict[str, int], chosen: list[str]) -> list[Any]:
    """The check boxes of a choice, in their vocabulary's order, each with its count."""
    known = {**counts, **{value: 0 for value in chosen if value not in counts}}
    return [
        dmc.Checkbox(
            value=value,
            label=html.Span(
                [_capital(option_label(dataset, key, value)), html.Span(f"{number:,}", className="count")]
            ),
            size="sm",
            className="option" if number or value in chosen else "option empty",
        )
        for value, number in known.items()
    ]


def _choice(dataset: Dataset, key: str, counts: dict[str, int]) -> Any:
    if key in BOXES:
        options = box_options(dataset, key, counts, [])
        return dmc.CheckboxGroup(
            options, id=control_id(key), label=BOXES[key], value=[], className="filter-panel-boxes"
        )
    return dmc.MultiSelect(
        id=control_id(key),
        label=LISTS[key],
        data=list_options(dataset, key, counts, []),
        value=[],
        placeholder="any",
        searchable=True,
        clearable=True,
        clearButtonProps={"aria-label": f"Clear: {LISTS[key]}"},
        nothingFoundMessage="No such option",
        hidePickedOptions=True,
        maxDropdownHeight=320,
    )


def _day(dataset: Dataset, key: str, label: str) -> Any:
    names: dict[str, str] = {
        "nextMonth": "Next month",
        "previousMonth": "Previous month",
        "nextYear": "Next year",
        "previousYear": "Previous year",
        "nextDecade": "Next decade",
        "previousDecade": "Previous decade",
        "monthLevelControl": "Choose a month",
        "yearLevelControl": "Choose a year",
    }
    edge = dataset.first_day if key == "from" else dataset.last_day
    return dmc.DateInput(
        id=control_id(key),
        label=label,
        placeholder=edge.strftime("%-d %b %Y") if edge else "any",
        valueFormat="D MMM YYYY",
        clearable=True,
        clearButtonProps={"aria-label": f"Clear: {label.lower()}"},
        ariaLabels=names,
        weekendDays=[],
        rightSectionWidth=26,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
