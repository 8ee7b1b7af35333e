"""Editions of a dataset, recorded so that a page can say what changed since a link was made.

The optional table `editions.csv` of a dataset's folder has one row an incident of each edition recorded:
`sha256, as_of, incident_id, row_sha256`. It is no part of what the dataset's own `sha256` covers, so
recording an edition does not make another one. An edition without incidents is one row with both
`incident_id` and `row_sha256` empty.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from data.errors import AtlasError, DatasetError, RowProblem
from data.folders.replaced import replace_file
from data.folders.tables.atlas_tables import read_folder
from data.guard import guarded, without_guard
from data.tables.dataset import Dataset

FILE: Final = "editions.csv"
COLUMNS: Final = ("sha256", "as_of", "incident_id", "row_sha256")

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_SHORTEST_PREFIX: Final = 8
"""Digits of a hash below which nothing is looked up: fewer would name an edition by chance."""


@dataclass(frozen=True)
class Edition:
    """One state of a dataset."""

    sha256: str
    as_of: date
    rows: dict[str, str] = field(hash=False)
    """Each incident's identifier with the hash of all that is recorded about it."""


@dataclass(frozen=True)
class Editions:
    """The editions that a folder knows, in the order in which they were recorded."""

    editions: tuple[Edition, ...] = ()

    def with_hash(self, beginning: str) -> Edition | None:
        """The one edition whose hash begins so; None when there is none, or more than one."""
        if not is_hash(beginning):
            return None
        found = [edition for edition in self.editions if edition.sha256.startswith(beginning)]
        return found[0] if len(found) == 1 else None


def is_hash(beginning: str) -> bool:
    """Whether a text may be the beginning of an edition's hash, and is long enough to name one."""
    return re.fullmatch(rf"[0-9a-f]{{{_SHORTEST_PREFIX},64}}", beginning) is not None


def row_hashes(dataset: Dataset) -> dict[str, str]:
    """The SHA-256 of each incident's row with its casualties and sources, see `hashes_of_tables`.

    The district is the one of the table, so that other boundaries make no incident a revised one.
    """
    incidents: pd.DataFrame = dataset.incidents
    if dataset.levels is not None and dataset.levels.as_read is not None:
        incidents = incidents.assign(**{str(name): cells for name, cells in dataset.levels.as_read.items()})
    return hashes_of_tables(incidents, dataset.casualties, dataset.sources)


def hashes_of_tables(
    incidents: pd.DataFrame, casualties: pd.DataFrame, sources: pd.DataFrame
) -> dict[str, str]:
    """The SHA-256 of each incident's row with its casualties and sources, of tables as a dataset has them.

    Neither the order of casualties, sources or columns nor how a file writes a number changes it.
    """
    plain = pd.DataFrame(incidents).drop(columns="geometry")
    hashed = {str(key): [cells] for key, cells in _cells(plain)}
    for table in (casualties, sources):
        rows_by_key: dict[str, list[str]] = {}
        for key, cells in _cells(table):
            rows_by_key.setdefault(key, []).append(cells)
        for key, contents in hashed.items():
            contents.append(json.dumps(sorted(rows_by_key.get(key, []))))
    return {
        key: hashlib.sha256(json.dumps(contents).encode("utf-8")).hexdigest()
        for key, contents in hashed.items()
    }


def edition_of(dataset: Dataset) -> Edition:
    """The present state of a dataset as an edition."""
    return Edition(dataset.sha256, dataset.as_of, row_hashes(dataset))


def record_edition(folder: Path) -> int:
    """The number of incidents of the present edition, which then stands in the folder's `editions.csv`.

    Raises AtlasError when it stands there already or cannot be written, DatasetError when the folder or
    its `editions.csv` cannot be used. The file is replaced as a whole or not at all.
    """
    dataset = read_folder(folder)
    known = read_editions(folder)
    if dataset.sha256 in {edition.sha256 for edition in known.editions}:
        raise AtlasError(
            f"{FILE} already has the edition {dataset.short_hash}; record one after a table has changed."
        )
    edition = edition_of(dataset)
    try:
        _replace(folder / FILE, written_editions([*known.editions, edition]))
    except OSError as error:
        raise AtlasError(
            f"{FILE} cannot be written ({error.strerror}); allow writing to its folder."
        ) from error
    return len(edition.rows)


