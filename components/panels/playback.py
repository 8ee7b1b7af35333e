"""Playback through time: the filter's dates move on, step by step, as fast as the map can follow."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, html

from components import ids
from components.accessible import aria
from components.server.visit import Datasets
from data.language import N_, _
from data.tables.dataset import Dataset

_CONTROLS: Final = "playback"
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
    """Buttons and choices in one line; the script reads the days and the texts from its data attributes."""
    first, last = ends(dataset)
    return html.Div(
        [
            html.Div(
                [
                    _button(_BACK, "back", _("One step back")),
                    _button(_PLAY, "play", _("Play through time")),
                    _button(_ON, "on", _("One step on")),
                ],
                className="playback-buttons",
            ),
            _choice(_STEP, _("Step of the playback"), STEPS, "year"),
            _choice(_SPEED, _("Speed of the playback"), SPEEDS, "normal"),
            _choice(_MODE, _("Reach of the playback"), MODES, "cumulative"),
        ],
        id=_CONTROLS,
        className="playback",
        role="group",
        **aria(label=_("Playback")),
        **_told_to_the_script(first, last),
    )


def register(app: Dash, datasets: Datasets) -> None:
    """The buttons ask for dates; another change of the filter stops what runs."""
    del datasets
    app.clientside_callback(
        ClientsideFunction("playback", "press"),
        *(Input(button, "n_clicks") for button in (_BACK, _PLAY, _ON)),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("playback", "choose"),
        *(Input(choice, "value") for choice in (_STEP, _SPEED, _MODE)),
    )
    app.clientside_callback(
        ClientsideFunction("playback", "follow"), Input(ids.FILTER, "data"), prevent_initial_call=True
    )


def ends(dataset: Dataset) -> tuple[str, str]:
    """The first and the last start of an incident as ISO days; "" without incidents."""
    starts = dataset.incidents["date_start"].dropna()
    if starts.empty:
        return "", ""
    return starts.iloc[0].date().isoformat(), starts.iloc[-1].date().isoformat()


def _button(key: str, sign: str, name: str) -> html.Button:
    return html.Button(
        html.Span(className=f"playback-sign {sign}", **aria(hidden="true")),
        id=key,
        title=name,
        **aria(label=name),
    )


def _choice(key: str, name: str, options: dict[str, str], value: str) -> Any:
    return dmc.Select(
        id=key,
        data=[{"value": option, "label": _(label)} for option, label in options.items()],
        value=value,
        allowDeselect=False,
        size="xs",
        className="playback-choice",
        **aria(label=name),
    )


def _told_to_the_script(first: str, last: str) -> dict[str, Any]:
    return {
        "data-first": first,
        "data-last": last,
        "data-play": _("Play through time"),
        "data-pause": _("Pause"),
        "data-one": _("Play one step; this device asks for little motion, so nothing runs by itself"),
    }
