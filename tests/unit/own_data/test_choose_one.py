"""Where the page lets a visitor choose one of several, with the candidates on a small map."""

from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree

from components.own_data.choose_one import choose_one, decided
from components.own_data.corrected_mapping import with_decisions
from components.own_data.small_map import small_map
from components.server.visitors.visitors_data import OwnData
from components.theme import PALETTES
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.days.days import DayOrder
from data.imports.import_tables import read_upload

SEVERAL = b"Date,Village,Country,Killed\n03/04/2020,Yenik\xc9\x99nd,AZ,1\n05/06/2020,Yenik\xc9\x99nd,AZ,1\n"


def own(columns: ColumnMapping | None = None) -> OwnData:
    found = OwnData("token", "rows.csv", len(SEVERAL), 0.0)
    found.imported = read_upload("rows.csv", SEVERAL, columns)
    return found


def test_a_small_map_numbers_its_points_and_asks_nobody_for_anything() -> None:
    address = small_map([(46.6, 40.4), (47.0, 39.8)])
    svg = b64decode(address.partition("base64,")[2]).decode()
    ElementTree.fromstring(svg)  # noqa: S314 - made here
    assert ">1</text>" in svg
    assert ">2</text>" in svg
    assert "Azerbaijan" in svg
    assert "href" not in svg


def test_a_small_map_is_drawn_in_the_colours_of_a_dark_page_too() -> None:
    svg = b64decode(small_map([(46.6, 40.4)]).partition("base64,")[2]).decode()
    light, dark = svg.split("@media screen and (prefers-color-scheme:dark)")
    assert PALETTES["light"].land in light
    assert PALETTES["dark"].land in dark
    assert not any(colour in dark for colour in (PALETTES["light"].land, PALETTES["light"].sea))


def test_points_on_both_sides_of_the_world_have_a_map_too() -> None:
    assert small_map([(-179.0, -80.0), (179.0, 80.0)])
    assert small_map([(0.0, 0.0)])
    assert small_map([]) == ""


def test_each_choice_is_on_the_page_with_its_candidates() -> None:
    imported = own().imported
    assert imported is not None
    text = str(choose_one(imported.open_choices, None))
    assert "Which place is “Yenikənd”?" in text
    assert "Goranboy" in text
    assert "none of these" in text
    assert "data:image/svg+xml" in text
    assert "Which day is “03/04/2020”?" in text
    assert "4 Mar 2020" in text
    assert choose_one((), None) is None


def test_what_a_visitor_chose_is_read_with_and_can_be_changed() -> None:
    first = own()
    assert first.imported is not None
    positions = {one.key: place for place, one in enumerate(first.imported.open_choices)}
    place = positions["place: Yenikənd | AZ"]
    value = first.imported.open_choices[place].options[0].value
    mapping = with_decisions(ColumnMapping({}), first, {place: value, positions["day_order"]: "month_first"})
    assert mapping.choices == {"place: Yenikənd | AZ": value}
    assert mapping.day_order is DayOrder.MONTH_FIRST
    second = own(mapping)
    assert second.imported is not None
    assert second.imported.dataset.incidents["longitude"].notna().all()
    changed = with_decisions(
        mapping, second, {number: None for number, _one in enumerate(second.imported.open_choices)}
    )
    assert changed.choices == {}


def test_a_value_that_is_no_candidate_is_not_taken() -> None:
    imported = own().imported
    assert imported is not None
    assert decided(imported.open_choices, ["x", "y"], {}) == {}


def test_the_name_of_a_country_is_not_covered_by_a_number() -> None:
    names = re.compile(r'<text x="([\d.]+)" y="([\d.]+)">([^<]+)</text>')
    dots = re.compile(r'<circle cx="([\d.]+)" cy="([\d.]+)"')
    for shift in range(12):
        svg = b64decode(small_map([(47.2 + shift / 20, 40.3)]).split(",")[1]).decode()
        ((x, y),) = [tuple(map(float, found)) for found in dots.findall(svg)]
        for name_x, name_y, name in names.findall(svg):
            is_beside = abs(float(name_x) - x) >= 9 + 3 * len(name) or abs(float(name_y) - y) >= 12
            assert is_beside, name
