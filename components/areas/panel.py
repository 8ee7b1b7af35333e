"""Recorded areas beside the incidents: how many lie inside, near, and outside all; an area's card lists its incidents."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
import numpy as np
from dash import Dash, Input, Output, dcc, html

from components import ids
from components.accessible import aria
from components.areas.card import card
from components.content import CONTENT, box, content
from components.server.visit import Datasets
from components.views import while_open
from data.filters.area_counts import AreaCounts, area_counts
from data.filters.in_space import InSpace
from data.filters.incident_filter import IncidentFilter
from data.language import _, ngettext, number_text
from data.recorded_areas.choice import HAZARD, KIND, AreaChoice
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.members import has_inside
from data.tables.dataset import Dataset
from data.wording.areas import area_name

_PANEL: Final = "areas"
_CONTENT: Final = "areas-content"
_REQUESTED: Final = "areas-requested"
"""dcc.Store: the filter while the panel is open."""
CHOSEN: Final = "areas-chosen"
"""dcc.Store: the identifier of the area whose card is shown."""
_KM: Final = "areas-km"
_FILTER: Final = "areas-filter"
_CHOOSE: Final = "areas-choose"
LISTED: Final = 40
"""Areas with the most incidents are listed."""
DISTANCES_KM: Final = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0)


def layout(dataset: Dataset) -> html.Details:
    """Folded, and not there for data without areas; what stands in it is made while a reader has it open."""
    distances = [
        {
            "value": f"{km:g}",
            "label": _("within {km} km").format(km=number_text(km)) if km else _("inside only"),
        }
        for km in DISTANCES_KM
    ]
    return html.Details(
        [
            html.Summary(_("Areas")),
            dcc.Store(id=_REQUESTED),
            dcc.Store(id=CHOSEN),
            dmc.Select(
                id=_KM,
                label=_("Incidents inside an area, or this near to it"),
                data=distances,
                value="0",
                allowDeselect=False,
                size="sm",
            ),
            box(_CONTENT),
        ],
        id=_PANEL,
        className="panel areas",
        hidden=dataset.areas is None,
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Follow filter, distance and chosen area while open."""
    while_open(app, _PANEL, ids.FILTER_DEFERRED, _REQUESTED)

    @app.callback(
        Output(_CONTENT, CONTENT),
        Input(_REQUESTED, "data"),
        Input(_KM, "value"),
        Input(CHOSEN, "data"),
        prevent_initial_call=True,
    )
    def follow(stored: object, distance: object, chosen: object) -> str:
        km = next((km for km in DISTANCES_KM if f"{km:g}" == distance), 0.0)
        return content(contents(datasets.here(), IncidentFilter.from_json(stored)[0], km, str(chosen or "")))


def contents(dataset: Dataset, query: IncidentFilter, km: float, chosen: str = "") -> list[Any]:
    """The sentence on hazardous areas, the table of kinds, and the areas with most incidents or the card of one."""
    if dataset.areas is None:
        return []
    counts = area_counts(dataset, query, km)
    return [
        *_outside_all(counts, query, km),
        _table(dataset, counts, query, km),
        html.P(
            _(
                "All counts follow the rest of the filter. A kind says what an area was recorded as, whenever that was."
            ),
            className="areas-note",
        ),
        *(card(dataset, query, chosen, km) or _list(dataset, counts)),
    ]


