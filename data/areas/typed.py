"""What a reader types to select or to go to: a place's name, a coordinate in any notation, or corners with ";" between."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from data.areas.flexible_polyline import Corner
from data.areas.selection import KEY, MOST_CORNERS, Selection, Shape
from data.errors import FilterError
from data.language import _
from data.places.gazetteer import Gazetteer, read_gazetteer
from data.places.notations.read_point import read_point
from data.places.notations.reading import Choice, PointReading, ShortCode, Unread
from data.tables.dataset import Dataset
from data.tables.vocabulary import WherePrecision

LONGEST_TYPED: Final = 2_000
"""Characters."""


@dataclass(frozen=True)
class TypedPoint:
    """A point that a text names."""

    label: str
    """The place with its district, or latitude and longitude."""
    longitude: float
    latitude: float


def typed_points(dataset: Dataset, text: str) -> list[TypedPoint]:
    """The point of a text; several where a name or a notation may mean each of them.

    Raises FilterError with one sentence where it means none.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_TYPED:
        raise FilterError(KEY, _("Write a place or a coordinate, such as Fuzuli or 39.6003, 47.1431."))
    answer = read_point(text)
    if isinstance(answer, PointReading):
        return [_of_reading(answer)]
    if isinstance(answer, Choice):
        return [_of_reading(reading) for reading in answer.readings]
    if isinstance(answer, Unread):
        raise FilterError(KEY, answer.reason)
    return _named(dataset, answer.place if isinstance(answer, ShortCode) else text)


def typed_selections(dataset: Dataset, text: str, km: float) -> list[tuple[str, Selection]]:
    """What a text and a distance (0 for none) select, with what it is called; several where a name may mean each.

    One place: a circle. Two corners without a distance: a box; three and more: a polygon; with a distance, what lies so
    near to the line through them, or to the polygon where the last is the first again. Raises FilterError.
    """
    parts = [part for part in text.split(";") if part.strip()]
    if len(parts) > MOST_CORNERS:
        raise FilterError(
            KEY,
            _("The selection has more than {most} corners; draw it with fewer.").format(most=MOST_CORNERS),
        )
    if len(parts) < 2:
        points = typed_points(dataset, text)
        if not km:
            raise FilterError(KEY, _("Write within how many kilometres of it; a point has no inside."))
        return [(one.label, Selection(Shape.CIRCLE, (_corner(one),), km)) for one in points]
    corners = tuple(_corner(_only(dataset, part)) for part in parts)
    if len(corners) == 2 and not km:
        (one, other) = corners
        south, north = sorted([one[1], other[1]])
        west, east = sorted([one[0], other[0]])
        ends = ((west, south), (east, north)) if east - west <= 180 else ((east, south), (west, north))
        return [("", Selection(Shape.BOX, ends))]
    is_closed = corners[0] == corners[-1] and len(corners) > 3
    shape = Shape.POLYGON if is_closed or not km else Shape.LINE
    return [("", Selection(shape, corners, km))]


def _only(dataset: Dataset, text: str) -> TypedPoint:
    points = typed_points(dataset, text)
    if len(points) > 1:
        sentence = _("“{text}” may be any of several places; write its coordinates.")
        raise FilterError(KEY, sentence.format(text=text.strip()[:40]))
    return points[0]


def _corner(point: TypedPoint) -> Corner:
    return point.longitude, point.latitude


def _of_reading(reading: PointReading) -> TypedPoint:
    longitude, latitude = reading.longitude, reading.latitude
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        sentence = _("{latitude}, {longitude} is not on the globe; write latitude, then longitude.")
        raise FilterError(KEY, sentence.format(latitude=f"{latitude:.10g}", longitude=f"{longitude:.10g}"))
    return TypedPoint(f"{latitude:.5f}, {longitude:.5f}", longitude, latitude)


def _named(dataset: Dataset, name: str) -> list[TypedPoint]:
    located = _gazetteer(dataset).locate(name)
    is_point = located.where_prec is not None and located.where_prec <= WherePrecision.NEAR_PLACE
    if (
        located.answer is not None
        and located.longitude is not None
        and located.latitude is not None
        and is_point
    ):
        return [TypedPoint(str(located.answer), located.longitude, located.latitude)]
    if located.candidates:
        return [TypedPoint(str(one), one.longitude, one.latitude) for one in located.candidates]
    if located.where_prec is not None:
        sentence = _("“{text}” is an area, not a point; filter by district, or write a place in it.")
        raise FilterError(KEY, sentence.format(text=name[:40]))
    sentence = _("“{text}” was not found; write another name of the place, or its coordinates.")
    raise FilterError(KEY, sentence.format(text=name[:40]))


def _gazetteer(dataset: Dataset) -> Gazetteer:
    with _lock:
        if dataset not in _gazetteers:
            _gazetteers[dataset] = read_gazetteer(dataset.places)
        return _gazetteers[dataset]


_lock: Final = threading.Lock()
_gazetteers: Final[WeakKeyDictionary[Dataset, Gazetteer]] = WeakKeyDictionary()
