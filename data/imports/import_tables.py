"""Somebody's files as a dataset with an account of every row: the entry of the command and of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

import pandas as pd

from data.errors import DatasetError
from data.folders.tables.description import LONGEST_TITLE, MOST_LIMITS, Description
from data.folders.tables.written_tables import dataset_of
from data.imports.account_parts import (
    columns_dropped,
    columns_not_read,
    compared_totals,
    ledger_of,
    other_totals,
    rows_in_no_total,
)
from data.imports.checked_tables import Checked
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.value_terms import UnknownValue
from data.imports.descriptions import files_with_tables, own_description, retitled, slug_of, title_of
from data.imports.events.kinds_of_event import KindColumn, notice
from data.imports.findings import (
    Findings,
    findings_of_own_tables,
    never_recorded,
    read_parts,
    unrecorded_in_words,
)
from data.imports.formats.open_file import open_file
from data.imports.formats.spatial.shapefile_zip import without_question
from data.imports.formats.text.text_table import TextTable
from data.imports.joined_inputs import joined_tables
from data.imports.merged import merged
from data.imports.own_tables import are_own_tables, is_read_me, read_own_tables, unrecorded_in
from data.imports.recognised import parts, sheets_in_words
from data.imports.report.account import REPORT, Account, account_of
from data.imports.report.duplicate_clusters import Cluster, clusters_of, same_incidents
from data.imports.report.duplicates import possible_duplicates
from data.imports.report.ledger import Ledger
from data.imports.report.open_choices import OpenChoice, in_words, most_rows_first
from data.imports.shapes.shaped import shaped
from data.imports.shown_texts import translations_of_own_texts
from data.language import N_, counted, speaking
from data.limits import UPLOAD, Limits, Progress, Work
from data.tables.checks.row_checks import check
from data.tables.dataset import Dataset
from data.tables.licence import UNSTATED, joined
from data.tables.schema import CASUALTIES
from data.text.excerpt import excerpt
from data.text.plain_text import writable

OF_THE_MAP: Final = "Place points: GeoNames (CC BY 4.0) · Boundaries: Natural Earth"
"""What must be named wherever places were looked up, or the map is shown."""
MERGED: Final = "{incidents} put together with others, because a person judged them to be the same."


@dataclass(frozen=True)
class Import:
    """What came of somebody's files."""

    dataset: Dataset
    account: Account
    mapping: ColumnMapping | None
    """How the columns were understood; None for a source that the atlas knows by its columns."""
    source: str
    """What the files were recognised as."""
    kinds: tuple[KindColumn, ...]
    """The columns that say which kind of event a row is, with what counts; a person may choose otherwise."""
    unknown: tuple[UnknownValue, ...]
    """Values that were not understood; a person may say what they mean."""
    clusters: tuple[Cluster, ...]
    """Incidents that may be one, the likeliest first."""
    judged: Mapping[str, str]
    """A person's judgements of them, as `ColumnMapping.duplicates`."""
    open_choices: tuple[OpenChoice, ...]
    """What only a person can decide, open choices first."""
    files: Mapping[str, bytes]
    """The content of each file of the folder that gives the same dataset, and `report.csv`."""


def read_upload(
    name: str,
    content: bytes,
    columns: ColumnMapping | None = None,
    progress: Progress | None = None,
    limits: Limits = UPLOAD,
) -> Import:
    """The dataset of one file, in memory only. Raises AtlasError with a sentence for what cannot be read."""
    return read_files([(name, content)], columns, progress, limits)


def read_files(
    files: Sequence[tuple[str, bytes]],
    columns: ColumnMapping | None = None,
    progress: Progress | None = None,
    limits: Limits = UPLOAD,
    title: str = "",
    today: date | None = None,
) -> Import:
    """The dataset of some files together, with the account of all their rows.

    `columns` say how a table that the atlas does not know is understood, instead of a guess. `today` is the
    day of the last check that the dataset carries. Raises AtlasError when a file cannot be read.
    """
    work = Work(limits) if progress is None else Work(limits, progress)
    return read_opened(files, opened(files, work), columns, work, title, today)


def opened(files: Sequence[tuple[str, bytes]], work: Work) -> list[TextTable]:
    """The tables of all files, as they stand there. Raises FileError for one that cannot be read."""
    tables = [table for name, content in files_with_tables(files) for table in open_file(name, content, work)]
    return tables if are_own_tables(tables) else [shaped(table) for table in tables]


def read_opened(
    files: Sequence[tuple[str, bytes]],
    tables: list[TextTable],
    columns: ColumnMapping | None,
    work: Work,
    title: str = "",
    today: date | None = None,
) -> Import:
    """What `read_files` gives, of files whose tables are `opened`."""
    # The account is a file like the others that leave the atlas, and these speak English.
    with speaking("en"):
        return _read_files(files, tables, columns, work, title, today or datetime.now(UTC).date())


