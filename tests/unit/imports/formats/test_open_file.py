"""Every form of a table of incidents opens as the same text; what is none is refused in a sentence."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import pytest
import shapely
import xlsxwriter

from data.errors import FileError
from data.imports.formats.open_file import open_file
from data.imports.formats.text.delimited_text import LOOSE_QUOTES
from data.imports.formats.text.text_table import TextTable
from data.imports.formats.workbooks.spreadsheet import NO_STORED_VALUE, STORED_VALUE
from data.imports.report.ledger import Result
from data.limits import COMMAND_LINE, Limits, Work
from tests.foreign_files import csv_file, geojson_file, kml_file, layer, ods_file, xlsx_file, zip_file

ROWS: Final = [
    {"date": "2020-11-23", "place": "Suqovuşan", "killed": "1", "longitude": 46.773, "latitude": 40.327},
    {
        "date": "2021-06-04",
        "place": "Тертер; a “village”",
        "killed": "3",
        "longitude": 46.931,
        "latitude": 40.341,
    },
]
TEXTS: Final = [[str(cell) for cell in row.values()] for row in ROWS]


def opened(content: bytes, name: str = "table", limits: Limits | None = None) -> TextTable:
    """The one table of a file."""
    (table,) = open_file(name, content, Work(limits) if limits else Work())
    return table


def refusal(content: bytes, name: str = "table", limits: Limits | None = None) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(FileError) as refused:
        open_file(name, content, Work(limits) if limits else Work())
    assert str(refused.value).startswith(f"{name}: ")
    assert str(refused.value).endswith(".")
    return str(refused.value)


def cells(table: TextTable) -> list[list[str]]:
    return [list(row) for row in table.rows.itertuples(index=False)]


def limits(size_bytes: int = 10**7, rows: int = 1000, columns: int = 50, seconds: float = 60.0) -> Limits:
    return Limits(size_bytes, 10**7, rows, columns, seconds)


class TestDelimitedText:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_any_usual_delimiter_is_found(self, delimiter: str) -> None:
        table = opened(csv_file(ROWS, delimiter))
        assert list(table.rows.columns) == list(ROWS[0])
        assert cells(table) == TEXTS
        assert table.rows.index.tolist() == [2, 3]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_every_form_of_unicode_is_read(self, encoding: str) -> None:
        assert cells(opened(csv_file(ROWS, encoding=encoding))) == TEXTS

    @pytest.mark.parametrize(
        ("encoding", "text"),
        [
            ("cp1251", "подрыв на мине у села Суговушан"),
            ("cp1251", "мина"),
            ("cp1252", "près de la frontière, blessé à la jambe"),
            ("cp1252", "Ubicación: Vereda Caño Blanco, región de Nariño"),
        ],
    )
    def test_windows_encodings_are_distinguished_and_named(self, encoding: str, text: str) -> None:
        table = opened(csv_file([{"date": "2020", "summary": text}], encoding=encoding))
        assert cells(table) == [["2020", text]]
        message = f"The file is not in UTF-8 and was read as Windows-{encoding[2:]}; if letters look wrong, save it as UTF-8."
        assert table.remarks == (message,)

    def test_rows_are_numbered_as_a_spreadsheet_counts_them(self) -> None:
        table = opened(
            b'Accidents of 2020\r\n\r\ndate,place,killed\r\n2020,"two\r\nlines",1\r\n\r\n2021,b,2\r\n'
        )
        assert list(table.rows.columns) == ["date", "place", "killed"]
        assert table.rows.index.tolist() == [4, 6]

    def test_a_longer_row_is_refused_and_a_shorter_one_is_read_with_a_remark(self) -> None:
        table = opened(b"a,b,c\n1,2,3,4\n5,6\n7,8,9,,\n")
        assert cells(table) == [["5", "6", ""], ["7", "8", "9"]]
        assert [(note.row, note.is_read) for note in table.notes] == [(2, False), (3, True)]

    def test_a_row_of_tags_below_the_header_is_no_data(self) -> None:
        table = opened(b"Date,Killed\n#date,#affected+killed\n2020,1\n")
        assert cells(table) == [["2020", "1"]]
        assert [(note.row, note.result) for note in table.notes] == [(2, Result.OUT_OF_SCOPE)]

    def test_columns_of_one_name_are_distinguished(self) -> None:
        table = opened(b"id,id,,x\n1,2,3,4\n")
        assert list(table.rows.columns) == ["id", "id (2)", "column 3", "x"]
        assert len(table.remarks) == 2

    def test_the_apostrophe_that_guards_from_a_formula_is_taken_away(self) -> None:
        assert cells(opened(b"a,b\n'=1+1,'tis\n")) == [["=1+1", "'tis"]]

    def test_a_quotation_mark_that_is_not_closed_is_named_with_its_row(self) -> None:
        table = opened(b'a,b\n1,2\n3,"4\n5,6\n')
        assert cells(table) == [["1", "2"], ["3", "4"], ["5", "6"]]
        assert [(note.row, note.reason) for note in table.notes] == [(3, LOOSE_QUOTES)]


class TestSpreadsheets:
    def test_values_become_text_as_tables_write_them(self) -> None:
        row: dict[str, Any] = {
            "day": date(2020, 11, 23),
            "moment": datetime(2020, 11, 23, 14, 30),  # noqa: DTZ001 - a spreadsheet has no time zones
            "whole": 3.0,
            "part": 46.773,
            "word": "  near Madagiz",
            "nothing": None,
            "true": True,
        }
        table = opened(xlsx_file({"Sheet": [row, row]}))
        assert cells(table)[0] == [
            "2020-11-23",
            "2020-11-23 14:30:00",
            "3",
            "46.773",
            "  near Madagiz",
            "",
            "TRUE",
        ]
        assert table.rows.index.tolist() == [2, 3]

    def test_each_sheet_with_rows_is_a_table_and_empty_ones_are_none(self) -> None:
        book = openpyxl.Workbook()
        book.create_sheet("B").append(["a", "b"])
        book["B"].append([1, 2])
        book["Sheet"].append(["x"])
        book["Sheet"]["A4"] = "y"
        file = io.BytesIO()
        book.save(file)
        tables = open_file("book.xlsx", file.getvalue(), Work())
        assert [(table.title, table.rows.index.tolist()) for table in tables] == [
            ("book.xlsx (Sheet)", [4]),
            ("book.xlsx (B)", [2]),
        ]

    def test_a_formula_gives_the_value_stored_with_it_and_says_so(self) -> None:
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["killed", "place"])
        sheet.write_formula(1, 0, "=1+1", value=2)
        sheet.write_formula(2, 0, '=HYPERLINK("https://example.org")', value="")
        sheet.write_string(1, 1, "a")
        sheet.write_string(2, 1, "b")
        book.close()
        table = opened(file.getvalue())
        assert cells(table) == [["2", "a"], ["", "b"]]
        assert {note.row: note.reason for note in table.notes} == {2: STORED_VALUE, 3: NO_STORED_VALUE}
        assert table.notes[0].found == "=1+1"

    def test_open_document_cells_give_their_values(self) -> None:
        table = opened(
            ods_file(
                "<table:table-row><table:table-cell><text:p>date</text:p></table:table-cell>"
                "<table:table-cell><text:p>killed</text:p></table:table-cell>"
                "<table:table-cell><text:p>place</text:p></table:table-cell></table:table-row>"
                '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" '
                'office:date-value="2020-11-23"><text:p>23/11/20</text:p></table:table-cell>'
                '<table:table-cell office:value-type="float" office:value="3"><text:p>3,0</text:p></table:table-cell>'
                '<table:table-cell table:number-columns-repeated="1000000"/></table:table-row>'
                '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
            )
        )
        assert cells(table) == [["2020-11-23", "3", ""]] * 2
        assert table.rows.index.tolist() == [2, 3]


class TestLayers:
    @pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32638", "EPSG:3857"])
    def test_every_form_gives_the_same_rows_with_degrees(self, crs: str, tmp_path: Path) -> None:
        features = layer(ROWS, crs)
        features.to_file(tmp_path / "layer.gpkg", layer="accidents")
        features.to_file(tmp_path / "layer.shp", encoding="utf-8")
        features.to_parquet(tmp_path / "layer.parquet")
        shapes = {
            path.name: path.read_bytes()
            for path in tmp_path.glob("layer.*")
            if path.suffix not in (".gpkg", ".parquet")
        }
        files = {
            "layer.gpkg": (tmp_path / "layer.gpkg").read_bytes(),
            "layer.zip": zip_file(shapes),
            "layer.parquet": (tmp_path / "layer.parquet").read_bytes(),
        }
        for name, content in files.items():
            table = opened(content, name)
            assert table.rows[["date", "place", "killed"]].to_numpy().tolist() == [
                row[:3] for row in TEXTS
            ], name
            assert table.rows.index.tolist() == [2, 3]
            assert table.point_columns == ("longitude", "latitude")
            degrees = table.rows[["longitude", "latitude"]].astype("float64").to_numpy()
            assert degrees.ravel().tolist() == pytest.approx([46.773, 40.327, 46.931, 40.341], abs=1e-6), name

    def test_geojson_and_kml_give_the_same_rows(self) -> None:
        assert cells(opened(geojson_file(ROWS))) == TEXTS
        assert cells(opened(kml_file(ROWS))) == TEXTS
        lines = b"\n".join(
            json.dumps(feature).encode() for feature in json.loads(geojson_file(ROWS))["features"]
        )
        assert cells(opened(lines)) == TEXTS

    def test_geojson_of_before_the_standard_names_its_crs(self) -> None:
        points = shapely.get_coordinates(layer(ROWS, "EPSG:32638").geometry)
        rows = [
            row | {"longitude": x, "latitude": y} for row, (x, y) in zip(ROWS, points.tolist(), strict=True)
        ]
        named = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32638"}}}
        table = opened(geojson_file(rows, **named))
        assert float(table.rows["longitude"].iloc[0]) == pytest.approx(46.773, abs=1e-6)

    def test_a_crs_that_is_not_known_or_not_of_the_earth_is_refused(self) -> None:
        of_the_moon = pyproj.CRS.from_user_input("IAU_2015:30100").to_wkt()
        for name in (of_the_moon, "EPSG:999999", "+proj=longlat +nadgrids=/etc/passwd", "nonsense"):
            members = {"crs": {"type": "name", "properties": {"name": name}}}
            assert "coordinate system" in refusal(geojson_file(ROWS, **members))

    def test_what_is_not_a_point_is_stood_for_by_a_point_inside_with_a_remark(self, tmp_path: Path) -> None:
        shapes = shapely.from_wkt(
            ["POLYGON ((46 40, 47 40, 47 41, 46 41, 46 40))", "MULTIPOINT ((46.5 40.5))", None]
        )
        gpd.GeoDataFrame({"killed": [1, 2, 3]}, geometry=shapes, crs="EPSG:4326").to_file(tmp_path / "a.gpkg")
        table = opened((tmp_path / "a.gpkg").read_bytes())
        assert cells(table)[:2] == [["1", "46.5", "40.5"], ["2", "46.5", "40.5"]]
        assert cells(table)[2] == ["3", "", ""]
        assert [(note.row, note.found) for note in table.notes] == [(4, ""), (2, "Polygon")]

    def test_parquet_without_a_geometry_is_a_table(self) -> None:
        file = io.BytesIO()
        pq.write_table(pa.table({"date": [date(2020, 11, 23)], "killed": [1]}), file)
        assert cells(opened(file.getvalue())) == [["2020-11-23", "1"]]

    def test_a_shapefile_without_a_projection_says_what_was_taken(self, tmp_path: Path) -> None:
        layer(ROWS).to_file(tmp_path / "a.shp")
        parts = {
            path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix in (".shp", ".dbf")
        }
        assert "no .prj" in opened(zip_file(parts)).remarks[-1]


class TestArchives:
    def test_the_tables_of_an_archive_are_read_and_the_rest_is_left(self) -> None:
        parts = {
            "a/x.csv": csv_file(ROWS),
            "__MACOSX/x.csv": b"no",
            "readme.pdf": b"%PDF",
            "b.geojson": geojson_file(ROWS),
        }
        tables = open_file("all.zip", zip_file(parts), Work())
        assert [table.file for table in tables] == ["x.csv", "b.geojson"]

    def test_an_archive_in_an_archive_is_refused(self) -> None:
        assert "another archive" in refusal(zip_file({"a.csv": zip_file({"b.csv": b"x"})}))


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b" \r\n\t", "empty"),
            (b"\xef\xbb\xbf", "no table"),
            (b"date,killed\n", "no rows"),
            (b"a,b\x00\n" * 20, "zero bytes"),
            (b"PK\x03\x04 and no more", "damaged or cut short"),
            (b"SQLite format 3\x00" + b"\x00" * 90, "damaged or cut short"),
            (b"PAR1" + b"\x00" * 20 + b"PAR1", "damaged or cut short"),
            (b"%PDF-1.7", "PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save its table as .xlsx"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x09\x00" * 5_000, "save its table as .xlsx"),
            (b"\x00\x00\x27\x0a" + b"\x00" * 96, "zip it with its .dbf"),
            (b'{"type": "FeatureCollection", "features": [', "not JSON"),
            (b"[1, 2]", "no GeoJSON"),
            (b'{"a": ' + b"[" * 100_000, "not JSON|too deeply"),
            (b"<html><body>login</body></html>", "This is a web page"),
            (b"<kml><Placemark>", "damaged, cut short"),
            (b"<?xml version='1.0' encoding='UTF-l'?><kml/>", "damaged, cut short"),
            (b"PK\x03\x04" + zip_file({"a.csv": b"x"})[4:].replace(b"\x14\x00", b"\x40\x00"), "damaged"),
            (b"<kml xmlns='http://www.opengis.net/kml/2.2'><Document/></kml>", "no placemarks"),
            (zip_file({"a.docx": b"x"}), "holds no table"),
            (zip_file({"a.shp": b"x", "a.dbf": b""}), "not a shapefile"),
            (zip_file({"a.shp": b"\x00\x00\x27\x0a"}), "without a.dbf"),
        ],
    )
    def test_what_cannot_be_read_is_refused_in_a_sentence(self, content: bytes, words: str) -> None:
        assert re.search(words, refusal(content))

    @pytest.mark.parametrize("name", ["x.geojson", "x.csv", "x.kml", "x.gpkg"])
    def test_a_virtual_layer_under_another_name_reads_nothing(self, name: str, tmp_path: Path) -> None:
        secret = tmp_path / "secret.csv"
        secret.write_text("password\nxyzzy\n")
        virtual = f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
        sentence = refusal(virtual.encode(), name)
        assert "OGRVRTDataSource" in sentence
        assert "xyzzy" not in sentence

    @pytest.mark.parametrize("kind", ["kml", "ods", "xlsx"])
    def test_xml_entities_are_refused(self, kind: str, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("xyzzy")
        entity = f'<!DOCTYPE x [<!ENTITY secret SYSTEM "file://{secret}">]>'
        row = {"date": "&secret;", "longitude": 1, "latitude": 2}
        if kind == "kml":
            content = kml_file([row], entity)
        elif kind == "ods":
            content = ods_file(
                "<table:table-row><table:table-cell><text:p>&secret;</text:p></table:table-cell></table:table-row>",
                entity,
            )
        else:
            with zipfile.ZipFile(io.BytesIO(xlsx_file({"a": [{"x": 1}]}))) as book:
                parts = {name: book.read(name) for name in book.namelist()}
            sheet = parts["xl/worksheets/sheet1.xml"]
            parts["xl/worksheets/sheet1.xml"] = entity.encode() + sheet
            content = zip_file(parts)
        assert "entities" in refusal(content)

    def test_a_package_whose_layer_is_a_view_or_a_virtual_table_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.gpkg"
        layer(ROWS).to_file(path, layer="accidents")
        with sqlite3.connect(path) as package:
            package.execute("DROP TABLE accidents")
            package.execute("CREATE VIEW accidents AS SELECT 1 AS fid, NULL AS geom")
        package.close()
        assert "“accidents” is a view" in refusal(path.read_bytes())

    def test_what_is_more_than_is_read_is_refused_before_it_is_read(self) -> None:
        table = csv_file([{"a": "1", "b": "2"}] * 20)
        assert "at most 0 MB" in refusal(table, limits=limits(size_bytes=100))
        assert "more than 10 rows" in refusal(table, limits=limits(rows=10))
        assert "more than 10 rows" in refusal(geojson_file(ROWS * 10), limits=limits(rows=10))
        many = ",".join(f"c{number}" for number in range(1_000_000)).encode() + b"\n1\n"
        assert "1,000,000 columns, and at most 50" in refusal(many, limits=limits())
        assert "took longer than 0 seconds" in str(_raised(table, limits(seconds=0.0)))

    def test_a_zip_bomb_is_refused_by_what_it_declares(self) -> None:
        bomb = zip_file({"a.csv": b"0" * 20_000_000})
        assert len(bomb) < 100_000
        assert "Unpacked it has more than 10 MB" in refusal(bomb, limits=limits())

    def test_a_zip_bomb_is_refused_where_much_may_be_unpacked(self) -> None:
        bomb = zip_file({"a.csv": b"0" * 60_000_000})
        sentence = refusal(bomb, limits=COMMAND_LINE)
        assert "a.csv would unpack to" in sentence
        assert "times its size" in sentence

    def test_a_zip_bomb_that_declares_less_is_refused_too(self) -> None:
        bomb = bytearray(zip_file({"a.csv": b"0" * 20_000_000}))
        for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
            start = bomb.index(mark) + place
            bomb[start : start + 4] = struct.pack("<I", 1000)
        assert "damaged" in refusal(bytes(bomb), limits=limits())

    def test_cells_repeated_a_million_times_are_refused(self) -> None:
        cell = "<table:table-cell {}><text:p>x</text:p></table:table-cell>"
        repeated = cell.format('table:number-columns-repeated="1000000"')
        wide = f"<table:table-row>{repeated}</table:table-row>"
        assert "1,000,000 columns" in refusal(ods_file(wide), limits=limits())
        tall = f'<table:table-row table:number-rows-repeated="900000000">{cell.format("")}</table:table-row>'
        assert "more than 1,000 rows" in refusal(ods_file(tall), limits=limits())

    def test_a_long_text_that_parquet_stores_once_is_refused(self) -> None:
        file = io.BytesIO()
        pq.write_table(pa.table({"a": ["x" * 100_000] * 900}), file, compression="zstd")
        assert len(file.getvalue()) < 1_000_000
        assert "Unpacked it has more than" in refusal(file.getvalue(), limits=limits())


def _raised(content: bytes, allowed: Limits) -> FileError:
    with pytest.raises(FileError) as refused:
        open_file("table", content, Work(allowed))
    return refused.value


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body><table><tr><td>date</td></tr></table></body></html>",
        b"\xef\xbb\xbf<!DOCTYPE html>\n<html><table><tr><td>date",
        b'<meta http-equiv="Content-Type" content="text/html"><table border=1><tr><th>date</table>',
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
)
def test_a_web_page_under_the_name_of_a_workbook_is_refused_with_what_to_do(content: bytes) -> None:
    assert "save it as XLSX" in refusal(content, "export.xls")
