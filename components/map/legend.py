"""The legend: what a circle's size, colour and ring and a district's shade mean, for what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from dash import html

from components.accessible import aria
from components.content import box
from components.map.legend_words import (
    colour_note,
    nothing_shaded,
    outcomes_in_words,
    shade_heading,
    size_heading,
)
from data.filters.on_map.shade_classes import shade_classes
from data.filters.summary import Summary
from data.language import _, number_text
from data.recorded_areas.drawing import kinds_drawn
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.areas import AREAS_NOTE

LEGEND: Final = "map-legend"
KEY: Final = "map-key"
LINES_LEGEND: Final = "map-legend-lines"
LINES_KEY: Final = "map-key-lines"


SMALLEST_PX: Final = 8.0
"""Diameter of a circle without casualties."""
GROWTH_PX: Final = 3.5
"""Diameter grows by this times the square root of the casualties."""
LARGEST_PX: Final = 60.0
"""Larger circles would hide what is around them."""
RING_PX: Final = 6.5
"""A ring is this much wider than its circle, at any zoom: it means "near", not kilometres."""
LARGEST_CELL_PX: Final = 40.0
"""Cells stand close: they are 32 to 64 pixels wide."""

_SIZES_SHOWN: Final = (1, 5, 15)


def layout(
    summary: Summary,
    measure: str,
    fullest: int | None = None,
    notes: Sequence[Any] = (),
    is_open: bool = True,
) -> html.Details:
    """The legend; `notes` stand below it. Where it is folded the scripts open it if the screen has room."""
    return html.Details(
        [
            html.Summary(_("Legend")),
            box(LEGEND, legend(summary, measure, fullest=fullest)),
            *_areas(summary.dataset),
            _lines(),
            *notes,
        ],
        open=is_open,
        className="map-legend",
        id=f"{LEGEND}-fold",
    )


def key_layout(summary: Summary, measure: str) -> list[Any]:
    """The legend in one line, shown while the legend is folded, and a second with the historical lines while the map draws
    them; who uses a screen reader has the legend itself.
    """
    lines = [html.Span([html.Span(className=f"swatch line {key}"), name]) for key, name in _line_names()]
    return [
        box(KEY, key(summary, measure), html.P, className="map-key", **aria(hidden="true")),
        html.P(lines, id=LINES_KEY, className="map-key", hidden=True, **aria(hidden="true")),
    ]


def key(summary: Summary, measure: str) -> list[Any]:
    """What the colours of circles and the shades of districts mean, in as few words as possible.

    Colours are of whole incidents, which is stated where the filter chooses people: a circle may be "killed" beside a
    headline of nobody killed.
    """
    dataset, note = summary.dataset, colour_note(summary.chooses_people)
    words = outcomes_in_words(dataset)
    labels = {kind: Outcome(kind).label for kind in words if kind}
    if len(labels) < len(Outcome):
        # What is not recorded must not be taken for nobody.
        labels["none"] = words[""]
    circles = [
        html.Span([html.Span(className=f"swatch circle {kind}"), label]) for kind, label in labels.items()
    ]
    if "none" not in labels and (summary.points["worst"] == "").any():
        # Where a second line of the key would take it from the map, the opened legend alone has it.
        circles.append(
            html.Span([html.Span(className="swatch circle none"), words[""]], className="map-key-neutral")
        )
    circles += [html.Span(note, className="map-key-note")] if note else []
    classes = shade_classes(dataset, measure)
    if not classes:
        return circles
    shades = [html.Span(className=f"swatch shade-{shade}") for shade in range(len(classes))]
    measured = [shade_heading(measure, False), " ", number_text(classes[0][0])]
    return [*circles, html.Span([*measured, *shades, number_text(classes[-1][1])], className="shades")]


def _lines() -> html.Div:
    """The historical lines, shown while the map draws them."""
    entries = [html.Li([html.Span(className=f"swatch line {key}"), name]) for key, name in _line_names()]
    return html.Div([html.H2(_("Historical lines")), html.Ul(entries)], id=LINES_LEGEND, hidden=True)


def _line_names() -> list[tuple[str, str]]:
    return [
        ("line_of_contact_1994", _("Line of contact, 1994")),
        ("oblast_1991", _("Nagorno-Karabakh Autonomous Oblast, 1991")),
    ]


def _areas(dataset: Dataset) -> list[Any]:
    """The kinds of recorded areas that are drawn; nothing for data without any."""
    kinds = kinds_drawn(dataset)
    if not kinds:
        return []
    entries = [html.Li([html.Span(className=f"swatch area {kind}"), kind.label]) for kind in kinds]
    return [html.Div([html.H2(_("Recorded areas")), html.Ul(entries), html.P(_(AREAS_NOTE))])]


def legend(summary: Summary, measure: str, fullest: int | None = None) -> list[Any]:
    """What the marks of a filter's map mean, districts being shaded by a measure.

    `fullest` are the casualties of the largest circles where these are cells, and None where they are incidents.
    """
    shades = [
        html.Li([html.Span(className=f"swatch shade-{shade}"), range_text(low, high)])
        for shade, (low, high) in enumerate(shade_classes(summary.dataset, measure))
    ]
    circles = _of_incidents(summary) if fullest is None else _of_cells(summary, fullest)
    shown = html.Ul(shades or [html.Li(nothing_shaded(summary.dataset, measure))], className="shades")
    return [*circles, _group(shade_heading(measure, summary.chooses_people), shown)]


def _of_incidents(summary: Summary) -> list[Any]:
    sizes = [_size(people, float(diameters(people))) for people in _SIZES_SHOWN]
    return [
        html.H2(_("Circle: incidents at a place")),
        _kinds(summary, {"ring": _("ring: near this place")}),
        *_sizes(summary, sizes),
        html.P(_("A number counts the incidents at one point.")),
    ]


def _of_cells(summary: Summary, fullest: int) -> list[Any]:
    shown = [people for people in (fullest // 20, fullest // 4) if people]
    sizes = [_size(people, float(cell_diameters(people, fullest))) for people in shown]
    last = _size(fullest, LARGEST_CELL_PX, f"≥ {number_text(fullest)}")
    return [
        html.H2(_("Circle: all incidents of a small area")),
        html.P(_("It stands at the mean of their places. Zoom in, or select it, to see them one by one.")),
        _kinds(summary, {}),
        *_sizes(summary, [*sizes, last]),
        html.P(_("A number counts the incidents.")),
    ]


def diameters(casualties: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Circle diameters in pixels for numbers of casualties."""
    people = np.asarray(casualties, dtype=np.float64)
    return np.asarray(np.minimum(SMALLEST_PX + GROWTH_PX * np.sqrt(people), LARGEST_PX), dtype=np.float64)


