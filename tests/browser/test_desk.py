"""The desk from a pasted report to a circle or shade that the atlas serves, by keyboard, and what axe finds on its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from data.store.collection import open_collection
from data.store.documents import IncidentDocument
from data.store.records import State
from tests.browser.conftest import OpenPage, StartAtlas
from tests.browser.test_accessibility import RULES, SETTLED
from tests.tables import incident, source
from tests.unit.desk.conftest import REPORT

WIDTHS: Final = (1440,)
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
    return path


@pytest.fixture(scope="session")
def atlas(start_atlas: StartAtlas, collection: Path) -> str:
    """The address of the desk, in place of an atlas: these pages may ask nobody else."""
    return start_atlas("app.py", "desk", str(collection))


def type_into(page: Page, label: str, text: str) -> None:
    """Type a line as a keyboard does, after the field was reached by its label."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.insert_text(text)


def press(page: Page, name: str) -> None:
    """Press a button or follow a link with the Enter key."""
    named = page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("link", name=name, exact=True)
    )
    named.first.focus()
    page.keyboard.press("Enter")


def complaints(page: Page) -> list[str]:
    """What axe finds wrong or leaves undecided beyond what is settled."""
    found = Axe().run(page, options={"runOnly": RULES}).response
    wrong = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]
    return wrong + [one["id"] for one in found["incomplete"] if one["id"] not in SETTLED]


def test_a_report_is_pasted_coded_and_published_by_keyboard(
    open_page: OpenPage, atlas: str, collection: Path, start_atlas: StartAtlas
) -> None:
    page = open_page()
    page.goto(f"{atlas}/desk/report")
    type_into(page, "Text of the report", REPORT)
    type_into(page, "Publisher", "Example Times")
    type_into(page, "Address", "https://example.org/1")
    type_into(page, "Your name or initials", "A. Editor")
    press(page, "Read the report")
    expect(page.locator("mark", has_text="Monday")).to_be_visible()
    expect(page.locator("mark.desk-left-out").first).to_be_visible()
    assert complaints(page) == []
    press(page, "Code incident 1")
    expect(page.get_by_role("heading", name="Is it known already?")).to_be_visible()
    assert complaints(page) == []
    page.get_by_role("radio", name="The report is a further source of OTHER").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="A new incident, none of these")).to_be_checked()
    press(page, "Go on")
    expect(page.get_by_label("First day")).to_have_value("2020-11-23")
    page.get_by_label("Summary").focus()
    page.keyboard.insert_text("A mine killed one soldier and injured five people.")
    assert complaints(page) == []
    expect(page.locator("#problems")).to_contain_text("All checks are passed")
    press(page, "Save as ready")
    expect(page.get_by_text("Saved; it is ready to be published.")).to_be_visible()
    page.goto(f"{atlas}/desk/publish")
    assert complaints(page) == []
    type_into(page, "What changed, in a sentence", "The first incident.")
    press(page, "Publish this edition")
    expect(page.get_by_text("Published. Readers see the new edition.")).to_be_visible()
    served = start_atlas("app.py", "--data", str(collection))
    answer = page.request.get(f"{served}/incidents.geojson?from=2020-11-23&to=2020-11-23").json()
    (feature,) = answer["features"]
    assert (feature["properties"]["killed_best"], feature["properties"]["injured_best"]) == (1, 5)
    assert feature["properties"]["adm1_iso"] == "AZ-TAR"


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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["/desk", "/desk/report", "/desk/incident", "/desk/publish"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    open_page: OpenPage, atlas: str, address: str, width: int
) -> None:
    for scheme in ("light", "dark"):
        page = open_page(width, color_scheme=scheme)
        page.goto(f"{atlas}{address}")
        assert complaints(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
