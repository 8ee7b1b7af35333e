"""Whatever a table holds, it is refused in sentences or every view of it works."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import DatasetError
from data.exports.rows import to_csv, to_geojson
from data.exports.summary_json import to_summary_json
from data.filters.incident_filter import IncidentFilter
from data.folders.tables.atlas_tables import read_folder
from tests.examples import costly
from tests.tables import COLUMNS, dataset_of, summary, tables, write_folder

odd_cells = st.sampled_from(
    [
        "",
        "0",
        "-0",
        "1",
        "999999",
        "180",
        "1e3",
        "nan",
        "0001-01-01",
        "2100-12-31",
        "None",
        "a,b",
        '"',
        "\u2028",
        "|",
    ]
) | st.text(st.characters(codec="utf-8"), max_size=12)
places_of_a_cell = st.sampled_from(
    [(table, column) for table, columns in COLUMNS.items() for column in columns]
)


@given(cells=st.dictionaries(places_of_a_cell, odd_cells, min_size=1, max_size=3))
@costly(60)
def test_odd_cells_are_refused_in_sentences_or_every_view_works(cells: dict[tuple[str, str], str]) -> None:
    rows = tables()
    for (table, column), cell in cells.items():
        rows[table][1] = rows[table][1] | {column: cell}
    try:
        dataset = dataset_of(rows)
    except DatasetError as refused:
        for problem in refused.problems:
            assert (problem.file.removesuffix(".csv") in COLUMNS, problem.row) == (True, 3)
            assert problem.remedy.endswith(".")
        return
    views = summary(dataset)
    assert views.incidents == views.drawn + views.not_drawn == 2
    assert int(views.districts["incidents"].sum()) == 2
    assert to_csv(views)
    assert to_geojson(views)
    assert to_summary_json(views)
    for key, counts in views.option_counts.items():
        for option, count in counts.items():
            incident_filter, errors = IncidentFilter.from_query([(key, option)])
            assert errors == []
            assert IncidentFilter.from_query(incident_filter.to_query()) == (incident_filter, [])
            assert count > 0


@given(
    content=st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@costly(60)
def test_a_file_of_anything_is_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write_folder(Path(name), tables())
        (folder / "casualties.csv").write_bytes(content)
        with pytest.raises(DatasetError) as refused:
            read_folder(folder)
    assert {problem.file for problem in refused.value.problems} == {"casualties.csv"}
