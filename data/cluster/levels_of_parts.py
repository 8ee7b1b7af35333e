"""A folder's own boundaries where it is cut into parts: their areas belong to the whole, and each part has those of its incidents.

The folder `whole` has the areas of all levels, the codes in use, and the places in the areas in which incidents name them;
the folder of a part the deepest area of each of its incidents, as the join of the whole dataset found it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from data.bounded_cache import BoundedCache
from data.errors import DatasetError
from data.folders.tables.atlas_tables import hash_of
from data.folders.tables.dataset_of_tables import on_levels
from data.tables.dataset import Dataset, IntArray
from data.tables.layers.levels import Levels

_LEVELS: Final = "levels.json"
_AREAS: Final = "levels.parquet"
_PLACES: Final = "places_in_areas.parquet"
_OF_INCIDENTS: Final = "areas_of_incidents.parquet"
_AREA: Final = "area"

Refuse = Callable[[str], DatasetError]
"""Makes the error for a file that cannot be used, of its name."""


@dataclass(frozen=True, eq=False)
class SharedLevels:
    """The boundaries of the whole, without incidents; the parts that a process holds share them."""

    levels: Levels
    places: pd.DataFrame
    place_areas: pd.Series
    sha256: str
    """Of their files."""

    def of_whole(self, dataset: Dataset) -> Dataset:
        """A dataset without incidents on these boundaries."""
        return on_levels(dataset, self.levels, self.places, self.place_areas)

    def of_part(self, dataset: Dataset, folder: Path, refuse: Refuse) -> tuple[Dataset, str]:
        """The dataset of a part's tables on these boundaries, and the hash of all of it."""
        content = _content(folder / _OF_INCIDENTS, refuse)
        try:
            areas = pd.read_parquet(io.BytesIO(content))[_AREA].astype("str")
        except (OSError, ValueError, KeyError) as error:
            raise refuse(_OF_INCIDENTS) from error
        levels = self.levels.of_some(areas)
        if len(areas) != len(dataset.incidents) or levels.of_incidents.isna().any():
            raise refuse(_OF_INCIDENTS)
        made = on_levels(dataset, levels, self.places, self.place_areas)
        texts = {"tables": dataset.sha256.encode(), _LEVELS: self.sha256.encode(), _OF_INCIDENTS: content}
        return made, hash_of(texts)


def write_levels(dataset: Dataset, levels: Levels, whole: Path) -> None:
    """Write the boundaries of a dataset at the level that is shaded first."""
    # In the order of the incidents, in which the whole has the names of its districts.
    codes = [str(code) for code in levels.of_incidents.unique()]
    described = {"shown": levels.shown, "attribution": levels.attribution, "in_use": codes}
    (whole / _LEVELS).write_text(f"{json.dumps(described, ensure_ascii=False)}\n", encoding="utf-8")
    levels.areas.to_parquet(whole / _AREAS, compression="zstd")
    place_areas = dataset.places["adm1_iso"] if dataset.place_areas is None else dataset.place_areas
    dataset.places.assign(**{_AREA: place_areas.astype("str")}).to_parquet(whole / _PLACES)


def write_areas_of_part(levels: Levels, rows: IntArray, folder: Path) -> None:
    """Write the deepest areas of some incidents."""
    areas = levels.of_incidents.astype("str").iloc[rows].reset_index(drop=True)
    pd.DataFrame({_AREA: areas}).to_parquet(folder / _OF_INCIDENTS)


def as_read(dataset: Dataset) -> pd.DataFrame:
    """The incidents with the districts that their table has, before they were joined to boundaries."""
    if dataset.levels is None or dataset.levels.as_read is None:
        return dataset.incidents
    table = dataset.levels.as_read
    return dataset.incidents.assign(**{str(name): cells.to_numpy() for name, cells in table.items()})


def read_levels(whole: Path, refuse: Refuse) -> SharedLevels | None:
    """The boundaries of the whole; None where it has none of its own."""
    if not (whole / _LEVELS).is_file():
        return None
    contents = {name: _content(whole / name, refuse) for name in (_LEVELS, _AREAS, _PLACES)}
    sha256 = hash_of(contents)
    known = _read.get(sha256)
    if known is None:
        try:
            known = _shared(contents, sha256)
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise refuse(_LEVELS) from error
        _read.set(sha256, known)
    return known


_read: Final[BoundedCache[str, SharedLevels]] = BoundedCache(4)
"""By their hash."""


def _shared(contents: dict[str, bytes], sha256: str) -> SharedLevels:
    described: Any = json.loads(contents[_LEVELS])
    areas = gpd.read_parquet(pa.BufferReader(contents[_AREAS]))
    places = pd.read_parquet(io.BytesIO(contents[_PLACES]))
    nothing = pd.Series(pd.Categorical([], categories=[str(code) for code in described["in_use"]]))
    levels = Levels(areas, int(described["shown"]), nothing, str(described["attribution"]))
    return SharedLevels(levels, places.drop(columns=_AREA), places[_AREA].astype("category"), sha256)


def _content(path: Path, refuse: Refuse) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(path.name) from error
