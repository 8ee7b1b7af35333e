"""The atlas's own form: a folder with incidents, casualties and sources as CSV or Parquet, and dataset.json."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from shapely import Point

from data.areas.boundary_join import joined
from data.areas.boundary_table import levels_of
from data.errors import DatasetError, RowProblem
from data.folders.layers import layer_files, layers_of
from data.folders.parquet_tables import ParquetRows
from data.guard import without_guard
from data.limits import Progress, unheard
from data.plain_text import is_writable, writable
from data.tables.checks.row_checks import Rows, check, columns_not_read
from data.tables.dataset import Dataset, IntArray
from data.tables.districts import districts_of_the_world
from data.tables.schema import TABLES, Table
from data.tables.translations import Translation, TranslationError, translations_of
from data.tables.vocabulary import Outcome
from data.text_arrays import comes_before_next, positions, text_array

DESCRIPTION: Final = "dataset.json"
PARQUET: Final = ".parquet"
MOST_LIMITS: Final = 50
LONGEST_LIMIT: Final = 1_000
LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 10_000
"""Letters of any other text of dataset.json."""
_CHECKED: Final = 0.85
"""The part of the reading that is done when all tables are checked."""
_DESCRIBED: Final = ("name", "title", "as_of", "licence", "attribution")


@dataclass(frozen=True)
class Description:
    """What dataset.json says."""

    name: str
    """Of small letters, digits and hyphens."""
    title: str
    as_of: date
    licence: str
    attribution: str
    limits: tuple[str, ...] = ()
    """What the collection leaves out and why, a sentence each; the key may be missing."""
    cannot_tell: tuple[str, ...] = ()
    """Names of outcomes that the source never records; the key may be missing."""
    language: str = ""
    """Of the title and the free texts, such as "en"; "" when it is not given."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """By language; the key may be missing."""


def read_folder(folder: Path, progress: Progress = unheard) -> Dataset:
    """The dataset of a folder. Raises DatasetError that names every row at fault; nothing is half-loaded.

    Each table is a CSV file or, of the same name, a Parquet file. `progress` is told how far it is.
    """
    if not folder.is_dir():
        raise _refusal(str(folder), "This is not a folder; name the one that holds incidents.csv.")
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


def _file(folder: Path, table: Table) -> Path | None:
    """The file of a table; None when there is none."""
    there = [file for file in (folder / table.file, folder / f"{table.name}{PARQUET}") if file.is_file()]
    if len(there) > 1:
        raise _refusal(there[1].name, f"The table is there as {there[0].name} too; keep one of them.")
    return there[0] if there else None


def _buffer(file: Path) -> pa.Buffer:
    """The file's content, read as it is needed; on Windows at once, because there a mapped file cannot be replaced."""
    try:
        if file.suffix == PARQUET and sys.platform != "win32" and file.stat().st_size:
            return pa.memory_map(str(file)).read_buffer()
        return pa.py_buffer(file.read_bytes())
    except OSError as error:
        raise _refusal(file.name, f"The file cannot be read ({error.strerror}); allow reading it.") from error


def texts_of(table: Table, file: str, content: pa.Buffer) -> Rows:
    """The rows of a file as text, with every column of it; its name tells whether it is CSV or Parquet."""
    return ParquetRows(table, file, content) if file.endswith(PARQUET) else _rows(table, bytes(content))


def _in_its_file(problem: RowProblem, files: Mapping[str, Path]) -> RowProblem:
    """The problem, named after the file that the table was read from."""
    file = files.get(problem.file.removesuffix(".csv"))
    return problem if file is None else replace(problem, file=file.name)


def dataset_from(
    typed: Mapping[str, pd.DataFrame],
    description: Description,
    sha256: str,
    columns_not_read: tuple[str, ...] = (),
    boundaries: gpd.GeoDataFrame | None = None,
    areas: gpd.GeoDataFrame | None = None,
    exposure: pd.DataFrame | None = None,
) -> Dataset:
    """The dataset of tables that `data.tables.checks.row_checks.check` has typed without a problem, on a folder's own
    boundaries, with its recorded areas and the points for exposure.
    """
    incidents, casualties = _in_order(typed["incidents"], typed["casualties"])
    _refuse_what_it_cannot_tell(casualties, description)
    dataset = Dataset(
        name=description.name,
        title=description.title,
        as_of=description.as_of,
        licence=description.licence,
        attribution=description.attribution,
        sha256=sha256,
        incidents=incidents,
        casualties=casualties,
        sources=typed["sources"].reset_index(drop=True),
        places=_table(typed, "places"),
        official_totals=_table(typed, "official_totals"),
        districts=districts_of_the_world(),
        areas=areas,
        exposure=exposure,
        language=description.language,
        columns_not_read=columns_not_read,
        limits=description.limits,
        translations=description.translations,
        cannot_tell=description.cannot_tell,
    )
    return dataset if boundaries is None else on_boundaries(dataset, boundaries)


