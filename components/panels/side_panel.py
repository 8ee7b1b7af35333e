"""The column beside the map: the list of incidents, charts on a second tab, the incident card in their place."""

from __future__ import annotations

from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from components import ids
from components.accessible import aria
from components.views import while_outdated
from data.language import N_, _

CHARTS_FILTER: Final = "side-panel-charts-filter"
"""dcc.Store: the filter that the charts show; the same as `ids.FILTER_DEFERRED` while their tab is open."""
PANEL: Final = "side-panel"
_OPEN: Final = "side-panel-open"
"""dcc.Store: name of the tab that is open, a key of `_TABS`."""
_NEWS: Final = "side-panel-news"
"""Says what opened without taking the focus."""

_TABS: Final = {"list": N_("Incidents"), "charts": N_("Charts")}


def layout(incidents: Any, charts: Any, card: Any) -> html.Aside:
    """The column; `card` takes the place of both tabs while an incident is selected."""
    shown = {"list": incidents, "charts": charts}
    return html.Aside(
        [
            dcc.Store(id=_OPEN, data="list"),
            dcc.Store(id=CHARTS_FILTER),
            html.Div(
                [_tab(name, _(text)) for name, text in _TABS.items()],
                className="side-panel-tabs",
                role="tablist",
                **aria(label=_("Beside the map")),
            ),
            *(_tab_panel(name, part) for name, part in shown.items()),
            card,
            html.P(id=_NEWS, className="visually-hidden", role="status", **aria(live="polite")),
        ],
        id=PANEL,
        className="page-aside",
        **aria(label=_("Incidents and charts")),
        **while_outdated(),
    )


def register(app: Dash) -> None:
    """The selection opens and closes the card; the charts follow the filter while their tab is open."""
    app.clientside_callback(
        ClientsideFunction("sidePanel", "select"), Input(ids.SELECTED, "data"), prevent_initial_call=False
    )
    app.clientside_callback(
        ClientsideFunction("sidePanel", "followCharts"),
        Output(CHARTS_FILTER, "data"),
        Input(_OPEN, "data"),
        Input(ids.FILTER_DEFERRED, "data"),
        prevent_initial_call=True,
    )


def _tab(name: str, text: str) -> html.Button:
    is_open = name == "list"
    return html.Button(
        text,
        id=f"side-panel-tab-{name}",
        role="tab",
        tabIndex="0" if is_open else "-1",
        **aria(selected="true" if is_open else "false", controls=f"side-panel-{name}"),
    )


def _tab_panel(name: str, part: Any) -> html.Div:
    return html.Div(
        part,
        id=f"side-panel-{name}",
        role="tabpanel",
        hidden=name != "list",
        className=f"side-panel-{name}",
        **aria(labelledby=f"side-panel-tab-{name}"),
    )
