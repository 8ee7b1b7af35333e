"""The incidents that the rows of any table are, through a mapping of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.imports.columns.cells import joined_keys, joined_texts, meanings, one_line, texts_of
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.counts.group_counts import of_one_outcome
from data.imports.columns.days.local_days import remark_on_local_days
from data.imports.columns.points.point_columns import PointColumns, point_columns
from data.imports.columns.value_terms import terms_by
from data.imports.columns.words.term_words import several_devices
from data.imports.formats.spatial.points import NOT_A_POINT
from data.imports.formats.text.text_table import TextTable
from data.imports.report.composed import Composed
from data.imports.report.ledger import Ledger
from data.imports.rows.casualties import OUTCOMES
from data.imports.rows.coded_rows import incident_rows
from data.imports.rows.empty_counts import not_recorded
from data.imports.rows.totals import COUNT_PREFIX
from data.imports.rows.victims_table import Victims
from data.personal_columns import is_personal
from data.remark import make_remark
from data.text.text_arrays import is_repeated

SAME_IDENTIFIER: Final = (
    "Another row has this identifier; both are parts of one incident, and their people were added up."
)
NOT_DISTINGUISHED: Final = (
    "Killed and injured are not told apart; the number stands in the notes and is not counted as either."
)
UNREAD_COUNT: Final = (
    "The column “{column}” seems to count people who were {outcome}, and was not understood; "
    "write the numbers of each group in columns of their own."
)
_FIGURES: Final = r"[^\W\d_]{0,3}\W{0,2}\d{1,4}(?:[^\d\n]{1,5}\d{1,4}){0,7}\D{0,12}"
_DAY_OR_TIME: Final = r"\d{4}-\d\d.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.*|.*\d:\d\d.*"
UNKNOWN_DEVICE: Final = "The device is none of the atlas's kinds; it is coded unknown, its words are kept."
SEVERAL_DEVICES: Final = (
    "The cell names several kinds of device; one of them was taken for the kind, and all words are kept."
)
UNKNOWN_ACTIVITY: Final = "The activity is none of the atlas's kinds and is coded unknown."
NO_GRADE: Final = "The precision of the place is no grade from 1 to 7 and was left out."
_OF_POINTS: Final = ("longitude", "latitude", "point", "easting", "northing", "zone")


@dataclass(frozen=True)
class IncidentsOfRows:
    """Makes incidents of rows; the settings are those of `AnyTable`."""

    mapping: ColumnMapping
    victims: Victims | None
    zeros: frozenset[str]

    def incidents(
        self, table: TextTable, given: dict[str, pd.Series], dates: pd.DataFrame, ledger: Ledger
    ) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
        """The incidents, and by outcome which of their rows say nothing of how many people had it."""
        nothing = pd.Series("", index=dates.index, dtype="str")

        def column(name: str) -> pd.Series:
            return given.get(name, nothing)

        grade = column("where_prec")
        is_grade = grade.str.fullmatch("[1-7]")
        odd = (grade != "") & ~is_grade
        ledger.remark(grade.index[odd], NO_GRADE, grade[odd])
        grade = _graded(grade.where(is_grade, ""), table)
        points = point_columns(
            {**given, "where_prec": grade},
            dates.index,
            self.mapping,
            ledger,
            self._others(table),
            is_geometry=table.point_columns is not None,
            titles=table.titles,
        )
        if table.point_columns is None:
            ledger.composed.append(self._written_points(table, points))
        numbers = pd.Series(dates.index.astype("str"), index=dates.index)
        identifiers = column("incident_id").where(column("incident_id") != "", "row-" + numbers)
        self._remark_on_unread_counts(table, dates.index, ledger)
        key = self._keys(given, dates, identifiers)
        if self.mapping.grain is Grain.EVENT and is_repeated(key).any():
            has_others = key.duplicated(keep=False)
            ledger.remark(key.index[has_others], SAME_IDENTIFIER, key[has_others])
        unknown = {outcome: self._not_recorded(outcome, given, key, table) for outcome in OUTCOMES}
        several = column("device").map(several_devices)
        named = several.index[several.astype(bool)]
        ledger.remark(named, SEVERAL_DEVICES, column("device").loc[named])
        location = joined_texts([column("location"), column("place"), column("subdistrict")])
        words = self._cells(table, ("location", "place", "subdistrict"))
        if len(words) > 1:
            ledger.composed.append(Composed.of(location, words))
        country = column("country").where(column("country") != "", self.mapping.country)
        remark_on_local_days(dates["utc_minute"], points.longitude, country, ledger)
        incidents = incident_rows(
            dates.index,
            key=key,
            incident_id=one_line(identifiers),
            date_start=dates["date_start"],
            date_end=dates["date_end"],
            date_prec=dates["date_prec"],
            location_as_reported=location,
            place=one_line(column("place")),
            country=country,
            district=column("district").where(column("district") != "", column("subdistrict")),
            subdistrict=column("subdistrict"),
            longitude=points.longitude,
            latitude=points.latitude,
            where_prec=points.where_prec,
            device_category=meanings(
                column("device"), terms_by("device", self.mapping.values), ledger, UNKNOWN_DEVICE, "unknown"
            ),
            device_as_reported=column("device"),
            activity=meanings(
                column("activity"),
                terms_by("activity", self.mapping.values),
                ledger,
                UNKNOWN_ACTIVITY,
                "unknown",
            ),
            verification_status=self._verification(key, column("publisher")),
            summary=column("summary"),
            notes=joined_texts([self._notes(given, nothing, unknown, ledger), points.notes], " "),
        )
        return incidents, unknown

    def _cells(self, table: TextTable, fields: Iterable[str]) -> dict[str, pd.Series]:
        """The columns of some fields as the table has them, which stays in memory anyhow."""
        columns = [column for name in fields if (column := self.mapping.columns.get(name, "")) in table.rows]
        return {column: table.rows[column] for column in columns}

    def _written_points(self, table: TextTable, points: PointColumns) -> Composed:
        """The points of rows with the cells that they were read from."""
        return Composed(
            lambda rows: points.longitude.reindex(rows) + ", " + points.latitude.reindex(rows),
            self._cells(table, _OF_POINTS),
            self._cells(table, ("location", "place")),
        )

    def _remark_on_unread_counts(self, table: TextTable, index: pd.Index, ledger: Ledger) -> None:
        """Remarks on rows with a number of an outcome that no column that is read counts."""
        if self.mapping.grain is Grain.VICTIM or self.victims is not None:
            return
        for column, texts in self._others(table).items():
            outcome = of_one_outcome(column)
            if not outcome or outcome in self.mapping.columns or counts(self.mapping, self.victims, outcome):
                continue
            cells = texts.loc[index]
            cells = cells[cells.str.fullmatch(_FIGURES) & ~cells.str.fullmatch(_DAY_OR_TIME)]
            ledger.remark(cells.index, make_remark(UNREAD_COUNT, column=column, outcome=outcome), cells)

    def _others(self, table: TextTable) -> dict[str, pd.Series]:
        """The columns that stand for nothing and are not about people."""
        left = [str(name) for name in table.rows.columns if name not in columns_read(self.mapping)]
        return {name: texts_of(table.rows, name) for name in left if not is_personal(name)}

    def _keys(self, given: dict[str, pd.Series], dates: pd.DataFrame, identifiers: pd.Series) -> pd.Series:
        if "incident_id" in given or self.mapping.grain is not Grain.VICTIM:
            return identifiers
        same = (
            "country",
            "district",
            "subdistrict",
            "place",
            "location",
            "longitude",
            "latitude",
            "point",
            "device",
        )
        # Two undated rows are two incidents: nothing says that they are one.
        of_row = pd.Series(dates.index.astype("str"), index=dates.index)
        days = [dates[name].dt.strftime("%Y-%m-%d").fillna(of_row) for name in ("date_start", "date_end")]
        parts = [*days, *[given[name] for name in same if name in given]]
        return joined_keys(parts)

    def _verification(self, key: pd.Series, publisher: pd.Series) -> pd.Series:
        if not is_repeated(key).any():
            return pd.Series("single_source", index=key.index, dtype="str")
        publishers = publisher.where(publisher != "").groupby(key).transform("nunique")
        statuses = pd.Series("single_source", index=key.index, dtype="str")
        return statuses.where(publishers < 2, "multiple_sources")

    def _fields_of(self, outcome: str) -> dict[str, str]:
        """The columns that count an outcome or a part of its people, by their names among the fields."""
        own = {outcome: self.mapping.columns[outcome]} if outcome in self.mapping.columns else {}
        parts = [column for column, whom in self.mapping.counts.items() if whom.startswith(outcome)]
        return own | {COUNT_PREFIX + column: column for column in parts}

    def _not_recorded(
        self, outcome: str, given: Mapping[str, pd.Series], key: pd.Series, table: TextTable
    ) -> pd.Series:
        """Which rows are of an incident of which nothing says how many people had an outcome."""
        fields = self._fields_of(outcome)
        texts = [given[name] for name in fields]
        has_zeros = not self.zeros.isdisjoint(fields.values()) and self.mapping.grain is not Grain.VICTIM
        is_empty = not_recorded(texts, key.index, has_zeros=has_zeros)
        if self.mapping.grain is Grain.SOURCE and is_empty.any():
            is_empty = is_empty.groupby(key).transform("all")
        return (
            is_empty
            if self.victims is None
            else is_empty & ~key.index.isin(self.victims.described_rows(table))
        )

    def _notes(
        self,
        given: dict[str, pd.Series],
        nothing: pd.Series,
        unknown: Mapping[str, pd.Series],
        ledger: Ledger,
    ) -> pd.Series:
        """The number of people where killed and injured are not distinguished, and what is not recorded of a row."""
        notes = nothing
        for outcome, is_unknown in unknown.items():
            sentences = pd.Series(f"The number of {outcome} is not recorded.", index=notes.index)
            notes = joined_texts([notes, sentences.where(is_unknown, "").astype("str")], " ")
        if (
            "casualties" not in given
            or self.mapping.grain is Grain.VICTIM
            or {"killed", "injured"} & given.keys()
        ):
            return notes
        people = given["casualties"]
        is_given = (people != "") & (people != "0")
        ledger.remark(people.index[is_given], NOT_DISTINGUISHED, people[is_given])
        sentences = "Casualties, killed and injured not told apart: " + people + "."
        return sentences.where(is_given, "").astype("str")


def counts(mapping: ColumnMapping, victims: Victims | None, outcome: str) -> bool:
    """Whether a column tells of an outcome beside that of its name."""
    return "outcome" in {*mapping.columns, *columns_of(victims)} or any(
        text.startswith(outcome) for text in mapping.counts.values()
    )


def columns_of(victims: Victims | None) -> Mapping[str, str]:
    """The columns of the table of victims beside this one, by field."""
    return {} if victims is None else victims.mapping.columns


def columns_read(mapping: ColumnMapping) -> frozenset[str]:
    """The columns that stand for something."""
    return frozenset([*mapping.columns.values(), *mapping.counts])


def _graded(grade: pd.Series, table: TextTable) -> pd.Series:
    """The grades, 5 where the geometry is an area or a line."""
    rows = [note.row for note in table.notes if note.reason == NOT_A_POINT]
    return grade.where(~grade.index.isin(rows), "5")
