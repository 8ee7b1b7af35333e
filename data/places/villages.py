"""Villages of some countries that are too small for the gazetteer, for reports that name them.

They stand apart: in a table without more words than a name, a hamlet would make the name of a town ambiguous.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.places.gazetteer import Gazetteer
from data.places.index import PlaceIndex, in_districts, place_index
from data.places.naming.place_names import latin_key
from data.places.search import PlaceSearch
from data.tables.layers import districts
from data.tables.layers.parquet_layers import table_of

_FILE: Final = "villages.parquet"


def villages_named(gazetteer: Gazetteer, names: Sequence[str]) -> PlaceSearch:
    """The villages that may go by one of some names, in the districts of the gazetteer.

    Reports ask for few names. To look all villages through for one takes a hundredth of a second; an index of
    them all would cost as much as to draft ten reports.

    Raises LayerError when the file is missing or damaged.
    """
    keys, rows = _keys()
    requested = pa.array([key for key in map(latin_key, names) if key], keys.type)
    named = pc.unique(rows.filter(pc.is_in(keys, value_set=requested)))
    if not len(named):
        return PlaceSearch(_none(), _none(), frozenset(), gazetteer.districts)
    found = place_index(_read(None).take(named))
    return PlaceSearch(_none(), in_districts(found, gazetteer.districts), frozenset(), gazetteer.districts)


@cache
def _keys() -> tuple[Any, Any]:
    """The keys of all villages' names as an Arrow array, and the row of each."""
    lists = pc.split_pattern(_read(("keys",))["keys"].combine_chunks(), "|")
    return lists.flatten(), pc.list_parent_indices(lists)


@cache
def _none() -> PlaceIndex:
    columns = pq.read_schema(districts.BUNDLED / _FILE)
    return place_index(columns.empty_table())


@cache
def _read(columns: tuple[str, ...] | None) -> Any:
    """The villages as an Arrow table, with some of the columns or all."""
    return table_of(districts.BUNDLED / _FILE, columns)
