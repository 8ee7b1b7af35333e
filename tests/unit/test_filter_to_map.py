"""The measurement from a changed filter to the painted map asks for what there is, and tells it in order."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from data.incident_filter import IncidentFilter
from data.readers.atlas_tables import read_folder
from data.summary import summary_of
from tests.benchmark.filter_to_map import FILTERS, line, plot
from tests.benchmark.made_collection import made_collection, write_made
from tests.benchmark.plain_page import dots, figure


def test_each_filter_is_understood_and_none_is_empty_or_everything() -> None:
    made = made_collection(1_000)
    numbers = set()
    for stored in FILTERS:
        asked, errors = IncidentFilter.from_json(stored)
        assert not errors
        numbers.add(summary_of(made, asked).incidents)
    assert len(numbers) == len(FILTERS)
    assert min(numbers) > 0
    assert max(numbers) < 1_000


def test_the_plain_page_draws_every_incident_that_the_atlas_draws_as_a_dot() -> None:
    made = made_collection(1_000)
    for stored in ({}, *FILTERS):
        asked = IncidentFilter.from_json(stored)[0]
        shown, views = dots(made, asked), summary_of(made, asked)
        assert len(shown) == views.points["incidents"].sum()
        assert shown["casualties"].sum() == views.points["casualties"].sum()
        assert sum(len(trace["lon"]) for trace in figure(shown).data) == len(shown)


def test_a_written_collection_is_read_as_the_one_that_was_made(tmp_path: Path) -> None:
    made, read = made_collection(300), read_folder(write_made(300, tmp_path))
    everything = IncidentFilter()
    assert read.title == made.title
    assert len(read.casualties) == len(made.casualties)
    assert summary_of(read, everything).points.equals(summary_of(made, everything).points)


def test_a_line_tells_median_range_and_multiple_of_the_floor() -> None:
    assert line(10_000, "a way", [300.0, 100.0, 200.0], 100.0).split() == [
        "10,000", "a", "way", "200", "100", "300", "2.00", "3",
    ]  # fmt: skip


def test_the_plot_is_a_picture(tmp_path: Path) -> None:
    taken = {1_000: {"a": [100.0, 120.0], "b": [50.0]}, 10_000: {"a": [110.0, 150.0]}}
    plot(taken, tmp_path / "plot.png")
    with Image.open(tmp_path / "plot.png") as picture:
        assert min(picture.size) > 500
