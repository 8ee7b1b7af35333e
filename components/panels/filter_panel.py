"""The filter's controls; each option carries the number of incidents it would show."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update

from components import ids
from components.accessible import aria, found_options, searchable_list
from components.views import Followed, LaterView
from data.filters.filter_keys import OWN
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import N_, _, capital, current, number_text, typed_day_text
from data.tables.dataset import Dataset
from data.wording.filter_phrases import option_label

_PREFIX: Final = "filter-panel"
_SEARCH_PAUSE_MS: Final = 300
"""Typing in the search waits this long before it filters."""

_BUNDLED_PLACE: Final = "Suqovuşan"

LISTS: Final = {
    "actor": N_("Who was affected"),
    "district": N_("District"),
    "side": N_("Side, as coded"),
    OWN: N_("Own columns"),
}
"""Query keys shown as searchable lists, with their headings."""

BOXES: Final = {
    "outcome": N_("Outcome"),
    "victim": N_("Victim category"),
    "device": N_("Device"),
    "activity": N_("Activity"),
    "precision": N_("Location precision"),
    "verification": N_("Source verification"),
}
"""Query keys shown as check boxes, with their headings."""

_FOLDED: Final = ("activity", "precision", "verification", "side")
"""Choices that are folded away until requested; their check boxes are made then."""

_MORE: Final = "filter-panel-more"

_ORDER: Final = ("outcome", "actor", "victim", "device", "district", OWN, *_FOLDED)
_MOST_OPTIONS: Final = 500
"""Values of own columns that are offered at once."""


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
                label=_("Search places and descriptions"),
                placeholder=_example_words(dataset),
                debounce=_SEARCH_PAUSE_MS,
                value="",
            ),
            html.Div(
                [_day(dataset, "from"), _day(dataset, "to")],
                className="filter-panel-days",
            ),
            *(chosen[key] for key in _ORDER if key not in _FOLDED),
            html.Details(
                [
                    html.Summary(_("Activity, location precision, source verification, side")),
                    *(chosen[key] for key in _FOLDED),
                ],
                id=_MORE,
                className="filter-panel-more",
            ),
        ],
        className="filter-panel",
        role="search",
        **aria(label=_("Filter incidents")),
    )


def register(app: Dash) -> None:
    """Controls and stored filter hold each other: the script gives controls what something else requested."""
    controls = [control_id(key) for key in ("from", "to", "q", *LISTS, *BOXES)]
    app.clientside_callback(
        ClientsideFunction("filterPanel", "hold"),
        Output(ids.FILTER, "data"),
        Input(ids.REQUEST, "data"),
        *(Input(control, "value") for control in controls),
        State(ids.FILTER, "data"),
        prevent_initial_call=True,
    )


def list_options(
    dataset: Dataset, key: str, counts: dict[str, int], chosen: list[str]
) -> list[dict[str, str]]:
    """The options of a list, most incidents first; a value that the dataset lacks stays removable."""
    known = {**dict.fromkeys(chosen, 0), **counts}
    ranked = sorted(known, key=lambda value: (-known[value], value))
    if len(ranked) > _MOST_OPTIONS:
        ranked = [*chosen, *(value for value in ranked if value not in chosen)][:_MOST_OPTIONS]
    labels = {value: f"{option_label(dataset, key, value)} · {number_text(known[value])}" for value in ranked}
    return found_options(dataset, key, labels)


def box_options(dataset: Dataset, key: str, counts: dict[str, int], chosen: list[str]) -> list[Any]:
    """The check boxes of a choice, in their vocabulary's order, each with its count."""
    known = {**counts, **{value: 0 for value in chosen if value not in counts}}
    return [
        dmc.Checkbox(
            value=value,
            label=capital(option_label(dataset, key, value)),
            description=number_text(number),
            size="sm",
            className="option" if number or value in chosen else "option empty",
        )
        for value, number in known.items()
    ]


def _choice(dataset: Dataset, key: str, counts: dict[str, int]) -> Any:
    if key in BOXES:
        options = [] if key in _FOLDED else box_options(dataset, key, counts, [])
        return dmc.CheckboxGroup(
            options, id=control_id(key), label=_(BOXES[key]), value=[], className="filter-panel-boxes"
        )
    return searchable_list(
        id=control_id(key),
        label=_(LISTS[key]),
        data=list_options(dataset, key, counts, []),
        # Only the user's own data have own columns.
        style={"display": "none"} if key == OWN and not dataset.own_choices else None,
        clearButtonProps={"aria-label": _("Clear: {name}").format(name=_(LISTS[key]))},
    )


def _example_words(dataset: Dataset) -> str:
    """Words that find something in these data: the bundled ones in two scripts, else the places named most often."""
    named = dataset.incidents["place_name"].value_counts().drop("", errors="ignore")
    if _BUNDLED_PLACE in named.index:
        return _("Suqovuşan, Мадагиз, tractor …")
    return ", ".join([*map(str, named.index[:2]), "…"]) if len(named) else ""


def _day(dataset: Dataset, key: str) -> Any:
    names = {
        "nextMonth": _("Next month"),
        "previousMonth": _("Previous month"),
        "nextYear": _("Next year"),
        "previousYear": _("Previous year"),
        "nextDecade": _("Next decade"),
        "previousDecade": _("Previous decade"),
        "monthLevelControl": _("Choose a month"),
        "yearLevelControl": _("Choose a year"),
    }
    is_first = key == "from"
    edge = dataset.first_day if is_first else dataset.last_day
    field = dmc.DateInput(
        id=control_id(key),
        label=_("First day") if is_first else _("Last day"),
        placeholder=typed_day_text(edge) if edge else _("any"),
        valueFormat="D MMM YYYY",
        clearable=True,
        clearButtonProps={"aria-label": _("Clear: first day") if is_first else _("Clear: last day")},
        ariaLabels=names,
        weekendDays=[],
        popoverProps={"withinPortal": False, "floatingStrategy": "fixed", "withRoles": False},
        rightSectionWidth=26,
    )
    # Names of months come from assets/calendar.js, which takes them from the page.
    return dmc.DatesProvider(field, settings={"locale": current(), "firstDayOfWeek": 1})


def _count(followed: Followed, is_unfolded: object) -> tuple[Any, ...]:
    summary = followed.summary
    counts, chosen = summary.option_counts, summary.incident_filter.to_json()
    lists = [list_options(summary.dataset, key, counts[key], chosen.get(key, [])) for key in LISTS]
    boxes = [
        no_update
        if key in _FOLDED and not is_unfolded
        else box_options(summary.dataset, key, counts[key], chosen.get(key, []))
        for key in BOXES
    ]
    return *lists, *boxes


DEFERRED_VIEW: Final = LaterView(
    (
        *(Output(control_id(key), "data") for key in LISTS),
        *(Output(control_id(key), "children") for key in BOXES),
    ),
    _count,
    (Input(_MORE, "open"),),
)
