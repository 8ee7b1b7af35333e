"""The totals on the page, picture and drawing of a comparison."""

from __future__ import annotations

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from components.address import View
from components.brief.comparison.contents import ComparedBrief
from components.brief.comparison.sheet import compose
from components.brief.comparison.totals import table_cells
from components.brief.map.picture import _SETTINGS
from components.comparison.files import brief_of
from data.filters.incident_filter import IncidentFilter
from data.tables.dataset import Dataset

YEARS = [("2020-01-01", "2020-12-31"), ("2021-01-01", "2022-12-31")]


def compared(dataset: Dataset, **keys: str) -> ComparedBrief:
    sides = []
    for first, last in YEARS:
        incident_filter, errors = IncidentFilter.from_query([("from", first), ("to", last), *keys.items()])
        assert not errors
        sides.append(incident_filter)
    return brief_of(dataset, sides[0], sides[1], View(), "")


def words_of(brief: ComparedBrief, width_mm: float, height_mm: float, has_title: bool) -> list[str]:
    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4))
        FigureCanvasAgg(figure)
        compose(brief, figure, has_title)
        return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text)]


def test_the_last_line_is_what_b_has_more_or_less_than_a(dataset: Dataset) -> None:
    assert table_cells(compared(dataset)) == [
        ["", "Incidents", "Killed", "Injured", "On the map", "Not mapped"],
        ["A", "6", "8 (8–9)", "9", "6", "0"],
        ["B", "63", "25 (25–27)", "at least 80 (78–81)", "60", "3"],
        ["B − A", "+57", "+17 (+16 to +19)", "+71 (+69 to +72, 1 count may be higher)", "+54", "+3"],
    ]


def test_an_outcome_that_nobody_asks_for_has_no_column(dataset: Dataset) -> None:
    header, *_sides = table_cells(compared(dataset, outcome="injured"))
    assert header == ["", "Incidents", "Injured", "On the map", "Not mapped"]


@pytest.mark.parametrize("size", [(254, 143), (297, 210)], ids=["picture", "page"])
def test_picture_and_page_have_the_totals_and_the_slide_its_own_table(
    dataset: Dataset, size: tuple[float, float]
) -> None:
    brief = compared(dataset)
    cells = {cell for row in table_cells(brief) for cell in row} - {""}
    assert cells <= set(words_of(brief, *size, has_title=True))
    assert "B − A" not in words_of(brief, *size, has_title=False)


@pytest.mark.parametrize(
    ("a", "b", "lengths"),
    [
        (("2020-01-01", "2020-12-31"), ("2021-01-01", "2022-12-31"), "A is of 366 days, B of 730 days"),
        (("2021-01-01", "2021-12-31"), ("2020-01-01", "2020-12-31"), ""),
        ((), ("2021-01-01", "2021-12-31"), "B of 365 days"),
        # Nobody has looked at the days after the last check.
        (("2025-11-29", "2026-11-28"), ("2026-11-29", "2027-11-28"), ""),
    ],
)
def test_totals_of_periods_of_unlike_length_are_no_rates(
    dataset: Dataset, a: tuple[str, ...], b: tuple[str, ...], lengths: str
) -> None:
    sides = [IncidentFilter.from_query(list(zip(("from", "to"), days, strict=False)))[0] for days in (a, b)]
    brief = brief_of(dataset, sides[0], sides[1], View(), "")
    assert ("totals, not rates" in brief.about_text) == bool(lengths)
    assert lengths in brief.about_text
    assert brief.about_text in " ".join(words_of(brief, 297, 210, has_title=True))
