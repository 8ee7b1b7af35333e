"""The rows of a table while their points are read: what each has so far, and what becomes of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.folders.bundled_gazetteer import gazetteer
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.point_texts import NOT_A_POINT
from data.imports.columns.points.chosen_points import CHOSEN, decided, pair_text
from data.imports.columns.points.point_remarks import COARSE, NOTE, READ_FROM
from data.imports.formats.spatial.points import NOT_A_POINT as NOT_A_POINT_GEOMETRY
from data.imports.report.composed import Composed
from data.imports.report.ledger import Ledger
from data.imports.report.open_choices import POINT, OpenChoice, Option, key_of
from data.places.coordinates.degrees import is_missing
from data.places.naming.country_names import country_code
from data.places.notations.geometry_texts import is_empty_geometry
from data.places.notations.plus_codes import FROM_PLACE, NO_PLACE, completed
from data.places.notations.read_point import Answer
from data.places.notations.reading import (
    Choice,
    Notation,
    PointReading,
    ShortCode,
    Unread,
    grade_of,
    size_words,
)
from data.remark import make_remark

PAIR_FIELDS: Final = ("longitude", "latitude")
NOTED_M: Final = 150.0
"""A coordinate of three decimals is not worth a note."""


@dataclass
class PointRows:
    """Longitude, latitude, notes and location precision by row, as texts; what is not read is entered in the ledger."""

    given: Mapping[str, pd.Series]
    index: pd.Index
    mapping: ColumnMapping
    ledger: Ledger
    is_geometry: bool = False
    titles: Sequence[str] = ()

    def __post_init__(self) -> None:
        nothing = pd.Series("", index=self.index, dtype="str")
        self.longitude = self.column("longitude").astype(object)
        self.latitude = self.column("latitude").astype(object)
        self.grade = self.column("where_prec").astype(object)
        self.notes = nothing.astype(object)

    def column(self, name: str) -> pd.Series:
        """The column of a field with the index of the rows; all empty without one."""
        if name not in self.given:
            return pd.Series("", index=self.index, dtype="str")
        return self.given[name].reindex(self.index)

    @property
    def is_open(self) -> pd.Series:
        """Which rows have no point yet."""
        has_none = self.longitude == ""
        return has_none & (self.latitude == "") if has_none.any() else has_none

    def text(self, name: str, row: object) -> str:
        """The text of a field in a row; "" without the field."""
        return str(self.given[name].at[row]) if name in self.given else ""

    def enter(self, texts: pd.Series, answers: Mapping[str, Answer]) -> None:
        """Settle each row with the answer to its text."""
        for row, text in texts.items():
            self.settle(row, str(text), answers[str(text)])

    def compose(self, texts: pd.Series, fields: Sequence[str]) -> None:
        """Enter texts that were made of the cells of some fields, which the account shows in their place."""
        columns = {name: self.mapping.column(name) for name in fields if name in self.given}
        cells = {column: self.given[name] for name, column in columns.items() if column}
        self.ledger.composed.append(Composed.of(texts, cells))

    def settle(self, row: object, text: str, answer: Answer) -> None:
        """Take what was read of a row, or refuse it."""
        country = country_code(self.text("country", row) or self.mapping.country)
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
            self.refuse(row, text, answer.reason)
        elif not is_missing(text) and not is_empty_geometry(text):
            self.refuse(row, text, NOT_A_POINT)

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

    def coarsen(self, rows: pd.Index, size_m: float) -> None:
        """Make the location precision of rows as rough as this, with remarks."""
        for row in rows:
            for remark in self._coarser(row, size_m):
                self.ledger.remark(
                    pd.Index([row]), remark, f"{self.longitude.at[row]}, {self.latitude.at[row]}"
                )

    def _coarser(self, row: object, size_m: float) -> list[str]:
        """Make the location precision as rough as the notation; what is to be remarked."""
        self.notes.at[row] = NOTE.format(size=size_words(size_m))
        grade = grade_of(size_m)
        if grade is None or str(self.grade.at[row]) >= str(int(grade)):
            return []
        self.grade.at[row] = str(int(grade))
        return [make_remark(COARSE, size=size_words(size_m), grade=str(int(grade)))]

    def refuse(self, row: object, text: str, reason: str) -> None:
        """Leave a row without a point, for a reason."""
        self.longitude.at[row] = self.latitude.at[row] = ""
        self.ledger.remark(pd.Index([row]), reason, text)

    def _completed(self, code: ShortCode, row: object, country: str) -> tuple[PointReading | Unread, str]:
        """The point of a short Plus code near the place that stands beside it, or in the row."""
        names = [
            code.place,
            self.text("place", row),
            self.text("location", row),
            self.text("district", row),
        ]
        district = self.text("district", row)
        for name in filter(None, names):
            located = gazetteer().locate_all([name], [country], [district if name != district else ""])[0]
            if located.longitude is not None and located.latitude is not None:
                reading = completed(code.code, located.longitude, located.latitude)
                return reading, make_remark(FROM_PLACE, place=name)
        return Unread(NO_PLACE), ""


def _text(degrees: float) -> str:
    return f"{degrees:.7f}".rstrip("0").rstrip(".")
