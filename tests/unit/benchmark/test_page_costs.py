"""What pages cost is told size by size, with what was not measured left empty."""

from __future__ import annotations

from tests.benchmark.page_costs import Costs, markdown


def test_the_table_has_a_row_a_way_and_a_column_a_size() -> None:
    costs = {
        1_000: {"a": Costs(4.6, 57.4, 439.1), "b": Costs(5_329, 30, 329)},
        1_000_000: {"a": Costs(5, 58, 3_131)},
    }
    table, _, note = markdown(costs).rpartition("\n\n")
    assert table.splitlines() == [
        "| incidents | 1 thousand | 1 million |",
        "|---|---|---|",
        "| a | 5 / 57 / 439 | 5 / 58 / 3,131 |",
        "| b | 5,329 / 30 / 329 |  |",
    ]
    assert note.startswith("kB of the largest answer")
