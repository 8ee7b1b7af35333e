"""The view's ground map in pictures: pasted or drawn, and named with its attribution."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from PIL import Image

from components.address import View
from components.brief.contents import Brief
from components.brief.html.html_file import texts
from components.brief.map.picture import Ending, map_picture
from components.theme import PALETTES
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.ground_maps.ground_map import GroundMaps
from data.ground_maps.opening import open_ground_maps
from data.tables.dataset import Dataset
from tests.tiles import picture, pmtiles, vector_tile, write_mbtiles

WATER: Final = vector_tile(
    {"water": [("area", [(0, 0), (4096, 0), (4096, 4096), (0, 4096)], {"class": "lake"})]}
)
EAST: Final = View(lon=90.0, lat=30.0, zoom=5.0)
"""A place without incidents."""


@pytest.fixture(scope="module")
def ground_maps(tmp_path_factory: pytest.TempPathFactory) -> GroundMaps:
    folder = tmp_path_factory.mktemp("ground")
    (folder / "water.pmtiles").write_bytes(
        pmtiles({(0, 0, 0): WATER}, metadata={"name": "Water", "attribution": "Everybody"})
    )
    write_mbtiles(folder / "red.mbtiles", {(0, 0, 0): picture((200, 0, 0))}, {"format": "png", "name": "Red"})
    (folder / "broken.pmtiles").write_bytes(
        pmtiles({(0, 0, 0): WATER, (1, 1, 0): b"\xff", (2, 2, 1): b"\xff"})
    )
    named = [[str(folder / name)] for name in ("water.pmtiles", "red.mbtiles", "broken.pmtiles")]
    return open_ground_maps([*named, ["https://tiles.example.org/{z}/{x}/{y}.png", "Online"]])


def brief(dataset: Dataset, ground_maps: GroundMaps, ground: str) -> Brief:
    view = View(ground=ground, lon=EAST.lon, lat=EAST.lat, zoom=EAST.zoom)
    return Brief(summary_of(dataset, IncidentFilter()), view, "", ground_maps)


def colour(dataset: Dataset, ground_maps: GroundMaps, ground: str) -> tuple[int, ...]:
    """The commonest colour of a bare map."""
    content = map_picture(brief(dataset, ground_maps, ground), "png", 40, 30, 60, furniture=False)
    pixels = np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).reshape(-1, 3)
    colours, counts = np.unique(pixels, axis=0, return_counts=True)
    return tuple(int(part) for part in colours[counts.argmax()])


def rgb(text: str) -> tuple[int, ...]:
    return tuple(int(text[at : at + 2], 16) for at in (1, 3, 5))


def test_vector_tiles_are_drawn_in_our_colours(dataset: Dataset, ground_maps: GroundMaps) -> None:
    assert colour(dataset, ground_maps, "water") == rgb(PALETTES["light"].water)
    assert colour(dataset, ground_maps, "bundled") == rgb(PALETTES["light"].land)


def test_imagery_is_pasted_paler_and_greyer(dataset: Dataset, ground_maps: GroundMaps) -> None:
    red, green, blue = colour(dataset, ground_maps, "red")
    assert 140 < red < 200
    assert 30 < green < 100
    assert abs(green - blue) < 10


def test_a_tile_that_cannot_be_read_is_left_out(dataset: Dataset, ground_maps: GroundMaps) -> None:
    assert colour(dataset, ground_maps, "broken") in [
        rgb(PALETTES["light"].land),
        rgb(PALETTES["light"].water),
    ]


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
@pytest.mark.parametrize("ground", ["water", "red"])
def test_the_same_view_gives_the_same_bytes(
    dataset: Dataset, ground_maps: GroundMaps, ending: Ending, ground: str
) -> None:
    made = [
        map_picture(brief(dataset, ground_maps, ground), ending, 40, 30, 60, furniture=False)
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_a_file_names_the_ground_that_it_shows(dataset: Dataset, ground_maps: GroundMaps) -> None:
    shown = {key: brief(dataset, ground_maps, key) for key in ground_maps.keys}
    assert shown["water"].attribution.endswith("Ground map Water: Everybody")
    assert shown["red"].attribution.endswith("Ground map Red")
    assert "round map" not in shown["bundled"].attribution
    assert shown["tiles-example-org"].drawn_ground_map is None
    assert "bundled ground: “Online”" in shown["tiles-example-org"].attribution


def test_the_offline_page_names_the_bundled_ground(dataset: Dataset, ground_maps: GroundMaps) -> None:
    attribution = texts(brief(dataset, ground_maps, "water"))["attribution"]
    assert "“Water” is shown in the atlas, not in this file" in attribution
    assert "Ground map Water" not in attribution


def test_a_file_that_is_gone_leaves_the_bundled_ground(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    path.write_bytes(pmtiles({(0, 0, 0): WATER}))
    opened = open_ground_maps([[str(path)]])
    path.unlink()
    assert colour(dataset, opened, "") == rgb(PALETTES["light"].land)
