"""The Georeferenced Event Dataset of the Uppsala Conflict Data Program (UCDP GED), in both layouts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from data.errors import FileError
from data.imports.columns.cells import counts, joined_texts, looked_up, one_line, texts_of
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.day_cells import day_spans, ended
from data.imports.columns.days.days import DayOrder
from data.imports.columns.guessing.renamed_columns import columns_by_source_name, plain_name
from data.imports.dates.span import precision_of
from data.imports.events.mine_words import ordnance_words, speaks_of_mining
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import (
    COLUMN_IS_EMPTY,
    NO_COLUMN,
    CodedRows,
    casualty_rows,
    incident_rows,
    source_rows,
)
from data.imports.rows.empty_counts import ALWAYS_WRITTEN, unknown_rows
from data.language import N_
from data.limits import Work
from data.tables.schema import LONGEST_SPAN_DAYS
from data.tables.vocabulary import NOT_STATED, Outcome
from data.text.text_arrays import listed

_DATED: Final = ("date_start", "date_end", "date_prec")
_TELLING: Final = frozenset(
    "type_of_violence conflict_name conflict_new_id dyad_name dyad_new_id event_clarity deaths_civilians deaths_unknown"
    " deaths_a deaths_b priogrid_gid source_article side_a_new_id side_b_new_id relid where_prec".split()
)
"""Names that no other source gives its columns; a few of them tell a table however much of it was cut."""
_ENOUGH_TELLING: Final = 3
_OF_UCDP_ALONE: Final = plain_name("type_of_violence")
"""Enough alone: without it the events of a cut table are read as if all were of mines."""
_REPORT: Final = ("source_headline", "source_article", "where_description", "where_coordinates")
_ALSO_READ: Final = frozenset(
    "id source_office source_original number_of_sources country adm_1 longitude latitude side_a side_b low best high"
    " deaths_a deaths_b deaths_civilians deaths_unknown where_prec".split()
)
PRELIMINARY: Final = "It is a candidate release: its events are preliminary, and some of them change or go in the yearly release."
_COUNTS: Final = frozenset("low best high deaths_a deaths_b deaths_civilians deaths_unknown".split())
_FIELD_OF: Final = {
    "date_start": "date",
    "date_end": "date_end",
    "best": "killed",
    "latitude": "latitude",
    "longitude": "longitude",
    "country": "country",
    "adm_1": "district",
    "where_coordinates": "place",
    "where_description": "location",
    "source_headline": "summary",
}
"""What a column of another name is read as, where its own is missing."""

CHOSEN: Final = "Chosen, because words of its report name a mine or other explosive ordnance."
NO_WORD: Final = "No word of its report names a mine or other explosive ordnance."
NO_REPORT: Final = (
    "The columns that describe an event (source_headline, source_article, where_description) are missing; nothing "
    "says whether a mine exploded."
)
ONLY_MINING: Final = "The only mine in its report is one to dig in."
GRADE_CHANGED: Final = "The precision of the date does not fit its days and was taken from them."
RANGE_OF_THE_WHOLE: Final = "The lowest and highest number of dead are known for the event, not for each group; they stand in the notes."
NOT_THE_SUM: Final = (
    "The best number of dead is not the sum of the groups; the difference is coded as not stated."
)

_ARTICLE: Final = re.compile(r'"([^"]*?),(\d{4}-\d\d-\d\d),(.*?)"(?=;|$)', re.DOTALL)

_SAMPLE_ROWS: Final = 500

_METHOD: Final = {grade: "district_point" if grade in "34" else "reported" for grade in "1234567"}
"""Where a point comes from, by `where_prec`."""

_GROUPS: Final = (
    ("deaths_a", "side_a"),
    ("deaths_b", "side_b"),
    ("deaths_civilians", ""),
    ("deaths_unknown", ""),
)


@dataclass(frozen=True)
class UcdpGed:
    """The reader of UCDP GED."""

    name: str = "GED"
    title: str = "UCDP Georeferenced Event Dataset"
    row_rule: str = (
        "One row is one event of organised violence. Events are taken whose report names a mine, an improvised "
        "explosive device or another explosive ordnance; a gold mine and other places to dig do not count."
    )
    cannot_tell: tuple[str, ...] = (
        N_("It counts deaths only; the injured are not recorded."),
        N_(
            "It does not code the device: what exploded is known only from words of the report, and coded unknown."
        ),
        N_(
            "Events are chosen by words of headlines and descriptions; a mine that they do not name is missed."
        ),
        N_("It leaves out events without a death, and violence that is not organised."),
        N_("Its dead are counted by party to the conflict, not by what the people did."),
    )
    licence: str = "CC BY 4.0 (UCDP)"
    attribution: str = "Incidents: Uppsala Conflict Data Program, Georeferenced Event Dataset (CC BY 4.0)"
    columns_read: frozenset[str] = frozenset({*_DATED, *_ALSO_READ, *_REPORT, "type_of_violence"})

    def recognises(self, table: TextTable) -> bool:
        names = {plain_name(column) for column in table.rows.columns}
        is_recognised = _OF_UCDP_ALONE in names or len(names & _TELLING) >= _ENOUGH_TELLING
        return is_recognised or _article_column(table) is not None

    def columns_of(self, table: TextTable) -> frozenset[str]:
        """The columns that are read of a table, whatever they are called there."""
        return frozenset(_columns(table).values())

    def unrecorded(self, table: TextTable) -> Mapping[Outcome, str]:
        counted = [column for name, column in _columns(table).items() if name in _COUNTS]
        killed = {} if counted else {Outcome.KILLED: NO_COLUMN}
        if counted and not any(texts_of(table.rows, column).any() for column in counted):
            killed = {Outcome.KILLED: COLUMN_IS_EMPTY.format(column=counted[0])}
        return {**killed, Outcome.INJURED: "not recorded by UCDP GED"}

    def found_out(self, table: TextTable) -> tuple[str, ...]:
        return (PRELIMINARY,) if _is_candidate(table) else ()

    def coded(self, table: TextTable, mapping: ColumnMapping, ledger: Ledger, work: Work) -> CodedRows:
        columns = _columns(table)
        rows = _with_names_of_the_source(table, columns)
        work.at(N_("Choosing mine events"))
        if mapping.kinds:
            words = pd.Series("", index=rows.index, dtype="str")
        else:
            words = _chosen(rows, ledger, has_report=not columns.keys().isdisjoint(_REPORT[:3]))
        given = {name: texts_of(rows.loc[words.index], name) for name in rows.columns}
        dates = _dates(given, ledger)
        given = {name: texts.loc[dates.index] for name, texts in given.items()}
        incidents = _incidents(table, given, dates, words.loc[dates.index])
        casualties = _casualties(given, ledger, has_groups=not columns.keys().isdisjoint(dict(_GROUPS)))
        if any(texts_of(rows, name).any() for name in _COUNTS & columns.keys()):
            stated = pd.concat([given[name] != "" for name in _COUNTS & columns.keys()], axis=1).any(axis=1)
            silent = unknown_rows(stated.index[~stated], "killed", ledger, ALWAYS_WRITTEN)
            casualties = pd.concat([casualties, silent], ignore_index=True)
        totals = {
            "Events": len(rows),
            "Events whose report names explosive ordnance": len(words),
        }
        if _COUNTS & columns.keys():
            totals |= {
                "Killed, in all events": _sum(rows["best"]),
                "Killed": _sum(rows.loc[words.index, "best"]),
            }
        return CodedRows(incidents, casualties, _sources(given), totals)


def _columns(table: TextTable) -> dict[str, str]:
    by_values = {"source_article": _article_column(table)}
    named = {plain_name(column): str(column) for column in table.rows.columns}
    for name in ("low", "best", "high"):
        # As editions before 2017 call them.
        by_values[name] = None if plain_name(name) in named else named.get(plain_name(f"{name}_est"))
    return columns_by_source_name(table, sorted(UcdpGed.columns_read), _FIELD_OF, by_values)


def _article_column(table: TextTable) -> str | None:
    """The column of articles as UCDP writes them, known by its values; None without one."""
    for column in table.rows.columns:
        filled = [text for text in listed(table.rows[column].head(_SAMPLE_ROWS)) if text.strip()]
        if filled and sum(_ARTICLE.search(text) is not None for text in filled) >= len(filled) / 2:
            return str(column)
    return None


def _with_names_of_the_source(table: TextTable, columns: dict[str, str]) -> pd.DataFrame:
    """The columns that are read under UCDP's names; empty where the table has them not."""
    if "date_start" not in columns:
        raise FileError(
            table.title,
            "These UCDP events have no column of days; download them with date_start and date_end.",
        )
    nothing = pd.Series("", index=table.rows.index, dtype="str")
    points = {name: table.rows[name] for name in table.point_columns or ()}
    named = {name: table.rows[columns[name]] if name in columns else nothing for name in UcdpGed.columns_read}
    return pd.DataFrame({**named, **points}, index=table.rows.index)