def on_boundaries(dataset: Dataset, boundaries: gpd.GeoDataFrame) -> Dataset:
    """The dataset with its incidents and places in the areas of a folder's own boundaries."""
    incidents, join = dataset.incidents, joined(dataset.incidents, boundaries)
    as_read = pd.DataFrame(incidents[["adm1_iso", "adm1_name"]])
    levels = replace(levels_of(boundaries, dataset.districts, join.areas, dataset.as_of), as_read=as_read)
    places, place_areas = _placed(dataset.places, incidents, levels.of_incidents)
    return replace(
        dataset,
        incidents=levels.coded_incidents(incidents, levels.shown),
        places=levels.coded(places, place_areas, levels.shown),
        place_areas=place_areas,
        districts=levels.layer(levels.shown),
        levels=levels,
        level=levels.shown,
        boundary_remarks=tuple(join.remarks),
    )


def _placed(
    places: pd.DataFrame, incidents: pd.DataFrame, areas: pd.Series
) -> tuple[pd.DataFrame, pd.Series]:
    """The places, each once for every area in which incidents name it, and these areas."""
    key = ["place_name", "adm1_iso"]
    used = pd.DataFrame(incidents[key]).astype("str").assign(area=areas.astype("str").to_numpy())
    rows = places.assign(**{name: places[name].astype("str") for name in key})
    rows = rows.merge(used.drop_duplicates(), on=key, how="left")
    return rows.drop(columns="area"), rows["area"].fillna(rows["adm1_iso"]).astype("category")


def _refuse_what_it_cannot_tell(casualties: pd.DataFrame, description: Description) -> None:
    for outcome in description.cannot_tell:
        if (casualties["outcome"] == outcome).any():
            remedy = (
                f"casualties.csv has rows with “{outcome}”; take the word out here, or those rows out there."
            )
            raise DatasetError([RowProblem(DESCRIPTION, None, "cannot_tell", outcome, remedy)])


def _rows(table: Table, content: bytes) -> pd.DataFrame:
    """The rows as text, indexed by their row in the file; a row of another length refuses the file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refusal(table.file, f"Line {line} is not UTF-8; save the file as UTF-8.") from error
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        remedy = "This is not a table of comma-separated values with a header; save it as CSV."
        raise _refusal(table.file, remedy) from error
    numbered = [(number, row) for number, row in enumerate(rows, start=2) if row]
    if problems := [*_repeated(table, header), *_ragged(table, len(header), numbered)]:
        raise DatasetError(problems)
    index = pd.Index([number for number, _ in numbered], dtype="int64")
    columns = zip(*(row for _, row in numbered), strict=True) if numbered else [()] * len(header)
    return pd.DataFrame(
        {
            name: _unguarded(pd.Series(cells, index, dtype="str"))
            for name, cells in zip(header, columns, strict=True)
        },
        index=index,
    )


def _unguarded(texts: pd.Series) -> pd.Series:
    has_apostrophe = texts.str.startswith("'")
    return (
        texts.where(~has_apostrophe, texts[has_apostrophe].map(without_guard))
        if has_apostrophe.any()
        else texts
    )


def _repeated(table: Table, header: list[str]) -> list[RowProblem]:
    twice = sorted({name for name in header if header.count(name) > 1})
    return [RowProblem(table.file, 1, name, name, "The column stands twice; keep one.") for name in twice]


def _ragged(table: Table, width: int, numbered: list[tuple[int, list[str]]]) -> list[RowProblem]:
    remedy = f"The row has not the {width} cells of the header; check its commas and quotation marks."
    wrong = [(number, row) for number, row in numbered if len(row) != width]
    return [RowProblem(table.file, number, None, ",".join(row), remedy) for number, row in wrong]


def _in_order(incidents: pd.DataFrame, casualties: pd.DataFrame) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Both tables in the order of the incidents' first days, with a RangeIndex."""
    ordered = incidents.take(order) if (order := _order_of(incidents)) is not None else incidents
    incident = positions(ordered["incident_id"], casualties["incident_id"])
    if (incident[1:] < incident[:-1]).any():
        casualties = casualties.take(incident.argsort(kind="stable"))
    ordered = ordered.reset_index(drop=True)
    points = _points(ordered["longitude"].to_numpy(), ordered["latitude"].to_numpy())
    return gpd.GeoDataFrame(ordered, geometry=points, crs="EPSG:4326"), casualties.reset_index(drop=True)


def _order_of(incidents: pd.DataFrame) -> IntArray | None:
    """The positions of the incidents by first day, then identifier; None when they stand in that order."""
    days, keys = incidents["date_start"].to_numpy(), text_array(incidents["incident_id"])
    is_earlier, is_same = days[:-1] < days[1:], days[:-1] == days[1:]
    if (is_earlier | (is_same & comes_before_next(keys))).all():
        return None
    rows = pa.table({"day": pa.array(days), "key": keys})
    order = pc.sort_indices(rows, sort_keys=[("day", "ascending"), ("key", "ascending")])
    return np.asarray(order.to_numpy(), dtype=np.intp)


