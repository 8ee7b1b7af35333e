"""The atlas's own tables read again: workbooks, archives and its own exports."""

from __future__ import annotations

from pathlib import Path

from data.exports.rows import to_csv, to_geojson
from data.folders.tables.atlas_tables import read_folder
from data.imports.import_tables import read_upload
from data.imports.report.ledger import Result
from tests.foreign_files import csv_file, xlsx_file, zip_file
from tests.tables import casualty, incident, source, summary, tables, write_folder


class TestOwnTables:
    def test_a_workbook_of_the_atlas_s_tables_gives_the_dataset(self) -> None:
        rows = tables()
        found = read_upload("atlas.xlsx", xlsx_file(rows))
        assert found.dataset.incidents["incident_id"].tolist() == ["A-1", "A-2"]
        assert found.account.count(Result.READ) == found.account.rows_in == sum(map(len, rows.values()))

    def test_an_archive_keeps_the_description(self, tmp_path: Path) -> None:
        folder = write_folder(tmp_path, tables(), title="Of an archive", licence="CC BY 4.0")
        found = read_upload("all.zip", zip_file({path.name: path.read_bytes() for path in folder.iterdir()}))
        assert (found.dataset.title, found.dataset.licence) == ("Of an archive", "CC BY 4.0")
        assert found.dataset.casualties.equals(read_folder(folder).casualties)

    def test_an_incident_at_fault_is_refused_with_all_its_rows(self) -> None:
        rows = tables(incidents=[incident(date_start="soon"), incident(incident_id="A-2")])
        found = read_upload("atlas.xlsx", xlsx_file(rows))
        assert found.dataset.incidents["incident_id"].tolist() == ["A-2"]
        refused = found.account.rows[found.account.rows["result"] == "refused"]
        assert refused[["sheet", "row"]].to_numpy().tolist() == [
            ["incidents", 2],
            ["casualties", 2],
            ["sources", 2],
        ]
        assert refused["reason"].iloc[0].startswith("date_start: Write a day as YYYY-MM-DD")

    def test_what_the_atlas_exports_it_reads_again(self) -> None:
        from tests.tables import dataset_of

        dataset = dataset_of(
            tables(
                casualties=[
                    casualty(count_low="1", count_best="2", count_high="4"),
                    casualty(incident_id="A-2", outcome="killed"),
                ]
            )
        )
        found = read_upload("incidents.csv", to_csv(summary(dataset)).encode())
        assert found.dataset.incidents["incident_id"].tolist() == ["A-1", "A-2"]
        assert (
            found.dataset.sources[["publisher", "url"]].to_numpy().tolist()
            == dataset.sources[["publisher", "url"]].to_numpy().tolist()
        )
        assert found.dataset.casualties[
            ["outcome", "count_low", "count_best", "count_high"]
        ].to_numpy().tolist() == [["injured", 1, 2, 4], ["killed", 1, 1, 1]]

    def test_the_sources_of_an_exported_geojson_are_read_again(self) -> None:
        from tests.tables import dataset_of

        second = source(
            publisher="[{Second}]", url="", published="2020-11-24", upstream_source="Ministry|Interfax"
        )
        dataset = dataset_of(tables(sources=[source(), second, source(incident_id="A-2")]))
        found = read_upload("incidents.geojson", to_geojson(summary(dataset)).encode())
        facts = ["incident_id", "publisher", "url", "published", "language", "upstream_source"]
        assert found.dataset.sources[facts].equals(dataset.sources[facts])

    def test_the_read_me_of_an_export_is_no_table(self) -> None:
        parts = {f"{name}.csv": csv_file(rows) for name, rows in tables().items() if rows}
        prose = b"Mines, in short; by one\n\nIncidents: 2, of which; drawn, 1\n"
        found = read_upload("export.zip", zip_file({"README.txt": prose, **parts}))
        assert found.account.count(Result.REFUSED) == 0
        assert found.account.columns_not_read == ()
        assert set(found.account.rows["file"]) == set(parts)
