"""A list of many incidents reads an index, not the records."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from data.store.collection import open_collection
from data.store.editions.pending import pending
from data.store.records.records import Query


def plans(path: Path, work: str) -> str:
    """How SQLite answers what a list or the page for publishing asks."""
    with open_collection(str(path)) as collection:
        requested: list[tuple[str, object]] = []
        sa.event.listen(
            collection.engine,
            "before_cursor_execute",
            lambda _c, _cursor, statement, parameters, *_: requested.append((statement, parameters)),
        )
        if work == "list":
            collection.find(Query(begin=50))
        else:
            with collection.engine.connect() as connection:
                pending(connection)
        selected = [one for one in requested if one[0].startswith("SELECT")]
        with collection.engine.connect() as connection:
            rows = [
                row
                for statement, parameters in selected
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
            ]
    return "\n".join(str(row[3]) for row in rows)


def test_a_page_is_found_and_counted_by_an_index_that_covers_it(tmp_path: Path) -> None:
    plan = plans(tmp_path / "collection.sqlite", "list")
    assert plan.count("COVERING INDEX ix_records_kind_date_start_key_state") == 2
    assert "SCAN records" not in plan


def test_what_is_to_be_published_is_found_by_an_index_of_its_own(tmp_path: Path) -> None:
    plan = plans(tmp_path / "collection.sqlite", "publish")
    assert "ix_records_pending" in plan
    assert "SCAN records\n" not in f"{plan}\n".replace(
        "SCAN records USING COVERING INDEX ix_records_pending", ""
    )
