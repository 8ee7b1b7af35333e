"""The cells of a folder's tables as texts, to be edited; what is only shown is read by `atlas_tables`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa

from data.folders.tables.atlas_tables import PARQUET, texts_of
from data.folders.tables.description import DESCRIPTION
from data.tables.checks.row_checks import own_columns_of
from data.tables.schema import INCIDENTS, TABLES


def folder_files(folder: Path) -> dict[str, bytes]:
    """The content of the tables and of the description of a folder that `read_folder` has read."""
    names = [name for table in TABLES for name in (table.file, f"{table.name}{PARQUET}")]
    return {name: (folder / name).read_bytes() for name in [*names, DESCRIPTION] if (folder / name).is_file()}


def table_texts(files: Mapping[str, bytes]) -> dict[str, pd.DataFrame]:
    """Each table of a folder's files, as texts without spaces around them; columns that the atlas has no use for
    are left out.
    """
    texts = {}
    for table in TABLES:
        for name in (table.file, f"{table.name}{PARQUET}"):
            if name in files:
                rows = texts_of(table, name, pa.py_buffer(files[name]))
                known = [column.name for column in table.columns if column.name in rows.columns]
                own = own_columns_of(rows) if table is INCIDENTS else []
                texts[table.name] = pd.DataFrame(
                    {column: rows[column].astype("str").str.strip().to_numpy() for column in [*known, *own]},
                    dtype="str",
                )
    return texts
