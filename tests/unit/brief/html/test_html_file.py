"""The HTML file as text: what it carries, and that nothing in it can be taken for markup or fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from typing import Any

import pytest

from components.address import read_address
from components.brief.contents import Brief
from components.brief.html import html_file
from components.brief.html.html_file import html_brief
from components.brief.html.page_data import page_data
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, SAFETY_LINE
from tests.tables import dataset_of, incident, tables
from tests.unit.filters.filter_cases import made

VIEWS = (
    "",
    "from=2020-11-23&to=2020-11-23",
    "actor=ANAMA+deminers&district=AZ-AGM",
    "from=1950-01-01&to=1950-01-02",
)
LARGEST_BYTES = 9_000_000


def brief_of(dataset: Dataset, query: str, public_url: str = "") -> Brief:
    address = read_address(query)
    return Brief(summary_of(dataset, address.incident_filter), address.view, public_url)


def written(brief: Brief) -> str:
    return html_brief(brief).decode()


def content_of(page: str, name: str = "data") -> Any:
    """What a data block of the page holds."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("query", VIEWS)
def test_a_file_carries_what_every_output_carries(dataset: Dataset, query: str) -> None:
    brief = brief_of(dataset, query, "https://atlas.example.org")
    content = html_brief(brief)
    assert len(content) < LARGEST_BYTES
    page = content.decode()
    text = unescape(re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))
    carried = [brief.title, brief.filter_text, brief.drawn_text, brief.edition_text, brief.address]
    carried += [SAFETY_LINE, DISCLAIMER, dataset.attribution, dataset.licence, dataset.sha256]
    carried += [f"{brief.source_count} sources", '<html lang="en"']
    carried += [f"<b>{figure.number}</b> {figure.word}" for figure in brief.figures]
    assert [each for each in carried if each not in text] == []
    incidents = content_of(page)["incidents"]
    assert [each["id"] for each in incidents] == list(
        dataset.incidents["incident_id"].iloc[brief.summary.rows]
    )
    assert sum(len(each["sources"]) for each in incidents) == brief.source_count


def test_the_map_of_a_file_has_its_rivers_and_names_where_they_are_from(dataset: Dataset) -> None:
    page = html_brief(brief_of(dataset, "")).decode()
    assert "Rivers: GSHHG (LGPL-3)" in page
    assert '"kind":"river"' in page.replace(" ", "")
    assert '"id":"rivers"' in page.replace(" ", "")


def test_the_same_view_gives_the_same_bytes(dataset: Dataset) -> None:
    brief = brief_of(dataset, "outcome=killed")
    assert html_brief(brief) == html_brief(brief)


def test_all_casualties_stand_in_the_file_and_those_of_the_filter_count(dataset: Dataset) -> None:
    brief = brief_of(dataset, "actor=Russian+peacekeepers&from=2020-11-23&to=2020-11-23")
    (incident,) = page_data(brief)["incidents"]
    assert [(row["actor"], row["counts"]) for row in incident["casualties"]] == [
        ("Azerbaijani armed forces", False),
        ("Russian peacekeepers", True),
        ("Nagorno-Karabakh emergency service", False),
    ]


def test_options_are_those_that_occur_among_what_matches(dataset: Dataset) -> None:
    choices = {each["key"]: each["values"] for each in page_data(brief_of(dataset, VIEWS[1]))["choices"]}
    assert [value for value, _ in choices["actor"]] == [
        "Azerbaijani armed forces",
        "Nagorno-Karabakh emergency service",
        "Russian peacekeepers",
    ]
    assert "district" not in choices


@pytest.mark.parametrize(
    ("query", "unit", "bars"),
    [
        ("", "Year", 30),
        ("from=2020-11-01&to=2020-11-30", "Day", 30),
        ("from=2020-11-01&to=2021-01-31", "Month", 3),
        ("from=2021-01-01&to=2023-12-31", "Month", 36),
        ("from=1950-01-01&to=1950-01-02", "Day", 2),
        ("from=0001-01-01&to=1950-01-02", "Year", 0),
    ],
)
def test_every_incident_has_its_bar_in_the_timeline(
    dataset: Dataset, query: str, unit: str, bars: int
) -> None:
    brief = brief_of(dataset, query)
    timeline = page_data(brief)["timeline"]
    assert timeline["unit"] == unit
    assert len([bar for bar in timeline["bars"] if bar["known"]]) == bars
    assert len(timeline["barOfEach"]) == brief.summary.incidents
    assert None not in timeline["barOfEach"]


def test_an_incident_whose_day_is_not_known_stands_in_a_hatched_bar_of_the_file() -> None:
    rough = incident(date_start="2020-11-01", date_end="2020-11-30", date_prec="4")
    brief = brief_of(dataset_of(tables(incidents=[rough], casualties=[], sources=[])), "")
    timeline = page_data(brief)["timeline"]
    assert [timeline["bars"][place] for place in timeline["barOfEach"]] == [
        {"name": "Nov 2020, day not known", "known": False}
    ]


def test_text_of_the_data_cannot_end_its_block() -> None:
    page = written(brief_of(made(), ""))
    assert "<script>alert" not in page
    assert "\u2028" not in page
    publishers = [source["publisher"] for each in content_of(page)["incidents"] for source in each["sources"]]
    assert any(name.startswith("</script><script>alert(1)</script>") for name in publishers)


def test_the_policy_lets_these_scripts_run_and_nothing_else(dataset: Dataset) -> None:
    page = written(brief_of(dataset, ""))
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    named = " ".join(f"'sha256-{digest}'" for digest in digests)
    assert len(scripts) == 15
    assert f"script-src {named};" in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "connect-src" not in policy
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_no_part_is_named_by_address(dataset: Dataset) -> None:
    page = written(brief_of(dataset, ""))
    markup = re.sub(r"<script.*?</script>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert not re.search(r"<link|\bsrc=|\bsrcset=|\bon[a-z]+=", markup)
    assert "url(" not in re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]  # type: ignore[index]


def test_the_style_names_no_address(dataset: Dataset) -> None:
    styles = page_data(brief_of(dataset, ""))["styles"]
    assert {type(source["data"]) for style in styles.values() for source in style["sources"].values()} == {
        dict
    }
    assert all("glyphs" not in style and "sprite" not in style for style in styles.values())


@pytest.mark.parametrize(
    ("query", "column"),
    [("", "name_en"), ("lang=ru", "name_en"), ("names=ru", "name_ru"), ("lang=hy&names=az", "name_az")],
)
def test_names_on_the_map_are_those_of_the_list_beside_it(dataset: Dataset, query: str, column: str) -> None:
    """The file is English whatever the page's language; a view may choose other names for its map."""
    styles = page_data(brief_of(dataset, query))["styles"]
    for style in styles.values():
        names = {
            layer["layout"]["text-field"][1]
            for layer in style["layers"]
            if layer["id"] in ("town-labels", "district-labels", "country-labels")
        }
        assert names == {column}


def test_reference_lines_are_in_the_file_only_when_the_view_has_them(dataset: Dataset) -> None:
    assert "reference_lines" not in page_data(brief_of(dataset, ""))["layers"]
    assert "reference_lines" in page_data(brief_of(dataset, "lines=1"))["layers"]


@pytest.mark.parametrize("part", ["worker_address.js", "matching.js", "map.js", "page.js"])
def test_no_script_sets_markup(part: str) -> None:
    script = html_file._part(part)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script
    )
