"""How the map is shown: the measure of the shading, the language of names, the ground map, the historical lines."""

from __future__ import annotations

from typing import Final

import dash_mantine_components as dmc
from dash import html

from components.map import ground_choice
from components.map.ground_choice import GROUND
from components.measures import MEASURES
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import LANGUAGES, _, current

__all__ = ["GROUND", "LINES", "MEASURE", "NAMES", "layout"]

MEASURE: Final = "map-settings-measure"
NAMES: Final = "map-settings-names"
LINES: Final = "map-settings-lines"


def layout(ground_maps: GroundMaps = NO_GROUND_MAPS) -> html.Details:
    """The settings, folded away until asked for."""
    return html.Details(
        [
            html.Summary(_("Map settings")),
            html.Div(
                [_measure(), _names(), ground_choice.choice(ground_maps), _lines()],
                className="map-settings-fields",
            ),
        ],
        className="map-settings",
    )


def _measure() -> dmc.Select:
    return dmc.Select(
        id=MEASURE,
        label=_("Shade districts by"),
        data=[{"value": key, "label": _(label)} for key, label in MEASURES.items()],
        value="incidents",
        allowDeselect=False,
        size="sm",
        comboboxProps={"withinPortal": True},
    )


def _names() -> dmc.Select:
    return dmc.Select(
        id=NAMES,
        label=_("Names on the map"),
        data=[{"value": key, "label": label} for key, label in LANGUAGES.items()],
        value=current(),
        allowDeselect=False,
        size="sm",
    )


def _lines() -> dmc.Switch:
    return dmc.Switch(
        id=LINES,
        label=_("Historical lines: 1994 line of contact, 1991 oblast"),
        checked=False,
        size="sm",
    )
