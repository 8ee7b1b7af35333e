"""How the map is shown: the measure of the shading, the language of names, the historical lines."""

from __future__ import annotations

from typing import Final

import dash_mantine_components as dmc
from dash import html

from components.map_legend import MEASURES

MEASURE: Final = "map-settings-measure"
LANGUAGE: Final = "map-settings-language"
LINES: Final = "map-settings-lines"

LANGUAGES: Final = {"en": "English", "az": "Azərbaycanca", "hy": "Հայերեն", "ru": "Русский"}
"""The languages in which the map can show names, each in its own words."""


def layout() -> html.Details:
    """The settings, folded away until asked for."""
    return html.Details(
        [
            html.Summary("Map settings"),
            dmc.Select(
                id=MEASURE,
                label="Shade districts by",
                data=[{"value": key, "label": label} for key, label in MEASURES.items()],
                value="incidents",
                allowDeselect=False,
                size="sm",
                comboboxProps={"withinPortal": True},
            ),
            dmc.Select(
                id=LANGUAGE,
                label="Names on the map",
                data=[{"value": key, "label": label} for key, label in LANGUAGES.items()],
                value="en",
                allowDeselect=False,
                size="sm",
            ),
            dmc.Switch(
                id=LINES,
                label="Historical lines: 1994 line of contact, 1991 oblast",
                checked=False,
                size="sm",
            ),
        ],
        className="map-settings",
    )
