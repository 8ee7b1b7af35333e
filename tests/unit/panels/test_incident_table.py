"""The table's panel: folded and cheap at first, told where to ask for rows."""

from __future__ import annotations

import json

from flask.testing import FlaskClient

from components.panels import incident_table
from components.panels.table_page import ADDRESS
from data.exports.incident_order import SORTABLE
from data.tables.dataset import Dataset


def test_the_page_comes_without_rows_and_without_a_grid(client: FlaskClient) -> None:
    layout = client.get("/~en/_dash-layout").get_data(as_text=True)
    assert "AgGrid" not in layout
    assert "A joint team searching for missing soldiers" not in layout
    assert f"/~en{ADDRESS}" in layout.replace("\\u002f", "/")


def test_opening_the_table_gives_a_grid_without_rows(client: FlaskClient) -> None:
    answer = client.post(
        "/~en/_dash-update-component",
        json={
            "output": "incident-table-place.children",
            "outputs": {"id": "incident-table-place", "property": "children"},
            "inputs": [{"id": "incident-table", "property": "open", "value": True}],
            "state": [{"id": "incident-table-place", "property": "children", "value": None}],
            "changedPropIds": ["incident-table.open"],
        },
    )
    grid = json.loads(answer.data)["response"]["incident-table-place"]["children"]
    assert grid["type"] == "AgGrid"
    assert grid["props"]["rowModelType"] == "infinite"
    assert "rowData" not in grid["props"]


def test_every_column_can_be_sorted_on_the_server(dataset: Dataset) -> None:
    grid = incident_table.grid(dataset)
    assert {column["field"] for column in grid.columnDefs} == set(SORTABLE)


def test_what_happened_carries_the_language_of_the_dataset(dataset: Dataset) -> None:
    column = next(one for one in incident_table.grid(dataset).columnDefs if one["field"] == "summary")
    assert column["cellRendererParams"] == {"lang": dataset.language}