def cell_diameters(casualties: npt.ArrayLike, fullest: int) -> npt.NDArray[np.float64]:
    """Diameters in pixels of cells with numbers of casualties; `fullest` and more have the largest."""
    share = np.minimum(np.asarray(casualties, dtype=np.float64) / fullest, 1.0)
    return np.asarray(SMALLEST_PX + (LARGEST_CELL_PX - SMALLEST_PX) * np.sqrt(share), dtype=np.float64)


def fullest_shown(casualties: npt.NDArray[np.int64]) -> int:
    """The casualties from which on a cell has the largest circle, of those of all cells: a round number that one
    cell in fifty exceeds at most; 4 or more.
    """
    high = max(float(np.quantile(casualties, 0.98)) if len(casualties) else 0.0, 4.0)
    power = 10 ** int(np.floor(np.log10(high)))
    return next(int(step * power) for step in (1, 2, 4, 6, 8, 10) if step * power >= high)


def _kinds(summary: Summary, others: dict[str, str]) -> html.Div:
    """What colours mean, and other marks by the class of their swatch."""
    words = {kind or "none": meaning for kind, meaning in outcomes_in_words(summary.dataset).items()} | others
    marks = [
        html.Li([html.Span(className=f"swatch circle {kind}"), meaning]) for kind, meaning in words.items()
    ]
    note = colour_note(summary.chooses_people)
    return html.Div([html.Ul(marks), *([html.P(note)] if note else [])])


def _sizes(summary: Summary, sizes: list[Any]) -> list[Any]:
    heading = size_heading(summary.dataset, summary.chooses_people)
    return [_group(heading, html.Ul(sizes))] if heading else []


def _group(heading: str, marks: html.Ul) -> html.Div:
    """A heading with its marks, which a line does not part where it can hold them."""
    return html.Div([html.H2(heading), marks], className="map-legend-group")


def _size(people: int, diameter_px: float, text: str = "") -> Any:
    diameter = f"{diameter_px:.0f}px"
    swatch = html.Span(style={"width": diameter, "height": diameter}, className="swatch circle size")
    return html.Li([swatch, text or number_text(people)])


def range_text(low: int, high: int) -> str:
    """ "1", "2–5"."""
    return number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"
