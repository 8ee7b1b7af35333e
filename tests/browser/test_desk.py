"""The desk from a pasted report to a circle or shade that the atlas serves, by mouse and by keyboard, in four languages, and what axe finds on its pages."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from data.language import _, speaking
from data.store.collection import open_collection
from data.store.records.documents import IncidentDocument
from data.store.records.records import State
from tests.browser.conftest import OpenPage, StartAtlas
from tests.browser.expecting import expect
from tests.browser.test_accessibility import RULES, SETTLED
from tests.chromium import PATIENCE_MS
from tests.tables import incident, source
from tests.unit.desk.conftest import REPORT

LOOKS: Final = ((1440, "light"), (390, "dark"))
"""Width of the window and colour scheme."""
OTHER: Final = {
    "date_start": "2020-11-24",
    "date_end": "2020-11-24",
    "adm0": "AZ",
    "adm1_iso": "AZ-TAR",
    "longitude": "",
    "latitude": "",
    "where_prec": "3",
    "coord_method": "none",
}


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection with one incident that the report might be of."""
    path = tmp_path_factory.mktemp("desk") / "desk.sqlite"
    with open_collection(str(path)) as opened:
        document = IncidentDocument(incident(incident_id="OTHER", **OTHER), [], [source()])
        opened.save(document, who="B", why="", state=State.READY)
        opened.publish(who="B", why="The first.")
    return path


@pytest.fixture(scope="session")
def atlas(start_atlas: StartAtlas, collection: Path) -> str:
    """The address of the desk, in place of an atlas: these pages may ask nobody else."""
    return start_atlas("app.py", "desk", str(collection))


@pytest.fixture(scope="session")
def served(start_atlas: StartAtlas, collection: Path) -> str:
    """The address of an atlas of the collection's newest edition."""
    return start_atlas("app.py", "--data", str(collection))


def incidents_of_that_day(page: Page, served: str) -> dict[str, Any]:
    """What the atlas serves of the day of the report, by identifier."""
    features = page.request.get(f"{served}/incidents.geojson?from=2020-11-23&to=2020-11-23").json()[
        "features"
    ]
    return {one["properties"]["incident_id"]: one for one in features}


def new_incidents(page: Page, served: str, before: Mapping[str, Any]) -> list[Any]:
    """What the atlas serves of that day since; it follows a new edition within seconds."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while (after := incidents_of_that_day(page, served)) == before and time.monotonic() < end:
        page.wait_for_timeout(100)
    return [one for key, one in after.items() if key not in before]


@dataclass(frozen=True)
class Hand:
    """A reader who uses the desk's pages by mouse or by keyboard alone, in a language."""

    page: Page
    language: str
    has_mouse: bool

    def words(self, text: str) -> str:
        """A text of the pages in the reader's language."""
        with speaking(self.language):
            return _(text)

    def write(self, label: str, text: str) -> None:
        """Write into a field that was reached by its label."""
        self._reach(self.page.get_by_label(self.words(label), exact=True), press="")
        self.page.keyboard.insert_text(text)

    def press(self, name: str, **values: object) -> None:
        """Press a button or follow a link."""
        named = self.words(name).format(**values)
        button, link = (self.page.get_by_role(role, name=named, exact=True) for role in ("button", "link"))
        self._reach(button.or_(link).first, press="Enter")

    def choose(self, name: str) -> None:
        """Choose one of several answers."""
        self._reach(self.page.get_by_role("radio", name=self.words(name), exact=True), press="Space")

    def _reach(self, what: Locator, press: str) -> None:
        if self.has_mouse:
            what.click()
        else:
            what.focus()
            if press:
                self.page.keyboard.press(press)


def complaints(page: Page) -> list[str]:
    """What axe finds wrong or leaves undecided beyond what is settled."""
    found = Axe().run(page, options={"runOnly": RULES}).response
    wrong = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]
    return wrong + [
        f"{one['id']}: {[n['html'][:200] for n in one['nodes']]}"
        for one in found["incomplete"]
        if one["id"] not in SETTLED
    ]


