"""A collection of incidents in Python: opened, filtered with the words of the address, summed up and drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go

from components.address import View, read_query, refused
from components.brief.contents import Brief
from components.python_api.whole_map import whole_map
from components.sharing.brief_files import kind_of
from components.theme import Scheme
from data.errors import AtlasError
from data.exports.rows import rows
from data.exports.summary_json import to_summary_json
from data.filters.filter_keys import KEYS
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.folders.tables.atlas_tables import read_folder
from data.imports.import_tables import read_upload
from data.imports.report.ledger import Result
from data.limits import COMMAND_LINE
from data.store.collection import open_collection
from data.store.database.addresses import is_collection
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED
from data.wording.phrases import SAFETY_LINE

Value = str | int | date
_PYTHON_WORDS: Final = {"from_": "from"}
"""Keys of an address that are words of Python, and how they are written instead."""


@dataclass(frozen=True, eq=False)
class Matches:
    """The incidents that match a filter; every figure is the one that the page shows."""

    _summary: Summary

    @property
    def query(self) -> str:
        """The filter as the query string of an address; "" for all incidents."""
        return str(self._summary.incident_filter)

    @property
    def text(self) -> str:
        """The headline in words, with range and what is a minimum."""
        return self._brief.figures_text

    def summary(self) -> dict[str, Any]:
        """The figures of `/summary.json`; None for a number that is not recorded, not chosen or not known."""
        figures: dict[str, Any] = json.loads(to_summary_json(self._summary))
        return figures

    def incidents(self) -> gpd.GeoDataFrame:
        """The rows of `/incidents.csv`, one an incident, in order of time; EPSG:4326.

        The geometry is a point only where the place is known exactly or nearly, as on the map; else it is missing.
        """
        table = rows(self._summary).reset_index(drop=True)
        points = gpd.points_from_xy(table["longitude"], table["latitude"], crs="EPSG:4326")
        is_known = table["longitude"].notna().to_numpy()
        geometry = gpd.GeoSeries(points).where(is_known)
        return gpd.GeoDataFrame(table, geometry=geometry.array, crs="EPSG:4326")

    def casualties(self) -> pd.DataFrame:
        """The casualty rows that match, a row an incident, actor, category and outcome."""
        return self._summary.dataset.casualties[self._summary.matches.casualties].reset_index(drop=True)

    def sources(self) -> pd.DataFrame:
        """All sources of the matching incidents."""
        return self._summary.sources.reset_index(drop=True)

    def map(self, *, width: int = 900, height: int = 600, scheme: Scheme = "light") -> go.Figure:
        """A Plotly figure of the map, complete in itself: it asks no other machine for anything."""
        return whole_map(self._summary, self.text, (width, height), scheme)

    def save(self, file: Path | str) -> Path:
        """Write a brief of these incidents; the ending says which: .pptx, .docx, .pdf, .png, .xlsx, .csv, .gpkg, …

        Raises AtlasError for another ending, and for more incidents than such a file holds.
        """
        path = Path(file)
        parts = kind_of(path.name).parts(self._brief)
        with path.open("wb") as written:
            for part in parts:
                written.write(part)
        return path

    @property
    def _brief(self) -> Brief:
        return Brief(self._summary, View())

    def __len__(self) -> int:
        return self._summary.incidents

    def __repr__(self) -> str:
        return f"<{self.text}. {SAFETY_LINE}>"


class Atlas:
    """One collection of incidents. Nothing changes it; a newer state is opened anew."""

    def __init__(self, dataset: Dataset, remarks: Sequence[str] = ()) -> None:
        self._dataset = dataset
        self.remarks = tuple(remarks)
        """For a table: how many rows were read and refused, and why, a sentence each."""

    @property
    def title(self) -> str:
        """What the collection is about."""
        return self._dataset.title

    @property
    def as_of(self) -> date:
        """Day of the last check of the data."""
        return self._dataset.as_of

    @property
    def sha256(self) -> str:
        """Hash of the edition: equal data have an equal one."""
        return self._dataset.sha256

    @property
    def licence(self) -> str:
        """Under which the data may be used."""
        return self._dataset.licence

    @property
    def attribution(self) -> str:
        """Whom to name beside a figure."""
        return self._dataset.attribution

    def filter(self, query: str = "", **keys: Value | Iterable[Value]) -> Matches:
        """What matches: `query` is the query string of a page, `keys` are the same words with one value or several.

        `from` is written `from_`, because it is a word of Python. Without anything all incidents match.
        Raises FilterError, an AtlasError, for a word or value that is none.
        """
        pairs = [*_pairs_of_query(query), *_pairs(keys)]
        if wrong := [key for key, _value in pairs if key not in KEYS]:
            raise AtlasError(f"“{wrong[0]}” is no key of a filter; use {', '.join(KEYS)}.")
        address = read_query(pairs)
        if (problem := refused(address, self._dataset)) is not None:
            raise problem
        return Matches(summary_of(self._dataset, address.incident_filter))

    def __len__(self) -> int:
        return len(self._dataset.incidents)

    def __repr__(self) -> str:
        return f"<{self.title}: {summary_of(self._dataset, IncidentFilter()).incidents} incidents, as of {self.as_of}>"


def open_atlas(source: Path | str | gpd.GeoDataFrame = BUNDLED) -> Atlas:
    """The atlas of a dataset's folder, a collection, a table of incidents in a file, or a table with geometries.

    A collection is a file of SQLite or `postgresql://user@host/database`, of which the newest edition is opened. A
    table is read as an upload is: `Atlas.remarks` has the account. Without a source the bundled incidents.
    Raises AtlasError, in a sentence, for what cannot be read.
    """
    if isinstance(source, gpd.GeoDataFrame):
        file = BytesIO()
        source.to_parquet(file)
        return _of_table("table.parquet", file.getvalue())
    if is_collection(str(source)):
        return _of_collection(str(source))
    path = Path(source)
    if path.is_dir():
        return Atlas(read_folder(path))
    try:
        return _of_table(path.name, path.read_bytes())
    except OSError as error:
        raise AtlasError(f"{path} cannot be read ({error.strerror}).") from error


def _of_table(name: str, content: bytes) -> Atlas:
    found = read_upload(name, content, limits=COMMAND_LINE)
    counts = [f"{result}: {number:,} rows" for result in Result if (number := found.account.count(result))]
    return Atlas(found.dataset, [*counts, *found.account.notices])


def _of_collection(address: str) -> Atlas:
    collection = open_collection(address, make=False)
    try:
        published = collection.published()
    finally:
        collection.close()
    if published is None:
        raise AtlasError(
            f"Nothing of {address} is published yet; publish it with: mine-atlas publish {address}"
        )
    return Atlas(published.dataset)


def _pairs_of_query(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query.partition("?")[2] if "?" in query else query, keep_blank_values=True)


def _pairs(keys: dict[str, Value | Iterable[Value]]) -> list[tuple[str, str]]:
    return [
        (_PYTHON_WORDS.get(key, key), str(value))
        for key, values in keys.items()
        for value in ([values] if isinstance(values, str | int | date) else values)
    ]
