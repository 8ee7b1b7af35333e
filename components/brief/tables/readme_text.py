"""What stands beside rows that leave the atlas: filter, numbers, edition, licence, column meanings."""

from __future__ import annotations

import textwrap
from typing import Final

from components.brief.contents import Brief
from components.brief.tables.rows import TABLES, meanings
from data.filters.summary import Summary
from data.language import counted
from data.tables.vocabulary import Outcome
from data.wording.phrases import DISCLAIMER, SAFETY_LINE, day

LINE_LENGTH: Final = 96

_ONE_TABLE: Final = ("csv", "geojson", "parquet")
"""Endings of files that hold incidents alone."""


def entries(brief: Brief) -> list[tuple[str, str]]:
    """Names and values that every file of rows carries, in the order in which a reader asks for them."""
    dataset = brief.dataset
    numbers = [(figure.kind.capitalize(), figure.value) for figure in brief.figures]
    where = "Address" if brief.public_url else "Address in the atlas"
    return [
        ("Title", brief.title),
        ("Filter", brief.filter_text),
        *numbers,
        ("On the map", brief.drawn_text),
        ("Sources", counted(brief.source_count, "source")),
        ("Safety", SAFETY_LINE),
        ("As of", day(dataset.as_of)),
        ("Data (SHA-256)", dataset.sha256),
        ("Licence", dataset.licence),
        ("Attribution", dataset.shown_attribution[0]),
        ("Boundaries", DISCLAIMER),
        ("Origin", brief.origin) if brief.origin else (where, brief.address),
    ]


def empty_figures(summary: Summary) -> list[str]:
    """Why a figure is empty, a sentence for each reason that holds for the filter and the collection."""
    not_recorded = [outcome for outcome in Outcome if outcome in summary.dataset.not_recorded]
    not_chosen = [outcome for outcome in summary.not_chosen if outcome not in not_recorded]
    others = [outcome for outcome in summary.outcomes if outcome not in not_recorded]
    reasons = [
        f"{outcome}_low, {outcome}_best and {outcome}_high are empty because the filter does not ask for people "
        f"{outcome}: not chosen, not zero; {outcome}_all counts them."
        for outcome in not_chosen
    ]
    reasons += [
        f"Figures of people {outcome} are empty because this collection does not record them: not recorded, not zero."
        for outcome in not_recorded
    ]
    if others or not_chosen:
        kind = "Another empty figure" if reasons else "An empty figure"
        reasons.append(f"{kind} means that no source gave one: not known, not zero.")
    return reasons


def reading_notes(brief: Brief, for_file: str) -> list[str]:
    """Sentences on how to read a brief's file with this ending, such as "xlsx"."""
    notes = [
        "One row of incidents is one incident, in order of time. date_start and date_end are the first and "
        "the last day on which it may have happened; date_prec says how closely the day is known.",
        "Longitude and latitude are given only where the place is exact or near a named one (where_prec 1 "
        "or 2); everywhere else the location is not precise enough for a point.",
        "killed_* and injured_* count the casualties that match the filter; killed_all and injured_all count "
        "everybody in the incident. at_least names the outcomes of which the figure is a minimum.",
        *empty_figures(brief.summary),
    ]
    if "csv" in for_file:
        notes.append(
            "The tables are comma-separated, in UTF-8. A text that a spreadsheet would calculate has an "
            "apostrophe before it."
        )
    if for_file == "xlsx":
        notes.append(
            "Days are real dates, so that they sort; a day in italics is the end of a span. Text is stored "
            "as text and is never calculated."
        )
    if for_file == "gpkg":
        notes.append(
            "The layer districts holds the polygons that the map shades. Its last line, “No district”, has "
            "no polygon: incidents that count in no district or are not mapped."
        )
    return notes


def readme_text(brief: Brief, for_file: str) -> str:
    """README.txt for a file with this ending: "csv.zip" for all tables, "csv" or "geojson" for one."""
    tables = TABLES[:1] if for_file in _ONE_TABLE else TABLES
    parts = [brief.title, "=" * len(brief.title), ""]
    for name, value in entries(brief)[1:]:
        parts.append(_hanging(f"{name}: ", value))
    parts.append("")
    parts += [_wrapped(note) + "\n" for note in reading_notes(brief, for_file)]
    for table in tables:
        heading = f"Columns of {table}.csv" if "csv" in for_file else f"Properties of {table}"
        parts += [heading, "-" * len(heading)]
        parts += [_hanging(f"{name}: ", meaning) for name, meaning in meanings(brief, table)]
        parts.append("")
    return "\r\n".join("\n".join(parts).splitlines()) + "\r\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, LINE_LENGTH, break_long_words=False, break_on_hyphens=False)


def _hanging(label: str, text: str) -> str:
    return textwrap.fill(
        label + " ".join(text.split()),
        LINE_LENGTH,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