def _outside_all(counts: AreaCounts, query: IncidentFilter, km: float) -> list[Any]:
    """ "9 incidents outside any recorded hazardous area", as a button that asks for them."""
    found = counts.hazardous
    if found is None:
        return [html.P(_("No hazardous areas are recorded here."))]
    if km:
        text = ngettext(
            "{number} incident more than {km} km from any recorded hazardous area",
            "{number} incidents more than {km} km from any recorded hazardous area",
            found.outside,
        )
    else:
        text = ngettext(
            "{number} incident outside any recorded hazardous area",
            "{number} incidents outside any recorded hazardous area",
            found.outside,
        )
    choice = AreaChoice(f"{KIND}{HAZARD}", km, is_outside=True)
    words = text.format(number=number_text(found.outside), km=number_text(km))
    rest = _("{possibly} possibly outside, {not_mapped} not mapped.").format(
        possibly=number_text(found.possibly_inside), not_mapped=number_text(found.not_mapped)
    )
    near = ngettext(
        "Of the {inside} inside, {number} is known only as near a place.",
        "Of the {inside} inside, {number} are known only as near a place.",
        counts.near_only,
    ).format(inside=number_text(found.inside), number=number_text(counts.near_only))
    return [
        html.P(_button(choice, words, query), className="areas-outside"),
        html.P([rest, *([" ", near] if counts.near_only else [])], className="areas-note"),
    ]


def _table(dataset: Dataset, counts: AreaCounts, query: IncidentFilter, km: float) -> html.Table:
    names = (
        _("Kind"),
        _("Areas"),
        _("Inside") if not km else _("Inside or near"),
        _("Possibly"),
        _("Outside"),
    )
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    rows = [_row(dataset, kind, found, query, km) for kind, found in counts.by_kind.items()]
    return html.Table([head, html.Tbody(rows)])


def _row(dataset: Dataset, kind: AreaKind, found: InSpace, query: IncidentFilter, km: float) -> html.Tr:
    areas = np.empty(0, dtype=np.intp)
    if dataset.areas is not None:
        areas = np.flatnonzero((dataset.areas["kind"] == kind).to_numpy())
    can_be_chosen = bool(km) or bool(has_inside(dataset, areas).any())
    swatch = html.Span(className=f"swatch area {kind}", **aria(hidden="true"))
    choice = AreaChoice(f"{KIND}{kind}", km)
    name: Any = _button(choice, kind.label, query) if can_be_chosen else kind.label
    figures = (found.inside, found.possibly_inside, found.outside) if can_be_chosen else ()
    cells = [html.Td(number_text(number)) for number in (len(areas), *figures)]
    if not can_be_chosen:
        cells += [html.Td("–", title=_("A line has no inside; choose a distance above."))] * 3
    return html.Tr([html.Th([swatch, name], scope="row"), *cells])


def _list(dataset: Dataset, counts: AreaCounts) -> list[Any]:
    """The areas with the most incidents inside, then possibly inside, each a button that opens its card."""
    if dataset.areas is None:
        return []
    shown = np.lexsort([-counts.possibly, -counts.inside])[:LISTED]
    items = []
    for at, area in zip(shown.tolist(), dataset.areas.iloc[shown].to_dict("records"), strict=True):
        figures = _("{inside} inside, {possibly} possibly").format(
            inside=number_text(int(counts.inside[at])), possibly=number_text(int(counts.possibly[at]))
        )
        key = {"type": _CHOOSE, "area": area["area_id"]}
        items.append(html.Li([html.Button(area_name(area), id=key), html.Small(figures)]))
    heading = _("Areas with most incidents")
    if len(dataset.areas) > LISTED:
        rest = _("{number} of {all} areas are listed; click another one on the map.").format(
            number=number_text(LISTED), all=number_text(len(dataset.areas))
        )
        return [
            html.H3(heading),
            html.Ul(items, className="areas-list"),
            html.P(rest, className="areas-note"),
        ]
    return [html.H3(heading), html.Ul(items, className="areas-list")]


def _button(choice: AreaChoice, text: str, query: IncidentFilter) -> html.Button:
    is_in_query = choice in query.area
    key = {"type": _FILTER, "area": str(choice)}
    title = (
        _("Click to remove this from the filter") if is_in_query else _("Click to show only these incidents")
    )
    return html.Button(text, id=key, title=title, **aria(pressed="true" if is_in_query else "false"))
