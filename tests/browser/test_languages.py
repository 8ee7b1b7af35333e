"""Each language in a real browser: nothing stays English by mistake, and long words find their room.

The atlas of this module (bracketed_atlas.py) speaks Azerbaijani, Armenian and Russian as it is; in place of English
it writes every text of a catalogue in ⟦ ⟧. What is outside of these brackets did not come from a catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import pytest
from playwright.sync_api import Page

from data import language as spoken
from data.folders.tables.atlas_tables import read_folder
from data.language import LANGUAGES, day_text, ngettext, number_text, speaking
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED
from tests.browser.expecting import expect

pytestmark = pytest.mark.shared
OpenPage = Callable[..., Page]
Wait = Callable[[Page], None]

TRANSLATED: Final = sorted(set(LANGUAGES) - {"en"})
FOUNDING_CASE: Final = "incident=KAR-20201123-01"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return read_folder(BUNDLED)


@pytest.fixture(scope="module")
def atlas(start_atlas: Callable[[str], str]) -> str:
    """The address of an atlas whose English is in brackets."""
    return start_atlas("tests/browser/bracketed_atlas.py")


OPEN_ALL: Final = """() => {
  for (const part of document.querySelectorAll("details")) part.open = true;
}"""

TEXTS: Final = """() => {
  const skipped = "script, style, noscript, textarea, [lang]:not(html), .ag-hidden, .maplibregl-control-container, svg.main-svg";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    texts.push(node.parentElement.closest(skipped) ? "\\u0000" : node.textContent);
  }
  const attributes = [];
  for (const element of document.body.querySelectorAll("[aria-label], [title], [placeholder], [alt], [aria-description]")) {
    if (element.closest(skipped)) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"]) {
      if (element.getAttribute(name)) attributes.push(element.getAttribute(name));
    }
  }
  return [document.title, texts.join("\\u0001"), ...attributes];
}"""
"""The title, all texts of the page in order, and each text of an attribute; what carries its own language is left out."""

_MONTH: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
NOT_WORDS: Final = re.compile(
    rf"(?:\d{{1,2}} )?{_MONTH} \d{{4}}|"  # days and months, which Babel writes
    r"\band\b|\bor\b|\b(?:English|Russian|Azerbaijani|Armenian|Turkish)\b|"  # lists and names of languages, Babel's too
    r"[A-Z]{2}-[A-Z0-9]{1,3}|[0-9a-f]{12}|"  # codes of districts, the data's hash
    r"\.(?:pptx|docx|pdf|png|svg|html|xlsx|csv\.zip|csv|geojson|parquet|gpkg)|\bCSV\b|\bGeoJSON\b|\bGeoParquet\b|"
    r"\b(?:MGRS|UTM)\b|[\W\d_]"
)


def outside_brackets(text: str) -> str:
    """What of a text stands in no ⟦ ⟧, each piece on its own line."""
    depth, remaining = 0, []
    for letter in text:
        if letter == "⟦":
            depth += 1
            remaining.append("\n")
        elif letter == "⟧":
            depth -= 1
            assert depth >= 0, text[:200]
        elif depth == 0:
            remaining.append("\n" if letter in "\u0000\u0001" else letter)
    assert depth == 0, f"an unclosed bracket in {text[:200]}"
    return "".join(remaining)


def data_texts(dataset: Dataset) -> list[str]:
    """Texts that the tables give, the longest first; coded terms are none of them."""
    free = {
        "incidents": ("incident_id", "location_as_reported", "place_name", "adm1_name", "device_as_reported",
                      "emplacing_actor", "attribution", "summary", "notes"),
        "casualties": ("affected_actor", "affected_side"),
        "sources": ("publisher", "url", "language", "upstream_source", "via", "what_it_supports"),
        "places": ("place_name", "aliases", "note"),
        "official_totals": tuple(dataset.official_totals.columns),
    }  # fmt: skip
    texts = {dataset.title, dataset.licence, dataset.attribution, *dataset.limits, *LANGUAGES.values()}
    for table, columns in free.items():
        rows: pd.DataFrame = getattr(dataset, table)
        for column in columns:
            if column in rows:
                for cell in rows[column].dropna().astype(str).unique():
                    texts |= {cell, cell.replace("_", " "), *cell.split("|")}
    for translation in dataset.translations.values():
        texts |= {*translation.actors.values(), *translation.sides.values()}
    texts -= {"unknown", "not known", ""}
    return sorted(texts, key=len, reverse=True)


def left_over(text: str, known: list[str]) -> list[str]:
    """Words of a text that came neither from a catalogue nor from the data, and are no number, day or code."""
    outside = outside_brackets(text)
    for cell in known:
        if cell in outside:
            outside = re.sub(rf"(?<!\w){re.escape(cell)}(?!-?\w)", "\n", outside)
    return [line.strip() for line in outside.splitlines() if NOT_WORDS.sub("", line)]


def test_brackets_and_data_are_distinguished_from_what_was_forgotten(dataset: Dataset) -> None:
    """The measure itself: it finds an unmarked word, alone and beside marked ones."""
    known = data_texts(dataset)
    assert left_over("⟦131 incidents: ⟦121⟧ on the map⟧ · 23 Nov 2020, Tərtər (AZ-TAR)", known) == []
    assert left_over("⟦Filters⟧\u0001Reset\u0001⟦Share⟧", known) == ["Reset"]
    assert left_over("⟦near ⟦x⟧⟧ and 5 more", known) == ["and 5 more"]


@pytest.mark.parametrize(
    "query",
    [
        f"?{FOUNDING_CASE}",
        "?actor=Civilians&from=2021-01-01&outcome=killed&district=AZ-AGM&precision=2&q=tractor",
        "?from=nonsense&incident=none&data=0123456789ab&lon=east",
        "?actor=Nobody",
    ],
)
def test_every_text_comes_from_a_catalogue(
    page: Page, atlas: str, wait_for_map: Wait, dataset: Dataset, query: str
) -> None:
    page.goto(f"{atlas}/{query}")
    wait_for_map(page)
    page.evaluate(OPEN_ALL)
    page.locator(".incident-table-grid .ag-header-cell").first.wait_for()
    page.locator(".open-share").click()
    page.locator(".share-files a").first.wait_for()
    page.locator(".share-preview iframe").wait_for()
    known = ["Nobody", *data_texts(dataset)]
    assert [words for shown_text in page.evaluate(TEXTS) for words in left_over(shown_text, known)] == []


def test_everything_that_an_embedded_map_says_comes_from_a_catalogue(
    page: Page, atlas: str, wait_for_map: Wait, dataset: Dataset
) -> None:
    page.goto(f"{atlas}/embed?controls=1&actor=Civilians&measure=killed")
    wait_for_map(page)
    page.evaluate(OPEN_ALL)
    known = data_texts(dataset)
    assert [words for shown_text in page.evaluate(TEXTS) for words in left_over(shown_text, known)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_page_in_another_language_is_no_wider_than_the_screen(
    open_page: OpenPage, atlas: str, wait_for_map: Wait, language: str
) -> None:
    widths = (320, 390, 1024, 1440)
    page = open_page(widths[0], 900)
    page.goto(f"{atlas}/?lang={language}&actor=Nagorno-Karabakh+emergency+service&{FOUNDING_CASE}")
    wait_for_map(page)
    page.evaluate(OPEN_ALL)
    assert page.locator("html").get_attribute("lang") == language
    with speaking(language):
        incidents = ngettext("{number} incident", "{number} incidents", 2).format(number=number_text(2))
        title = spoken._("Mine incident atlas")
    expect(page.locator(".headline-figures")).to_contain_text(incidents)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.title().startswith(title)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        wait_for_map(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        overflows = {panel: page.evaluate(OVERFLOW, panel) for panel in PANELS}
        assert {panel: px for panel, px in overflows.items() if px > 0} == {}, width
        assert page.evaluate(CUT_OFF) == [], width


PANELS: Final = (".page-header", ".page-headline", ".page-filters", ".page-aside", ".incident-map-sheet")
OVERFLOW: Final = """(name) => {
  const box = document.querySelector(name);
  return box.scrollWidth - box.clientWidth;
}"""
"""By how many pixels what is in a panel is wider than it."""


CUT_OFF: Final = """() => [...document.querySelectorAll("button, summary, label, h1, h2, h3, th, dt, .figure, .safety")]
  .filter((element) => element.offsetParent !== null && !element.closest(".ag-root-wrapper, .visually-hidden"))
  .filter((element) => element.scrollWidth - element.clientWidth > 1 && getComputedStyle(element).display !== "inline")
  .map((element) => element.textContent.slice(0, 60))"""
"""Texts that are wider than the box in which they stand."""


@pytest.mark.parametrize("language", TRANSLATED)
def test_days_are_chosen_and_typed_as_the_language_writes_them(
    page: Page, atlas: str, wait_for_map: Wait, language: str
) -> None:
    page.goto(f"{atlas}/?lang={language}&from=2020-11-23")
    wait_for_map(page)
    with speaking(language):
        first, months = spoken._("First day"), spoken.calendar_names()
    field = page.get_by_role("textbox", name=first)
    expect(field).to_have_value(f"23 {months['monthsShort'][10]} 2020")
    field.click()
    expect(page.locator(".mantine-DateInput-calendarHeaderLevel")).to_contain_text(months["months"][10])
    expect(page.locator(".mantine-DateInput-weekday").first).to_have_text(months["weekdaysMin"][1])
    field.fill(f"1 {months['monthsShort'][4]} 2021")
    page.keyboard.press("Tab")
    page.wait_for_url("**from=2021-05-01*")


def test_the_language_is_chosen_on_the_page_and_the_filter_stays(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?lang=ru&outcome=killed")
    wait_for_map(page)
    page.get_by_role("textbox", name="Язык").click()
    page.get_by_role("option", name=LANGUAGES["hy"]).click()
    page.wait_for_url("**lang=hy*")
    wait_for_map(page)
    assert "outcome=killed" in page.url
    assert page.locator("html").get_attribute("lang") == "hy"


def test_the_paragraph_for_a_briefing_is_english_and_says_so(
    page: Page, atlas: str, wait_for_map: Wait, dataset: Dataset
) -> None:
    page.goto(f"{atlas}/?lang=ru&from=2020-11-23&to=2020-11-23")
    wait_for_map(page)
    page.locator(".open-share").click()
    paragraph: Any = page.locator("#share-paragraph")
    expect(paragraph).to_have_value(re.compile("^On 23 November 2020"))
    assert paragraph.get_attribute("lang") == "en"


def test_a_day_reads_otherwise_in_each_language() -> None:
    """Or the tests above would compare English with English."""
    texts = set()
    for language in LANGUAGES:
        with speaking(language):
            texts.add(day_text(pd.Timestamp("2020-11-23").date()))
    assert len(texts) == len(LANGUAGES)
