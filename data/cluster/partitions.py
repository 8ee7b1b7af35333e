"""A folder of parts: a dataset cut in order of time, each part a folder of the atlas's own form, and what all share.

partitions.json   the hash of the whole, the choices of its own columns, and the parts in order
whole/            dataset.json, places, official totals and recorded areas, with tables of incidents without rows
00000/, 00001/ …  the incidents of each part as GeoParquet, their casualties and sources as Parquet, and the places
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from data.errors import AtlasError, DatasetError, RowProblem
from data.folders.atlas_tables import PARQUET, read_folder
from data.folders.description import DESCRIPTION
from data.folders.new_folder import new_folder
from data.folders.written_tables import csv_of, parquet_of
from data.recorded_areas.table import AREAS
from data.tables.dataset import Dataset
from data.tables.own_columns import choices_of
from data.tables.schema import TABLES

MANIFEST: Final = "partitions.json"
WHOLE: Final = "whole"
MOST_PARTS: Final = 100_000
_CUT: Final = ("incidents", "casualties", "sources")
"""Tables of which a part has its own rows; it has all of the others."""
_SHA256: Final = re.compile("[0-9a-f]{64}")
_AGAIN: Final = "Make the parts anew with “mine-atlas partition”."

Choices = Mapping[str, Sequence[str]]
"""The values of each own column that a filter can ask for."""


@dataclass(frozen=True)
class Part:
    """One part of a dataset."""

    folder: str
    """Its name in the folder of parts."""
    sha256: str
    """Of its tables, as `Dataset.sha256`."""
    incidents: int


@dataclass(frozen=True)
class Partitions:
    """What partitions.json says."""

    sha256: str
    """Of the whole dataset, as the folder that was cut has it."""
    choices: Choices
    parts: tuple[Part, ...]
    """In order of time: the incidents of one all stand before those of the next."""
    districts: Mapping[str, str] = field(default_factory=dict)
    """The names that the tables give to districts, by code: the whole has no incident to read them from."""


def write_partitions(
    source: Path, out: Path, rows: int, done: Callable[[int], None] = lambda _part: None
) -> Partitions:
    """Cut the dataset of a folder into parts of so many incidents, in a folder that is not there or is empty.

    `done` is called with the number of each part that is written. Raises AtlasError where the folder cannot be cut.
    """
    dataset = read_folder(source)
    if dataset.levels is not None:
        raise AtlasError(
            f"{source} has boundaries of its own, which parts on a cluster cannot have: a join to them needs all "
            "incidents at once. Take boundaries.parquet out of the folder, or serve it without --cluster."
        )
    begins = range(0, max(len(dataset.incidents), 1), rows)
    if len(begins) > MOST_PARTS:
        raise AtlasError(f"That would be {len(begins):,} parts; take more rows for each.")
    choices = {name: column.values for name, column in dataset.own_choices.items()}
    districts = {code: dataset.own_district_name(code) for code in dataset.district_names}
    with new_folder(out, MANIFEST) as unfinished:
        _write_whole(source, dataset, unfinished / WHOLE)
        parts = []
        for number, begin in enumerate(begins):
            folder = unfinished / f"{number:05}"
            _write_part(source, dataset, slice(begin, begin + rows), folder)
            hashed = read_folder(folder).sha256
            parts.append(Part(folder.name, hashed, min(rows, len(dataset.incidents) - begin)))
            done(number + 1)
        partitions = Partitions(dataset.sha256, choices, tuple(parts), districts)
        write_manifest(unfinished, partitions)
    return partitions


def write_manifest(out: Path, partitions: Partitions) -> None:
    """Write partitions.json of a folder that has its parts."""
    text = json.dumps(asdict(partitions), ensure_ascii=False, indent=1)
    (out / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def read_partitions(folder: Path) -> Partitions:
    """What the folder's partitions.json says. Raises DatasetError where it has none, or one that cannot be used."""
    try:
        read: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        parts = tuple(Part(**part) for part in read["parts"])
        choices = {str(name): tuple(map(str, values)) for name, values in read["choices"].items()}
        districts = {str(code): str(name) for code, name in read.get("districts", {}).items()}
        partitions = Partitions(read["sha256"], choices, parts, districts)
    except FileNotFoundError as error:
        raise _refusal(f"The folder {folder} is not one of parts. {_AGAIN}") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _refusal(f"It cannot be read. {_AGAIN}") from error
    are_named = all(re.fullmatch(r"\d{5,6}", str(part.folder)) for part in parts)
    hashes = [partitions.sha256, *(part.sha256 for part in parts)]
    are_hashed = all(isinstance(text, str) and _SHA256.fullmatch(text) for text in hashes)
    are_counted = all(type(part.incidents) is int and part.incidents >= 0 for part in parts)
    if not (0 < len(parts) <= MOST_PARTS and are_named and are_hashed and are_counted):
        raise _refusal(f"It names no parts, or something else than parts. {_AGAIN}")
    return partitions


