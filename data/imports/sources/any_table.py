"""Any table, understood through a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from data.errors import FileError
from data.imports.columns.cells import looked_up, texts_of
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.counts.figures_in_words import people_in_words
from data.imports.columns.other_columns import other_columns, with_other_words
from data.imports.columns.value_terms import terms_by
from data.imports.events.kinds_of_event import KindColumn, words_of_kinds
from data.imports.formats.text.text_table import TextTable
from data.imports.report.composed import Composed
from data.imports.report.ledger import Ledger
from data.imports.rows.casualties import CasualtiesOfRows
from data.imports.rows.coded_rows import COLUMN_IS_EMPTY, NO_COLUMN, CodedRows
from data.imports.rows.dates import dates_of_rows
from data.imports.rows.empty_counts import EMPTY_IS_NOBODY, writes_zeros
from data.imports.rows.incidents import IncidentsOfRows, columns_of, columns_read, counts
from data.imports.rows.sources import sources_of_rows
from data.imports.rows.totals import COUNT_PREFIX, group_totals, totals_of
from data.imports.rows.victims_table import Victims
from data.language import N_, counted
from data.limits import Work
from data.tables.licence import UNSTATED
from data.tables.vocabulary import Outcome

NO_OUTCOME: Final = "The row does not say whether the person was killed or injured."
SEVERAL_PEOPLE: Final = (
    "The cell counts people, while a row of this table is one person; write the numbers in columns of their own, "
    "killed and injured."
)
_FIGURE: Final = re.compile(r"\d")


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
            "killed": counts(self.mapping, self.victims, "killed"),
            "injured": counts(self.mapping, self.victims, "injured"),
            "device": bool(self.kinds),
            "victim_category": "victim_category" in columns_of(self.victims),
        }
        lacking = [
            sentence
            for field, sentence in _LACKING.items()
            if field not in mapped and not is_known.get(field, False)
        ]
        return (*lacking, _DESCRIPTIONS)

    @property
    def columns_read(self) -> frozenset[str]:
        return columns_read(self.mapping)

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
        of_rows = IncidentsOfRows(self.mapping, self.victims, self.zeros)
        incidents, unknown = of_rows.incidents(table, present, dates, ledger)
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


def _counts_people(text: str) -> bool:
    return bool(_FIGURE.search(text)) and people_in_words(text) not in (None, ("1", ""), ("", "1"))
