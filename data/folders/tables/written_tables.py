"""Checked tables as a dataset in memory, and as the files of a folder that gives the same dataset."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.folders.tables.atlas_tables import PARQUET, hash_of
from data.folders.tables.dataset_of_tables import dataset_from
from data.folders.tables.description import DESCRIPTION, Description
from data.guard import guarded_texts
from data.tables.dataset import Dataset
from data.tables.schema import TABLES
from data.tables.translations import written_translations

LARGE_ROWS: Final = 100_000
"""Rows above which a table is written as Parquet."""

_NUMBERS: Final = frozenset("longitude latitude count_low count_best count_high date_prec where_prec".split())


def table_files(
    texts: Mapping[str, pd.DataFrame], typed: Mapping[str, pd.DataFrame]
) -> dict[str, tuple[str, bytes]]:
    """The file name and the content of each table, as `data.folders.tables.atlas_tables` reads them.

    A table of very many rows is written as Parquet, the incidents as GeoParquet; a smaller one as CSV, in which
    text that a spreadsheet would calculate has an apostrophe before it.
    """
    written = {}
    for table in TABLES:
        if table.name in texts:
            is_large = len(texts[table.name]) > LARGE_ROWS
            ending = PARQUET if is_large else ".csv"
            content = parquet_of(typed[table.name]) if is_large else csv_of(texts[table.name])
            written[table.name] = (f"{table.name}{ending}", content)
    return written


def dataset_of(
    texts: Mapping[str, pd.DataFrame], typed: Mapping[str, pd.DataFrame], description: Description
) -> tuple[Dataset, dict[str, bytes]]:
    """The dataset of checked tables, and its folder: the content of each file by name.

    Reading that folder gives the same dataset, with the same hash.
    """
    tables = {name: rows for name, rows in texts.items() if name != "places" or not rows.empty}
    written = table_files(tables, typed)
    sha256 = hash_of({name: content for name, (_, content) in written.items()})
    dataset = dataset_from({name: typed[name] for name in tables}, description, sha256)
    files = dict(written.values())
    described = asdict(description) | {
        "as_of": description.as_of.isoformat(),
        "translations": written_translations(description.translations),
    }
    files[DESCRIPTION] = (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return dataset, files


def parquet_of(rows: pd.DataFrame) -> bytes:
    """The file of typed rows; counts as whole numbers, points as a geometry too."""
    counts = {name: rows[name].astype("Int32") for name in rows.columns if name.startswith("count_")}
    table = rows.assign(**counts).reset_index(drop=True)
    file = io.BytesIO()
    if "longitude" in table.columns:
        points = gpd.points_from_xy(table["longitude"], table["latitude"])
        located = gpd.GeoSeries(points, crs="EPSG:4326").where(table["longitude"].notna(), None)
        gpd.GeoDataFrame(table, geometry=located).to_parquet(file, index=False)
    else:
        table.to_parquet(file, index=False)
    return file.getvalue()


def csv_of(rows: pd.DataFrame) -> bytes:
    """The file of rows of text and numbers."""
    columns = {
        name: guarded_texts(rows[name]) if name not in _NUMBERS else rows[name] for name in rows.columns
    }
    arrays = [pa.array(column, pa.large_string()) for column in columns.values()]
    file = io.BytesIO()
    arrow_csv.write_csv(pa.table(arrays, names=list(columns)), file)
    return file.getvalue()
