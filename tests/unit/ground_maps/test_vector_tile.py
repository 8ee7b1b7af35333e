"""Vector tiles: what a tile contains comes back, and a damaged one is refused."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ground_maps.pmtiles_file import tile_id_of, zoom_of
from data.ground_maps.schemas import parts_of, schema_of
from data.ground_maps.unpacking import TileError
from data.ground_maps.vector_tile import features_of, layer_names
from tests.tiles import field, vector_tile, village_tile

POINTS = st.tuples(st.integers(-4096, 8192), st.integers(-4096, 8192))


@given(
    st.lists(POINTS, min_size=2, max_size=30),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4),
)
def test_a_line_comes_back_with_its_properties(
    points: list[tuple[int, int]], properties: dict[str, str]
) -> None:
    tile = vector_tile({"roads": [("line", points, properties)], "other": []})
    ((name, feature),) = features_of(tile, frozenset({"roads", "other"}))
    assert (name, feature.shape, feature.properties) == ("roads", "line", properties)
    assert np.array_equal(feature.parts[0] * 4096, np.array(points, dtype=float))


@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_it_is_a_tile_or_refused(content: bytes) -> None:
    with suppress(TileError):
        list(features_of(content, frozenset(layer_names(content))))


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_tile_with_one_other_byte_is_a_tile_or_refused(at: int, value: int) -> None:
    content = bytearray(village_tile())
    content[at % len(content)] = value
    with suppress(TileError):
        list(features_of(bytes(content), frozenset(layer_names(bytes(content)))))


def test_a_layer_without_an_extent_is_refused() -> None:
    tile = vector_tile({"water": [("area", [(0, 0), (9, 0), (9, 9)], {})]}, extent=0)
    with pytest.raises(TileError, match="extent"):
        list(features_of(tile, frozenset({"water"})))


def test_a_geometry_that_promises_more_points_than_it_has_is_refused() -> None:
    lying = field(
        3, field(1, b"water") + field(2, field(3, 3) + field(4, bytes([9, 2, 2, 0xFA, 0xFF, 0x03])))
    )
    with pytest.raises(TileError):
        list(features_of(lying, frozenset({"water"})))


def test_the_made_tiles_are_of_the_schemas_that_they_name() -> None:
    for schema in ("openmaptiles", "protomaps"):
        tile = village_tile(schema)
        assert schema_of(set(layer_names(tile))) == schema
        drawn = {
            part.drawn_as
            for part in parts_of(schema)
            for name, feature in features_of(tile, frozenset({part.layer}))
            if part.has(feature.shape, feature.properties)
        }
        assert drawn >= {"wood", "water", "waterway", "building", "main_road", "track", "place"}


@given(st.integers(0, 22), st.data())
def test_tile_numbers_tell_their_zoom_and_are_distinguished(zoom: int, data: st.DataObject) -> None:
    column, row = (data.draw(st.integers(0, 2**zoom - 1)) for _axis in range(2))
    assert zoom_of(tile_id_of(zoom, column, row)) == zoom


def test_tile_numbers_are_those_of_the_specification() -> None:
    # spec/v3/spec.md, "Tile ID": zoom, column, row.
    known = {
        (0, 0, 0): 0,
        (1, 0, 0): 1,
        (1, 0, 1): 2,
        (1, 1, 1): 3,
        (1, 1, 0): 4,
        (2, 0, 0): 5,
        (12, 3423, 1763): 19078479,
    }
    assert {place: tile_id_of(*place) for place in known} == known
    assert len({tile_id_of(3, column, row) for column in range(8) for row in range(8)}) == 64
