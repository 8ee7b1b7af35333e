"""Any table, understood through a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from data.errors import FileError
from data.imports.columns.cells import (
    counts,
    day_spans,
    ended,
    joined_keys,
    joined_texts,
    links,
    looked_up,
    meanings,
    month_and_year_spans,
    one_line,
    report_days,
    texts_of,
    undated_spans,
)
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.counts.group_counts import GroupCount
from data.imports.columns.counts.people_counts import people_counts
from data.imports.columns.days.local_days import remark_on_local_days
from data.imports.columns.days.year_of_title import YEAR_OF_TITLE, year_of_title
from data.imports.columns.other_columns import other_columns, with_other_words
from data.imports.columns.points.point_columns import point_columns
from data.imports.columns.value_terms import terms_by
from data.imports.columns.words.term_words import (
    age_groups,
    sexes,
)
from data.imports.events.kinds_of_event import KindColumn, words_of_kinds
from data.imports.formats.spatial.points import NOT_A_POINT
from data.imports.formats.text.text_table import TextTable
from data.imports.report.account import Ledger
from data.imports.sources.coded_rows import (
    COLUMN_IS_EMPTY,
    NO_COLUMN,
    CodedRows,
    casualty_rows,
    incident_rows,
    source_rows,
)
from data.imports.sources.empty_counts import (
    EMPTY_COUNT,
    EMPTY_IS_NOBODY,
    EMPTY_PART,
    not_recorded,
    writes_zeros,
)
from data.imports.sources.group_figures import casualty_rows_of, together, with_ends, without_groups
from data.imports.sources.victims_table import Victims, less_the_listed
from data.language import N_, counted
from data.limits import Work
from data.personal_columns import is_personal
from data.tables.licence import UNSTATED
from data.tables.vocabulary import NOT_STATED, Outcome
from data.text_arrays import is_repeated

ACTORS: Final = {
    "civilian": "Civilians",
    "armed_forces": "Armed forces",
    "police_security": "Police or border guard",
    "security_forces_unspecified": "Security forces",
    "peacekeeper": "Peacekeepers",
    "deminer": "Deminers",
    "emergency_service": "Emergency service",
    "journalist": "Journalists",
    "local_official": "Local officials",
    "other": "Others",
    "unknown": NOT_STATED,
}
"""Who was affected, where a table gives only the role."""

COUNT_PREFIX: Final = "count of "
"""Before the name of a column of `ColumnMapping.counts`, where it stands among the fields."""
NO_OUTCOME: Final = "The row does not say whether the person was killed or injured."
NOT_TOLD_APART: Final = (
    "Killed and injured are not told apart; the number stands in the notes and is not counted as either."
)
SAME_IDENTIFIER: Final = (
    "Another row has this identifier; both are parts of one incident, and their people were added up."
)
NUMBERS_DIFFER: Final = "Reports of this incident give different numbers; the first is the best figure, the others make the range."
UNKNOWN_DEVICE: Final = "The device is none of the atlas's kinds; it is coded unknown, its words are kept."
UNKNOWN_ACTIVITY: Final = "The activity is none of the atlas's kinds and is coded unknown."
UNKNOWN_ROLE: Final = (
    "The role is none of the atlas's kinds; it is coded unknown, its words stand for the actor."
)
NO_GRADE: Final = "The precision of the place is no grade from 1 to 7 and was left out."

_CITING: Final = re.compile(
    r"(?i)^(\S.*?),?\s+(?:citing|quoting|referring to|со ссылкой на|посилаючись на|citando(?: a)?|citant)\s+(.*\S)$"
)
"""One who publishes what another reported."""
_POINTS: Final = ("longitude", "point", "easting")
_PLACES: Final = frozenset({"place", "location"})
_OF_INCIDENTS: Final = frozenset({"killed", "injured", "casualties", "outcome", "device"})
_ENOUGH: Final = 0.5
_OUTCOMES: Final = ("killed", "injured")

_ROW_RULES: Final = {
    Grain.EVENT: "One row is one incident; rows with the same identifier are one.",
    Grain.VICTIM: "One row is one person; rows of the same identifier, or of the same date, place and device, are one incident.",
    Grain.SOURCE: "One row is one report; rows with the same identifier are one incident, whose people are counted once.",
}


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
        told = self.mapping.columns
        lacking = {
            "date": "" if told.keys() & {"year", "date_end"} else "when it happened",
            "killed": "how many people were killed" if not self._counts("killed") else "",
            "injured": "how many people were injured" if not self._counts("injured") else "",
            "device": "" if self.kinds else "what exploded",
            "victim_category": "who the people were",
            "activity": "what the people were doing",
        }
        said = [f"No column says {words}." for field, words in lacking.items() if words and field not in told]
        return (*said, "Descriptions are taken as they are; the atlas cannot see whether one names a person.")

    def _counts(self, outcome: str) -> bool:
        """Whether a column tells of an outcome beside that of its name."""
        return "outcome" in self.mapping.columns or any(
            text.startswith(outcome) for text in self.mapping.counts.values()
        )

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
            given[field] = with_other_words(given[field], texts_of(rows, column))
        given |= {COUNT_PREFIX + column: texts_of(rows, column) for column in mapping.counts}
        if "device" not in given and self.kinds:
            given["device"] = words_of_kinds(table, self.kinds)
        dates = self._dates(table, given, ledger)
        if mapping.grain is Grain.VICTIM:
            dates = self._with_outcome(given, dates, ledger)
        totals = _totals(given, mapping.grain, self._outcomes) | _group_totals(given, mapping.counts)
        kept = {name: texts.loc[dates.index] for name, texts in given.items()}
        incidents, unknown = self._incidents(table, kept, dates, ledger)
        casualties = self._casualties(table, kept, incidents, unknown, ledger)
        return CodedRows(incidents, casualties, self._sources(table, kept, incidents, ledger), totals)

    def _outcomes(self, texts: pd.Series) -> Mapping[str, object]:
        return terms_by("outcome", self.mapping.values)(texts)

    def _dates(self, table: TextTable, given: dict[str, pd.Series], ledger: Ledger) -> pd.DataFrame:
        order = self.mapping.day_order
        nothing = pd.Series("", index=table.rows.index, dtype="str")
        undated = _says_where_or_whom(given, nothing) & (given.get("date_end", nothing) == "")
        has_days = any((given[name] != "").any() for name in ("date", "year") if name in given)
        if not has_days and _may_be_undated(given):
            dates = undated_spans(table.rows.index, ledger)
        elif "date" in given:
            heading, of_title = self.mapping.columns.get("date", ""), year_of_title(table)
            years = given.get("year", pd.Series(of_title, nothing.index, dtype="str") if of_title else None)
            dates = day_spans(
                given["date"],
                order,
                self.today,
                ledger,
                heading,
                years,
                undated,
                offers_order=True,
                remark_on_years="" if "year" in given else YEAR_OF_TITLE,
            )
        elif "year" in given:
            parts = [given.get(name, nothing) for name in ("year", "month", "day")]
            dates = month_and_year_spans(
                parts[0],
                parts[1],
                parts[2],
                ledger,
                self.today,
                self.mapping.columns.get("year", ""),
                undated,
            )
        else:
            raise FileError(
                table.title,
                "No column was found that gives a date; choose one, with “--columns” or on the page.",
            )
        if "date_end" in given:
            dates = ended(dates, given["date_end"].loc[dates.index], order, self.today, ledger)
        return dates

    def _with_outcome(self, given: dict[str, pd.Series], dates: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
        if "outcome" not in given:
            raise FileError(
                ledger.file,
                "One row is one person, but no column says who was killed and who injured; choose one.",
            )
        texts = given["outcome"].loc[dates.index]
        unsaid = looked_up(texts, self._outcomes(texts)) == ""
        ledger.refuse(texts.index[unsaid], NO_OUTCOME, texts[unsaid])
        return dates[~unsaid]

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
        )
        numbers = pd.Series(dates.index.astype("str"), index=dates.index)
        identifiers = column("incident_id").where(column("incident_id") != "", "row-" + numbers)
        key = self._keys(given, dates, identifiers)
        if self.mapping.grain is Grain.EVENT and is_repeated(key).any():
            has_others = key.duplicated(keep=False)
            ledger.remark(key.index[has_others], SAME_IDENTIFIER, key[has_others])
        unknown = {outcome: self._not_recorded(outcome, given, key, table) for outcome in _OUTCOMES}
        country = column("country").where(column("country") != "", self.mapping.country)
        remark_on_local_days(dates["utc_minute"], points.longitude, country, ledger)
        incidents = incident_rows(
            dates.index,
            key=key,
            incident_id=one_line(identifiers),
            date_start=dates["date_start"],
            date_end=dates["date_end"],
            date_prec=dates["date_prec"],
            location_as_reported=joined_texts([column("location"), column("place"), column("subdistrict")]),
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
        return is_empty if self.victims is None else is_empty & ~key.index.isin(self.victims.rows_told(table))

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
            said = pd.Series(f"The number of {outcome} is not recorded.", index=notes.index)
            notes = joined_texts([notes, said.where(is_unknown, "").astype("str")], " ")
        if (
            "casualties" not in given
            or self.mapping.grain is Grain.VICTIM
            or {"killed", "injured"} & given.keys()
        ):
            return notes
        people = given["casualties"]
        is_said = (people != "") & (people != "0")
        ledger.remark(people.index[is_said], NOT_TOLD_APART, people[is_said])
        said = "Casualties, killed and injured not told apart: " + people + "."
        return said.where(is_said, "").astype("str")

    def _casualties(
        self,
        table: TextTable,
        given: dict[str, pd.Series],
        incidents: pd.DataFrame,
        unknown: Mapping[str, pd.Series],
        ledger: Ledger,
    ) -> pd.DataFrame:
        nothing = pd.Series("", index=incidents.index, dtype="str")
        roles = given.get("victim_category", nothing)
        role = meanings(
            roles, terms_by("victim_category", self.mapping.values), ledger, UNKNOWN_ROLE, "unknown"
        )
        by_role = looked_up(role, ACTORS).where((role != "unknown") | (roles == ""), roles)
        actor = given.get("affected_actor", nothing)
        actor = looked_up(actor, terms_by("affected_actor", self.mapping.values)(actor))
        who = {
            "affected_actor": one_line(actor.where(actor != "", by_role)),
            "affected_side": one_line(given.get("affected_side", nothing)),
            "victim_category": role,
        }
        if self.mapping.grain is Grain.VICTIM:
            texts = given["outcome"]
            words: dict[str, object] = {
                "outcome": looked_up(texts, self._outcomes(texts)),
                "sex": looked_up(given.get("sex", nothing), sexes(given.get("sex", nothing))),
                "age_group": looked_up(
                    given.get("age_group", nothing), age_groups(given.get("age_group", nothing))
                ),
            }
            return casualty_rows(incidents.index, **who, **words, count_low=1, count_best=1, count_high=1)
        parts = []
        if self.victims is not None:
            parts.append(self.victims.listed(table, incidents.index, ACTORS))
        for outcome in _OUTCOMES:
            is_told = pd.Series(False, index=incidents.index)
            is_unknown = unknown[outcome]
            ledger.remark(is_unknown.index[is_unknown], EMPTY_COUNT.format(outcome=outcome))
            groups = self._groups(outcome, given, incidents.index, ledger)
            if outcome in given or any(group.is_of_all for group in groups):
                people = with_ends(given.get(outcome), groups, incidents.index, ledger)
                people = without_groups(people, groups, ledger)
                is_told |= people["is_given"]
                if self.victims is not None:
                    people = less_the_listed(people, parts[0], outcome, ledger)
                if self.mapping.grain is Grain.SOURCE:
                    people = _once(people, incidents["key"], ledger)
                said = people["is_given"] & ~(people["high"].eq(0) & people["low"].eq(0))
                chosen = people[said]
                figures = {f"count_{part}": chosen[part] for part in ("low", "best", "high")}
                whose = {name: values.loc[chosen.index] for name, values in who.items()}
                person = {name: chosen[name] for name in ("sex", "age_group")}
                parts.append(casualty_rows(chosen.index, **whose, **person, outcome=outcome, **figures))
            if self.mapping.grain is Grain.EVENT and self.victims is None:
                groups = self._with_empty_parts(groups, ~is_told & ~is_unknown, ledger)
            parts += [
                casualty_rows_of(group, figures, who, ACTORS)
                for group, figures in together(groups)
                if not group.is_of_all
            ]
            if self.mapping.grain is Grain.SOURCE:
                is_unknown = is_unknown & ~incidents["key"].duplicated()
            silent = is_unknown.index[is_unknown]
            whose = {name: values.loc[silent] for name, values in who.items()}
            parts.append(casualty_rows(silent, **whose, outcome=outcome))
        return pd.concat(parts, ignore_index=True)

    def _with_empty_parts(
        self, groups: dict[GroupCount, pd.DataFrame], is_open: pd.Series, ledger: Ledger
    ) -> dict[GroupCount, pd.DataFrame]:
        """The figures of each group, an empty one given without a number where its column writes 0 for nobody."""
        with_zeros = [text for column, text in self.mapping.counts.items() if column in self.zeros]
        found = dict(groups)
        for group in [one for one in groups if str(one) in with_zeros]:
            is_empty = is_open & ~groups[group]["is_given"]
            if group.part == "best" and not group.is_of_all and is_empty.any():
                ledger.remark(is_empty.index[is_empty], EMPTY_PART.format(outcome=group.outcome))
                found[group] = groups[group].assign(is_given=groups[group]["is_given"] | is_empty)
        return found

    def _groups(
        self, outcome: str, given: dict[str, pd.Series], index: pd.Index, ledger: Ledger
    ) -> dict[GroupCount, pd.DataFrame]:
        """The figures of each column that counts a part of the people with an outcome."""
        groups = {column: GroupCount.from_text(text) for column, text in self.mapping.counts.items()}
        return {
            group: counts(given[COUNT_PREFIX + column].loc[index], ledger)
            for column, group in groups.items()
            if group is not None and group.outcome == outcome
        }

    def _sources(
        self, table: TextTable, given: dict[str, pd.Series], incidents: pd.DataFrame, ledger: Ledger
    ) -> pd.DataFrame:
        nothing = pd.Series("", index=incidents.index, dtype="str")
        url = links(given.get("url", nothing), ledger)
        host = looked_up(url, {text: urlsplit(text).hostname or "" for text in url.unique()})
        publisher = one_line(given.get("publisher", nothing))
        cited = {text: found for text in publisher.unique() if (found := _CITING.match(text))}
        own = looked_up(publisher, {text: found[1] for text, found in cited.items()})
        upstream = looked_up(publisher, {text: found[2] for text, found in cited.items()})
        publisher = publisher.where(own == "", own).where(publisher != "", host)
        number = pd.Series(incidents.index.astype("str"), index=incidents.index)
        row = ("row " + number).where(publisher == "", "")
        published = given.get("published", nothing)
        return source_rows(
            incidents.index,
            publisher=publisher.where(publisher != "", PurePosixPath(table.title).name),
            url=url,
            upstream_source=upstream,
            published=report_days(published, self.mapping.day_order, self.today, ledger),
            what_it_supports=row,
        )


def _may_be_undated(given: dict[str, pd.Series]) -> bool:
    """Whether rows without a date are incidents: most have a point, or a place and what happened there."""
    has_points = any(given[name].str.contains(r"\d").mean() > _ENOUGH for name in _POINTS if name in given)
    return has_points or bool(_PLACES & given.keys() and _OF_INCIDENTS & given.keys())


def _says_where_or_whom(given: dict[str, pd.Series], nothing: pd.Series) -> pd.Series:
    """Which rows have a place, or people, beside their date: others are a note, no incident."""
    says = nothing != ""
    for name in (*_POINTS, *_PLACES, "district", *_OF_INCIDENTS):
        if name in given:
            says = says | (given[name] != "")
    return says


def _graded(grade: pd.Series, table: TextTable) -> pd.Series:
    """The grades, 5 where the geometry is an area or a line."""
    rows = [note.row for note in table.notes if note.reason == NOT_A_POINT]
    return grade.where(~grade.index.isin(rows), "5")


def _once(people: pd.DataFrame, key: pd.Series, ledger: Ledger) -> pd.DataFrame:
    """The figures of each incident with its first row: its own as the best, all of them as the range."""
    given = people[people["is_given"]]
    by = given.groupby(key.loc[given.index], sort=False)
    low, high = by["low"].transform("min"), by["high"].transform("max")
    differs = (low != given["low"]) | (high != given["high"])
    ledger.remark(given.index[differs], NUMBERS_DIFFER, given["best"][differs].map("{:g}".format))
    first = ~key.loc[given.index].duplicated()
    return given.assign(low=low, high=high)[first]


def _totals(
    given: dict[str, pd.Series], grain: Grain, outcomes: Callable[[pd.Series], Mapping[str, object]]
) -> dict[str, int]:
    """People in the whole table; for reports, as their rows add up, and once for each incident."""
    if grain is Grain.VICTIM:
        found = looked_up(given["outcome"], outcomes(given["outcome"]))
        return {
            "Victims": len(found),
            "Killed": int((found == "killed").sum()),
            "Injured": int((found == "injured").sum()),
        }
    totals = {}
    as_added = " (a report counted each time)" if grain is Grain.SOURCE else ""
    for field, what in (("killed", f"Killed{as_added}"), ("injured", f"Injured{as_added}")):
        if field in given:
            texts = given[field]
            totals[what] = _people_in(texts)
            if grain is Grain.SOURCE and "incident_id" in given:
                key = given["incident_id"].where(given["incident_id"] != "", texts.index.astype("str"))
                first = texts[texts != ""].groupby(key).first()
                totals[field.capitalize()] = _people_in(first)
    return totals


def _group_totals(given: dict[str, pd.Series], counted: Mapping[str, str]) -> dict[str, int]:
    """People of each outcome of which only parts are counted, in the whole table."""
    totals: dict[str, int] = {}
    for column, text in counted.items():
        group = GroupCount.from_text(text)
        if group is not None and group.outcome not in given and group.part == "best":
            what = group.outcome.capitalize()
            totals[what] = totals.get(what, 0) + _people_in(given[COUNT_PREFIX + column])
    return totals


def _people_in(texts: pd.Series) -> int:
    """What a column of numbers of people adds up to."""
    rows = texts.value_counts(sort=False)
    return sum(count.in_a_sum * int(rows.get(text, 0)) for text, count in people_counts(texts).items())
