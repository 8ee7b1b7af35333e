"""From the command line to ground maps: what is read of a file, and the sentence for one that cannot be used."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import pytest

from data.errors import FileError
from data.ground_maps.coverage import covered
from data.ground_maps.opening import ground_sentence, open_ground_maps
from tests.tiles import picture, pmtiles, vector_tile, village_tile, write_mbtiles

BOX: Final = (44.0, 38.0, 49.0, 42.0)
CREDIT: Final = '<a href="https://example.org">&copy; OpenStreetMap <b>contributors</b></a>'
ONE: Final = {(0, 0, 0): village_tile()}


def written(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_a_vector_file_says_what_it_is(tmp_path: Path) -> None:
    about = {
        "name": "Roads",
        "attribution": CREDIT,
        "vector_layers": [{"id": "transportation"}, {"id": "water"}],
    }
    tiles = {(zoom, 0, 0): village_tile() for zoom in range(3)}
    (ground_map,) = open_ground_maps(
        [[written(tmp_path, "Yollar və kəndlər.pmtiles", pmtiles(tiles, metadata=about))]]
    )
    assert (ground_map.key, ground_map.title) == ("yollar-ve-kendler", "Roads")
    assert ground_map.attribution == "© OpenStreetMap contributors"
    assert (ground_map.kind, ground_map.schema, ground_map.zooms) == ("vector", "openmaptiles", (0, 2))
    assert ground_map.tile(2, 0, 0) is not None
    assert ground_map.tile(3, 0, 0) is None
    assert ground_map.tile(2, 4, 0) is None


@pytest.mark.parametrize(
    ("schema", "expected"), [("openmaptiles", "openmaptiles"), ("protomaps", "protomaps")]
)
def test_without_a_list_of_layers_a_tile_tells_the_schema(tmp_path: Path, schema: str, expected: str) -> None:
    content = pmtiles({(0, 0, 0): village_tile(schema)})
    assert open_ground_maps([[written(tmp_path, "a.pmtiles", content)]]).maps[0].schema == expected


def test_imagery_in_mbtiles_has_its_rows_from_the_north(tmp_path: Path) -> None:
    north, south = picture((1, 2, 3)), picture((4, 5, 6))
    path = write_mbtiles(
        tmp_path / "a.mbtiles",
        {(1, 0, 0): north, (1, 0, 1): south},
        {"format": "png", "bounds": "44,38,49,42"},
    )
    (ground_map,) = open_ground_maps([[str(path)]])
    assert (ground_map.kind, ground_map.zooms, ground_map.bounds) == ("raster", (1, 1), BOX)
    assert ground_map.tile(1, 0, 0) == north
    assert ground_map.tile(1, 0, 1) == south
    assert ground_map.tile(1, 1, 0) is None


def test_the_words_of_the_host_replace_those_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.pmtiles", pmtiles(ONE, metadata={"name": "File", "attribution": "File"}))
    (ground_map,) = open_ground_maps([[path, "Imagery, June 2025", "Somebody"]])
    assert (ground_map.title, ground_map.attribution) == ("Imagery, June 2025", "Somebody")


def test_equal_names_get_keys_of_their_own(tmp_path: Path) -> None:
    path = written(tmp_path, "bundled.pmtiles", pmtiles(ONE))
    assert open_ground_maps([[path], [path]]).keys == ("bundled", "bundled-2", "bundled-3")


def test_zooms_are_those_of_the_tiles_and_not_those_of_the_header(tmp_path: Path) -> None:
    tiles = {(zoom, 0, 0): village_tile() for zoom in (1, 2)}
    for has_leaves in (False, True):
        path = written(tmp_path, "a.pmtiles", pmtiles(tiles, has_leaves=has_leaves, first=0, last=20))
        assert open_ground_maps([[path]]).maps[0].zooms == (1, 2)


def test_bounds_that_are_none_are_the_world(tmp_path: Path) -> None:
    path = written(tmp_path, "a.pmtiles", pmtiles(ONE, bounds=(50.0, 80.0, 40.0, -80.0)))
    assert open_ground_maps([[path]]).maps[0].bounds == (-180.0, -85.0511, 180.0, 85.0511)


def test_only_where_there_are_tiles_is_the_ground_covered(tmp_path: Path) -> None:
    tiles = {(2, 2, 1): village_tile()}
    path = written(tmp_path, "a.pmtiles", pmtiles(tiles, bounds=(-100.0, 10.0, 100.0, 60.0)))
    (box,) = covered(open_ground_maps([[path]]).maps[0])
    assert box == pytest.approx((0.0, 10.0, 90.0, 60.0))


def test_an_address_is_loaded_by_the_browser_and_nothing_is_requested_here() -> None:
    (ground_map,) = open_ground_maps([["https://tiles.example.org:8443/a/{z}/{x}/{y}.png", "Imagery"]])
    assert (ground_map.origin, ground_map.kind) == ("https://tiles.example.org:8443", "raster")
    assert ground_map.tile(0, 0, 0) is None
    assert "browser from tiles.example.org:8443" in ground_sentence(ground_map)
    assert open_ground_maps([["https://example.org/{z}/{x}/{y}.pbf?key=1"]]).maps[0].kind == "vector"


@pytest.mark.parametrize(
    "address",
    [
        "https://tiles.example.org/tiles.json",
        "https://tiles.example.org/a.pmtiles",
        "https://tiles.example.org/{z}/{x}.png",
        "https://user:word@tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org; script-src * /{z}/{x}/{y}.png",
        "https://bücher.example/{z}/{x}/{y}.png",
        "ftp://tiles.example.org/{z}/{x}/{y}.png",
        "file:///etc/{z}/{x}/{y}.png",
        "https://[/{z}/{x}/{y}.png",
        "https://tiles.example.org:99999/{z}/{x}/{y}.png",
    ],
)
def test_an_address_that_is_none_of_tiles_is_refused(address: str) -> None:
    with pytest.raises(FileError) as refused:
        open_ground_maps([[address]])
    assert "\n" not in str(refused.value)


HOSTILE: Final = {
    "": "the file is empty",
    "text": "the file is neither PMTiles nor MBTiles",
    "cut header": "it is cut off",
    "cut tiles": "where its header names",
    "version": "it is PMTiles version 2, and version 3 is read",
    "brotli": "compressed with Brotli",
    "type": "does not name a kind of tiles",
    "directory compression": "its directories are compressed in a way that is not read",
    "no tiles": "it contains no tiles",
    "unknown schema": "(cats) are in neither of the schemas",
    "no vector tile": "tile",
    "bomb": "unpacks to more than",
    "no picture": "it is no picture",
    "huge picture": "it is a picture of",
}


def hostile(kind: str) -> bytes:
    whole = pmtiles(ONE)
    return {
        "": b"",
        "text": b"incident_id,date\n",
        "cut header": whole[:60],
        "cut tiles": whole[:-20],
        "version": pmtiles(ONE, version=2),
        "brotli": pmtiles(ONE, outer=3),
        "type": pmtiles(ONE, type=0),
        "directory compression": pmtiles(ONE, inner=4),
        "no tiles": pmtiles({}),
        "unknown schema": pmtiles({(0, 0, 0): vector_tile({"cats": [("point", [(1, 1)], {})]})}),
        "no vector tile": pmtiles({(0, 0, 0): b"\xff\xff\xff not a tile"}),
        "bomb": pmtiles({(0, 0, 0): bytes(30_000_000)}),
        "no picture": pmtiles({(0, 0, 0): b"<html>"}, ending="png"),
        "huge picture": pmtiles({(0, 0, 0): picture(side=4_000)}, ending="png"),
    }[kind]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_cannot_be_used_gets_one_sentence(tmp_path: Path, kind: str) -> None:
    with pytest.raises(FileError) as refused:
        open_ground_maps([[written(tmp_path, "a.pmtiles", hostile(kind))]])
    text = str(refused.value)
    assert text.startswith("a.pmtiles: The tiles cannot be used: ")
    assert HOSTILE[kind] in text
    assert "\n" not in text


def test_a_file_that_is_not_there_gets_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "no.pmtiles", tmp_path):
        with pytest.raises(FileError):
            open_ground_maps([[str(path)]])


@pytest.mark.parametrize("at", [0, 8, 40, 96, 100, 130, 150])
def test_bytes_that_changed_are_refused_or_read_and_never_crash(tmp_path: Path, at: int) -> None:
    whole = bytearray(pmtiles({(zoom, 0, 0): village_tile() for zoom in range(4)}, has_leaves=True))
    for value in (0, 1, 127, 255):
        whole[at] = value
        path = written(tmp_path, "a.pmtiles", bytes(whole))
        with suppress(FileError):
            assert open_ground_maps([[path]]).maps[0].zooms[0] <= 3


class TestMbtiles:
    def test_a_cut_database_gets_one_sentence(self, tmp_path: Path) -> None:
        path = write_mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): picture()}, {"format": "png"})
        path.write_bytes(path.read_bytes()[:-5000])
        with pytest.raises(FileError, match="where its header names"):
            open_ground_maps([[str(path)]])

    def test_a_database_of_something_else_gets_one_sentence(self, tmp_path: Path) -> None:
        path = tmp_path / "a.mbtiles"
        with closing(sqlite3.connect(path)) as rows:
            rows.execute("create table incidents (a text)")
            rows.commit()
        with pytest.raises(FileError, match="it has no table of tiles"):
            open_ground_maps([[str(path)]])

    def test_an_endless_view_is_stopped(self, tmp_path: Path) -> None:
        path = tmp_path / "a.mbtiles"
        with closing(sqlite3.connect(path)) as rows:
            rows.execute("create table metadata (name text, value text)")
            rows.execute(
                "create view tiles as with recursive n(i) as (select 1 union all select i + 1 from n) "
                "select i as zoom_level, i as tile_column, i as tile_row, x'00' as tile_data from n"
            )
            rows.commit()
        with pytest.raises(FileError, match="take too long"):
            open_ground_maps([[str(path)]])

    def test_zooms_that_there_are_not_get_one_sentence(self, tmp_path: Path) -> None:
        path = write_mbtiles(tmp_path / "a.mbtiles", {(40, 0, 0): picture()}, {"format": "png"})
        with pytest.raises(FileError, match="zooms go from 0 to 22"):
            open_ground_maps([[str(path)]])

    def test_its_file_is_not_changed(self, tmp_path: Path) -> None:
        path = write_mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): picture()}, {"format": "png"})
        before = path.read_bytes()
        open_ground_maps([[str(path)]]).maps[0].tile(0, 0, 0)
        assert path.read_bytes() == before
        assert [each.name for each in tmp_path.iterdir()] == ["a.mbtiles"]


def test_the_header_is_as_the_specification_has_it(tmp_path: Path) -> None:
    content = pmtiles(ONE)
    assert struct.unpack_from("<7sB", content) == (b"PMTiles", 3)
    assert struct.unpack_from("<Q", content, 8) == (127,)
