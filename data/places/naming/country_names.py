"""Countries by whatever name or code a table gives them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from data.language import current
from data.places.naming.place_names import latin_key
from data.tables.layers import districts
from data.tables.layers.parquet_layers import table_of

_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")


@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """The ISO alpha-2 code of a country named by code (alpha-2, alpha-3, numeric) or in any of some forty
    languages; "" when it is not known, or when two countries go by that name.
    """
    stripped = text.strip()
    for form in (stripped, _IN_BRACKETS.sub("", stripped)):
        if code := _codes_by_key().get(latin_key(form.lstrip("0") if form.isdigit() else form)):
            return code
    return ""


@cache
def _codes_by_key() -> dict[str, str]:
    countries = table_of(districts.BUNDLED / "country_names.parquet", ("adm0", "keys"))
    codes, keys = (countries[column].to_pylist() for column in ("adm0", "keys"))
    return {key: code for code, own in zip(codes, keys, strict=True) for key in own.split("|")}


def country_name(adm0: str) -> str:
    """The country's name in the language spoken now; its code where the atlas has no name for it."""
    return _names_by_code(current()).get(adm0, adm0)


@cache
def _names_by_code(language: str) -> dict[str, str]:
    countries = districts.layer("countries")
    return dict(zip(countries["adm0"], countries[f"name_{language}"], strict=True))
