"""What of the user's own points lies near the matching incidents: schools, health posts, settlements, people."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, html

from components import ids
from components.content import CONTENT, box, content
from components.server.visit import Datasets
from components.views import while_open
from data.exposure.sums import Exposed, exposure_of
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.language import _, capital, ngettext, number_text
from data.tables.dataset import Dataset

_PANEL: Final = "exposure"
_CONTENT: Final = "exposure-content"
_REQUESTED: Final = "exposure-requested"
"""dcc.Store: the filter while the panel is open."""
_KM: Final = "exposure-km"
DISTANCES_KM: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 25.0)
_FIRST_KM: Final = 1.0


def layout(dataset: Dataset) -> html.Details:
    """Folded, and not there for data without such points; what stands in it is made while a reader has it open."""
    distances = [
        {"value": f"{km:g}", "label": _("within {km} km").format(km=number_text(km))} for km in DISTANCES_KM
    ]
    return html.Details(
        [
            html.Summary(_("Exposure")),
            dcc.Store(id=_REQUESTED),
            dmc.Select(
                id=_KM,
                label=_("Distance from an incident"),
                data=distances,
                value=f"{_FIRST_KM:g}",
                allowDeselect=False,
                size="sm",
            ),
            box(_CONTENT),
        ],
        id=_PANEL,
        className="panel areas",
        hidden=dataset.exposure is None,
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Follow filter and distance while open."""
    while_open(app, _PANEL, ids.FILTER_DEFERRED, _REQUESTED)

    @app.callback(
        Output(_CONTENT, CONTENT), Input(_REQUESTED, "data"), Input(_KM, "value"), prevent_initial_call=True
    )
    def follow(stored: object, distance: object) -> str:
        km = next((km for km in DISTANCES_KM if f"{km:g}" == distance), _FIRST_KM)
        return content(contents(summary_of(datasets.here(), IncidentFilter.from_json(stored)[0]), km))


def contents(summary: Summary, km: float) -> list[Any]:
    """A table: what, how many within the distance, people; and how that was counted."""
    if summary.dataset.exposure is None:
        return []
    found = exposure_of(summary, km)
    names = (_("Points"), _("within {km} km").format(km=number_text(km)), _("of all"), _("People"))
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    around = ngettext(
        "Around {number} matching incident that is drawn as a dot; a point that lies near to several counts once. "
        "Distances go along the ellipsoid.",
        "Around {number} matching incidents that are drawn as dots; a point that lies near to several counts once. "
        "Distances go along the ellipsoid.",
        found.incidents,
    )
    rest = ngettext(
        "{number} matching incident has no dot: what lies near to it is not known.",
        "{number} matching incidents have no dot: what lies near to them is not known.",
        found.left_out,
    )
    notes = [around.format(number=number_text(found.incidents))]
    notes += [rest.format(number=number_text(found.left_out))] if found.left_out else []
    notes.append(
        _(
            "Most dots are those of a named place nearby. The sums say who was near past incidents, and nothing of what may happen."
        )
    )
    return [
        html.Table([head, html.Tbody([_row(one) for one in found.kinds])]),
        *(html.P(note, className="areas-note") for note in notes),
    ]


def _row(one: Exposed) -> html.Tr:
    if one.people is None:
        people = _("no figures")
    else:
        number = number_text(round(one.people))
        people = _("at least {number}").format(number=number) if one.without_number else number
    cells = (number_text(one.points), number_text(one.all_points), people)
    return html.Tr([html.Th(capital(one.kind.label), scope="row"), *(html.Td(cell) for cell in cells)])
