"""The manual corrections to Natural Earth's districts; nothing is corrected anywhere else.

`SOURCES.md` repeats them for readers. Rows are named by Natural Earth's `adm1_code`,
because the ISO codes are part of what has to be corrected.
"""

from typing import Final

# The two Şuşa rows carry each other's names in other languages: the town's row has
# "Shusha District" throughout, and the district's row has the town.
CROSSED_NAMES: Final = (("AZE-1737", "AZE-5565"),)

# This row is Laçın by place, GeoNames id and neighbours, but all its names are Lənkəran's.
ROWS_WITH_A_STRANGERS_NAMES: Final = ("AZE-1735",)

ISO_CODES: Final = {
    "AZE-1735": "AZ-LAC",
    # Şuşa town is part of its district; the source gives it a code of its own making.
    "AZE-5565": "AZ-SUS",
}

# Where two polygons share a code: the row whose names the whole takes. Elsewhere the
# larger polygon's names win, which for these pairs would come to the same by luck only.
NAMING_ROWS: Final = {
    "AZ-LA": "AZE-1707",
    "AZ-SA": "AZE-1727",
    "AZ-SUS": "AZE-1737",
    "AZ-YEV": "AZE-1688",
}

# Names found in a row that belong to somebody else: to the neighbour, and to Brazil.
FOREIGN_NAMES: Final = {"AZE-4838": ("Khojali",), "AZE-1727": ("Carajás Mountains",)}

# Names after dissolving, by ISO code. Azerbaijani: the official names where the source
# has an English or a former one.
NAMES: Final[dict[str, dict[str, str]]] = {
    "AZ-GYG": {"name_az": "Göygöl"},
    "AZ-HAC": {"name_az": "Hacıqabul"},
    "AZ-KAN": {"name_az": "Kəngərli"},
    "AZ-LA": {"name_az": "Lənkəran"},
    "AZ-LAC": {"name_en": "Lachin", "name_az": "Laçın", "name_ru": "Лачинский район"},
    "AZ-QBI": {"name_az": "Qubadlı"},
    "AZ-SBN": {"name_az": "Şabran"},
    "AZ-SR": {"name_en": "Shirvan", "name_az": "Şirvan"},
    "AZ-SUS": {"name_en": "Shusha"},
    "AZ-XA": {"name_en": "Stepanakert / Khankendi", "name_az": "Xankəndi"},
    "AZ-YEV": {"name_az": "Yevlax"},
    # Dissolved from districts of a lower level: none of their names is the whole's.
    "BA-BIH": {"name_en": "Federation of Bosnia and Herzegovina"},
    "MG-A": {"name_en": "Toamasina"},
    "MG-D": {"name_en": "Antsiranana"},
    "MG-F": {"name_en": "Fianarantsoa"},
    "MG-M": {"name_en": "Mahajanga"},
    "MG-T": {"name_en": "Antananarivo"},
    "MG-U": {"name_en": "Toliara"},
}

# Dissolved from lower districts: the members' Russian names must not stand for the whole.
WITHOUT_RUSSIAN_NAME: Final = ("BA-BIH", "MG-A", "MG-D", "MG-F", "MG-M", "MG-T", "MG-U")

# Where the package's country contradicts the ISO 3166-2 code in the same row, the code
# holds; two claims by several states get no country rather than one side's.
COUNTRIES: Final[dict[str, str | None]] = {
    "UA-40": "UA",
    "UA-43": "UA",
    "-99-X06~": None,
    "-99-X08~": None,
}

# Towns by GeoNames id: their Azerbaijani names, where GeoNames has a Turkish or a former form.
TOWN_NAMES: Final[dict[int, dict[str, str]]] = {
    585915: {"name_az": "Xırdalan"},
    586763: {"name_az": "Şabran", "name_en": "Shabran"},
}
