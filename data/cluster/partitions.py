"""A folder of parts: a dataset cut in order of time, each part a folder of the atlas's own form, and what all share.

partitions.json   the hash of the whole, the choices of its own columns, and the parts in order
whole/            dataset.json, places, official totals, recorded areas and boundaries, with tables of incidents without rows
00000/, 00001/ …  the incidents of each part as GeoParquet, their casualties and sources as Parquet, and the places
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from data.cluster.levels_of_parts import as_read, read_levels, write_areas_of_part, write_levels
from data.errors import AtlasError, DatasetError, RowProblem
from data.folders.new_folder import new_folder
from data.folders.tables.atlas_tables import PARQUET, read_folder
from data.folders.tables.description import DESCRIPTION
from data.folders.tables.written_tables import csv_of, parquet_of
from data.recorded_areas.table import AREAS
from data.statement import Statement
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
    """The names that the tables give to districts, by code, at all levels of a folder's own boundaries: the whole has no incident
    to read them from."""


def write_partitions(
    source: Path,
    out: Path,
    rows: int,
    done: Callable[[int], None] = lambda _part: None,
    tell: Callable[[Statement], None] = lambda _remark: None,
) -> Partitions:
    """Cut the dataset of a folder into parts of so many incidents, in a folder that is not there or is empty.

    `done` is called with the number of each part that is written, `tell` with each sentence on how incidents were joined to
    the folder's own boundaries. Raises AtlasError where the folder cannot be cut.
    """
    dataset = read_folder(source)
    for remark in dataset.boundary_remarks:
        tell(remark)
    begins = range(0, max(len(dataset.incidents), 1), rows)
    if len(begins) > MOST_PARTS:
        raise AtlasError(f"That would be {len(begins):,} parts; take more rows for each.")
    choices = {name: column.values for name, column in dataset.own_choices.items()}
    districts = _district_names(dataset)
    with new_folder(out, MANIFEST) as unfinished:
        _write_whole(source, dataset, unfinished / WHOLE)
        parts = []
        for number, begin in enumerate(begins):
            folder = unfinished / f"{number:05}"
            _write_part(source, dataset, slice(begin, begin + rows), folder)
            hashed = _as_cut(unfinished, folder.name).sha256
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
    read = read_folder(folder / WHOLE)
    shared = read_levels(folder / WHOLE, _damaged)
    on_areas = read if shared is None else shared.of_whole(read)
    whole = _known_as(on_areas, partitions.sha256, partitions.choices)
    return named_as(whole, partitions)


def named_as(whole: Dataset, partitions: Partitions) -> Dataset:
    """A dataset without incidents, with the names of the districts in use at its level of the folder's own boundaries."""
    names = dict(partitions.districts)
    if whole.levels is not None:
        in_use = whole.levels.at(whole.level, map(str, whole.levels.of_incidents.cat.categories))
        names = {code: names[code] for code in in_use.values() if code in names}
    whole.__dict__["_own_district_names"] = names
    return whole


def read_part(folder: Path, part: Part, choices: Choices) -> Dataset:
    """The dataset of a part, ready to be filtered. Raises DatasetError where its tables are not those that were cut."""
    dataset = _as_cut(folder, part.folder)
    if dataset.sha256 != part.sha256:
        raise _refusal(f"The tables of {part.folder} are not those that it was written for. {_AGAIN}")
    dataset = _known_as(dataset, dataset.sha256, choices)
    dataset.prepare()
    return dataset


def _as_cut(folder: Path, name: str) -> Dataset:
    """The dataset of a part, on the boundaries of the whole where that has its own; the hash is of all of it."""
    read = read_folder(folder / name)
    shared = read_levels(folder / WHOLE, _damaged)
    if shared is None:
        return read
    made, sha256 = shared.of_part(read, folder / name, _damaged)
    return replace(made, sha256=sha256)


def _district_names(dataset: Dataset) -> dict[str, str]:
    """The names that the tables give to districts, and those of areas of all levels to which incidents count, by code."""
    names = {code: dataset.own_district_name(code) for code in dataset.district_names}
    if (levels := dataset.levels) is None:
        return names
    in_use = {code for level in levels.numbers for code in levels.in_use(level)}
    return names | {code: name for code, name in levels.titles.items() if code in in_use}


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
    if dataset.levels is not None:
        write_levels(dataset, dataset.levels, folder)
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
    if dataset.levels is not None:
        write_areas_of_part(dataset.levels, positions, folder)


def _copy_shared(source: Path, folder: Path) -> None:
    shared = [table.name for table in TABLES if table.name not in _CUT]
    names = [f"{name}{ending}" for name in shared for ending in (".csv", PARQUET)]
    for name in (DESCRIPTION, AREAS, *names):
        if (source / name).is_file():
            shutil.copyfile(source / name, folder / name)


def _table(dataset: Dataset, name: str) -> pd.DataFrame:
    table: pd.DataFrame = as_read(dataset) if name == "incidents" else getattr(dataset, name)
    return pd.DataFrame(table.drop(columns="geometry", errors="ignore"))


def _damaged(file: str) -> DatasetError:
    return _refusal(f"Its file {file} is missing or damaged. {_AGAIN}")


def _refusal(remedy: str) -> DatasetError:
    return DatasetError([RowProblem(MANIFEST, None, None, None, remedy)])
