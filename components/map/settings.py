"""How the map is shown: the measure of the shading, the language of names, the ground map, the historical lines."""

from __future__ import annotations

from typing import Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, html

from components.map.ground import choice as ground_choice
from components.map.ground.choice import GROUND
from components.measures import MEASURES
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import LANGUAGES, _, current, ngettext, number_text
from data.tables.dataset import Dataset

__all__ = ["GRATICULE", "GROUND", "LINES", "MEASURE", "NAMES", "follow_level", "layout"]

MEASURE: Final = "map-settings-measure"
NAMES: Final = "map-settings-names"
LINES: Final = "map-settings-lines"
GRATICULE: Final = "map-settings-graticule"
LEVEL: Final = "map-settings-level"


def layout(dataset: Dataset, ground_maps: GroundMaps = NO_GROUND_MAPS) -> html.Details:
    """The settings, folded away until requested."""
    return html.Details(
        [
            html.Summary(_("Map settings")),
            html.Div(
                [
                    _measure(),
                    _level(dataset),
                    _names(),
                    ground_choice.choice(ground_maps),
                    _graticule(),
                    _lines(),
                ],
                className="map-settings-fields",
            ),
        ],
        className="map-settings",
    )


def follow_level(app: Dash) -> None:
    """Another level of the boundaries is another page: figures, files and drawings of districts all follow it."""
    app.clientside_callback(
        ClientsideFunction("incidentMap", "shadeLevel"), Input(LEVEL, "value"), prevent_initial_call=True
    )


def _level(dataset: Dataset) -> html.Div:
    """The levels of the folder's own boundaries; hidden where there is nothing to choose."""
    numbers = {} if dataset.levels is None else dataset.levels.numbers
    select = dmc.Select(
        id=LEVEL,
        label=_("Level of districts"),
        data=[
            {"value": str(level), "label": _level_name(level, number)} for level, number in numbers.items()
        ],
        value=str(dataset.level),
        allowDeselect=False,
        size="sm",
        comboboxProps={"withinPortal": True},
    )
    return html.Div(select, hidden=len(numbers) < 2)


def _level_name(level: int, areas: int) -> str:
    text = ngettext("Level {level}: {number} area", "Level {level}: {number} areas", areas)
    return text.format(level=number_text(level), number=number_text(areas))


def _graticule() -> dmc.Switch:
    return dmc.Switch(id=GRATICULE, label=_("Meridians and parallels"), checked=True, size="sm")


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
