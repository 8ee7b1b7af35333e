"""Villages of some countries that are too small for the gazetteer, for reports that name them.

They stand apart: in a table without more words than a name, a hamlet would make the name of a town ambiguous.
"""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import LayerError
from data.places.gazetteer import Gazetteer
from data.places.index import PlaceIndex, in_districts, place_index
from data.places.search import PlaceSearch
from data.tables import districts


@cache
def villages_of(gazetteer: Gazetteer) -> PlaceSearch:
    """The villages, in the districts of the gazetteer. Raises LayerError when the file is missing or damaged."""
    none, villages = _indexes()
    names = gazetteer.districts
    return PlaceSearch(none, in_districts(villages, names), frozenset(), names)


@cache
def _indexes() -> tuple[PlaceIndex, PlaceIndex]:
    path = districts.BUNDLED / "villages.parquet"
    try:
        table = pq.read_table(path)
        return place_index(table.slice(0, 0)), place_index(table)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise LayerError(f"The layer {path.name} cannot be read; install the atlas again.") from error
