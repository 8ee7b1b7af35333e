"""Incidents that may be one: grouped, judged by a person, and put together where they are the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd
import pytest

from data.errors import FileError
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import Import, read_files
from data.imports.report.duplicate_clusters import clusters_of

REPORTS: Final = Path(__file__).parents[3] / "quirks" / "29_reports_of_one_incident.csv"


def read(duplicates: dict[str, str] | None = None) -> Import:
    columns = ColumnMapping({}, duplicates=duplicates) if duplicates else None
    return read_files([(REPORTS.name, REPORTS.read_bytes())], columns, today=date(2026, 11, 28))


def test_they_are_one_group_and_nothing_is_merged_by_itself() -> None:
    found = read()
    assert [cluster.incident_ids for cluster in found.clusters] == [("row-2", "row-3", "row-4")]
    assert "at the same point" in found.clusters[0].reasons[0]
    assert len(found.dataset.incidents) == 4


def test_the_same_become_one_incident_with_all_sources_and_the_range() -> None:
    found = read({read().clusters[0].key: "same"})
    assert found.dataset.incidents["incident_id"].tolist() == ["row-2", "row-5"]
    assert found.dataset.incidents["verification_status"].tolist() == ["conflicting", "single_source"]
    injured = found.dataset.casualties.query("incident_id == 'row-2' and outcome == 'injured'")
    assert injured[["count_low", "count_best", "count_high"]].to_numpy().tolist() == [[4, 4, 5]]
    assert (found.dataset.sources["incident_id"] == "row-2").sum() == 3
    assert set(found.account.rows["incident_id"]) == {"row-2", "row-5"}
    assert found.account.rows_in == 4
    assert found.clusters == ()


def test_what_is_not_the_same_is_not_listed_again_and_what_is_unsure_is() -> None:
    key = read().clusters[0].key
    assert read({key: "not the same"}).clusters == ()
    assert [cluster.judgement for cluster in read({key: "not sure"}).clusters] == ["not sure"]


def test_judgements_are_kept_in_the_columns_file() -> None:
    mapping = read({"row-2 | row-3": "same"}).mapping
    assert mapping is not None
    assert ColumnMapping.from_json("columns.json", mapping.to_json()).duplicates == {"row-2 | row-3": "same"}
    with pytest.raises(FileError):
        ColumnMapping.from_json(
            "columns.json",
            '{"format": "mine-atlas columns 1", "columns": {}, "duplicates": {"a | b": "perhaps"}}',
        )


def test_the_likeliest_pair_stands_first_whatever_words_stand_beside_its_numbers() -> None:
    near = "At most a day apart, at the same point"
    reasons = [
        f"{near}, people: at least 1 and 0.",
        f"{near}, people: at least 2 and at least 2.",
        f"{near}, 1 and 1 people.",
    ]
    pairs = pd.DataFrame(
        {"incident_id": ["a", "b", "a"], "other_incident_id": ["b", "c", "c"], "reason": reasons}
    )
    assert clusters_of(pairs, {})[0].reasons == (reasons[1], reasons[2], reasons[0])
