"""The districts with most incidents; a click on one filters by it, a second click undoes that."""

from __future__ import annotations

from typing import Any, Final

from dash import Output, html

from components.accessible import aria
from components.content import CONTENT, box, content
from components.panels.outcome_columns import outcome_figures, outcome_headings
from components.views import LaterView
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import Summary
from data.language import _, number_text, pgettext

_RANKING: Final = "district-ranking"
_ROW: Final = "district-ranking-row"


def layout() -> html.Section:
    """The ranking, empty until its tab is opened."""
    return html.Section(
        [
            html.H2(_("Districts"), id="district-ranking-heading"),
            box(_RANKING),
        ],
        className="district-ranking",
        **aria(labelledby="district-ranking-heading"),
    )


def ranking(summary: Summary) -> Any:
    """A table: district, incidents, killed and injured as far as the filter asks for them.

    The last line counts what has no district.
    """
    districts = summary.districts
    if districts.empty:
        return html.P(_("No district has an incident that matches."), className="empty")
    most = int(districts["incidents"].max())
    columns = [
        html.Th(_("District"), scope="col"),
        html.Th(pgettext("narrow column", "Incidents"), title=_("Incidents"), scope="col"),
        *(html.Th(short, title=name, scope="col") for short, name in outcome_headings(summary)),
    ]
    head = html.Thead(html.Tr(columns))
    lines = zip(districts.index.tolist(), districts.to_dict("records"), strict=True)
    rows = [_row(summary, code, counts, most) for code, counts in lines]
    return html.Table([head, html.Tbody(rows)])


def _row(summary: Summary, code: str, counts: Any, most: int) -> html.Tr:
    if code == NO_DISTRICT:
        name: Any = _("No district, or not mapped")
    else:
        is_chosen = code in summary.incident_filter.district
        name = html.Button(
            summary.dataset.district_names[code],
            id={"type": _ROW, "code": code},
            title=_("Click to show all districts again")
            if is_chosen
            else _("Click to show only this district"),
            **aria(pressed="true" if is_chosen else "false"),
        )
    share = f"{100 * int(counts['incidents']) / most:.0f}%"
    numbers = map(html.Td, outcome_figures(summary, counts))
    incidents = html.Span(number_text(int(counts["incidents"])))
    bar = html.Td([html.Span(className="bar", style={"width": share}), incidents])
    return html.Tr([html.Th(name, scope="row"), bar, *numbers])


DEFERRED_VIEW: Final = LaterView(
    (Output(_RANKING, CONTENT),), lambda followed: (content(ranking(followed.summary)),)
)
