"""The chart of a document: its title says what its bars leave out, and equal briefs give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from components.address import View
from components.brief.chart.bars import Bars, bars_of
from components.brief.chart.picture import (
    _draw_columns,
    _draw_head,
    _draw_rows,
    chart_height_mm,
    chart_picture,
)
from components.brief.contents import Brief
from components.brief.map.picture import _SETTINGS
from components.brief.map.sheet_rows import Sheet
from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, summary, tables


@pytest.fixture(autouse=True)
def _settings() -> Iterator[None]:
    with matplotlib.rc_context(_SETTINGS):
        yield


def bars_from(dataset: Dataset, **requested: object) -> Bars:
    bars = bars_of(summary(dataset, **requested))
    assert bars is not None
    return bars


def test_a_chart_has_the_size_of_its_place_and_the_same_bytes_each_time(dataset: Dataset) -> None:
    brief = Brief(summary(dataset), View())
    bars = bars_from(dataset)
    drawn = chart_picture(brief, bars, "png", 174.0, 100)
    assert drawn == chart_picture(brief, bars, "png", 174.0, 100)
    width, height = Image.open(io.BytesIO(drawn)).size
    assert (width, height) == pytest.approx((685, chart_height_mm(bars) / 25.4 * 100), abs=1)


@pytest.mark.parametrize("actors", [1, 4, 30])
def test_nothing_is_written_outside_of_the_chart(actors: int) -> None:
    hurt = [
        casualty(affected_actor=f"A rather long name of an actor, number {at} " * 3) for at in range(actors)
    ]
    made = bars_from(dataset_of(tables(incidents=[incident()], casualties=hurt, sources=[])))
    assert made.by == "actor"
    assert_inside(made, 174.0)


def test_nothing_of_years_and_months_is_written_outside(dataset: Dataset) -> None:
    assert_inside(bars_from(dataset), 174.0)
    months = bars_from(dataset, words="mine", district=("AZ-TAR",))
    assert_inside(months, 174.0)


def test_the_title_names_what_has_no_bar(dataset: Dataset) -> None:
    only = bars_from(dataset, outcome=("injured",))
    assert only.title == "Injured, by year (with minimums)"
    assert list(only.series) == ["injured"]
    days = [("2020-11-23", "1"), ("2021-03-01", "1"), ("", "0")]
    rows = [
        incident(incident_id=str(at), date_start=day, date_end=day, date_prec=grade)
        for at, (day, grade) in enumerate(days)
    ]
    hurt = [casualty(incident_id=str(at)) for at in range(3)]
    mixed = bars_from(dataset_of(tables(incidents=rows, casualties=hurt, sources=[])))
    assert mixed.title.endswith("(1 undated incident not shown)")
    assert mixed.description.startswith(f"Chart. {mixed.title}. ")


def assert_inside(bars: Bars, width_mm: float) -> None:
    figure = Figure(figsize=(width_mm / 25.4, chart_height_mm(bars) / 25.4))
    canvas = FigureCanvasAgg(figure)
    sheet = Sheet(figure)
    _draw_head(sheet, bars)
    (_draw_rows if bars.by == "actor" else _draw_columns)(sheet, bars)
    renderer: Any = canvas.get_renderer()  # type: ignore[no-untyped-call]
    width, height = canvas.get_width_height()
    for text in figure.findobj(Text):
        if text.get_text():
            box = text.get_window_extent(renderer)
            assert -1 <= box.x0 <= box.x1 <= width + 1, text.get_text()
            assert -1 <= box.y0 <= box.y1 <= height + 1, text.get_text()
