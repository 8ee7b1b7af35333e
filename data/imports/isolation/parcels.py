"""What came of a reading as bytes, and back: tables as Arrow, the rest as JSON. Nothing in them is executed."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from data.areas.boundary_table import BOUNDARIES
from data.folders.boundaries_in_use import boundaries_in_use
from data.folders.tables.dataset_of_tables import dataset_from
from data.folders.tables.description import Description
from data.imports.areas.added_files import NO_GROUND, FileAccount, Ground, RefusedFile, Role
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.days.days import DayOrder
from data.imports.columns.guessing.table_columns import TableColumns
from data.imports.columns.value_terms import UnknownValue
from data.imports.events.kinds_of_event import KindColumn
from data.imports.import_tables import Import
from data.imports.report.account import REPORT, Account, Total
from data.imports.report.duplicate_clusters import Cluster
from data.imports.report.ledger import Result
from data.imports.report.open_choices import OpenChoice, Option
from data.recorded_areas.table import AREAS
from data.statement import statement_of
from data.tables.schema import TABLES
from data.tables.translations import translations_of, written_translations

Parcel = dict[str, bytes]
"""Bytes by name."""

_DATASET: Final = "dataset.json"
_ACCOUNT: Final = "account.json"
_COLUMNS: Final = "columns.json"
_ADDED: Final = "added.json"
_REFUSED: Final = "refused.json"
_OF_DATASET: Final = tuple(table.name for table in TABLES)
_OF_ACCOUNT: Final = ("rows", "reasons", "possible_duplicates")
_OF_ACCOUNT_TEXTS: Final = (
    "notices",
    "about",
    "cannot_tell",
    "columns_dropped",
    "retained_columns",
    "values_not_understood",
    "duplicate_groups",
    "choices",
    "columns_not_read",
)


def packed_import(imported: Import, ground: Ground = NO_GROUND) -> Parcel:
    """What a page needs of an import: the dataset, the account in short, and the report compressed; with it the
    boundaries and areas that a visitor added.
    """
    dataset, account = imported.dataset, imported.account.in_short()
    tables = {name: _without_geometry(getattr(dataset, name)) for name in _OF_DATASET}
    tables |= {f"account {name}": getattr(account, name) for name in _OF_ACCOUNT}
    tables_added = {BOUNDARIES: ground.boundaries, AREAS: ground.areas}
    layers = {name: _geoparquet(table) for name, table in tables_added.items() if table is not None}
    described = {
        "sha256": _sha256_with(dataset.sha256, layers),
        "source": imported.source,
        "description": {each.name: getattr(dataset, each.name) for each in fields(Description)}
        | {"translations": written_translations(dataset.translations)},
        "mapping": None if imported.mapping is None else _mapping_facts(imported.mapping),
        "kinds": [_kind_facts(kind) for kind in imported.kinds],
        "unknown": [asdict(one) for one in imported.unknown],
        "clusters": [asdict(cluster) for cluster in imported.clusters],
        "judged": dict(imported.judged),
        "open_choices": [asdict(one) for one in imported.open_choices],
    }
    facts = {
        **{name: getattr(account, name) for name in _OF_ACCOUNT_TEXTS},
        "totals": [asdict(total) for total in account.totals],
        "counts": account.counts,
    }
    return {
        **{name: _arrow(table) for name, table in tables.items()},
        _DATASET: _json(described),
        _ACCOUNT: _json(facts),
        **layers,
        _ADDED: _json([_account_facts(account) for account in ground.accounts]),
        REPORT: zlib.compress(imported.files[REPORT], 1),
    }


def unpacked_import(parcel: Mapping[str, bytes]) -> Import:
    """The import of `packed_import`; of its files only the report, still compressed by zlib."""
    described = json.loads(parcel[_DATASET])
    tables = {name: _frame(parcel[name]) for name in _OF_DATASET if name in parcel}
    description = _description(described["description"])
    return Import(
        dataset_from(
            tables,
            description,
            described["sha256"],
            boundaries=_read_geoparquet(parcel, BOUNDARIES, boundaries_in_use()),
            areas=_read_geoparquet(parcel, AREAS, None),
        ),
        _account(parcel),
        None if described["mapping"] is None else _mapping(described["mapping"]),
        described["source"],
        tuple(_kind(facts) for facts in described["kinds"]),
        tuple(UnknownValue(**facts) for facts in described["unknown"]),
        tuple(
            Cluster(tuple(facts["incident_ids"]), tuple(facts["reasons"]), facts["judgement"])
            for facts in described["clusters"]
        ),
        described["judged"],
        tuple(_open_choice(facts) for facts in described["open_choices"]),
        {REPORT: parcel[REPORT]},
    )


def packed_columns(columns: TableColumns) -> Parcel:
    """The columns of a table, and how they were understood."""
    facts = {
        "title": columns.title,
        "examples": list(columns.examples.items()),
        "mapping": _mapping_facts(columns.mapping),
        "sheets": list(columns.sheets),
    }
    return {_COLUMNS: _json(facts)}


def unpacked_columns(parcel: Mapping[str, bytes]) -> TableColumns | None:
    """The columns of `packed_columns`; None where there are none."""
    if _COLUMNS not in parcel:
        return None
    facts = json.loads(parcel[_COLUMNS])
    examples = {column: tuple(values) for column, values in facts["examples"]}
    return TableColumns(facts["title"], examples, _mapping(facts["mapping"]), tuple(facts["sheets"]))


def unpacked_accounts(parcel: Mapping[str, bytes]) -> tuple[FileAccount, ...]:
    """What became of the files of boundaries and areas that `packed_import` was given."""
    listed = json.loads(parcel.get(_ADDED, b"[]"))
    return tuple(
        FileAccount(
            **facts | {"role": Role(facts["role"]), "remarks": tuple(map(statement_of, facts["remarks"]))}
        )
        for facts in listed
    )


def _account_facts(account: FileAccount) -> dict[str, Any]:
    return asdict(account) | {"remarks": [remark.facts for remark in account.remarks]}


def packed_refused(refused: RefusedFile) -> Parcel:
    """An added file that could not be read."""
    return {_REFUSED: _json(asdict(refused))}


def unpacked_refused(parcel: Mapping[str, bytes]) -> RefusedFile | None:
    """The file of `packed_refused`; None where there is none."""
    if _REFUSED not in parcel:
        return None
    facts = json.loads(parcel[_REFUSED])
    return RefusedFile(**facts | {"role": Role(facts["role"]), "columns": tuple(facts["columns"])})


def holds_import(parcel: Mapping[str, bytes]) -> bool:
    """Whether `packed_import` is in it, and not only columns."""
    return _DATASET in parcel


def only_columns(parcel: Mapping[str, bytes]) -> Parcel:
    """What `packed_columns` and `packed_refused` made of it, without the rest."""
    return {name: part for name, part in parcel.items() if name in (_COLUMNS, _REFUSED)}


def packed_mapping(mapping: ColumnMapping | None) -> dict[str, Any] | None:
    """How columns are to be understood, as JSON carries it."""
    return None if mapping is None else _mapping_facts(mapping)


def unpacked_mapping(facts: dict[str, Any] | None) -> ColumnMapping | None:
    """The mapping of `packed_mapping`."""
    return None if facts is None else _mapping(facts)


def _account(parcel: Mapping[str, bytes]) -> Account:
    facts = json.loads(parcel[_ACCOUNT])
    rows, reasons, pairs = (_frame(parcel[f"account {name}"]) for name in _OF_ACCOUNT)
    texts: dict[str, Any] = {name: tuple(facts[name]) for name in _OF_ACCOUNT_TEXTS}
    return Account(
        rows,
        reasons,
        **texts,
        totals=tuple(Total(**total) for total in facts["totals"]),
        possible_duplicates=pairs,
        counts={Result(result): rows for result, rows in facts["counts"].items()},
    )


def _description(facts: dict[str, Any]) -> Description:
    listed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()
    }
    translations = translations_of(facts["translations"], len(facts["limits"]))
    return Description(**listed | {"as_of": date.fromisoformat(facts["as_of"]), "translations": translations})


def _mapping_facts(mapping: ColumnMapping) -> dict[str, Any]:
    return {**asdict(mapping), "columns": list(mapping.columns.items())}


def _open_choice(facts: dict[str, Any]) -> OpenChoice:
    return OpenChoice(**facts | {"options": tuple(Option(**option) for option in facts["options"])})


def _kind_facts(kind: KindColumn) -> dict[str, Any]:
    return {**asdict(kind), "rows": list(kind.rows.items()), "counted": sorted(kind.counted)}


def _kind(facts: dict[str, Any]) -> KindColumn:
    return KindColumn(**facts | {"rows": dict(facts["rows"]), "counted": frozenset(facts["counted"])})


def _mapping(facts: dict[str, Any]) -> ColumnMapping:
    return ColumnMapping(
        dict(facts["columns"]),
        Grain(facts["grain"]),
        DayOrder(facts["day_order"]),
        facts["country"],
        facts["sheet"],
        crs=facts["crs"],
        kinds={column: tuple(values) for column, values in facts["kinds"].items()},
        counts=facts["counts"],
        duplicates=facts["duplicates"],
        choices=facts["choices"],
        values=facts["values"],
        remarks=tuple(facts["remarks"]),
    )


def _sha256_with(sha256: str, layers: Mapping[str, bytes]) -> str:
    """The hash of the tables with that of the layers; that of the tables where there are none."""
    if not layers:
        return sha256
    return hashlib.sha256(b"".join([sha256.encode(), *layers.values()])).hexdigest()


def _geoparquet(table: gpd.GeoDataFrame) -> bytes:
    file = io.BytesIO()
    table.to_parquet(file, compression="zstd")
    return file.getvalue()


def _read_geoparquet(
    parcel: Mapping[str, bytes], name: str, without: gpd.GeoDataFrame | None
) -> gpd.GeoDataFrame | None:
    if name not in parcel:
        return without
    # The stubs know only paths.
    table: gpd.GeoDataFrame = gpd.read_parquet(io.BytesIO(parcel[name]))  # type: ignore[arg-type]
    return table


def _without_geometry(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without their points, which longitude and latitude give."""
    return pd.DataFrame(rows.drop(columns="geometry", errors="ignore"))


def _arrow(rows: pd.DataFrame) -> bytes:
    table = pa.Table.from_pandas(rows, preserve_index=False)
    file = io.BytesIO()
    with pa.ipc.new_stream(file, table.schema) as stream:
        stream.write_table(table)
    return file.getvalue()


def _frame(content: bytes) -> pd.DataFrame:
    frame: pd.DataFrame = pa.ipc.open_stream(pa.py_buffer(content)).read_all().to_pandas()
    return frame


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, default=date.isoformat).encode("utf-8", "replace")
