"""One bad row costs one row, and old code pages are found by their letters."""

from __future__ import annotations

import pytest

from data.imports.formats.text.code_pages import code_page_of
from data.imports.formats.text.text_table import CONTROL_CHARACTER
from data.imports.import_tables import Import, read_upload

HEADER = "Date,Latitude,Longitude,Killed,Description\n"


def row(day: int, text: str) -> str:
    return f"2021-03-{day:02},40.345,46.919,1,{text}\n"


def read(*lines: str) -> Import:
    return read_upload("bad.csv", (HEADER + "".join(lines)).encode())


def days(found: Import) -> list[int]:
    return sorted(found.dataset.incidents["date_start"].dt.day)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ('"a mine, not closed', True),
        ('"one, not closed", "two"x', False),
        ('"a "mine" in a cell"', True),
        ('"5" gun"', True),
        ('a 5" gun', True),
        ('"closed" and more', True),
    ],
)
def test_a_wrong_quotation_mark_costs_at_most_its_own_row(text: str, is_read: bool) -> None:
    found = read(
        row(1, "one"), row(2, text), row(3, '"three, with a comma"'), row(4, '"two\nlines"'), row(5, "five")
    )
    assert set(days(found)) >= {1, 3, 4, 5}
    assert (2 in days(found)) == is_read
    assert found.account.rows_in == 5
    reasons = {**found.account.refused_by_reason, **found.account.remarks_by_reason}
    assert text == 'a 5" gun' or reasons


def test_a_control_character_is_taken_out_with_a_remark() -> None:
    found = read(
        row(1, "a mine\x07 exploded"), row(2, "two\x00"), *(row(day, "plain") for day in range(3, 28))
    )
    assert len(days(found)) == 27
    assert found.account.remarks_by_reason[CONTROL_CHARACTER] == 2
    assert not found.dataset.incidents["summary"].astype("str").str.contains(r"[\x00-\x08]").any()


def test_a_cell_too_many_costs_its_row() -> None:
    found = read(row(1, "one"), row(2, "two,three"), row(3, "three"))
    assert days(found) == [1, 3]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Дата;Населённый пункт\n12.03.2021;Тестовка, подрыв на мине, погиб 1 человек"),
        ("cp1251", "Дата;Населений пункт\n12.03.2021;Зразок, підрив на міні, загинула людина"),
        ("koi8_u", "Дата;Населённый пункт\n12.03.2021;Тестовка, подрыв на мине, погиб 1 человек"),
        ("cp866", "Дата;Населённый пункт\n12.03.2021;Тестовка, подрыв на мине"),
        ("iso8859_5", "Дата;Населённый пункт\n12.03.2021;Тестовка, подрыв на мине"),
        ("cp1254", "Tarih;İl;İlçe;Ölü;Yaralı;Açıklama\n12.03.2021;Şırnak;Uludere;1;2;mayın patlaması"),
        ("cp1256", "التاريخ;المحافظة;عدد القتلى\n2021;حمص;لغم أرضي"),
        ("cp1253", "Ημερομηνία;Τόπος;Νεκροί\n12/3/2021;Λευκωσία;έκρηξη νάρκης"),
        ("cp1255", "תאריך;מקום;הרוגים\n12/3/2021;רמת הגולן;מוקש"),
        ("cp1252", "Fecha;Ubicación;Descripción\n1;Ituango, Antioquía;explotó una mina, niño herido"),
        ("cp1252", "Datum;Ort\n1;Köln, für Übung, größte"),
        ("cp1252", "Data;Município\n1;explosão, São João, três mortos, não"),
        ("cp1252", "a;b\n1;Village – “x”"),
        ("cp1250", "Datum;Općina;Žrtve\n1;Šamac, Doboj;mina, čobanin poginuo, đak ranjen"),
    ],
)
def test_the_code_page_of_a_text_is_found(encoding: str, text: str) -> None:
    page = code_page_of(text.encode(encoding))
    assert page is not None
    assert text.encode(encoding).decode(page.encoding) == text