def _points(
    longitudes: npt.NDArray[np.float64], latitudes: npt.NDArray[np.float64]
) -> npt.NDArray[np.object_]:
    """A point each, empty where there is none; rows at one place share theirs, of which there are far fewer."""
    place, places = pd.factorize(longitudes + 1j * latitudes, use_na_sentinel=True)
    different = np.full(len(places) + 1, Point(), dtype=object)
    different[:-1] = shapely.points(places.real, places.imag)
    points: npt.NDArray[np.object_] = different.take(place)  # the code -1 of a missing one finds the last
    return points


def _table(typed: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """An optional table; without rows when the folder does not have it."""
    if name in typed:
        return typed[name].reset_index(drop=True)
    table = next(table for table in TABLES if table.name == name)
    return pd.DataFrame({column.name: pd.Series(dtype="str") for column in table.columns})


def read_description(content: bytes | None) -> Description:
    """What dataset.json says; every key is a text. Raises DatasetError that names each key at fault."""
    if content is None:
        raise _refusal(DESCRIPTION, f"The file is missing; add it with {', '.join(_DESCRIBED)}.")
    try:
        read: Any = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refusal(DESCRIPTION, "This is not JSON in UTF-8; correct it.") from error
    if unusable := _unusable_texts(read):
        raise DatasetError(unusable)
    missing = [key for key in _DESCRIBED if not isinstance(read, dict) or not isinstance(read.get(key), str)]
    if missing:
        raise DatasetError(
            [RowProblem(DESCRIPTION, None, key, None, "Give it as a text.") for key in missing]
        )
    if not re.fullmatch(r"[a-z0-9-]{1,60}", read["name"]):
        remedy = "Write a short name of small letters, digits and hyphens; files are named after it."
        raise DatasetError([RowProblem(DESCRIPTION, None, "name", read["name"], remedy)])
    cannot_tell = _sentences(read, "cannot_tell")
    outcomes = [outcome.value for outcome in Outcome if outcome.value in map(str.casefold, cannot_tell)]
    others = [said for said in cannot_tell if said.casefold() not in outcomes]
    limits = tuple(dict.fromkeys([*_sentences(read, "limits"), *others]))
    return Description(
        read["name"],
        read["title"],
        _day(read["as_of"]),
        read["licence"],
        read["attribution"],
        limits,
        tuple(outcomes),
        _language(read.get("language", "")),
        _translations(read.get("translations", {}), len(limits)),
    )


def _unusable_texts(described: Any) -> list[RowProblem]:
    """The texts anywhere in dataset.json that are too long, or that no file that leaves the atlas could hold."""
    found = []
    waiting = [("", described)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(str(name), name) for name in value] + [
                (str(name), part) for name, part in value.items()
            ]
        elif isinstance(value, list):
            waiting += [(key, part) for part in value]
        elif isinstance(value, str):
            longest = LONGEST_TITLE if key == "title" else LONGEST_TEXT
            if len(value) > longest:
                remedy = f"Write at most {longest:,} letters."
                found.append(RowProblem(DESCRIPTION, None, writable(key), value, remedy))
            elif not is_writable(value):
                remedy = "Remove the control character or half letter."
                found.append(RowProblem(DESCRIPTION, None, writable(key), writable(value), remedy))
    return found


def _sentences(read: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The sentences under a key that may be missing; of `cannot_tell` the names of outcomes too."""
    listed = read.get(key, [])
    is_list = isinstance(listed, list) and len(listed) <= MOST_LIMITS
    if not is_list or not all(
        isinstance(said, str) and 0 < len(said.strip()) <= LONGEST_LIMIT for said in listed
    ):
        remedy = (
            f"Write at most {MOST_LIMITS} sentences of at most {LONGEST_LIMIT} letters, or leave the key out."
        )
        raise DatasetError([RowProblem(DESCRIPTION, None, key, None, remedy)])
    return tuple(" ".join(said.split()) for said in listed)


def _translations(read: Any, limits: int) -> dict[str, Translation]:
    try:
        return translations_of(read, limits)
    except TranslationError as error:
        raise DatasetError([RowProblem(DESCRIPTION, None, "translations", None, str(error))]) from error


def _language(code: Any) -> str:
    if not isinstance(code, str) or not re.fullmatch(r"|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
        remedy = "Write the code of the language of title and texts, such as en, or leave the key out."
        raise DatasetError([RowProblem(DESCRIPTION, None, "language", str(code), remedy)])
    return code


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refusal(path.name, f"The file cannot be read ({error.strerror}); allow reading it.") from error


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if day.isoformat() != text:
            raise ValueError("ISO 8601 has other forms as well")
    except ValueError as error:
        problem = RowProblem(DESCRIPTION, None, "as_of", text, "Write a day as YYYY-MM-DD.")
        raise DatasetError([problem]) from error
    return day


def hash_of(contents: Mapping[str, bytes | pa.Buffer]) -> str:
    """SHA-256 over the files' names and bytes, so that any change of a table changes it."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name} {len(contents[name])}\n".encode())
        digest.update(contents[name])
    return digest.hexdigest()


def _refusal(file: str, remedy: str) -> DatasetError:
    return DatasetError([RowProblem(file, None, None, None, remedy)])
