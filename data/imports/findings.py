"""Facts about an import beside its rows: how its tables were understood, and what they do not record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from data.imports.checked_tables import Checked
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.value_terms import UnknownValue
from data.imports.events.kinds_of_event import KindColumn
from data.imports.formats.text.text_table import TextTable
from data.imports.joined_inputs import with_own_identifiers
from data.imports.own_tables import table_name
from data.imports.recognised import Part
from data.imports.sources.any_table import AnyTable
from data.imports.sources.event_counts import NoIncidents
from data.language import N_
from data.limits import Work
from data.tables.checks.row_checks import own_columns_of
from data.tables.schema import INCIDENTS, TABLES
from data.tables.vocabulary import Outcome


@dataclass
class Findings:
    """Facts about an import beside its rows."""

    source: str
    about: list[str] = field(default_factory=list)
    cannot_tell: list[str] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    columns_read: set[tuple[str, str]] = field(default_factory=set)
    mapping: ColumnMapping | None = None
    kinds: list[KindColumn] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    retained_columns: list[str] = field(default_factory=list)
    unrecorded: list[Mapping[Outcome, str]] = field(default_factory=list)
    """Of each table the outcomes that it does not record."""
    unknown: list[UnknownValue] = field(default_factory=list)
    judged: dict[str, str] = field(default_factory=dict)


def read_parts(chosen: Sequence[Part], work: Work) -> tuple[list[Checked], Findings]:
    """The checked tables of every part, with identifiers that differ, and the facts of all parts."""
    found: list[Checked] = []
    findings = Findings("")
    taken: set[str] = set()
    for part in chosen:
        coded, checked = part.read(work)
        found.append(with_own_identifiers(checked, taken, len(found) + 1))
        if len(chosen) > 1:
            taken |= set(found[-1].texts[INCIDENTS.name]["incident_id"])
        for what, number in coded.totals.items():
            findings.totals[what] = findings.totals.get(what, 0) + number
        findings.about.append(f"Read as {part.source.title}. {part.source.row_rule}")
        findings.about.extend(part.source.found_out(part.table))
        findings.cannot_tell.extend(part.source.cannot_tell)
        findings.columns_read |= part.columns_read
        findings.kinds.extend(part.kinds)
        findings.unknown.extend(part.unknown_values)
        findings.retained_columns += [f"{part.table.title}: {name}" for name in part.retained_columns]
        if isinstance(part.source, NoIncidents):
            findings.notices.append(part.source.row_rule)
        else:
            findings.unrecorded.append(part.source.unrecorded(part.table))
            if sentence := unrecorded_in_words(findings.unrecorded[-1]):
                findings.notices.append(f"{part.table.title}: {sentence}" if len(chosen) > 1 else sentence)
        if isinstance(part.source, AnyTable) and findings.mapping is None:
            findings.mapping = part.mapping
    findings.source = "; ".join(dict.fromkeys(part.source.title for part in chosen))
    return found, findings


def unrecorded_in_words(unrecorded: Mapping[Outcome, str]) -> str:
    """ "killed: no column recognised." for what stands before any number; "" where all is recorded."""
    sentence = "; ".join(f"{outcome}: {why}" for outcome, why in unrecorded.items())
    return f"{sentence}." if sentence else ""


def never_recorded(unrecorded: Sequence[Mapping[Outcome, str]], found: Sequence[Checked]) -> tuple[str, ...]:
    """The outcomes that no table records, and that no row has all the same."""
    never = [
        outcome for outcome in Outcome if unrecorded and all(outcome in missing for missing in unrecorded)
    ]
    recorded = {str(outcome) for one in found for outcome in one.typed["casualties"]["outcome"].unique()}
    return tuple(outcome.value for outcome in never if outcome.value not in recorded)


def findings_of_own_tables(tables: Sequence[TextTable]) -> Findings:
    """The facts about tables of the atlas's own form: all their columns are read, and the people add up to totals."""
    known = {column.name for table in TABLES for column in table.columns} | {
        *(f"{outcome}_{part}" for outcome in Outcome for part in ("low", "best", "high", "all")),
        "at_least",
        "sources",
    }
    findings = Findings(
        N_("the atlas's own tables"), ["Read as the atlas's own tables: a row of incidents is one incident."]
    )
    findings.columns_read = {(table.title, name) for table in tables for name in known}
    for table in tables:
        if table_name(table) == INCIDENTS.name:
            findings.retained_columns += [f"{table.title}: {name}" for name in own_columns_of(table.rows)]
    casualties = next(
        (table for table in tables if {"outcome", "count_best"} <= set(table.rows.columns)), None
    )
    if casualties is not None:
        figures = [
            pd.to_numeric(casualties.rows[name], errors="coerce")
            for name in ("count_best", "count_low")
            if name in casualties.rows
        ]
        counts = figures[0].fillna(figures[-1]).fillna(0)
        for outcome in Outcome:
            findings.totals[outcome.value.capitalize()] = int(
                counts[casualties.rows["outcome"] == outcome.value].sum()
            )
    return findings
