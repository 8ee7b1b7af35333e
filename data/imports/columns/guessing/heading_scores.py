"""How well a heading says which field its column stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from data.imports.columns.fields import HEADINGS, Field, Looks
from data.places.notations.normal_text import one_form
from data.places.notations.systems import named_system
from data.text.search_text import folded_words

_ABBREVIATED: Final = 0.45
_LEAST_LETTERS: Final = 3
_LETTERS_OF_A_SHAPEFILE: Final = 10
_MISLEADING: Final = frozenset(
    "emplacing perpetrator responsible code codigo id review approval validation".split()
)
"""Words that make another thing of a header that ends or begins like a field's."""
_DAYS: Final = ("date", "date_end")
OF_A_RECORD: Final = frozenset(
    "submission submitted entry entered creation created edit edited update updated modified upload uploaded registration"
    " registered timestamp".split()
)
DAY_OF_RECORD: Final = (
    "The column “{column}” was read as the day of the incident, because no other column gives one; its heading says when "
    "the record was made. Choose another column if that is wrong."
)
_SCORE_OF_RECORD: Final = 0.05
"""The day on which a record was made is taken where nothing else is a day."""
_LETTERS_OF_AN_AXIS: Final = 12
_OF_GRID: Final = frozenset("gauss kruger krueger гаусс крюгер гаус кригер mgi gk гк".split())
"""Words that make metres of X and Y, though the system is still to be named."""
GRID_AXES: Final = ("easting", "northing", "longitude", "latitude")
BY_SYSTEM: Final = 1.6
_OF_NOTATION: Final = frozenset("dd dms ddm dec decimal deg degree degrees wgs wgs84 84".split())
"""Words beside “lat” that say how it is written."""
_AXIS_OF: Final = {"lat": "latitude", "lon": "longitude", "lng": "longitude", "long": "longitude"}
"""Ends of headings: “location_lat”."""
_OF_A_NUMBER: Final = frozenset(
    word
    for text in (
        "number no num count total of people persons person pers pax nr количество кол во число человек чел люди людей кількість осіб"
        " sayi sayisi kisi neferlik sayda nefer թիվ մարդ numero de cantidad personas nombre personnes pessoas anzahl personen"
        " عدد تعداد نفر أشخاص broj osoba lica liczba osob numero persone αριθμος ατομα จำนวน คน so nguoi רשימת מספר"
    ).split()
    for word in folded_words(one_form(text))
)
"""Words of a heading that say that it counts, and not whom."""
_EAST: Final = frozenset("x e east easting este est восток y_east rechtswert".split())
_NORTH: Final = frozenset("y n north northing norte nord север hochwert".split())


@cache
def axis_of_grid(column: str) -> str:
    """“easting” or “northing” of a heading that names a coordinate system beside X or E; else ""."""
    if not re.search(r"\d", column) or (
        named_system(column) is None and not _OF_GRID & set(words_of(column))
    ):
        return ""
    words = set(words_of(column))
    is_east, is_north = bool(words & _EAST), bool(words & _NORTH)
    # “38N” in the name of a system is no axis.
    if is_east == is_north:
        words = set(words_of(re.sub(r"[(\[].*", "", column)))
        is_east, is_north = bool(words & _EAST), bool(words & _NORTH)
    return "" if is_east == is_north else "easting" if is_east else "northing"


def axis_in_grid(column: str, columns: Iterable[str]) -> str:
    """What `axis_of_grid` gives, or the axis of a bare X or E beside a heading that names the system."""
    if (axis := axis_of_grid(column)) or not (words := set(words_of(column))) <= _EAST | _NORTH:
        return axis
    if not words or len(column) > _LETTERS_OF_AN_AXIS or not any(map(axis_of_grid, columns)):
        return ""
    return "easting" if words <= _EAST else "northing" if words <= _NORTH else ""