def _is_candidate(table: TextTable) -> bool:
    """Whether events are still to be checked by their coders, or none is counted to a year of activity yet."""
    texts = {plain_name(column): table.rows[column].str.strip() for column in table.rows.columns}
    nothing = pd.Series("", index=table.rows.index, dtype="str")
    status = texts.get("code_status", nothing)
    is_unchecked = bool((~status.str.casefold().isin(["", "clear"])).any())
    return is_unchecked or ("active_year" in texts and not (texts["active_year"] != "").any())


def _chosen(rows: pd.DataFrame, ledger: Ledger, *, has_report: bool) -> pd.Series:
    """The words that name ordnance, of the events that have some; the others are out of scope."""
    if not has_report:
        ledger.leave_out(rows.index, NO_REPORT)
        return pd.Series(dtype="str", index=rows.index[:0])
    reports = joined_texts([texts_of(rows, name) for name in _REPORT if name in rows.columns], " | ")
    words = looked_up(reports, {report: "; ".join(ordnance_words(report)) for report in reports.unique()})
    unnamed = words == ""
    digs = reports[unnamed].map(speaks_of_mining).astype("bool")
    ledger.leave_out(digs.index[digs], ONLY_MINING)
    ledger.leave_out(digs.index[~digs], NO_WORD)
    ledger.remark(words.index[~unnamed], CHOSEN, words[~unnamed])
    return words[~unnamed]


