"""The times from a changed filter to the painted map are told in order, with what is missing left empty."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from tests.benchmark.pages import CHECKOUT
from tests.benchmark.painted_times import BEGIN, END, line, markdown, named_number, plot, put_between

SEVEN: Final = [200.0, 100.0, 300.0, 250.0, 150.0, 220.0, 180.0]
TAKEN: Final = {1_000: {"a": SEVEN, "b": [50.0, 70.0]}, 10_000_000: {"a": [value * 10 for value in SEVEN]}}


def test_a_line_tells_median_range_and_multiple_of_the_floor() -> None:
    assert line(10_000, "a way", [300.0, 100.0, 200.0], 100.0).split() == [
        "10,000", "a", "way", "200", "100", "300", "2.00", "3",
    ]  # fmt: skip


def test_the_table_has_a_row_a_way_and_says_where_there_were_fewer_rounds() -> None:
    assert markdown(TAKEN, "As measured.").splitlines() == [
        "| incidents | 1 thousand | 10 million |",
        "|---|---|---|",
        "| a | 0.20 (0.10–0.30) | 2.00 (1.00–3.00) |",
        "| b | 0.06 (0.05–0.07, 2 rounds) |  |",
        "",
        "As measured.",
    ]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (999, "999"),
        (1_000, "1 thousand"),
        (1_500, "1,500"),
        (100_000, "100 thousand"),
        (10_000_000, "10 million"),
    ],
)
def test_round_numbers_are_written_in_words(number: int, name: str) -> None:
    assert named_number(number) == name


def test_a_table_takes_the_place_of_the_one_before_and_leaves_the_rest(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"above\n\n{BEGIN}\n| an older | one |\n{END}\n\nbelow\n", encoding="utf-8")
    for text in ("| first |", "| second |"):
        put_between(page, text)
        assert page.read_text(encoding="utf-8") == f"above\n\n{BEGIN}\n{text}\n{END}\n\nbelow\n"


def test_a_table_is_put_into_a_new_file_and_never_into_one_without_a_place_for_it(tmp_path: Path) -> None:
    put_between(tmp_path / "new.md", "| a |")
    assert (tmp_path / "new.md").read_text(encoding="utf-8") == f"{BEGIN}\n| a |\n{END}\n"
    (tmp_path / "other.md").write_text(f"{BEGIN} but no end", encoding="utf-8")
    with pytest.raises(ValueError, match="has no place for the table"):
        put_between(tmp_path / "other.md", "| a |")
    assert (tmp_path / "other.md").read_text(encoding="utf-8") == f"{BEGIN} but no end"


def test_the_plot_is_a_picture_on_white(tmp_path: Path) -> None:
    plot(TAKEN, tmp_path / "plot.png")
    with Image.open(tmp_path / "plot.png") as picture:
        assert min(picture.size) > 500
        assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_the_paper_has_one_place_for_the_table_and_shows_the_plot() -> None:
    paper = (CHECKOUT / "docs" / "filter-to-map.md").read_text(encoding="utf-8")
    assert paper.count(BEGIN) == paper.count(END) == 1
    assert "](filter-to-map.png)" in paper
    assert (CHECKOUT / "docs" / "filter-to-map.png").exists()
