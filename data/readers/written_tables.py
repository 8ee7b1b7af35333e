"""Checked tables as a dataset in memory, and as the files of a folder that gives the same dataset."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.dataset import Dataset
from data.export import guarded_texts
from data.readers.atlas_tables import DESCRIPTION, Description, dataset_from, hash_of
from data.schema import TABLES

_NUMBERS: Final = frozenset("longitude latitude count_low count_best count_high date_prec where_prec".split())


def table_files(texts: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """The tables as CSV by name, as `data.readers.atlas_tables` reads them; text that a spreadsheet would
    calculate has an apostrophe before it.
    """
    return {table.name: _csv(texts[table.name]) for table in TABLES if table.name in texts}


def dataset_of(
    texts: Mapping[str, pd.DataFrame], typed: Mapping[str, pd.DataFrame], description: Description
) -> tuple[Dataset, dict[str, bytes]]:
    """The dataset of checked tables, and its folder: the content of each file by name.

    Reading that folder gives the same dataset, with the same hash.
    """
    tables = {name: rows for name, rows in texts.items() if name != "places" or not rows.empty}
    contents = table_files(tables)
    dataset = dataset_from({name: typed[name] for name in tables}, description, hash_of(contents))
    files = {f"{name}.csv": content for name, content in contents.items()}
    described = asdict(description) | {"as_of": description.as_of.isoformat()}
    files[DESCRIPTION] = (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return dataset, files


def _csv(rows: pd.DataFrame) -> bytes:
    columns = {
        name: guarded_texts(rows[name]) if name not in _NUMBERS else rows[name] for name in rows.columns
    }
    arrays = [pa.array(column, pa.large_string()) for column in columns.values()]
    file = io.BytesIO()
    arrow_csv.write_csv(pa.table(arrays, names=list(columns)), file)
    return file.getvalue()
