"""Records of the JSON that public addresses answer with, as rows of a table."""

from __future__ import annotations

from typing import Any

import pytest

from data.errors import FileError
from data.imports.formats.spatial.json_records import records_of, table_of_records
from data.imports.formats.text.text_table import TextTable
from data.limits import Work


def table(parsed: Any) -> TextTable:
    records = records_of(parsed)
    assert records is not None
    return table_of_records("answer.json", records, Work())


def test_a_list_and_the_list_in_an_answer_are_records() -> None:
    records = [{"date": "2020-11-23", "killed": 1}]
    assert records_of(records) == records
    for name in ("data", "results", "value"):
        assert records_of({"status": 200, name: records}) == records


@pytest.mark.parametrize(
    "parsed",
    [
        {},
        [],
        "text",
        [{"date": "2020"}, 3],
        {"type": "FeatureCollection", "features": [{"type": "Feature"}]},
        [{"type": "Feature", "properties": {}, "geometry": None}],
    ],
)
def test_features_and_what_is_no_list_of_objects_are_none(parsed: Any) -> None:
    assert records_of(parsed) is None


def test_nested_values_are_named_by_their_path_and_every_record_has_every_column() -> None:
    rows = table([{"when": {"day": "2020-11-23"}, "point": [40.3, 46.7]}, {"killed": 2}]).rows
    assert rows.columns.tolist() == ["when.day", "point", "killed"]
    assert rows.to_numpy().tolist() == [["2020-11-23", "40.3 46.7", ""], ["", "", "2"]]


def test_a_page_of_a_longer_answer_says_how_many_records_are_missing() -> None:
    found = table({"count": 1200, "results": [{"date": "2020"}]})
    assert found.remarks == (
        "The answer says that there are 1,200 records, and holds 1; the others are on further pages.",
    )
    assert table({"count": 1, "results": [{"date": "2020"}]}).remarks == ()


def test_records_of_arcgis_have_their_point_in_degrees() -> None:
    answer = {
        "spatialReference": {"wkid": 102100, "latestWkid": 3857},
        "features": [
            {"attributes": {"date": "2020"}, "geometry": {"x": 5009377.09, "y": 4865942.28}},
        ],
    }
    found = table(answer)
    assert found.point_columns is not None
    degrees = [float(found.rows[name].iloc[0]) for name in found.point_columns]
    assert degrees == pytest.approx([45.0, 40.0], abs=1e-4)


def test_records_without_any_member_are_refused() -> None:
    with pytest.raises(FileError, match="records of this JSON are empty"):
        table([{}, {}])
