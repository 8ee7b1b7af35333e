"""The query keys of the addresses as OpenAPI parameters: their types and values are those of the code that reads them."""

from __future__ import annotations

from typing import Any, Final

from components.address import DEGREES, HXL, VIEW_CHOICES, View
from components.server.visit import LEVEL, OWN
from data.areas.selection import KEY as WITHIN
from data.areas.selection import LONGEST_TEXT
from data.filters.filter_keys import KEYS, LONGEST_VALUE, MOST_VALUES, SEVERAL, TERMS
from data.ground_maps.ground_map import KEY_PATTERN
from data.recorded_areas.choice import KEY as AREA
from data.tables.dataset import Dataset
from data.tables.schema import DISTRICT_CODE
from data.tables.vocabulary import WherePrecision

Parameter = dict[str, Any]

MEANINGS: Final = {
    "from": "First day, inclusive.",
    "to": "Last day, inclusive.",
    "actor": "Affected actor of a casualty, case-sensitive. Actor, side, outcome and victim hold for the same casualty.",
    "side": "Affected side of a casualty, case-sensitive.",
    "outcome": "What happened to a casualty.",
    "victim": "Victim category of a casualty.",
    "device": "Device category of the incident.",
    "activity": "What the victims were doing.",
    "district": "District, ISO 3166-2, or the code of an area of the dataset's own boundaries, of any level.",
    "precision": "Location precision: 1 exact, 2 near a named place, 3 district only, 4 larger area, 5 vague or a line, "
    "6 country only, 7 water or air.",
    "verification": "Source verification.",
    "column": "A column of the dataset's own with its value, as Team=Alpha.",
    AREA: "Recorded area: its identifier, or kind:minefield, kind:hazardous, kind:any; `,KM` adds what lies so near, `outside:` "
    "before it asks for what lies elsewhere, `,possible` at the end adds what is only possibly so.",
    WITHIN: "Selection in space: circle:LAT,LON,KM, box:SOUTH,WEST,NORTH,EAST, polygon:… or line:…,KM; `,possible` at "
    "the end adds what is only possibly inside.",
    "q": "Every word must begin a word of the place, the district or the summary.",
    "incident": "Identifier of the selected incident.",
    "lon": "Degrees east of the map's centre.",
    "lat": "Degrees north of the map's centre.",
    "zoom": "Zoom of the map, as MapLibre counts it.",
    "measure": "What districts are shaded by.",
    "lang": "Language of the page and, unless `names` is given, of the names on the map.",
    "names": "Language of the names on the map.",
    "level": "Level of the dataset's own boundaries by which districts are named, shaded and ranked.",
    "graticule": "0: without meridians and parallels.",
    "lines": "1: with the historical reference lines.",
    "controls": "1: an embedded map has controls.",
    "ground": "Key of the ground map; another one than the atlas offers is refused by /brief.",
    "data": "Beginning of the hash of the dataset for which a link was made.",
}
"""Of each key of a filter or a view."""


def filter_parameters() -> list[Parameter]:
    """The keys that decide which incidents match; those of choices may be repeated."""
    return [query(key, _filter_schema(key), MEANINGS[key]) for key in KEYS]


def view_parameters() -> list[Parameter]:
    """The keys of a view, which have no effect on the rows."""
    return [query(key, _view_schema(key), MEANINGS[key]) for key in View.__dataclass_fields__]


def tag_parameters(can_be_tagged: bool) -> list[Parameter]:
    """The key of the files that can have a row of HXL tags; none for others."""
    meaning = "1: with a row of HXL tags (hxlstandard.org) below the heading of each table."
    return [query(HXL, {"type": "string", "enum": ["0", "1"]}, meaning)] if can_be_tagged else []


def own_parameter() -> Parameter:
    """The token of a visitor's own data."""
    return query(
        OWN,
        {"type": "string", "maxLength": 100},
        "Token of a visitor's own data, instead of the served dataset.",
    )


def query(name: str, schema: dict[str, Any], meaning: str, *, required: bool = False) -> Parameter:
    """A parameter of the query string; a list is written as the repeated key."""
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": meaning}


def in_path(name: str, schema: dict[str, Any], meaning: str) -> Parameter:
    """A parameter that is a part of the path."""
    return {"name": name, "in": "path", "required": True, "schema": schema, "description": meaning}


def answerable(parameters: list[Parameter], dataset: Dataset) -> list[Parameter]:
    """Those that can be requested of a dataset, of the keys whose values are its own with the values that there are."""
    columns = [f"{name}={value}" for name, column in dataset.own_choices.items() for value in column.values]
    levels = [1] if dataset.levels is None else [*dataset.levels.numbers]
    of_dataset = {
        "column": {"type": "array", "items": {"enum": columns}, "maxItems": MOST_VALUES} if columns else None,
        LEVEL: {"type": "string", "enum": [*map(str, levels)]},
    }
    if dataset.areas is None:
        of_dataset[AREA] = None
    found = []
    for one in parameters:
        schema = of_dataset.get(one["name"], one["schema"])
        if schema is not None:
            found.append({**one, "schema": schema})
    return found


def _filter_schema(key: str) -> dict[str, Any]:
    # Formats of the atlas's own say in a word what no pattern can.
    form = {WITHIN: "selection", AREA: "area", "q": "words"}.get(key, "plain-text")
    longest = LONGEST_TEXT if key == WITHIN else LONGEST_VALUE
    text: dict[str, Any] = {"type": "string", "format": form, "maxLength": longest}
    if key in ("from", "to"):
        return {"type": "string", "format": "date"}
    if key not in SEVERAL:
        return text
    values: dict[str, Any] = {**text, "minLength": 1}
    if key in TERMS:
        values = {"type": "string", "enum": [term.value for term in TERMS[key]]}
    elif key == "precision":
        values = {"type": "integer", "enum": [int(grade) for grade in WherePrecision]}
    elif key == "district":
        values = {"type": "string", "pattern": f"^({DISTRICT_CODE})$"}
    return {"type": "array", "items": values, "maxItems": MOST_VALUES}


def _view_schema(key: str) -> dict[str, Any]:
    if key in DEGREES:
        lowest, highest = DEGREES[key]
        return {"type": "number", "minimum": lowest, "maximum": highest}
    if key in VIEW_CHOICES:
        return {"type": "string", "enum": list(VIEW_CHOICES[key])}
    if isinstance(getattr(View(), key), bool):
        return {"type": "string", "enum": ["0", "1"]}
    if key == "data":
        return {"type": "string", "pattern": "^[0-9a-f]{6,64}$"}
    if key == "ground":
        return {"type": "string", "format": "ground-map", "pattern": f"^{KEY_PATTERN.pattern}$"}
    return {"type": "string", "format": "plain-text", "minLength": 1, "maxLength": LONGEST_VALUE}
