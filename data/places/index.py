"""Places in arrays, with an index of their names that is searched without being unpacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.places.naming.district_names import DistrictNames
from data.places.sorted_keys import SortedKeys
from data.places.texts import Texts
from data.tables.layers import districts
from data.tables.layers.parquet_layers import table_of, unreadable


@dataclass(frozen=True, eq=False)
class PlaceIndex:
    """Places by position, with their names' Latin keys; nobody writes into its arrays."""

    names: Texts
    other_names: Texts
    """`|` between."""
    adm0: npt.NDArray[np.str_]
    adm1_iso: npt.NDArray[np.str_]
    """ "" where there is none."""
    longitude: npt.NDArray[np.float64]
    latitude: npt.NDArray[np.float64]
    population: npt.NDArray[np.int64]
    """0 where not known."""
    sources: Sequence[str]
    """Where each point comes from."""
    keys: SortedKeys
    """The keys of all names, with the place of each."""
    place_keys: Texts
    """The keys of all names, in the places' order."""
    first_key: npt.NDArray[np.int64]
    """Where in `place_keys` each place begins, and the end; one more than there are places."""

    def __len__(self) -> int:
        return len(self.names)

    def with_key(self, key: str) -> list[int]:
        """The places that have this key among those of their names, in their order."""
        if not key or not len(self):
            return []
        return sorted({int(place) for place in self.keys.with_key(key)})

    def beginning_with(self, letters: str) -> tuple[list[str], npt.NDArray[np.int64]]:
        """The keys that begin with these letters, and the place of each."""
        return self.keys.beginning_with(letters)

    @lru_cache(maxsize=4096)  # noqa: B019 - an index lives as long as the process
    def all_names(self, place: int) -> tuple[str, ...]:
        """The place's name, then its other names."""
        return self.names[place], *filter(None, self.other_names[place].split("|"))


def place_index(table: Any) -> PlaceIndex:
    """The index of an Arrow table with the columns of gazetteer.parquet, `source` in place of an id or beside it."""
    lists = pc.split_pattern(table["keys"].combine_chunks(), "|")
    flat = lists.flatten()
    sources = table["source"].to_pylist() if "source" in table.column_names else GeonameSources(table)
    return PlaceIndex(
        names=Texts(table["name"].combine_chunks()),
        other_names=Texts(table["other_names"].combine_chunks()),
        adm0=_coded(table["adm0"]),
        adm1_iso=_coded(table["adm1_iso"]),
        longitude=table["longitude"].to_numpy(),
        latitude=table["latitude"].to_numpy(),
        population=table["population"].to_numpy().astype(np.int64),
        sources=sources,
        keys=SortedKeys(flat, pc.list_parent_indices(lists).to_numpy().astype(np.int64)),
        place_keys=Texts(flat),
        first_key=lists.offsets.to_numpy().astype(np.int64),
    )


def in_districts(index: PlaceIndex, names: DistrictNames) -> PlaceIndex:
    """The places with the districts in which they lie, where a folder's own boundaries are in use in their countries."""
    if "level" not in names.layer.columns:
        return index
    countries = names.layer.loc[names.layer["level"] > 0, "adm0"].unique()
    rows = np.flatnonzero(np.isin(index.adm0, countries.astype(str)))
    _, found = names.codes_at(np.column_stack([index.longitude[rows], index.latitude[rows]]))
    codes = index.adm1_iso.astype(object)
    codes[rows] = found
    return replace(index, adm1_iso=codes.astype(np.str_))


def _coded(column: Any) -> npt.NDArray[np.str_]:
    codes = column.combine_chunks().dictionary_encode()
    names: npt.NDArray[np.str_] = np.asarray(codes.dictionary.to_pylist(), dtype=np.str_)
    texts: npt.NDArray[np.str_] = names[codes.indices.to_numpy()]
    return texts


class GeonameSources(Sequence[str]):
    """ "GeoNames 146970" for each place, made when requested."""

    def __init__(self, table: Any) -> None:
        self.ids: npt.NDArray[np.int64] = table["geonameid"].to_numpy().astype(np.int64)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, position: int) -> str: ...
    @overload
    def __getitem__(self, position: slice) -> list[str]: ...
    def __getitem__(self, position: int | slice) -> str | list[str]:
        if isinstance(position, slice):
            return [f"GeoNames {number}" for number in self.ids[position]]
        return f"GeoNames {self.ids[position]}"


@cache
def places_of_the_world() -> PlaceIndex:
    """GeoNames' places of 500 inhabitants and more, read once; about a second.

    Raises LayerError when the file is missing or damaged.
    """
    path = districts.BUNDLED / "gazetteer.parquet"
    try:
        return place_index(table_of(path))
    except (ValueError, KeyError, pa.ArrowException) as error:
        raise unreadable(path) from error
