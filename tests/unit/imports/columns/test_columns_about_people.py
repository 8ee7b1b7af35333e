"""Columns about people are known in every language in which headings are."""

from __future__ import annotations

import pytest

from data.personal_columns import is_personal

ABOUT_PEOPLE = (
    "ПІБ потерпілого;ФИО пострадавшего;Прізвище;Домашний адрес;Soyad ad;Ad və soyad;სახელი და გვარი;Họ và tên;Ngày sinh;ชื่อ-นามสกุล;เบอร์โทร"
    ";Ime i prezime;Prezime;JMBG;Datum rođenja;Име и презиме;Imię i nazwisko;PESEL;Nome e cognome;Data di nascita;Ονοματεπώνυμο;Τηλέφωνο;שם מלא"
    ";תאריך לידה;ת.ז.;Name des Opfers;Ausweisnummer;اسم الضحية;نام قربانی;Nome da vítima;Ad Soyad;ឈ្មោះជនរងគ្រោះ"
).split(";")
ABOUT_OTHERS = (
    "Назва населеного пункту;Имя файла;Ad günü;სოფლის სახელი;Tên xã;ชื่อหมู่บ้าน;Ime naselja;Nazwa miejscowości;Nome do lugar;Όνομα οικισμού;שם הישוב"
    ";Оператор;Team;Task ID;Raion;Hromada;Name of village;Datum;Data;Adressat"
).split(";")


@pytest.mark.parametrize("column", ABOUT_PEOPLE)
def test_a_column_about_people_is_left_out(column: str) -> None:
    assert is_personal(column)


@pytest.mark.parametrize("column", ABOUT_OTHERS)
def test_a_column_about_anything_else_is_not(column: str) -> None:
    assert not is_personal(column)
