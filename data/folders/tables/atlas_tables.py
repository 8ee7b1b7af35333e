"""The atlas's own form: a folder with incidents, casualties and sources as CSV or Parquet, and dataset.json."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pyarrow as pa

from data.errors import DatasetError, RowProblem
from data.folders.tables.csv_tables import csv_rows
from data.folders.tables.dataset_of_tables import dataset_from
from data.folders.tables.description import DESCRIPTION, read_description
from data.folders.tables.layers import layer_files, layers_of
from data.folders.tables.parquet_tables import ParquetRows
from data.folders.tables.refusals import refusal
from data.limits import Progress, ignore_progress
from data.tables.checks.row_checks import Rows, check, columns_not_read
from data.tables.dataset import Dataset
from data.tables.schema import TABLES, Table

PARQUET: Final = ".parquet"
_CHECKED: Final = 0.85
"""The part of the reading that is done when all tables are checked."""


def read_folder(folder: Path, progress: Progress = ignore_progress) -> Dataset:
    """The dataset of a folder. Raises DatasetError that names every row at fault; nothing is half-loaded.

    Each table is a CSV file or, of the same name, a Parquet file. `progress` is called with how far it is.
    """
    require_folder(folder)
    files = {table.name: file for table in TABLES if (file := _file(folder, table)) is not None}
    contents = {name: _buffer(file) for name, file in files.items()}
    texts: dict[str, Rows] = {}
    begin = 0.0
    for table in (table for table in TABLES if table.name in files):
        file, content = files[table.name], contents[table.name]
        progress(f"Reading {file.name}", begin)
        texts[table.name] = texts_of(table, file.name, content)
        if file.suffix != PARQUET:  # which is read while it is checked
            begin += len(content) / sum(map(len, contents.values())) / 2
    surplus = columns_not_read(texts)
    typed, problems = check(texts, lambda step, part: progress(step, begin + part * (_CHECKED - begin)))
    del texts
    if problems:
        raise DatasetError([_in_its_file(problem, files) for problem in problems])
    layers = layer_files(folder)
    contents |= {name: pa.py_buffer(content) for name, content in layers.items()}
    progress("Putting incidents in order", _CHECKED)
    dataset = dataset_from(
        typed,
        read_description(_content(folder / DESCRIPTION)),
        hash_of(contents),
        tuple(f"{files[name].name}: {column}" for name in surplus for column in surplus[name]),
        **layers_of(layers),
    )
    # Arrow keeps what it was given, for a next reading that there will not be.
    pa.default_memory_pool().release_unused()
    progress("Reading is done", 1.0)
    return dataset


def require_folder(folder: Path) -> None:
    """Raises DatasetError for a path that is no folder."""
    if not folder.is_dir():
        raise refusal(str(folder), "This is not a folder; name the one that holds incidents.csv.")


def _file(folder: Path, table: Table) -> Path | None:
    """The file of a table; None when there is none."""
    there = [file for file in (folder / table.file, folder / f"{table.name}{PARQUET}") if file.is_file()]
    if len(there) > 1:
        raise refusal(there[1].name, f"The table is there as {there[0].name} too; keep one of them.")
    return there[0] if there else None


def _buffer(file: Path) -> pa.Buffer:
    """The file's content, read as it is needed; on Windows at once, because there a mapped file cannot be replaced."""
    try:
        if file.suffix == PARQUET and sys.platform != "win32" and file.stat().st_size:
            return pa.memory_map(str(file)).read_buffer()
        return pa.py_buffer(file.read_bytes())
    except OSError as error:
        raise refusal(file.name, f"The file cannot be read ({error.strerror}); allow reading it.") from error


def texts_of(table: Table, file: str, content: pa.Buffer) -> Rows:
    """The rows of a file as text, with every column of it; its name tells whether it is CSV or Parquet."""
    return ParquetRows(table, file, content) if file.endswith(PARQUET) else csv_rows(table, bytes(content))


def _in_its_file(problem: RowProblem, files: Mapping[str, Path]) -> RowProblem:
    """The problem, named after the file that the table was read from."""
    file = files.get(problem.file.removesuffix(".csv"))
    return problem if file is None else replace(problem, file=file.name)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refusal(path.name, f"The file cannot be read ({error.strerror}); allow reading it.") from error


def hash_of(contents: Mapping[str, bytes | pa.Buffer]) -> str:
    """SHA-256 over the files' names and bytes, so that any change of a table changes it."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name} {len(contents[name])}\n".encode())
        digest.update(contents[name])
    return digest.hexdigest()