def _dates(given: dict[str, pd.Series], ledger: Ledger) -> pd.DataFrame:
    today = date(2100, 1, 1)
    dates = day_spans(given["date_start"], DayOrder.AUTO, today, ledger)
    dates = ended(dates, given["date_end"].loc[dates.index], DayOrder.AUTO, today, ledger)
    days = (dates["date_end"] - dates["date_start"]).dt.days + 1
    coded = pd.to_numeric(given["date_prec"].loc[dates.index], errors="coerce").fillna(0).astype("int64")
    fits = (coded == 1) == (days == 1)
    fits &= days <= coded.map(LONGEST_SPAN_DAYS).fillna(0)
    derived = days.map(lambda number: int(precision_of(int(number))))
    is_given = given["date_prec"].loc[dates.index] != ""
    changed = dates.index[~fits & is_given]
    ledger.remark(changed, GRADE_CHANGED, given["date_prec"].loc[changed])
    dates["date_prec"] = coded.where(fits, derived).astype("int64")
    return dates


def _incidents(
    table: TextTable, given: dict[str, pd.Series], dates: pd.DataFrame, words: pd.Series
) -> pd.DataFrame:
    nothing = pd.Series("", index=dates.index, dtype="str")
    longitude, latitude = table.point_columns or ("longitude", "latitude")
    grade = given["where_prec"].where(given["where_prec"].str.fullmatch("[1-7]"), "")
    place = given.get("where_coordinates", nothing)
    described = given.get("where_description", nothing)
    numbers = pd.Series("row-" + dates.index.astype("str"), index=dates.index)
    ids = "GED-" + given["id"].where(given["id"] != "", numbers)
    ranges = given["low"] + " to " + given["high"]
    several = (
        pd.to_numeric(given["number_of_sources"], errors="coerce").fillna(0) > 1
        if "number_of_sources" in given
        else nothing != ""
    )
    return incident_rows(
        dates.index,
        key=ids,
        incident_id=ids,
        date_start=dates["date_start"],
        date_end=dates["date_end"],
        date_prec=dates["date_prec"],
        location_as_reported=described.where(described != "", place),
        place=one_line(place.where(grade.isin(["1", "2"]), "")),
        country=given.get("country", nothing),
        district=given.get("adm_1", nothing),
        longitude=given.get(longitude, nothing),
        latitude=given.get(latitude, nothing),
        where_prec=grade,
        coord_method=looked_up(grade, _METHOD),
        device_as_reported=("in the report: " + words).where(words != "", ""),
        verification_status=pd.Series(
            np.where(several, "multiple_sources", "single_source"), index=dates.index
        ),
        summary=one_line(given.get("source_headline", nothing)),
        notes=_notes(given, ranges),
    )