def read_whole(folder: Path, partitions: Partitions) -> Dataset:
    """The dataset with the name, hash, places, areas, choices and districts' names of the whole, and without incidents."""
    whole = _known_as(read_folder(folder / WHOLE), partitions.sha256, partitions.choices)
    whole.__dict__["_own_district_names"] = dict(partitions.districts)
    return whole


def read_part(folder: Path, part: Part, choices: Choices) -> Dataset:
    """The dataset of a part, ready to be filtered. Raises DatasetError where its tables are not those that were cut."""
    dataset = read_folder(folder / part.folder)
    if dataset.sha256 != part.sha256:
        raise _refusal(f"The tables of {part.folder} are not those that it was written for. {_AGAIN}")
    dataset = _known_as(dataset, dataset.sha256, choices)
    dataset.prepare()
    return dataset


def _known_as(dataset: Dataset, sha256: str, choices: Choices) -> Dataset:
    """The dataset under a hash, with the choices of the whole: a part alone may have too few values or too many."""
    made = Dataset(
        **{name: getattr(dataset, name) for name in Dataset.__dataclass_fields__} | {"sha256": sha256}
    )
    made.__dict__["own_choices"] = {
        name: choices_of(dataset.incidents[name].astype("str"), values)
        for name, values in choices.items()
        if name in dataset.own_columns
    }
    return made


def _write_whole(source: Path, dataset: Dataset, folder: Path) -> None:
    folder.mkdir(parents=True)
    _copy_shared(source, folder)
    for name in _CUT:
        header = pd.DataFrame(columns=_table(dataset, name).columns, dtype="str")
        (folder / f"{name}.csv").write_bytes(csv_of(header))


def _write_part(source: Path, dataset: Dataset, rows: slice, folder: Path) -> None:
    folder.mkdir()
    _copy_shared(source, folder)
    positions = np.arange(len(dataset.incidents))[rows]
    # Casualties stand in the incidents' order; sources stay in that of their table.
    first, last = np.searchsorted(dataset.casualty_incident, [rows.start, rows.stop])
    taken = {
        "incidents": positions,
        "casualties": np.arange(first, last),
        "sources": np.sort(dataset.sources_of(positions)[0]),
    }
    for name, at in taken.items():
        (folder / f"{name}{PARQUET}").write_bytes(parquet_of(_table(dataset, name).iloc[at]))


def _copy_shared(source: Path, folder: Path) -> None:
    shared = [table.name for table in TABLES if table.name not in _CUT]
    names = [f"{name}{ending}" for name in shared for ending in (".csv", PARQUET)]
    for name in (DESCRIPTION, AREAS, *names):
        if (source / name).is_file():
            shutil.copyfile(source / name, folder / name)


def _table(dataset: Dataset, name: str) -> pd.DataFrame:
    table: pd.DataFrame = getattr(dataset, name)
    return pd.DataFrame(table.drop(columns="geometry", errors="ignore"))


def _refusal(remedy: str) -> DatasetError:
    return DatasetError([RowProblem(MANIFEST, None, None, None, remedy)])
