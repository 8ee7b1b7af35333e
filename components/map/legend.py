"""The legend: what a circle's size, colour and ring and a district's shade mean, for what is shown."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from dash import html

from components.content import box
from components.theme import PALETTES
from data.filters.summary import NO_DISTRICT, Summary
from data.language import N_, _, number_text

LEGEND: Final = "map-legend"

_SHADES: Final = {
    "incidents": N_("District: incidents"),
    "casualties": N_("District: casualties"),
    "killed": N_("District: killed"),
    "injured": N_("District: injured"),
}

SMALLEST_PX: Final = 8.0
"""Diameter of a circle without casualties."""
GROWTH_PX: Final = 3.5
"""Diameter grows by this times the square root of the casualties."""
LARGEST_PX: Final = 60.0
"""Larger circles would hide what is around them."""
LARGEST_CELL_PX: Final = 40.0
"""Cells stand close: they are 32 to 64 pixels wide."""

_SIZES_SHOWN: Final = (1, 5, 15)


def layout(summary: Summary, measure: str, fullest: int | None = None) -> html.Details:
    """The legend, open; a narrow screen folds it."""
    return html.Details(
        [html.Summary(_("Legend")), box(LEGEND, legend(summary, measure, fullest=fullest))],
        open=True,
        className="map-legend",
        id=f"{LEGEND}-fold",
    )


def legend(summary: Summary, measure: str, most: int | None = None, fullest: int | None = None) -> list[Any]:
    """What the marks of a filter's map mean, districts being shaded by a measure.

    `most` is the figure that the shades reach up to where that is not the filter's own highest; `fullest` the
    casualties of the largest circles where these are cells, and None where they are incidents.
    """
    ranges = classes(highest(summary, measure) if most is None else most)
    shades = [
        html.Li([html.Span(className=f"swatch shade-{shade_of(index, len(ranges))}"), _range_text(low, high)])
        for index, (low, high) in enumerate(ranges)
    ]
    circles = _of_incidents() if fullest is None else _of_cells(fullest)
    return [
        *circles,
        html.H2(_(_SHADES[measure])),
        html.Ul(shades or [html.Li(_("none with this filter"))], className="shades"),
    ]


def _of_incidents() -> list[Any]:
    return [
        html.H2(_("Circle: incidents at a place")),
        _kinds("killed", "injured", "none", "ring"),
        html.H2(_("Size: killed and injured")),
        html.Ul([_size(people, float(diameters(people))) for people in _SIZES_SHOWN], className="row"),
        html.P(_("A number counts the incidents at one point.")),
    ]


def _of_cells(fullest: int) -> list[Any]:
    shown = [people for people in (fullest // 20, fullest // 4) if people]
    sizes = [_size(people, float(cell_diameters(people, fullest))) for people in shown]
    last = _size(fullest, LARGEST_CELL_PX, f"≥ {number_text(fullest)}")
    return [
        html.H2(_("Circle: all incidents of a small area")),
        html.P(_("It stands at the mean of their places. Zoom in, or select it, to see them one by one.")),
        _kinds("killed", "injured", "none"),
        html.H2(_("Size: killed and injured")),
        html.Ul([*sizes, last], className="row"),
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


def highest(summary: Summary, measure: str) -> int:
    """The measure of the district that has most; 0 without districts."""
    districts = summary.districts
    values = districts[measure].to_numpy()[districts.index.to_numpy() != NO_DISTRICT]
    return int(values.max(initial=0))


def classes(most: int) -> list[tuple[int, int]]:
    """At most five ranges of whole numbers that cover 1 to `most`, first and last included."""
    if most < 1:
        return []
    ends = sorted({int(end) for end in np.ceil(np.linspace(0, most, 6)[1:])})
    starts = [1, *(end + 1 for end in ends[:-1])]
    return list(zip(starts, ends, strict=True))


def shade_of(index: int, number: int) -> int:
    """Which shade of the ramp a class takes; few classes are spread over all of it."""
    last = len(PALETTES["light"].district_ramp) - 1
    return last if number == 1 else round(index * last / (number - 1))


def _kinds(*shown: str) -> html.Ul:
    words = {
        "killed": _("someone killed"),
        "injured": _("injured, nobody killed"),
        "none": _("no casualties"),
        "ring": _("ring: near this place"),
    }
    return html.Ul([html.Li([html.Span(className=f"swatch circle {kind}"), words[kind]]) for kind in shown])


def _size(people: int, diameter_px: float, text: str = "") -> Any:
    diameter = f"{diameter_px:.0f}px"
    swatch = html.Span(style={"width": diameter, "height": diameter}, className="swatch circle size")
    return html.Li([swatch, text or number_text(people)])


def _range_text(low: int, high: int) -> str:
    return number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"
