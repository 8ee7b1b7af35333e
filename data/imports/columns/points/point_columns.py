"""The columns of a table that say where a row was, as longitude and latitude with the precision of their notation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd

from data.folders.bundled_gazetteer import gazetteer
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.point_texts import NOT_A_POINT, may_be_degrees, plain_pairs, surely_points
from data.imports.columns.points.chosen_points import CHOSEN, decided, pair_text
from data.imports.columns.points.metres import metres_of
from data.imports.columns.points.point_cells import hints_of, is_unread_angle, may_be_a_whole_point
from data.imports.columns.points.point_remarks import (
    AMONG_WORDS,
    COARSE,
    FROM_SYSTEM,
    HALF_A_GRID,
    NOT_IN_SYSTEM,
    NOT_READ,
    NOT_READ_COLUMN,
    NOT_READ_PAIR,
    NOTE,
    READ_FROM,
)
from data.imports.columns.points.system_choices import SAMPLE as SYSTEM_SAMPLE
from data.imports.columns.points.system_choices import system_choice
from data.imports.formats.spatial.points import NOT_A_POINT as NOT_A_POINT_GEOMETRY
from data.imports.report.account import Ledger
from data.imports.report.composed import Composed
from data.imports.report.open_choices import POINT, OpenChoice, Option, key_of
from data.places.degrees import is_missing
from data.places.naming.country_names import country_code
from data.places.notations.angles import angle_text
from data.places.notations.geometry_texts import is_empty_geometry
from data.places.notations.grid_references import (
    HALF_OF_OTHERS,
    NO_SYSTEM,
    half_of_zones,
    is_without_half,
    utm_point,
)
from data.places.notations.plus_codes import FROM_PLACE, NO_PLACE, completed
from data.places.notations.point_within import look_like_points, point_within
from data.places.notations.read_point import Answer, read_point
from data.places.notations.reading import (
    METRES_PER_DEGREE,
    Choice,
    Notation,
    PointReading,
    ShortCode,
    Unread,
    grade_of,
    size_words,
)
from data.places.notations.systems import degrees_of, may_be_of_several, named_system, names_a_system
from data.remark import make_remark

NOTED_M: Final = 150.0
"""A coordinate of three decimals is not worth a note."""
_NUMBER_OR_EMPTY: Final = r"(?:-?\d{1,3}(?:\.\d+)?)?"
_FINE: Final = r"[.,]\d\d"
_SAMPLE: Final = 1_000
_DECIMAL: Final = r"-?\d{1,3}(?:[.,]\d*)?"
_HALF_A_POINT: Final = r"(?i)(?=.*\d)[NSEW\s]*-?\d{1,3}(?:[.,]\d+|[°º\s]+\d+)[\d\s.,;/°º'’′\"”″NSEW-]*"
_NO_ANGLE: Final = r"-?\d{4,}(?:[.,]\d+)?"
_LEAST_METRES: Final = 1_000.0
_MAY_BE_METRES: Final = r"^[^.]{4}|[eEiI]"
"""Four letters before the point, an exponent or a name of infinity: all other numbers are smaller."""
_PAIR_FIELDS: Final = ("longitude", "latitude")


@dataclass(frozen=True)
class PointColumns:
    """Where each row was; texts with the index of the rows."""

    longitude: pd.Series
    latitude: pd.Series
    """Decimal degrees, or as the table has it where only the check of the coordinate can say what is wrong."""
    notes: pd.Series
    """How precisely a coordinate is written, where that is rougher than a hundred metres or so; else ""."""
    where_prec: pd.Series
    """The location precision that the row states, made rougher where the notation is; "" where nothing limits it."""


def point_columns(
    given: Mapping[str, pd.Series],
    index: pd.Index,
    mapping: ColumnMapping,
    ledger: Ledger,
    others: Mapping[str, pd.Series],
    *,
    is_geometry: bool = False,
    titles: Sequence[str] = (),
) -> PointColumns:
    """The point of each row, from the first of its columns that has one: degrees, a point in one cell, a grid.

    Points among the words of a place are read too. `others` are the columns that stand for nothing: a cell of
    theirs, or of a description, that looks like a point gets a remark where the row has no other.
    Numbers that come from the geometry of a file (`is_geometry`) have no notation that could be rough.
    `titles` are what stands above and below the table: one may name the system of its metres.
    """
    rows = _Rows(given, index, mapping, ledger, is_geometry, titles)
    if index.empty:
        return rows.points()
    rows.read_single_cells()
    rows.read_grids()
    rows.grade_columns_of_degrees()
    rows.read_words()
    rows.remark_on_what_was_not_read(others)
    return rows.points()


@dataclass
class _Rows:
    given: Mapping[str, pd.Series]
    index: pd.Index
    mapping: ColumnMapping
    ledger: Ledger
    is_geometry: bool = False
    titles: Sequence[str] = ()

    def __post_init__(self) -> None:
        nothing = pd.Series("", index=self.index, dtype="str")
        self.longitude = self._column("longitude").astype(object)
        self.latitude = self._column("latitude").astype(object)
        self.grade = self._column("where_prec").astype(object)
        self.notes = nothing.astype(object)

    def _column(self, name: str) -> pd.Series:
        if name not in self.given:
            return pd.Series("", index=self.index, dtype="str")
        return self.given[name].reindex(self.index)

    def points(self) -> PointColumns:
        """What was read."""
        return PointColumns(
            *(one.astype("str") for one in (self.longitude, self.latitude, self.notes, self.grade))
        )

    def read_single_cells(self) -> None:
        """Points in one cell: a column of its own, or a whole point in the longitude's or the latitude's."""
        texts = self._column("point")
        self._read(texts[self._is_open & (texts != "")], self.mapping.column("point") or "")
        for name in _PAIR_FIELDS:
            # Nearly every cell is a number or empty, and only the others are looked at one by one.
            given = self._column(name)
            others = given.index[~given.str.fullmatch(_NUMBER_OR_EMPTY)]
            own = self.latitude if name == "latitude" else self.longitude
            texts = own.loc[others][own.loc[others].map(may_be_a_whole_point).astype(bool)].astype("str")
            if len(texts):
                self._read_whole(texts)
        self._read_letters()

    def _read_whole(self, texts: pd.Series) -> None:
        """Whole points in a column that should have one angle; what is none stays as it is."""
        answers = {text: read_point(text) for text in map(str, texts.unique())}
        is_point = texts.map(lambda text: isinstance(answers[text], PointReading | Choice | ShortCode))
        self._enter(texts[is_point], answers)

    def _read_letters(self) -> None:
        """Angles in two columns whose letters only both columns together explain, such as O."""
        given = [self._column(name).str.fullmatch(_NUMBER_OR_EMPTY) for name in _PAIR_FIELDS]
        rows = self.index[~(given[0] & given[1])]
        pair = pd.DataFrame({"north": self.latitude.loc[rows], "east": self.longitude.loc[rows]}).astype(
            "str"
        )
        if pair.empty:
            return
        is_open = pair["north"].map(is_unread_angle) | pair["east"].map(is_unread_angle)
        texts = (pair["north"] + "; " + pair["east"])[is_open]
        if len(texts):
            hints = hints_of(texts, plain_pairs(texts), "", self.mapping.columns.values())
            answers = {text: read_point(text, hints) for text in map(str, texts.unique())}
            is_read = texts.map(lambda text: isinstance(answers[text], PointReading | Choice))
            self._enter(texts[is_read], answers)

    def _read(self, texts: pd.Series, heading: str) -> None:
        if texts.empty:
            return
        plain = plain_pairs(texts)
        hints = hints_of(texts, plain, heading, self.mapping.columns.values())
        is_plain = plain["first"] != ""
        first, second = plain.loc[is_plain, "first"], plain.loc[is_plain, "second"]
        at = (first, second) if hints.first_axis == "longitude" else (second, first)
        self.longitude.loc[at[0].index], self.latitude.loc[at[1].index] = (
            at[0].astype(object),
            at[1].astype(object),
        )
        others = texts[~is_plain]
        self._enter(others, {text: read_point(text, hints) for text in map(str, others.unique())})

    def _enter(self, texts: pd.Series, answers: Mapping[str, Answer]) -> None:
        for row, text in texts.items():
            self._settle(row, str(text), answers[str(text)])

    def _compose(self, texts: pd.Series, fields: Sequence[str]) -> None:
        """Enter texts that were made of the cells of some fields, which the account shows in their place."""
        columns = {name: self.mapping.column(name) for name in fields if name in self.given}
        cells = {column: self.given[name] for name, column in columns.items() if column}
        self.ledger.composed.append(Composed.of(texts, cells))

    def _settle(self, row: object, text: str, answer: Answer) -> None:
        country = country_code(self._text("country", row) or self.mapping.country)
        remarks: list[str] = []
        if isinstance(answer, Choice):
            answer, remark = self._chosen(text, answer, country)
            remarks += [remark] if remark else []
        if isinstance(answer, ShortCode):
            answer, remark = self._completed(answer, row, country)
            remarks += [remark] if remark else []
        if isinstance(answer, PointReading):
            self._take(row, text, answer, remarks)
        elif isinstance(answer, Unread):
            self._refuse(row, text, answer.reason)
        elif not is_missing(text) and not is_empty_geometry(text):
            self._refuse(row, text, NOT_A_POINT)

    def _chosen(self, text: str, choice: Choice, country: str) -> tuple[PointReading | Unread, str]:
        """What a person chose of the readings, or what country or land decides; what stays open is entered."""
        answer, remark = decided(choice, country)
        if not isinstance(answer, Unread):
            return answer, remark
        key = key_of(POINT, text)
        options = tuple(
            Option(value := pair_text(one), value, one.longitude, one.latitude) for one in choice.readings
        )
        chosen = self.mapping.choices.get(key, "")
        self.ledger.open_choices.append(OpenChoice(POINT, key, text, 1, options, chosen))
        taken = [one for one in choice.readings if pair_text(one) == chosen]
        return (taken[0], CHOSEN) if taken else (answer, remark)

    def _take(self, row: object, text: str, reading: PointReading, remarks: list[str]) -> None:
        self.longitude.at[row], self.latitude.at[row] = _text(reading.longitude), _text(reading.latitude)
        remarks = [*reading.remarks, *remarks]
        if reading.notation not in (Notation.DECIMAL, Notation.GEOMETRY):
            remarks.append(make_remark(READ_FROM, notation=reading.notation, size=size_words(reading.size_m)))
        if reading.is_line_or_area:
            remarks.append(NOT_A_POINT_GEOMETRY)
            self.grade.at[row] = "5"
        elif reading.size_m > NOTED_M:
            remarks += self._coarser(row, reading.size_m)
        for remark in dict.fromkeys(remarks):
            self.ledger.remark(pd.Index([row]), remark, text)

    def _coarser(self, row: object, size_m: float) -> list[str]:
        """Make the location precision as rough as the notation; what is to be remarked."""
        self.notes.at[row] = NOTE.format(size=size_words(size_m))
        grade = grade_of(size_m)
        if grade is None or str(self.grade.at[row]) >= str(int(grade)):
            return []
        self.grade.at[row] = str(int(grade))
        return [make_remark(COARSE, size=size_words(size_m), grade=str(int(grade)))]

    def grade_columns_of_degrees(self) -> None:
        """Make rows rougher whose longitude and latitude stand in columns of their own with few digits.

        A number that ends in zero is written shorter, so that of decimals the finest of the column counts.
        """
        if "longitude" not in self.given or "latitude" not in self.given or self.is_geometry:
            return
        pair = [self.given[name].reindex(self.index) for name in _PAIR_FIELDS]
        is_plain = pair[0].str.fullmatch(_DECIMAL) & pair[1].str.fullmatch(_DECIMAL)
        if is_plain.all() and pair[0].head(_SAMPLE).str.contains(_FINE).any():
            return
        is_here = (pair[0] == self.longitude) & (pair[1] == self.latitude) & (pair[0] != "")
        is_plain &= is_here
        if is_plain.any() and not any(one[is_plain].str.contains(_FINE).any() for one in pair):
            has_decimals = any(one[is_plain].str.contains(r"[.,]\d").any() for one in pair)
            self._coarsen(is_plain.index[is_plain], METRES_PER_DEGREE / (10 if has_decimals else 1))
        others = is_here & ~is_plain & ~pair[0].str.fullmatch(_NO_ANGLE) & ~pair[1].str.fullmatch(_NO_ANGLE)
        for row in others.index[others]:
            read = [angle_text(str(one.at[row])) for one in pair]
            angles = [one.angles[0] for one in read if one is not None and len(one.angles) == 1]
            sizes = [angle.size_m for angle in angles if angle.is_sexagesimal]
            if len(sizes) == 2 and min(sizes) > NOTED_M:
                self._coarsen(pd.Index([row]), min(sizes))

    def _coarsen(self, rows: pd.Index, size_m: float) -> None:
        for row in rows:
            for remark in self._coarser(row, size_m):
                self.ledger.remark(
                    pd.Index([row]), remark, f"{self.longitude.at[row]}, {self.latitude.at[row]}"
                )

    def _refuse(self, row: object, text: str, reason: str) -> None:
        self.longitude.at[row] = self.latitude.at[row] = ""
        self.ledger.remark(pd.Index([row]), reason, text)

    def _text(self, name: str, row: object) -> str:
        return str(self.given[name].at[row]) if name in self.given else ""

    def _completed(self, code: ShortCode, row: object, country: str) -> tuple[PointReading | Unread, str]:
        """The point of a short Plus code near the place that stands beside it, or in the row."""
        names = [
            code.place,
            self._text("place", row),
            self._text("location", row),
            self._text("district", row),
        ]
        district = self._text("district", row)
        for name in filter(None, names):
            located = gazetteer().locate_all([name], [country], [district if name != district else ""])[0]
            if located.longitude is not None and located.latitude is not None:
                reading = completed(code.code, located.longitude, located.latitude)
                return reading, make_remark(FROM_PLACE, place=name)
        return Unread(NO_PLACE), ""

    def read_grids(self) -> None:
        """Easting and northing in columns of their own, and metres that stand in the columns of degrees."""
        east, north, zone = self._column("easting"), self._column("northing"), self._column("zone")
        is_open = self._is_open & (east != "") & (north != "")
        self._read_metres(east[is_open], north[is_open], zone)
        texts = self.longitude.astype("str")
        texts = texts[texts.str.contains(_MAY_BE_METRES)]
        if texts.empty:
            return
        pair = [texts, self.latitude.loc[texts.index].astype("str")]
        numbers = [pd.to_numeric(one, errors="coerce").abs() for one in pair]
        is_metres = (numbers[0] > _LEAST_METRES) & (numbers[1] > _LEAST_METRES)
        if is_metres.any():
            self._read_metres(pair[0][is_metres], pair[1][is_metres], zone, is_degrees_column=True)

    def _read_metres(
        self, east: pd.Series, north: pd.Series, zone: pd.Series, *, is_degrees_column: bool = False
    ) -> None:
        system = self._system()
        half = half_of_zones(map(str, zone.unique()))
        pair = east.astype("str") + ", " + north.astype("str")
        fields = _PAIR_FIELDS if is_degrees_column else ("zone", "easting", "northing")
        for texts in (pair, (zone.loc[pair.index] + " " + pair).str.strip()):
            self._compose(texts, fields)
        unread: list[tuple[float, float]] = []
        countries: list[str] = []
        rows = 0
        for row in east.index:
            text = f"{east.at[row]}, {north.at[row]}"
            metres = [metres_of(str(one)) for one in (east.at[row], north.at[row])]
            if metres[0] is None or metres[1] is None:
                self._refuse(row, text, NO_SYSTEM)
                continue
            written = str(zone.at[row])
            is_completed = bool(half) and is_without_half(written)
            answer = self._of_metres(
                f"{written} {half}" if is_completed else written, metres[0], metres[1], system
            )
            if is_completed and isinstance(answer, PointReading):
                self.ledger.remark(pd.Index([row]), HALF_OF_OTHERS, written)
            if answer is not None:
                self._settle(row, f"{written} {text}".strip(), answer)
            elif not is_degrees_column:
                self._refuse(row, text, NO_SYSTEM)
            if not written and (answer is None or self.mapping.crs):
                rows += 1
                if len(unread) < SYSTEM_SAMPLE:
                    unread.append((metres[0], metres[1]))
                    countries.append(self._text("country", row) or self.mapping.country)
        if unread:
            self.ledger.open_choices.append(system_choice(unread, countries, rows, self.mapping.crs))

    def _of_metres(self, zone: str, easting: float, northing: float, system: str) -> Answer:
        """The point of metres in the zone of their row, or else in the system of the table; None without either."""
        answer: Answer = utm_point(zone, easting, northing) if zone else None
        named = named_system(system) if system else None
        if answer is not None or named is None:
            return answer
        at = degrees_of(named, easting, northing)
        if at is None:
            return Unread(make_remark(NOT_IN_SYSTEM, system=system))
        remark = make_remark(FROM_SYSTEM, system=self._name_of(system))
        return PointReading(*at, Notation.PROJECTED, 1.0, (remark,))

    def read_words(self) -> None:
        """Points that stand among the words of the place."""
        is_open = self._is_open
        if not is_open.any():
            return
        for name in ("location", "place"):
            texts = self._column(name)[self._is_open]
            is_pair = plain_pairs(texts)["first"] != ""
            is_point = texts.map(surely_points(texts)).astype(bool)
            for row, text in texts[look_like_points(texts) | is_pair | is_point].items():
                answer = point_within(str(text)) or read_point(str(text))
                if answer is not None:
                    self._settle(row, str(text), answer)
                    if self.longitude.at[row] != "":
                        self.ledger.remark(pd.Index([row]), AMONG_WORDS, str(text))

    def remark_on_what_was_not_read(self, others: Mapping[str, pd.Series]) -> None:
        """Remarks on rows without a point that have something that looks like one."""
        for name in ("location", "place", "summary"):
            self._remark_on(self._column(name), NOT_READ, has_words=name == "summary")
        for column, texts in others.items():
            self._remark_on(texts.reindex(self.index), make_remark(NOT_READ_COLUMN, column=column))
        self._remark_on_pairs(others)
        for name, other in (("easting", "northing"), ("northing", "easting")):
            one = self._column(name)
            half = one[self._is_open & (one != "") & (self._column(other) == "")]
            self.ledger.remark(half.index, HALF_A_GRID, half)

    def _remark_on_pairs(self, others: Mapping[str, pd.Series]) -> None:
        """Remarks on rows of two columns side by side that may be degrees, where no column gives the point."""
        if not self.mapping.columns.keys().isdisjoint({*_PAIR_FIELDS, "point", "easting", "northing"}):
            return
        for one, other in pairwise(others):
            pair = [others[name].reindex(self.index) for name in (one, other)]
            if not all(map(may_be_degrees, pair)):
                continue
            rows = self.index[self._is_open & (pair[0] != "") & (pair[1] != "")]
            found = pair[0].loc[rows] + ", " + pair[1].loc[rows]
            self.ledger.composed.append(Composed.of(found, {one: pair[0], other: pair[1]}))
            self.ledger.remark(rows, make_remark(NOT_READ_PAIR, one=one, other=other), found)

    def _remark_on(self, texts: pd.Series, remark: str, *, has_words: bool = True) -> None:
        texts = texts[self._is_open & (texts != "")]
        looks = look_like_points(texts)
        # In a column of names a cell without a word is no name.
        texts = texts[looks if has_words else looks | texts.str.fullmatch(_HALF_A_POINT)]
        self.ledger.remark(texts.index, remark, texts)

    @property
    def _is_open(self) -> pd.Series:
        has_none = self.longitude == ""
        return has_none & (self.latitude == "") if has_none.any() else has_none

    def _system(self) -> str:
        """The system that a person names, or else a heading, or a title or note of the table."""
        headings = [
            self.mapping.column(name) or ""
            for name in ("easting", "northing", "longitude", "latitude", "zone")
        ]
        texts = [*headings, *[title for title in self.titles if names_a_system(title)]]
        texts = [name for name in texts if not may_be_of_several(name)]
        return next((name for name in (self.mapping.crs, *texts) if name and named_system(name)), "")

    def _name_of(self, system: str) -> str:
        """What a remark calls the system: the words that name it, or its own name where a whole title does."""
        named = named_system(system)
        return named.name if system in self.titles and named is not None else system


def _text(degrees: float) -> str:
    return f"{degrees:.7f}".rstrip("0").rstrip(".")