def _notes(given: dict[str, pd.Series], ranges: pd.Series) -> pd.Series:
    stated = (
        "UCDP GED: " + ranges + " killed in the event, " + given["side_a"] + " and " + given["side_b"] + "."
    )
    return stated.where((given["low"] != "") & (given["side_a"] != ""), "")


def _casualties(given: dict[str, pd.Series], ledger: Ledger, *, has_groups: bool) -> pd.DataFrame:
    best = counts(given["best"], ledger)["best"]
    low, high = counts(given["low"], ledger)["best"], counts(given["high"], ledger)["best"]
    groups = pd.DataFrame({name: counts(given[name], ledger)["best"].fillna(0) for name, _ in _GROUPS})
    beyond_groups = (best - groups.sum(axis=1)).clip(lower=0)
    if has_groups:
        ledger.remark(beyond_groups.index[beyond_groups > 0], NOT_THE_SUM, given["best"][beyond_groups > 0])
    groups["deaths_unknown"] += beyond_groups.fillna(0)
    filled = (groups > 0).sum(axis=1)
    # An event without a best figure but with another one is a count of nobody in particular.
    is_open = (filled == 0) & ((high > 0) | (low > 0))
    groups.loc[is_open, "deaths_unknown"] = best[is_open]
    is_one = filled <= 1
    split = ~is_one & ((low != best) | (high != best))
    ledger.remark(split.index[split], RANGE_OF_THE_WHOLE, (given["low"] + " to " + given["high"])[split])
    parts = []
    for name, side in _GROUPS:
        counted = groups[name]
        stated = (counted > 0) | (is_open & (name == "deaths_unknown"))
        people, chosen = counted[stated], stated[stated].index
        parts.append(
            casualty_rows(
                chosen,
                **_group(name, given[side].loc[chosen] if side else None),
                outcome="killed",
                count_low=np.fmin(low.loc[chosen].where(is_one.loc[chosen], people), people),
                count_best=people,
                count_high=np.fmax(high.loc[chosen].where(is_one.loc[chosen], people), people),
            )
        )
    return pd.concat(parts, ignore_index=True)


def _group(name: str, side: pd.Series | None) -> dict[str, object]:
    """Actor and role of the dead of a column."""
    if name == "deaths_civilians":
        return {"affected_actor": "Civilians", "victim_category": "civilian"}
    if side is None:
        return {"affected_actor": NOT_STATED, "victim_category": "unknown"}
    is_government = side.str.startswith("Government of")
    role = is_government.map({True: "security_forces_unspecified", False: "other"}).astype("str")
    return {"affected_actor": one_line(side), "victim_category": role}


def _sources(given: dict[str, pd.Series]) -> pd.DataFrame:
    """A source for each article named; where none is distinguished, the text that names them."""
    found = []
    for row, articles, office, original in zip(
        given["best"].index.tolist(),
        *[
            given.get(name, given["best"] * 0).tolist()
            for name in ("source_article", "source_office", "source_original")
        ],
        strict=True,
    ):
        named_articles = _ARTICLE.findall(articles)
        if named_articles:
            found += [
                (row, publisher, day, headline, original) for publisher, day, headline in named_articles
            ]
        else:
            found.append((row, office or articles[:200] or "UCDP GED", "", "", original))
    table = pd.DataFrame(found, columns=["row", "publisher", "published", "headline", "original"])
    return source_rows(
        pd.Index(table["row"]),
        publisher=table["publisher"].str.strip().replace("", "UCDP GED"),
        published=table["published"],
        upstream_source=table["original"],
        what_it_supports=table["headline"].str.strip(),
    )


def _sum(texts: pd.Series) -> int:
    return int(pd.to_numeric(texts, errors="coerce").fillna(0).sum())
