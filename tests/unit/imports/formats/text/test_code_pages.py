"""Old code pages are told by their letters, in whole texts and where one cell in three has any."""

from __future__ import annotations

from typing import Final

import pytest

from data.imports.formats.text.text_encoding import decoded

TABLES: Final = {
    "Turkish": "Tarih,Köy,Açıklama\n2021-03-12,Şırnak yakını,Mayın patlaması sonucu iki çiftçi yaralandı\n",
    "Russian": "Дата,Место,Описание\n2021-03-12,село Тагавард,Подрыв на противопехотной мине\n",
    "Ukrainian": "Дата,Місце,Опис\n2021-03-12,с. Балаклія,Підрив на протипіхотній міні\n",
    "Arabic": "التاريخ,المكان,الوصف\n2021-03-12,قرب الحديدة,انفجار لغم أرضي بمزارع\n",
    "Greek": "Ημερομηνία,Τόπος,Περιγραφή\n2021-03-12,κοντά στη Λευκωσία,Έκρηξη νάρκης\n",
    "Hebrew": "תאריך,מקום,תיאור\n2021-03-12,רמת הגולן,פיצוץ מוקש\n",
    "Spanish": "Fecha,Municipio,Descripción\n2021-03-12,Nariño,Campesino herido; explosión de mina\n",
    "French": "Date,Lieu,Détails\n2021-03-12,près de Ménaka,Véhicule détruit, blessé à la jambe\n",
    "Croatian": "Datum,Mjesto,Opis\n2021-03-12,Slavonski Šamac,Eksplozija protupješačke mine; teže ozlijeđen\n",
    "Polish": "Data,Miejsce,Opis\n2021-03-12,Łomża,Wybuch miny zranił żołnierzy ciężko\n",
}
CODE_PAGES: Final = {
    "Turkish": ("cp1254", "iso8859_9"),
    "Russian": ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"),
    "Ukrainian": ("cp1251", "koi8_u"),
    "Arabic": ("cp1256", "iso8859_6"),
    "Greek": ("cp1253", "iso8859_7"),
    "Hebrew": ("cp1255", "iso8859_8"),
    "Spanish": ("cp1252", "iso8859_1", "mac_roman", "cp850"),
    "French": ("cp1252", "mac_roman", "cp850"),
    "Croatian": ("cp1250", "iso8859_2", "cp852"),
    "Polish": ("cp1250", "iso8859_2"),
}
NAMES: Final = {
    "Turkish": ("Şırnak", "Çukurca", "Kızıltepe"),
    "Russian": ("Тагавард", "Мартуни", "Агдам"),
    "Ukrainian": ("Ізюм", "Балаклія", "Снігурівка"),
    "Arabic": ("الحديدة", "تعز", "مأرب"),
    "Greek": ("Λευκωσία", "Έβρος", "Κιλκίς"),
    "Hebrew": ("רמת הגולן", "הבקעה", "אילת"),
    "Spanish": ("Nariño", "Cáceres", "Chocó"),
    "French": ("Ménaka", "près de Gao", "Forêt"),
    "Croatian": ("Šamac", "Žabljak", "Đakovo"),
    "Polish": ("Łomża", "Gdańsk", "Częstochowa"),
}
PAIRS: Final = [(language, page) for language, pages in CODE_PAGES.items() for page in pages]


@pytest.mark.parametrize(("language", "page"), PAIRS)
def test_a_table_of_one_row_is_read(language: str, page: str) -> None:
    text = TABLES[language]
    assert decoded("a.csv", text.encode(page))[0] == text


# In CP852 these few letters are as good a text in ISO 8859-2.
@pytest.mark.parametrize(("language", "page"), [pair for pair in PAIRS if pair[1] != "cp852"])
def test_an_english_table_with_names_is_read(language: str, page: str) -> None:
    cells = [name for name in NAMES[language] for _time in range(4)]
    rows = [
        f"2021-03-{row + 1:02d},{cell if row % 3 == 0 else 'Village'},1\n" for row, cell in enumerate(cells)
    ]
    text = "Date,Place,Killed\n" + "".join(rows)
    assert decoded("a.csv", text.encode(page))[0] == text


@pytest.mark.parametrize("text", ["Nagorno – Karabakh", "“quoted”, said the ministry", "the ministry’s"])
def test_marks_of_punctuation_alone_are_those_of_windows(text: str) -> None:
    assert decoded("a.csv", text.encode("cp1252"))[0] == text
