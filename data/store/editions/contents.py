"""The tables and files that a state of the collection gives: the same content gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from data.errors import DatasetError
from data.folders.tables.dataset_of_tables import dataset_from
from data.folders.tables.description import DESCRIPTION, read_description
from data.folders.tables.layers import layers_of
from data.folders.tables.written_tables import LARGE_ROWS, table_files
from data.guard import guarded
from data.store.records.documents import frame_of, from_json, of_its_incident, tables_of
from data.tables.checks.row_checks import check
from data.tables.dataset import Dataset
from data.tables.schema import OFFICIAL_TOTALS, PLACES
from data.text.search_text import folded

_NUMBERS: Final = frozenset("longitude latitude count_low count_best count_high date_prec where_prec".split())


@dataclass(frozen=True)
class Contents:
    """The documents of one state: of every incident that it has, of its places, totals and description."""

    incidents: Sequence[Mapping[str, Any]]
    places: Sequence[Mapping[str, str]]
    totals: Sequence[Mapping[str, str]]
    description: Mapping[str, Any]
    layers: Mapping[str, bytes] = field(default_factory=dict)
    """The content of each of `data.folders.tables.layers`, by its file's name."""

    def as_of(self, day: date) -> Contents:
        """The same state, checked last on another day."""
        return replace(self, description={**self.description, "as_of": day.isoformat()})


@dataclass(frozen=True)
class CheckedContents:
    """A state whose tables broke no rule."""

    texts: Mapping[str, pd.DataFrame]
    typed: Mapping[str, pd.DataFrame]
    description: Mapping[str, Any]
    layers: Mapping[str, bytes] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """The content of each file of the usual folder: tables, layers, and dataset.json."""
        large = {name: rows for name, rows in self.texts.items() if len(rows) > LARGE_ROWS}
        parquet = dict(table_files(large, self.typed).values())
        small = {f"{name}.csv": _csv(rows) for name, rows in self.texts.items() if name not in large}
        return {**small, **parquet, **self.layers, DESCRIPTION: json_bytes(self.description)}

    def dataset(self, sha256: str) -> Dataset:
        """The dataset of the state. Raises DatasetError when it has what its description rules out."""
        described = read_description(json_bytes(self.description))
        return dataset_from(self.typed, described, sha256, **layers_of(self.layers))


def checked(contents: Contents) -> CheckedContents:
    """The state as checked tables. Raises DatasetError that names each incident and value at fault."""
    ordered = sorted(contents.incidents, key=_order)
    documents = [from_json(stored) for stored in ordered]
    texts = tables_of(documents)
    if contents.places:
        places = sorted(
            contents.places, key=lambda row: (folded(row.get("place_name", "")), sorted(row.items()))
        )
        texts[PLACES.name] = frame_of(PLACES, places)
    if contents.totals:
        texts[OFFICIAL_TOTALS.name] = frame_of(OFFICIAL_TOTALS, contents.totals)
    typed, problems = check(texts)
    if problems:
        raise DatasetError([of_its_incident(problem, texts) for problem in problems])
    return CheckedContents(texts, typed, contents.description, contents.layers)


def _order(stored: Mapping[str, Any]) -> tuple[str, str]:
    """By first day, undated ones last, then by identifier."""
    incident = stored["incident"]
    return incident.get("date_start") or "9999", incident["incident_id"]


def _csv(rows: pd.DataFrame) -> bytes:
    """A table as CSV, quoted only where it must be; a text that a spreadsheet would calculate is guarded."""
    columns = [
        rows[name].tolist() if name in _NUMBERS else [guarded(text) for text in rows[name].tolist()]
        for name in rows.columns
    ]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8")


def json_bytes(described: Mapping[str, Any]) -> bytes:
    """dataset.json of a description."""
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
