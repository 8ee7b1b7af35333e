"""Valid tables made in code; a test changes cells, then checks them or reads them as a folder."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary
from data.folders.tables.atlas_tables import read_folder
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED
from data.tables.schema import TABLES

Row = dict[str, str]
"""One row of a table as text; an empty cell is ""."""
Tables = dict[str, list[Row]]
"""Rows by the name of their table."""

COLUMNS: Final = {table.name: [column.name for column in table.columns] for table in TABLES}

DESCRIPTION: Final = {
    "name": "made-in-code",
    "title": "Incidents made for a test",
    "as_of": "2026-11-22",
    "licence": "none",
    "attribution": "Nobody",
}


def incident(**cells: str) -> Row:
    """A row of incidents.csv: on one day, near a place that the tables have."""
    return (
        _row(
            "incidents",
            incident_id="A-1",
            date_start="2020-11-23",
            date_end="2020-11-23",
            date_prec="1",
            location_as_reported="on a road in the Tartar district",
            place_name="Suqovuşan",
            adm0="AZ",
            adm1_name="Tərtər",
            adm1_iso="AZ-TAR",
            longitude="46.773",
            latitude="40.327",
            where_prec="2",
            coord_method="settlement",
            device_category="mine_unspecified",
            emplacing_actor="unknown",
            activity="search_and_recovery",
            verification_status="single_source",
            summary="A mine exploded during a search.",
        )
        | cells
    )


def casualty(**cells: str) -> Row:
    """A row of casualties.csv: one person, on whom all sources agree."""
    return (
        _row(
            "casualties",
            incident_id="A-1",
            affected_actor="Deminers",
            affected_side="one_side",
            victim_category="deminer",
            outcome="injured",
            count_low="1",
            count_best="1",
            count_high="1",
        )
        | cells
    )


def source(**cells: str) -> Row:
    """A row of sources.csv."""
    return (
        _row(
            "sources",
            incident_id="A-1",
            publisher="A newspaper",
            url="https://example.org/a",
            published="2020-11-24",
            language="en",
            upstream_source="A ministry",
            mirror="no",
        )
        | cells
    )


def place(**cells: str) -> Row:
    """A row of places.csv."""
    return (
        _row(
            "places",
            place_name="Suqovuşan",
            aliases="Sugovushan|Madagiz|Мадагиз",
            adm1_iso="AZ-TAR",
            longitude="46.773",
            latitude="40.327",
        )
        | cells
    )


def official_total(**cells: str) -> Row:
    """A row of official_totals.csv."""
    return _row("official_totals", as_of="2020-12-22", source="A ministry", killed="12", injured="21") | cells


def tables(**rows: list[Row]) -> Tables:
    """Two incidents with their casualties and sources; `rows` replace those of a table."""
    return {
        "incidents": [
            incident(),
            incident(incident_id="A-2", date_start="2021-01-05", date_end="2021-01-05"),
        ],
        "casualties": [casualty(), casualty(incident_id="A-2", outcome="killed")],
        "sources": [source(), source(incident_id="A-2", url="https://example.org/b")],
        "places": [place(), place(place_name="Qazançı", aliases="Gazanchy|Казанчи", adm1_iso="AZ-AGM")],
        "official_totals": [official_total(), official_total(as_of="2021")],
    } | rows


def no_rows() -> Tables:
    """Every table with its header and nothing else."""
    return {name: [] for name in COLUMNS}


def frames(rows: Mapping[str, Sequence[Row]]) -> dict[str, pd.DataFrame]:
    """The tables as `data.tables.checks.row_checks.check` takes them, the first row being row 2 of its file."""
    return {
        name: pd.DataFrame(
            [[row[column] for column in COLUMNS[name]] for row in table_rows],
            columns=COLUMNS[name],
            index=list(range(2, len(table_rows) + 2)),
            dtype="str",
        )
        for name, table_rows in rows.items()
    }


def write_folder(folder: Path, rows: Mapping[str, Sequence[Row]], **description: Any) -> Path:
    """The folder, which then holds the tables and dataset.json."""
    for name, table_rows in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[name])
            writer.writeheader()
            writer.writerows(table_rows)
    (folder / "dataset.json").write_text(json.dumps(DESCRIPTION | description), encoding="utf-8")
    return folder


def dataset_of(rows: Mapping[str, Sequence[Row]], **description: Any) -> Dataset:
    """The tables, read as a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        return read_folder(write_folder(Path(folder), rows, **description))


@cache
def bundled() -> Dataset:
    """The dataset that ships, read once."""
    return read_folder(BUNDLED)


def summary(dataset: Dataset, **fields: Any) -> Summary:
    """The views of the filter with these fields, not from the cache."""
    incident_filter = IncidentFilter(**fields)
    return Summary(dataset, incident_filter, matching(dataset, incident_filter))


def _row(table: str, **cells: str) -> Row:
    return dict.fromkeys(COLUMNS[table], "") | cells