@lru_cache(maxsize=16_384)
def header_score(field: Field, column: str) -> float:
    """1 for the field's first header, a little less for each later one, half for a header that ends so."""
    headers = _headers(field)
    names = [column, *_GROUPED.findall(column)]
    score = max(_score_of_words(field, words_of(name), headers) for name in names)
    if score or _is_cut(column, headers):
        return score or _ABBREVIATED
    if field.looks is Looks.WORDS and any(
        folded_words(one_form(name)) in headers for name in _either(column)
    ):
        return _ABBREVIATED
    return 0.0


def _either(column: str) -> list[str]:
    """The words of a heading that names two things by one word each, such as “Village/Town”; else none."""
    parts = [part.strip() for part in column.split("/")]
    is_so = len(parts) > 1 and all(part.isalpha() and not part[0].islower() for part in parts)
    return parts if is_so else []


def _is_cut(column: str, headers: list[list[str]]) -> bool:
    """Whether a heading is the beginning of one of the headers, cut at ten letters as in a shapefile: “NUM_INJURE”."""
    if (
        len(column) != _LETTERS_OF_A_SHAPEFILE
        or not column.isascii()
        or not column.replace("_", "").isalnum()
    ):
        return False
    begun = " ".join(words_of(column))
    return any(
        len(" ".join(header)) > len(begun) and " ".join(header).startswith(begun) for header in headers
    )


_GROUPED: Final = re.compile(r"^\w+(?:-\w+)*-([A-Za-z]\w*)$", re.ASCII)
"""A question below its groups, as ODK writes it: “event-date_of_accident”."""


def _score_of_words(field: Field, words: list[str], headers: list[list[str]]) -> float:
    words = [word for word in words if word not in _beside(field)] or words
    if field.name in _DAYS and OF_A_RECORD & set(words):
        is_of_a_day = any(words[-len(header) :] == header for header in headers)
        return _SCORE_OF_RECORD if field.name == "date" and is_of_a_day else 0.0
    for place, header in enumerate(headers):
        if words == header or "".join(words) == "".join(header):
            return 1.0 - place / 800
    if _MISLEADING & set(words):
        return 0.0
    if _AXIS_OF.get(words[-1] if words else "") == field.name and len(words) > 1:
        return _ABBREVIATED
    if len(words) > 1 and any(_abbreviates(words, header) for header in headers):
        return _ABBREVIATED
    for place, header in enumerate(headers):
        longest = max(map(len, header))
        if longest > 3 and (words[-len(header) :] == header or words[: len(header)] == header):
            return 0.5 - place / 1600
    return 0.0


def _beside(field: Field) -> frozenset[str]:
    """Words of a heading that say how a field is written, and not what it is."""
    if field.name in ("longitude", "latitude"):
        return _OF_NOTATION
    return _OF_A_NUMBER if field.looks is Looks.NUMBER_OF_PEOPLE else frozenset()


def _abbreviates(words: list[str], header: list[str]) -> bool:
    """Whether every word begins one of the header, as where a shapefile cuts names at ten bytes."""
    return len(words) == len(header) and all(
        len(word) >= _LEAST_LETTERS and whole.startswith(word)
        for word, whole in zip(words, header, strict=True)
    )


@cache
def _headers(field: Field) -> list[list[str]]:
    """The words of each header, folded as those of a column are."""
    return [folded_words(one_form(header.replace("_", " "))) for header in HEADINGS[field.name]]


def words_of(column: str) -> list[str]:
    """The words of a heading without those of its groups, folded as those of `HEADINGS` are."""
    # KoBo, ODK and other forms write a question's groups before it: “accident/place/district”.
    # The “lat/lon” in brackets is no question of a group.
    column = re.sub(r"(?<=.)[(\[][^)\]]*[)\]]?", lambda found: found[0].replace("/", " "), column)
    column = re.split(r"[/:]|(?<=[a-z0-9])\.(?=[a-z_])", column)[-1] or column
    parted = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", column).replace("_", " ")
    return folded_words(one_form(parted))
