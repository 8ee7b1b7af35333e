"""A saved mapping of columns: the same again, or refused with its reason."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from data.errors import AtlasError, FileError
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.days.days import DayOrder
from data.imports.import_tables import read_upload
from tests.foreign_files import csv_file


class TestColumnMapping:
    MAPPING: Final = ColumnMapping(
        {"date": "Date", "killed": "Killed"}, Grain.EVENT, DayOrder.DAY_FIRST, "AZ", "Sheet"
    )

    def test_a_saved_mapping_is_the_same_again(self) -> None:
        assert ColumnMapping.from_json("columns.json", self.MAPPING.to_json()) == self.MAPPING

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"format": "x"}, "format"),
            ({"columns": ["Date"]}, "columns"),
            ({"columns": {"when": "Date"}}, "“when” is no field"),
            ({"grain": "person"}, "“grain” must be one of event, victim, source"),
            ({"day_order": 1}, "day_order"),
            ({"country": None}, "“country” must be a text"),
        ],
    )
    def test_a_mapping_that_cannot_be_used_says_why(self, change: dict[str, Any], words: str) -> None:
        content = json.dumps(json.loads(self.MAPPING.to_json()) | change)
        with pytest.raises(FileError, match=words):
            ColumnMapping.from_json("columns.json", content)

    def test_a_mapping_of_another_table_or_of_personal_columns_is_refused(self) -> None:
        content = csv_file([{"Date": "2020", "Victim name": "N. N."}])
        with pytest.raises(AtlasError, match="There is no column “Killed”"):
            read_upload("a.csv", content, self.MAPPING)
        with pytest.raises(AtlasError, match="personal and is never read"):
            read_upload("a.csv", content, ColumnMapping({"date": "Date", "summary": "Victim name"}))
