"""Playback through time: the filter's dates move on, step by step, as fast as the map can follow."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, html

from components.accessible import aria
from components.server.visit import Datasets
from data.language import N_, _
from data.tables.dataset import Dataset

_CONTROLS: Final = "playback"
_OPEN: Final = "playback-open"
_OPEN_NAME: Final = "playback-open-name"
_PANEL: Final = "playback-panel"
_BACK: Final = "playback-back"
_PLAY: Final = "playback-play"
_ON: Final = "playback-on"
_STEP: Final = "playback-step"
_SPEED: Final = "playback-speed"
_MODE: Final = "playback-mode"

STEPS: Final = {"month": N_("Month"), "quarter": N_("Quarter"), "year": N_("Year")}
SPEEDS: Final = {"slow": N_("Slow"), "normal": N_("Normal"), "fast": N_("Fast")}
MODES: Final = {"cumulative": N_("Cumulative"), "window": N_("One step")}


def layout(dataset: Dataset) -> html.Div:
    """One button, which pauses while it plays, and the panel that it opens; the script reads the days and the texts
    from the data attributes.
    """
    first, last = ends(dataset)
    opener = html.Button(
        [_sign("play"), html.Span(_("Playback"), id=_OPEN_NAME)],
        id=_OPEN,
        className="playback-open",
        **aria(expanded="false", controls=_PANEL),
    )
    return html.Div(
        [opener, _panel()],
        id=_CONTROLS,
        className="playback",
        **_read_by_script(first, last),
    )


def register(app: Dash, datasets: Datasets) -> None:
    """The buttons ask for dates; another change of the filter stops what runs."""
    del datasets
    app.clientside_callback(
        ClientsideFunction("playback", "press"),
        *(Input(button, "n_clicks") for button in (_OPEN, _BACK, _PLAY, _ON)),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("playback", "choose"),
        *(Input(choice, "value") for choice in (_STEP, _SPEED, _MODE)),
    )


def ends(dataset: Dataset) -> tuple[str, str]:
    """The first and the last start of an incident as ISO days; "" without incidents."""
    if dataset.starts is None:
        return "", ""
    first, last = dataset.starts
    return first.isoformat(), last.isoformat()


def _panel() -> html.Div:
    buttons = [
        _button(_BACK, "back", _("One step back")),
        _button(_PLAY, "play", _("Play through time")),
        _button(_ON, "on", _("One step on")),
    ]
    by_day = html.Div([html.Span(_("Step")), html.B(_("Day"))], className="playback-field playback-by-day")
    return html.Div(
        [
            html.Div(buttons, className="playback-buttons"),
            _choice(_STEP, _("Step"), STEPS, "year"),
            by_day,
            _choice(_SPEED, _("Speed"), SPEEDS, "normal"),
            _choice(_MODE, _("Period shown"), MODES, "cumulative"),
        ],
        id=_PANEL,
        className="playback-panel",
        hidden=True,
        role="group",
        **aria(label=_("Playback")),
    )


def _sign(kind: str) -> html.Span:
    return html.Span(className=f"playback-sign {kind}", **aria(hidden="true"))


def _button(key: str, sign: str, name: str) -> html.Button:
    return html.Button(_sign(sign), id=key, title=name, **aria(label=name))


def _choice(key: str, name: str, options: dict[str, str], value: str) -> html.Div:
    control = dmc.SegmentedControl(
        id=key,
        data=[{"value": option, "label": _(label)} for option, label in options.items()],
        value=value,
        size="xs",
        **aria(label=name),
    )
    return html.Div([html.Span(name), control], className=f"playback-field {key}-field", title=name)


def _read_by_script(first: str, last: str) -> dict[str, Any]:
    return {
        "data-first": first,
        "data-last": last,
        "data-playback": _("Playback"),
        "data-play": _("Play through time"),
        "data-pause": _("Pause"),
        "data-one": _("Play one step; reduced motion is set on this device, so nothing runs by itself"),
    }
