"""Administrative and orientation layers that ship with the atlas, all in EPSG:4326."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import geopandas as gpd

from data.language import current
from data.tables.layers.parquet_layers import layer_of

BUNDLED: Final = Path(__file__).parents[2] / "bundled"

NAME_LANGUAGES: Final = ("en", "az", "hy", "ru")
"""Languages of the `name_*` columns: English, Azerbaijani, Armenian, Russian."""


@cache
def districts_of_the_world() -> gpd.GeoDataFrame:
    """First-level districts: `adm1_iso` (ISO 3166-2, unique, missing where there is none), `adm0`,
    `name_en/az/hy/ru`, `names` (all known names, `|` between), `seat_names` (those of the settlement that it is
    named after), `label_longitude`, `label_latitude`,
    polygons. Natural Earth 1:10m with the corrections listed in SOURCES.md.
    """
    return layer("districts")


def districts_in_use() -> gpd.GeoDataFrame:
    """The districts that places are looked up in: those of the world, or what `use_districts` was given."""
    return _in_use[-1] if _in_use else districts_of_the_world()


def use_districts(layer: gpd.GeoDataFrame | None) -> None:
    """Have this process look places up in other districts than the bundled ones: a folder's own boundaries with the
    world's around them, upper levels first, `parent` being the code of what an area lies in; None for the bundled.
    """
    _in_use[:] = [] if layer is None else [layer]
    _uses.append(len(_uses) if layer is not None else 0)


def use_number() -> int:
    """Another number for each use of other districts, 0 for the bundled: by it is kept what is made of them once."""
    return _uses[-1]


_in_use: Final[list[gpd.GeoDataFrame]] = []
_uses: Final = [0]


def district_name(code: str, own: str) -> str:
    """What to call a district: in English as its table does, in another language as the layer has it, if it does."""
    return own if current() == "en" else _names(current()).get(code, own)


@cache
def _names(language: str) -> dict[str, str]:
    coded = districts_of_the_world().dropna(subset="adm1_iso").set_index("adm1_iso")
    return {str(code): str(name) for code, name in coded[f"name_{language}"].dropna().items()}


@cache
def layer(name: str) -> gpd.GeoDataFrame:
    """A bundled layer by name: districts, countries, reference_lines, waters or towns.

    Raises LayerError when the file is missing or damaged. Callers must not write into the frame.
    """
    return layer_of(BUNDLED / f"{name}.parquet")