def read_editions(folder: Path) -> Editions:
    """The editions of a folder; none where it has no `editions.csv`. Raises DatasetError that names each row at fault."""
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return Editions()
    except OSError as error:
        remedy = f"The file cannot be read ({error.strerror}); allow reading it."
        raise DatasetError([RowProblem(FILE, None, None, None, remedy)]) from error
    rows = _rows(content)
    if problems := [problem for number, row in rows for problem in _problems(number, row)]:
        raise DatasetError(problems)
    return Editions(_grouped(rows))


def _cells(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Each row's incident, and the row as JSON of its filled cells, by column."""
    names = sorted(map(str, table.columns))
    columns = [_texts(table[name]) for name in names]
    rows = (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))
    filled = [{name: value for name, value in row.items() if value} for row in rows]
    return [(row["incident_id"], json.dumps(row, ensure_ascii=False)) for row in filled]


def _texts(values: pd.Series) -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(values):
        return ["" if pd.isna(day) else day.date().isoformat() for day in values]
    if pd.api.types.is_numeric_dtype(values):
        return ["" if pd.isna(number) else repr(float(number)) for number in values]
    return ["" if pd.isna(text) else str(text) for text in values]


def written_editions(editions: Sequence[Edition]) -> str:
    """The content of `editions.csv`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for edition in editions:
        for key, row_sha256 in edition.rows.items() or [("", "")]:
            writer.writerow([edition.sha256, edition.as_of.isoformat(), guarded(key), row_sha256])
    return text.getvalue()


def _replace(path: Path, text: str) -> None:
    """Puts a file in place at once: whoever reads it finds the old or the new one."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp keeps a file to its owner; a table is as readable as the one it replaces.
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        replace_file(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows as texts with their number in the file; a header or a row of another form refuses it."""
    try:
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        remedy = "This is not a table in UTF-8 with a header; take it from an earlier copy, or delete it."
        raise DatasetError([RowProblem(FILE, None, None, None, remedy)]) from error
    if sorted(header) != sorted(COLUMNS):
        remedy = f"The columns must be {', '.join(COLUMNS)}, each once."
        raise DatasetError([RowProblem(FILE, 1, None, ",".join(header), remedy)])
    numbered = [(number, row) for number, row in enumerate(rows, start=2) if row]
    remedy = f"The row has not the {len(header)} cells of the header; correct its commas."
    wrong = [(number, row) for number, row in numbered if len(row) != len(header)]
    if wrong:
        raise DatasetError([RowProblem(FILE, number, None, ",".join(row), remedy) for number, row in wrong])
    return [
        (number, {name: without_guard(cell) for name, cell in zip(header, row, strict=True)})
        for number, row in numbered
    ]


def _problems(number: int, row: dict[str, str]) -> list[RowProblem]:
    is_empty = not row["incident_id"] and not row["row_sha256"]
    wrong = []
    if not _HASH.fullmatch(row["sha256"]):
        wrong.append(("sha256", "Expected 64 digits 0–9 and a–f."))
    if not _is_day(row["as_of"]):
        wrong.append(("as_of", "Write a day as YYYY-MM-DD."))
    if not row["incident_id"] and not is_empty:
        wrong.append(("incident_id", "A value is required here."))
    if not _HASH.fullmatch(row["row_sha256"]) and not is_empty:
        wrong.append(("row_sha256", "Expected 64 digits 0–9 and a–f."))
    return [RowProblem(FILE, number, column, row[column], remedy) for column, remedy in wrong]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _grouped(rows: list[tuple[int, dict[str, str]]]) -> tuple[Edition, ...]:
    editions: dict[str, Edition] = {}
    problems = []
    for number, row in rows:
        as_of, key = date.fromisoformat(row["as_of"]), row["incident_id"]
        edition = editions.setdefault(row["sha256"], Edition(row["sha256"], as_of, {}))
        if edition.as_of != as_of:
            remedy = f"This edition stands above with {edition.as_of.isoformat()}; give all its rows one day."
            problems.append(RowProblem(FILE, number, "as_of", row["as_of"], remedy))
        if key in edition.rows:
            remedy = "This edition has another row of the same incident; keep one."
            problems.append(RowProblem(FILE, number, "incident_id", key, remedy))
        if key:
            edition.rows[key] = row["row_sha256"]
    if problems:
        raise DatasetError(problems)
    return tuple(editions.values())
