"""The gazetteer in which the names of imported tables and of reports are looked up."""

from __future__ import annotations

from functools import cache

from data.folders.tables.atlas_tables import read_folder
from data.places.gazetteer import Gazetteer, read_gazetteer
from data.tables.layers.districts import BUNDLED, use_number


def gazetteer() -> Gazetteer:
    """The bundled gazetteer, with the places of the bundled incidents, some of which are in no other."""
    return _gazetteer(use_number())


@cache
def _gazetteer(_districts: int) -> Gazetteer:
    return read_gazetteer(read_folder(BUNDLED).places)
