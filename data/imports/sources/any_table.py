"""Any table, understood through a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from data.errors import FileError
from data.imports.columns.cells import (
    joined_keys,
    joined_texts,
    looked_up,
    meanings,
    one_line,
    texts_of,
)
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.counts.figures_in_words import people_in_words
from data.imports.columns.counts.group_counts import of_one_outcome
from data.imports.columns.days.local_days import remark_on_local_days
from data.imports.columns.other_columns import other_columns, with_other_words
from data.imports.columns.points.point_columns import PointColumns, point_columns
from data.imports.columns.value_terms import terms_by
from data.imports.columns.words.term_words import several_devices
from data.imports.events.kinds_of_event import KindColumn, words_of_kinds
from data.imports.formats.spatial.points import NOT_A_POINT
from data.imports.formats.text.text_table import TextTable
from data.imports.report.account import Ledger
from data.imports.report.composed import Composed
from data.imports.sources.casualties_of_rows import OUTCOMES, CasualtiesOfRows
from data.imports.sources.coded_rows import (
    COLUMN_IS_EMPTY,
    NO_COLUMN,
    CodedRows,
    incident_rows,
)
from data.imports.sources.dates_of_rows import dates_of_rows
from data.imports.sources.empty_counts import (
    EMPTY_IS_NOBODY,
    not_recorded,
    writes_zeros,
)
from data.imports.sources.sources_of_rows import sources_of_rows
from data.imports.sources.totals_of_rows import COUNT_PREFIX, group_totals, totals_of
from data.imports.sources.victims_table import Victims
from data.language import N_, counted
from data.limits import Work
from data.personal_columns import is_personal
from data.remark import make_remark
from data.tables.licence import UNSTATED
from data.tables.vocabulary import Outcome
from data.text_arrays import is_repeated

NO_OUTCOME: Final = "The row does not say whether the person was killed or injured."
SEVERAL_PEOPLE: Final = (
    "The cell counts people, while a row of this table is one person; write the numbers in columns of their own, "
    "killed and injured."
)
NOT_DISTINGUISHED: Final = (
    "Killed and injured are not told apart; the number stands in the notes and is not counted as either."
)
SAME_IDENTIFIER: Final = (
    "Another row has this identifier; both are parts of one incident, and their people were added up."
)
_OF_POINTS: Final = ("longitude", "latitude", "point", "easting", "northing", "zone")
_FIGURE: Final = re.compile(r"\d")
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


_ROW_RULES: Final = {
    Grain.EVENT: "One row is one incident; rows with the same identifier are one.",
    Grain.VICTIM: "One row is one person; rows of the same identifier, or of the same date, place and device, are one incident.",
    Grain.SOURCE: "One row is one report; rows with the same identifier are one incident, whose people are counted once.",
}


_LACKING: Final = {
    "date": N_("No column says when it happened."),
    "killed": N_("No column says how many people were killed."),
    "injured": N_("No column says how many people were injured."),
    "device": N_("No column says what exploded."),
    "victim_category": N_("No column says who the people were."),
    "activity": N_("No column says what the people were doing."),
}
"""By field, what a table without a column for it cannot tell."""
_DESCRIPTIONS: Final = N_("Descriptions are kept as they are; whether one names a person is not checked.")


@dataclass(frozen=True)
class AnyTable:
    """The reader of tables that no other reader knows."""

    mapping: ColumnMapping
    today: date
    kinds: tuple[KindColumn, ...] = ()
    """The columns that say which kind of event a row is."""
    victims: Victims | None = None
    """The table of victims beside this one."""
    zeros: frozenset[str] = frozenset()
    """The columns of numbers of people that write 0 for nobody: an empty cell of them is not recorded."""

    name: str = "table"
    title: str = N_("a table of another kind, through its columns")
    licence: str = UNSTATED
    attribution: str = "Incidents: the table’s own sources"

    @property
    def row_rule(self) -> str:
        return _ROW_RULES[self.mapping.grain]

    @property
    def cannot_tell(self) -> tuple[str, ...]:
        mapped = self.mapping.columns
        is_known = {
            "date": bool(mapped.keys() & {"year", "month", "date_end"}),
            "killed": self._counts("killed"),
            "injured": self._counts("injured"),
            "device": bool(self.kinds),
            "victim_category": "victim_category" in self._of_victims,
        }
        lacking = [
            sentence
            for field, sentence in _LACKING.items()
            if field not in mapped and not is_known.get(field, False)
        ]
        return (*lacking, _DESCRIPTIONS)

    def _counts(self, outcome: str) -> bool:
        """Whether a column tells of an outcome beside that of its name."""
        return "outcome" in {*self.mapping.columns, *self._of_victims} or any(
            text.startswith(outcome) for text in self.mapping.counts.values()
        )

    @property
    def _of_victims(self) -> Mapping[str, str]:
        """The columns of the table of victims beside this one, by field."""
        return {} if self.victims is None else self.victims.mapping.columns

    @property
    def columns_read(self) -> frozenset[str]:
        return frozenset([*self.mapping.columns.values(), *self.mapping.counts])

    def recognises(self, table: TextTable) -> bool:
        return True

    def unrecorded(self, table: TextTable) -> Mapping[Outcome, str]:
        columns, counts_of = self.mapping.columns, self.mapping.counts.items()
        if "outcome" in columns or self.mapping.grain is Grain.VICTIM or self.victims is not None:
            return {}
        found: dict[Outcome, str] = {}
        for outcome in Outcome:
            own = [columns[outcome.value]] if outcome.value in columns else []
            own += [column for column, whom in counts_of if whom.startswith(outcome.value)]
            if not own:
                found[outcome] = NO_COLUMN
            elif len(table.rows) and not any(texts_of(table.rows, column).any() for column in own):
                found[outcome] = COLUMN_IS_EMPTY.format(column=own[0])
        return found

    def found_out(self, table: TextTable) -> tuple[str, ...]:
        if self.mapping.grain is not Grain.EVENT:
            return self.mapping.remarks
        columns = [
            self.mapping.columns[name] for name in ("killed", "injured") if name in self.mapping.columns
        ]
        texts = {column: texts_of(table.rows, column) for column in columns}
        silent = [
            EMPTY_IS_NOBODY.format(column=column, rows=counted(int((cells == "").sum()), "row"))
            for column, cells in texts.items()
            if (cells == "").any() and (cells != "").any() and not writes_zeros(cells)
        ]
        return (*self.mapping.remarks, *silent)

    def coded(self, table: TextTable, mapping: ColumnMapping, ledger: Ledger, work: Work) -> CodedRows:
        work.at(N_("Reading columns"))
        rows = table.rows
        given = {name: texts_of(rows, column) for name, column in mapping.columns.items()}
        for field, column in other_columns(map(str, rows.columns), mapping.columns).items():
            words = {mapping.columns[field]: given[field], column: texts_of(rows, column)}
            given[field] = with_other_words(given[field], words[column])
            ledger.composed.append(Composed.of(given[field], words))
        given |= {COUNT_PREFIX + column: texts_of(rows, column) for column in mapping.counts}
        if "device" not in given and self.kinds:
            given["device"] = words_of_kinds(table, self.kinds)
        dates = dates_of_rows(table, given, self.mapping, self.today, ledger)
        if mapping.grain is Grain.VICTIM:
            dates = self._with_outcome(given, dates, ledger)
        totals = totals_of(given, mapping.grain, self._outcomes)
        for what, people in group_totals(given, mapping.counts).items():
            totals[what] = totals.get(what, 0) + people
        present = {name: texts.loc[dates.index] for name, texts in given.items()}
        incidents, unknown = self._incidents(table, present, dates, ledger)
        casualties = CasualtiesOfRows(self.mapping, self.victims, self.zeros).casualties(
            table, present, incidents, unknown, ledger
        )
        return CodedRows(
            incidents,
            casualties,
            sources_of_rows(table, present, incidents, self.mapping, self.today, ledger),
            totals,
        )

    def _outcomes(self, texts: pd.Series) -> Mapping[str, object]:
        return terms_by("outcome", self.mapping.values)(texts)

    def _with_outcome(self, given: dict[str, pd.Series], dates: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
        if "outcome" not in given:
            raise FileError(
                ledger.file,
                "One row is one person, but no column says who was killed and who injured; choose one.",
            )
        texts = given["outcome"].loc[dates.index]
        without_outcome = looked_up(texts, self._outcomes(texts)) == ""
        ledger.refuse(texts.index[without_outcome], NO_OUTCOME, texts[without_outcome])
        # Figures in a column of outcomes would make one person of several.
        counts_several = ~without_outcome & texts.map(_counts_people).astype(bool)
        ledger.refuse(texts.index[counts_several], SEVERAL_PEOPLE, texts[counts_several])
        return dates[~without_outcome & ~counts_several]

    def _incidents(
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
            if not outcome or outcome in self.mapping.columns or self._counts(outcome):
                continue
            cells = texts.loc[index]
            cells = cells[cells.str.fullmatch(_FIGURES) & ~cells.str.fullmatch(_DAY_OR_TIME)]
            ledger.remark(cells.index, make_remark(UNREAD_COUNT, column=column, outcome=outcome), cells)

    def _others(self, table: TextTable) -> dict[str, pd.Series]:
        """The columns that stand for nothing and are not about people."""
        left = [str(name) for name in table.rows.columns if name not in self.columns_read]
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
        """The number of people where killed and injured are not told apart, and what is not recorded of a row."""
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


def _graded(grade: pd.Series, table: TextTable) -> pd.Series:
    """The grades, 5 where the geometry is an area or a line."""
    rows = [note.row for note in table.notes if note.reason == NOT_A_POINT]
    return grade.where(~grade.index.isin(rows), "5")


def _counts_people(text: str) -> bool:
    return bool(_FIGURE.search(text)) and people_in_words(text) not in (None, ("1", ""), ("", "1"))
