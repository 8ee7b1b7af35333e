"""The measurement from a changed filter to the painted map asks every page for the same, and for what there is."""

from __future__ import annotations

import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.folders.tables.atlas_tables import read_folder
from tests.benchmark import filter_to_map, plain_page
from tests.benchmark.datashader_page import in_mercator, limits
from tests.benchmark.filter_to_map import DATASHADER, FILTERS, NEEDED, collection, missing
from tests.benchmark.leaflet_page import geojson
from tests.benchmark.made_collection import made_collection, write_made
from tests.benchmark.pages import CHECKOUT, MAP_PX
from tests.benchmark.painted_maps import is_of
from tests.benchmark.plain_pandas import plain_dots


def test_each_filter_is_understood_and_none_is_empty_or_everything() -> None:
    made = made_collection(1_000)
    numbers, dots = set(), set()
    for stored in FILTERS:
        incident_filter, errors = IncidentFilter.from_json(stored)
        assert not errors
        numbers.add(summary_of(made, incident_filter).incidents)
        dots.add(len(plain_dots(made, incident_filter)))
    assert len(numbers) == len(dots) == len(FILTERS)
    assert min(numbers) > 0
    assert max(numbers) < 1_000


def test_the_plain_page_draws_every_incident_that_the_atlas_draws_as_a_dot() -> None:
    made = made_collection(1_000)
    for stored in ({}, *FILTERS):
        incident_filter = IncidentFilter.from_json(stored)[0]
        shown, views = plain_page.dots(made, incident_filter), summary_of(made, incident_filter)
        assert len(shown) == views.points["incidents"].sum()
        assert shown["casualties"].sum() == views.points["casualties"].sum()
        assert sum(len(trace["lon"]) for trace in plain_page.figure(shown).data) == len(shown)


def test_a_written_collection_is_read_as_the_one_that_was_made(tmp_path: Path) -> None:
    made, read = made_collection(300), read_folder(write_made(300, tmp_path))
    everything = IncidentFilter()
    assert read.title == made.title
    assert len(read.casualties) == len(made.casualties)
    assert summary_of(read, everything).points.equals(summary_of(made, everything).points)


def test_pages_of_other_packages_are_sent_every_incident_that_the_atlas_draws_as_a_dot() -> None:
    made = made_collection(1_000)
    for stored in ({}, *FILTERS):
        incident_filter = IncidentFilter.from_json(stored)[0]
        views = summary_of(made, incident_filter)
        features = geojson(plain_dots(made, incident_filter))["features"]
        numbers = Counter(tuple(feature["geometry"]["coordinates"]) for feature in features)
        points = zip(views.points["longitude"], views.points["latitude"], strict=True)
        assert numbers == dict(zip(points, views.points["incidents"], strict=True))


def test_the_image_has_north_up_and_all_dots_within_its_limits() -> None:
    dots = pd.DataFrame({"longitude": [45.0, 46.0], "latitude": [39.0, 41.0]})
    placed = in_mercator(dots)
    assert placed["y"].is_monotonic_increasing
    assert placed["x"].diff().iloc[1] == pytest.approx(1 / 360)
    everything = in_mercator(plain_dots(made_collection(1_000), IncidentFilter()))
    sides = {name: (high - low) for name, (low, high) in limits(everything).items()}
    assert sides["xlim"] / sides["ylim"] == pytest.approx(MAP_PX[0] / MAP_PX[1])
    for axis in ("x", "y"):
        low, high = limits(everything)[f"{axis}lim"]
        assert everything[axis].between(low, high).all()


def test_a_collection_is_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = collection(50, tmp_path)
    assert len(read_folder(folder).incidents) == 50
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("made again"))
    assert collection(50, tmp_path) == folder


def test_a_way_is_left_out_when_what_it_needs_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filter_to_map, "find_spec", lambda module: None if module == "holoviews" else module)
    assert missing() == [DATASHADER]


def test_every_way_of_the_extra_is_in_the_extra() -> None:
    extra = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    named = {requirement.split(">=")[0].replace("-", "_") for requirement in extra["benchmark"]}
    # The other engine of tests/benchmark/engines.py.
    assert named - {"duckdb"} == {module for modules in NEEDED.values() for module in modules}


@pytest.mark.parametrize(
    ("url", "stays"),
    [
        ("http://127.0.0.1:80/a.js", True),
        ("blob:http://127.0.0.1:80/1-2", True),
        ("data:image/png;base64,", True),
        ("https://unpkg.com/a.js", False),
        ("http://127.0.0.1:81/", False),
    ],
)
def test_a_page_stays_on_its_own_server(url: str, stays: bool) -> None:
    assert is_of(url, "http://127.0.0.1:80") == stays
