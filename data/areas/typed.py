"""What a reader types to select or to go to: a place's name, a coordinate in any notation, or corners with ";" between."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from data.areas.flexible_polyline import Corner
from data.areas.selection import KEY, MOST_CORNERS, Selection, Shape
from data.errors import FilterError
from data.language import N_, _
from data.places.gazetteer import Gazetteer, read_gazetteer
from data.places.located import Candidate, Match
from data.places.notations.read_point import read_point
from data.places.notations.reading import Choice, PointReading, ShortCode, Unread
from data.tables.dataset import Dataset
from data.tables.vocabulary import WherePrecision

LONGEST_TYPED: Final = 2_000
"""Characters."""
_NO_PLACE: Final = N_("Write a place or a coordinate, such as Fuzuli or 39.6003, 47.1431.")


@dataclass(frozen=True)
class TypedPoint:
    """A point that a text names."""

    label: str
    """The place with its district, or latitude and longitude."""
    longitude: float
    latitude: float
    is_similar: bool = False
    """Whether the text is no name of the place, but much like one: a proposal, never taken without a question."""


class TypedSelection(NamedTuple):
    """A selection that a text and a distance mean."""

    label: str
    """What its middle is called; "" for corners."""
    selection: Selection
    is_similar: bool = False
    """As of a point."""


def typed_points(dataset: Dataset, text: str) -> list[TypedPoint]:
    """The point of a text; several where a name or a notation may mean each of them.

    Raises FilterError with one sentence where it means none.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_TYPED:
        raise FilterError(KEY, _(_NO_PLACE))
    answer = read_point(text)
    if isinstance(answer, PointReading):
        return [_of_reading(answer)]
    if isinstance(answer, Choice):
        return [_of_reading(reading) for reading in answer.readings]
    if isinstance(answer, Unread):
        raise FilterError(KEY, answer.reason)
    return _named(dataset, answer.place if isinstance(answer, ShortCode) else text)


def typed_selections(dataset: Dataset, text: str, km: float) -> list[TypedSelection]:
    """What a text and a distance (0 for none) select; several where a name may mean each.

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
        return [
            TypedSelection(one.label, Selection(Shape.CIRCLE, (_corner(one),), km), one.is_similar)
            for one in points
        ]
    corners = tuple(_corner(_only(dataset, part)) for part in parts)
    if len(corners) == 2 and not km:
        (one, other) = corners
        south, north = sorted([one[1], other[1]])
        west, east = sorted([one[0], other[0]])
        ends = ((west, south), (east, north)) if east - west <= 180 else ((east, south), (west, north))
        return [TypedSelection("", Selection(Shape.BOX, ends))]
    is_closed = corners[0] == corners[-1] and len(corners) > 3
    shape = Shape.POLYGON if is_closed or not km else Shape.LINE
    return [TypedSelection("", Selection(shape, corners, km))]


def _only(dataset: Dataset, text: str) -> TypedPoint:
    points = typed_points(dataset, text)
    if points[0].is_similar:
        raise _not_found(text.strip())
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
    if not any(letter.isalpha() for letter in name):
        # Numbers that are no coordinate are no name either, whatever they are like.
        raise FilterError(KEY, _(_NO_PLACE))
    located = _gazetteer(dataset).locate(name)
    is_point = located.where_prec is not None and located.where_prec <= WherePrecision.NEAR_PLACE
    answer = located.answer
    if answer is not None and located.longitude is not None and located.latitude is not None and is_point:
        return [TypedPoint(str(answer), located.longitude, located.latitude, _is_similar(answer))]
    if located.candidates and not located.districts:
        is_similar = all(map(_is_similar, located.candidates))
        return [TypedPoint(str(one), one.longitude, one.latitude, is_similar) for one in located.candidates]
    if located.where_prec is not None or located.districts:
        sentence = _("“{text}” is an area, not a point; filter by district, or write a place in it.")
        raise FilterError(KEY, sentence.format(text=name[:40]))
    raise _not_found(name)


def _is_similar(place: Candidate) -> bool:
    return place.match is Match.SIMILAR


def _not_found(name: str) -> FilterError:
    sentence = _("“{text}” was not found; write another name of the place, or its coordinates.")
    return FilterError(KEY, sentence.format(text=name[:40]))


def _gazetteer(dataset: Dataset) -> Gazetteer:
    with _lock:
        if dataset not in _gazetteers:
            _gazetteers[dataset] = read_gazetteer(dataset.places)
        return _gazetteers[dataset]


_lock: Final = threading.Lock()
_gazetteers: Final[WeakKeyDictionary[Dataset, Gazetteer]] = WeakKeyDictionary()
