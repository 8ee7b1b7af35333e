"""The names and codes that tables give to countries, as keys to look them up by."""

import json
from pathlib import Path
from typing import Final

import pandas
from babel import Locale

from data.places.naming.place_names import latin_key

LANGUAGES: Final = (
    "am ar az be bg bn bs ckb cs de el en es et fa fi fr he hi hr hu hy id it ja ka kk km ko ku ky lo "
    "lt lv mk my ne nl no pl ps pt ro ru si sk sl so sq sr sv sw ta tg th tk tr uk ur uz vi zh"
).split()

# Names in use in datasets of this field that CLDR has not among its first ones.
OTHER_NAMES: Final = {
    "BA": ["Bosnia", "Bosnia-Herzegovina"],
    "CD": ["DR Congo", "DRC", "Zaire", "Democratic Republic of Congo", "Congo DR", "Congo-Kinshasa"],
    "CG": ["Congo", "Republic of Congo", "Republic of the Congo", "Congo-Brazzaville"],
    "CI": ["Ivory Coast"],
    "CZ": ["Czech Republic"],
    "EH": ["Western Sahara"],
    "FK": ["Falkland Islands"],
    "GB": ["Great Britain", "UK"],
    "IR": ["Islamic Republic of Iran"],
    "KP": ["DPRK"],
    "KR": ["Republic of Korea"],
    "LA": ["Lao PDR", "Lao People's Democratic Republic"],
    "MD": ["Republic of Moldova"],
    "MK": ["Macedonia", "FYROM"],
    "MM": ["Burma"],
    "PS": ["Palestine", "State of Palestine", "Palestinian Territories", "Gaza"],
    "RU": ["Russian Federation"],
    "SY": ["Syrian Arab Republic"],
    "SZ": ["Swaziland"],
    "TL": ["East Timor"],
    "TR": ["Turkey", "Türkiye"],
    "TZ": ["United Republic of Tanzania"],
    "US": ["USA", "United States of America"],
    "VE": ["Bolivarian Republic of Venezuela"],
    "VN": ["Viet Nam"],
}


def read_country_names(countries_path: Path) -> pandas.DataFrame:
    """One row a country: `adm0`, and `keys` with `|` between; a name that two countries share is left out.

    A code, and after it a name of `OTHER_NAMES`, goes before names of others that are written alike in
    Latin letters: BR is Brazil, however an abjad spells another country.
    """
    countries = json.loads(countries_path.read_text(encoding="utf-8"))
    owners: dict[str, str | None] = {}
    for names in (codes_of, other_names_of, names_of):
        found: dict[str, set[str]] = {}
        for code, country in sorted(countries.items()):
            for name in names(code, country):
                found.setdefault(latin_key(name), set()).add(code)
        for key, codes in found.items():
            owners.setdefault(key, codes.pop() if len(codes) == 1 else None)
    keys: dict[str, list[str]] = {code: [] for code in sorted(countries)}
    for key, owner in sorted(owners.items()):
        if key and owner:
            keys[owner].append(key)
    return pandas.DataFrame({"adm0": list(keys), "keys": ["|".join(own) for own in keys.values()]})


def codes_of(code: str, country: dict[str, object]) -> list[str]:
    """ISO alpha-2, alpha-3 and numeric."""
    return [code, str(country["iso3"]), str(country["isonumeric"])]


def other_names_of(code: str, country: dict[str, object]) -> list[str]:
    """GeoNames' English name, and those of the list above."""
    return [str(country["name"]), *OTHER_NAMES.get(code, [])]


def names_of(code: str, _country: dict[str, object]) -> list[str]:
    """CLDR's names in every language."""
    return [str(name) for tag in LANGUAGES if (name := territories(tag).get(code))]


def territories(language: str) -> dict[str, object]:
    """CLDR's names of the countries in a language; none for one that it does not have."""
    return dict(Locale.parse(language).territories)