def _read_files(
    files: Sequence[tuple[str, bytes]],
    tables: list[TextTable],
    columns: ColumnMapping | None,
    work: Work,
    title: str,
    today: date,
) -> Import:
    if are_own_tables(tables):
        tables = [table for table in tables if not is_read_me(table)]
    if columns is not None and columns.crs:
        tables = [without_question(table) for table in tables]
    ledgers = [ledger_of(table) for table in tables]
    named = files_with_tables(files)
    shown_title = writable(title or title_of(named))[:LONGEST_TITLE]
    description = Description(slug_of(named), shown_title, today, UNSTATED, OF_THE_MAP)
    if are_own_tables(tables):
        found = [read_own_tables(tables, ledgers, work)]
        findings = findings_of_own_tables(tables)
        own = own_description(files, work)
        if own is not None:
            description = retitled(own, shown_title) if title else own
        elif missing := unrecorded_in(tables):
            findings.notices.append(unrecorded_in_words(missing))
            description = replace(description, cannot_tell=never_recorded([missing], found))
    else:
        chosen = list(parts(tables, ledgers, columns, today))
        found, findings = read_parts(chosen, work)
        findings.about += sheets_in_words(tables, chosen)
        attributions = [*(part.source.attribution for part in chosen), OF_THE_MAP]
        actors = {
            str(actor) for one in found for actor in one.texts[CASUALTIES.name]["affected_actor"].unique()
        }
        limits = tuple(dict.fromkeys(findings.cannot_tell))[:MOST_LIMITS]
        description = replace(
            description,
            licence=joined([part.source.licence for part in chosen]),
            attribution=joined(attributions),
            translations=translations_of_own_texts(attributions, sorted(actors), limits),
            limits=limits,
            cannot_tell=never_recorded(findings.unrecorded, found),
        )
    findings.judged = dict(columns.duplicates) if columns is not None else {}
    return _imported(found, tables, ledgers, description, findings, work)


def _imported(
    found: list[Checked],
    tables: Sequence[TextTable],
    ledgers: Sequence[Ledger],
    description: Description,
    findings: Findings,
    work: Work,
) -> Import:
    texts = joined_tables([one.texts for one in found])
    typed = joined_tables([one.typed for one in found])
    work.at(N_("Building the dataset"))
    texts, stays = merged(texts, same_incidents(findings.judged))
    if stays:
        typed, problems = check(texts)
        if problems:
            raise DatasetError(problems)
        findings.about.append(MERGED.format(incidents=counted(len(stays), "incident was", "incidents were")))
    entries = {
        id(entry.ledger): entry.incident_ids.replace(stays) if stays else entry.incident_ids
        for one in found
        for entry in one.entries
    }
    # The texts are as large as the file, and what follows needs room of its own.
    found.clear()
    dataset, files = dataset_of(texts, typed, description)
    del texts, typed
    nothing = pd.Series(dtype="str")
    work.at(N_("Writing the account"))
    account = account_of(
        [(ledger, entries.get(id(ledger), nothing)) for ledger in ledgers],
        [
            *(remark for table in tables for remark in table.remarks),
            *findings.about,
            *rows_in_no_total(tables),
            *other_totals(findings.totals),
        ],
        findings.cannot_tell,
        columns_dropped(tables, findings.columns_read),
        [
            name
            for name in columns_not_read(tables, findings.columns_read)
            if name not in findings.retained_columns
        ],
        compared_totals(findings.totals, dataset),
        filter(None, [notice(findings.kinds), *findings.notices, undated_in_words(dataset)]),
    )
    duplicates = possible_duplicates(dataset)
    about = (*account.about, *filter(None, [duplicates.limit]))
    clusters = clusters_of(duplicates.pairs, findings.judged)
    columns_of_their_own = tuple(dict.fromkeys(findings.retained_columns))
    choices = most_rows_first([one for ledger in ledgers for one in ledger.open_choices])
    words = tuple(
        f"{one.column}: “{excerpt(one.value, 60)}” ({one.rows:,}), as {one.field}"
        for one in findings.unknown
        if one.is_not_understood
    )
    account = replace(
        account,
        about=about,
        retained_columns=columns_of_their_own,
        values_not_understood=words,
        choices=tuple(in_words(one) for one in choices if one.is_open),
        possible_duplicates=duplicates.pairs,
        duplicate_groups=tuple(map(_in_words, clusters)),
    )
    report = account.to_csv().encode("utf-8")
    kinds = tuple(findings.kinds)
    unknown = tuple(findings.unknown)
    return Import(
        dataset,
        account,
        findings.mapping,
        findings.source,
        kinds,
        unknown,
        tuple(clusters),
        findings.judged,
        choices,
        {**files, REPORT: report},
    )


def undated_in_words(dataset: Dataset) -> str:
    """How many incidents have no date, where others have one; "" where all or none have."""
    undated = int((dataset.incidents["date_prec"] == 0).sum())
    if undated in (0, len(dataset.incidents)):
        return ""
    have = "has no date and is" if undated == 1 else "have no date and are"
    return f"{undated:,} of {len(dataset.incidents):,} incidents {have} undated."


def _in_words(cluster: Cluster) -> str:
    sentence = f" (judged {cluster.judgement})" if cluster.judgement else ""
    return f"{cluster.key}: {cluster.reasons[0]}{sentence}"
