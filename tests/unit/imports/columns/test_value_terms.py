"""Values that a person explains, in the columns file."""

from __future__ import annotations

import json
from datetime import date

import pytest

from data.errors import FileError
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import read_files

TABLE = b"date,lat,lon,killed,device,activity\n2021-01-01,40.34,46.91,1,Gyata,zzz\n2021-02-01,40.02,46.91,2,Gyata,farming\n"


def test_values_not_understood_are_listed_with_their_rows() -> None:
    found = read_files([("table.csv", TABLE)], today=date(2026, 11, 28))
    assert [(one.field, one.value, one.rows) for one in found.unknown] == [
        ("device", "Gyata", 2),
        ("activity", "zzz", 1),
    ]
    assert "device: “Gyata” (2), as device" in found.account.to_text()


def test_a_value_is_explained_once_for_all_rows_and_kept_in_the_columns_file() -> None:
    mapping = ColumnMapping({}, values={"device": {"gyata": "antipersonnel_mine"}})
    found = read_files([("table.csv", TABLE)], mapping, today=date(2026, 11, 28))
    assert found.dataset.incidents["device_category"].tolist() == ["antipersonnel_mine"] * 2
    assert found.dataset.incidents["device_as_reported"].tolist() == ["Gyata"] * 2
    assert found.mapping is not None
    assert ColumnMapping.from_json("columns.json", found.mapping.to_json()).values == mapping.values


@pytest.mark.parametrize("values", [{"device": {"x": "tank"}}, {"colour": {"x": "red"}}, {"device": "x"}, []])
def test_a_meaning_that_cannot_be_is_refused_in_a_sentence(values: object) -> None:
    text = json.dumps({"format": "mine-atlas columns 1", "columns": {}, "values": values})
    with pytest.raises(FileError):
        ColumnMapping.from_json("columns.json", text)