@pytest.mark.parametrize(
    ("language", "has_mouse"), [("en", False), ("ru", True), ("az", False), ("hy", True)]
)
def test_a_report_is_pasted_coded_and_published(
    open_page: OpenPage, atlas: str, served: str, language: str, has_mouse: bool
) -> None:
    page = open_page()
    hand = Hand(page, language, has_mouse)
    before = incidents_of_that_day(page, served)
    page.goto(f"{atlas}/desk/language/{language}")
    page.goto(f"{atlas}/desk/report")
    hand.write("Text of the report", REPORT)
    hand.write("Publisher", "Example Times")
    hand.write("Address", f"https://example.org/{language}")
    hand.press("Read the report")
    expect(page.locator("mark", has_text="Monday")).to_be_visible()
    expect(page.locator("mark.desk-left-out").first).to_be_visible()
    assert complaints(page) == []
    hand.press("Code incident {number}", number=1)
    expect(page.get_by_role("heading", name=hand.words("Is it known already?"))).to_be_visible()
    assert complaints(page) == []
    hand.choose("A new incident, none of these")
    hand.press("Go on")
    expect(page.get_by_label(hand.words("First day"), exact=True)).to_have_value("2020-11-23")
    with page.expect_response("**/desk/check"):
        hand.write("Summary", "A mine killed one soldier and injured five people.")
    latitude = page.locator("[id='incident.latitude']")
    if has_mouse:
        drafted = latitude.input_value()
        page.locator("#place-map input[name=map-large]").click(position={"x": 300, "y": 190})
        expect(latitude).not_to_have_value(drafted)
        page.locator("[id='incident.where_prec']").select_option("2")
        with page.expect_response("**/desk/check"):
            page.locator("[id='incident.coord_method']").select_option("reported")
    assert complaints(page) == []
    expect(page.locator("#problems")).to_contain_text(
        hand.words("All checks are passed; it can be saved as ready.")
    )
    coded = float(latitude.input_value())
    hand.press("Save as ready")
    expect(page.get_by_text(hand.words("Saved; it is ready to be published."))).to_be_visible()
    page.goto(f"{atlas}/desk/publish")
    assert complaints(page) == []
    hand.write("What changed, in a sentence", f"An incident, coded in {language}.")
    hand.press("Publish this edition")
    expect(page.get_by_text(hand.words("Published. Readers see the new edition."))).to_be_visible()
    (feature,) = new_incidents(page, served, before)
    assert (feature["properties"]["killed_best"], feature["properties"]["injured_best"]) == (1, 5)
    assert feature["properties"]["adm1_iso"] == "AZ-TAR"
    assert feature["geometry"]["coordinates"][1] == pytest.approx(coded)


def test_what_was_typed_is_there_after_the_browser_was_closed(open_page: OpenPage, atlas: str) -> None:
    page = open_page()
    page.goto(f"{atlas}/desk/incident")
    page.get_by_label("Settlement").focus()
    with page.expect_response("**/desk/keep"):
        page.keyboard.type("Kalbajar")
    page.close()
    again = open_page()
    again.goto(f"{atlas}/desk")
    again.get_by_role("link", name="Kalbajar").first.click()
    expect(again.get_by_label("Settlement")).to_have_value("Kalbajar")


def test_a_press_on_the_map_codes_a_point_without_a_new_page(open_page: OpenPage, atlas: str) -> None:
    page = open_page(1440, 900)
    page.goto(f"{atlas}/desk/incident")
    page.evaluate("() => { window.isTheSamePage = true; }")
    page.locator("#place-map input[name=map-large]").click(position={"x": 100, "y": 120})
    expect(page.locator("[id='incident.latitude']")).not_to_have_value("")
    page.locator("#place-map").get_by_role("button", name="Take the middle of the map").press("Enter")
    expect(page.locator("#map-message")).not_to_be_empty()
    assert page.evaluate("() => window.isTheSamePage")


@pytest.mark.parametrize("address", ["/desk", "/desk/report", "/desk/incident", "/desk/publish"])
def test_axe_finds_nothing_and_nothing_is_cut_off(open_page: OpenPage, atlas: str, address: str) -> None:
    for width, scheme in LOOKS:
        page = open_page(width, color_scheme=scheme)
        page.goto(f"{atlas}{address}")
        assert complaints(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        regions = page.locator(".desk-scroll").all()
        assert [one.evaluate("(box) => box.scrollWidth - box.clientWidth") for one in regions] == [0] * len(
            regions
        )
