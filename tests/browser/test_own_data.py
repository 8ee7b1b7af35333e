"""A visitor drops a file, corrects a column, reads what became of each row, explores, and forgets."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import FilePayload, Page, Route

from components.own_data.addresses import STATE, UPLOAD
from tests.browser.conftest import OpenPage, PageLog
from tests.browser.expecting import expect
from tests.unit.own_data.test_ground import MINEFIELDS, boundaries
from tests.unit.own_data.test_ground import ROWS as ON_GROUND

pytestmark = pytest.mark.shared

ROWS: Final = (
    "Päivä;Kirjattu;Region;Killed;Injured;Victim name;lat;lon;Note\r\n"
    "03.05.2020;04.05.2020;Tartar;1;2;A B;40,34;46,93;field; \r\n"
    "13.05.2020;15.05.2020;Tartar;0;1;C D;40,35;46,94;=1+1\r\n"
    "31.02.2020;01.04.2020;Tartar;1;0;E F;40,36;46,95;no such day\r\n"
    "14.06.2020;14.06.2020;Tartar;;3;G H;40,36;46,95;<b>not bold</b>\r\n"
).replace("field; ", '"field; tractor"')
"""Windows-1252, decimal commas, days first, one day that is none, and two columns of days whose headings are in no list."""
EXPLORED: Final = "3 incidents: at least 1 killed (1 count may be higher), 6 injured"
"""What the report says with the day known: of one incident the number of killed is empty where others write 0."""
FILE: Final = FilePayload(name="vorfälle.csv", mimeType="text/csv", buffer=ROWS.encode("cp1252"))


def give(page: Page, atlas: str, file: FilePayload = FILE) -> None:
    """Opens the atlas and gives the file; the report is shown in the end."""
    page.goto(f"{atlas}/")
    page.get_by_role("button", name="Your own data").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files([file])
    expect(page.get_by_role("heading", name=f"How {file['name']} was read")).to_be_visible()


def say_what_it_stands_for(page: Page, column: str, meaning: str) -> None:
    """Chooses what a column stands for, with the keyboard only."""
    choice = page.get_by_role("textbox", name=f"What “{column}” stands for").or_(
        page.get_by_role("combobox", name=f"What “{column}” stands for")
    )
    choice.first.focus()
    page.keyboard.press("ControlOrMeta+a")
    # Not all of it: only a choice that was made has the rest.
    page.keyboard.type(meaning[:-1])
    expect(page.get_by_role("option", name=meaning, exact=True)).to_be_visible()
    # Seen once on a busy machine, the cause not found: an Enter that chose nothing. Then one presses again.
    for _attempt in range(4):
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-combobox-selected]")).to_have_text(meaning)
        page.keyboard.press("Enter")
        with suppress(AssertionError):
            expect(choice.first).to_have_value(meaning, timeout=3_000)
            break
    expect(choice.first).to_have_value(meaning)


def read_again(page: Page) -> None:
    page.get_by_role("button", name="Read again").focus()
    page.keyboard.press("Enter")


def correct_by_keyboard(page: Page) -> None:
    """Says that the column “Päivä” gives the day."""
    say_what_it_stands_for(page, "Päivä", "Date")
    read_again(page)
    expect(page.get_by_text(EXPLORED)).to_be_visible()


def token_of(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["own"][0]


def test_a_visitor_corrects_a_column_explores_the_file_and_forgets_it(
    page: Page, atlas: str, open_page: OpenPage, wait_for_map: Callable[[Page], None], page_log: PageLog
) -> None:
    give(page, atlas)
    expect(page.get_by_text("No column says when it happened.")).to_be_visible()
    expect(
        page.get_by_text("4 incidents: at least 2 killed (1 count may be higher), 6 injured")
    ).to_be_visible()
    correct_by_keyboard(page)
    rows = page.locator(".own-data-account table").first
    numbers = [int(text) for text in rows.locator("td").all_inner_texts()]
    assert numbers[0] == sum(numbers[1:]) == 4
    assert numbers[3] == 1
    expect(page.locator(".own-data-report")).to_contain_text("31.02.2020")
    page.get_by_text("Personal columns, not read").click()
    expect(page.locator(".own-data-report")).to_contain_text("Victim name")
    a_correction_that_fails_keeps_what_was_read(page)
    the_report_fits_the_window(page)

    # A tab that comes back finds its file.
    page.reload()
    page.get_by_role("button", name="Your own data").click()
    expect(page.get_by_text(EXPLORED)).to_be_visible()

    page.get_by_role("link", name="Explore on the map").click()
    expect(page.locator("#own-data-bar")).to_contain_text("Your own data: vorfälle.csv")
    expect(page.locator("#own-data-bar")).to_contain_text("Ends at")
    expect(page.locator("#headline")).to_contain_text("3 incidents")
    expect(page.locator(".as-of")).to_contain_text("The owner stated no licence")
    wait_for_map(page)
    token = token_of(page)
    with urlopen(f"{atlas}/incidents.csv?own={token}") as answer:
        lines = answer.read().decode().strip().splitlines()
    assert len(lines) == 4
    expect(page.locator("#headline")).to_contain_text("1 killed")
    expect(page.locator("#headline")).to_contain_text("6 injured")

    # The address keeps the token and the filter.
    page.get_by_label("Killed", exact=False).first.click()
    # One killed, and one of which nobody recorded whether anyone was.
    expect(page.locator("#headline")).to_contain_text("2 incidents")
    page.wait_for_url(f"**/?outcome=killed*own={token}")
    page.reload()
    expect(page.locator("#headline")).to_contain_text("2 incidents")
    expect(page.locator("#own-data-bar")).to_be_visible()
    # Plotly complains of a page that is left while it makes the map.
    wait_for_map(page)

    # Forgotten data are gone at once.
    address = page.url
    page.get_by_role("button", name="Forget").click()
    expect(page.locator("#headline")).to_contain_text("165 incidents")
    expect(page.locator("#own-data-bar")).to_have_count(0)
    later = open_page()
    later.goto(address)
    expect(later.get_by_text("These data are not here any more")).to_be_visible()
    later.get_by_role("link", name="Go to the atlas of the bundled data").click()
    expect(later.locator("#headline")).to_contain_text("165 incidents")
    page_log.refused = {410}


def a_correction_that_fails_keeps_what_was_read(page: Page) -> None:
    page.locator("#own-data-columns > summary").click()
    say_what_it_stands_for(page, "lon", "nothing")
    say_what_it_stands_for(page, "Päivä", "nothing")
    read_again(page)
    expect(page.get_by_role("alert").filter(has_text="No column")).to_contain_text("Nothing was changed")
    expect(page.get_by_text(EXPLORED)).to_be_visible()
    correct_by_keyboard(page)
    expect(page.get_by_text("Nothing was changed")).to_have_count(0)


def the_report_fits_the_window(page: Page) -> None:
    for part in page.locator(".own-data-report details").all():
        part.evaluate("(element) => { element.open = true; }")
    body = page.locator(".mantine-Modal-content")
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        # The map behind the report takes its new size in a later frame.
        page.wait_for_function("() => document.documentElement.scrollWidth <= window.innerWidth")
        assert body.evaluate("(element) => element.scrollWidth <= element.clientWidth + 1")


def test_the_address_of_the_data_opens_in_the_tab_that_gave_them_and_says_when_they_end(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None], page_log: PageLog
) -> None:
    give(page, atlas)
    correct_by_keyboard(page)
    page.goto(f"{atlas}{page.get_by_role('link', name='Explore on the map').get_attribute('href')}")
    expect(page.locator("#own-data-bar")).to_contain_text("Your own data: vorfälle.csv")
    expect(page.locator("#headline")).to_contain_text("3 incidents")
    wait_for_map(page)
    page.evaluate("(own) => fetch(`/own-data/file?own=${own}`, { method: 'DELETE' })", token_of(page))
    page.get_by_label("Killed", exact=False).first.click()
    expect(page.locator("#page-failure")).to_contain_text("These data are not here any more")
    expect(page.locator("#headline")).not_to_contain_text("165")
    page_log.refused = {410}


def given_without_a_page(page: Page, atlas: str) -> str:
    """The token of a file that the server has read, given as a page gives it."""
    answer = page.request.post(
        f"{atlas}{UPLOAD}?name=rows.csv", data=ON_GROUND, headers={"Sec-Fetch-Site": "same-origin"}
    )
    token = str(answer.json()["token"])
    while page.request.get(f"{atlas}{STATE}?own={token}").json()["reading"]:
        page.wait_for_timeout(50)
    return token


@pytest.mark.parametrize("path", ["/", "/compare", "/embed"])
def test_data_that_end_while_their_page_opens_are_reported_as_ended(
    page: Page, atlas: str, page_log: PageLog, path: str
) -> None:
    token = given_without_a_page(page, atlas)
    assert page.request.get(f"{atlas}/summary.json?own={token}").json()["incidents"] == 3

    def forget(route: Route) -> None:
        page.request.delete(f"{atlas}{UPLOAD}?own={token}")
        route.continue_()

    page.route("**/_dash-layout", forget)
    page.goto(f"{atlas}{path}?lang=ru&own={token}")
    expect(page.get_by_role("alert").get_by_text("Этих данных здесь больше нет")).to_be_visible()
    expect(page.get_by_text("Error loading")).to_have_count(0)
    page.get_by_role("link", name="Перейти к атласу со встроенными данными").click()
    page.wait_for_url(f"{atlas}/?lang=ru*")
    page_log.refused = {410}


@pytest.mark.parametrize("refused", ["_dash-layout", "_dash-dependencies"])
def test_a_page_that_is_not_answered_says_so_in_its_language(
    page: Page, atlas: str, page_log: PageLog, refused: str
) -> None:
    page.route(f"**/{refused}", lambda route: route.fulfill(status=503, body="busy"))
    page.goto(f"{atlas}/?lang=ru")
    expect(page.get_by_role("link", name="Загрузить страницу ещё раз")).to_be_visible()
    expect(page.get_by_text("Error loading")).to_have_count(0)
    page_log.refused = {503}


def test_on_a_dark_phone_kinds_of_event_have_the_colour_of_the_text_and_forgotten_data_do_not_come_back(
    open_page: OpenPage, atlas: str
) -> None:
    page = open_page(320, color_scheme="dark")
    rows = "event_date,latitude,longitude,type\n2021-01-01,33.1,44,SAF\n2021-01-02,33.1,44,IED\n"
    give(page, atlas, FilePayload(name="attacks.csv", mimeType="text/csv", buffer=rows.encode()))
    colour = "(element) => getComputedStyle(element).color"
    expected = page.locator(".own-data-report h2").evaluate(colour)
    kinds = page.locator(".own-data-kinds label")
    expect(kinds).to_have_count(2)
    assert kinds.evaluate_all(f"(labels) => labels.map({colour})") == [expected] * 2
    page.get_by_role("button", name="Forget this data now").click()
    expect(page.locator("#own-data-status")).to_contain_text("nothing of them was kept")
    page.reload()
    page.get_by_role("button", name="Your own data").click()
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
    page.wait_for_timeout(1_000)
    expect(page.get_by_role("heading", name="How attacks.csv was read")).to_have_count(0)


def choose_file(page: Page, name: str, content: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files([FilePayload(name=name, mimeType="", buffer=content)])


UNREADABLE: Final = (
    ("table.xlsx", b"PK\x03\x04 cut short", "The archive is damaged or cut short"),
    (
        "points.geojson",
        b"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>"
        b"</OGRVRTDataSource>",
        "“OGRVRTDataSource”, not KML",
    ),
    ("no date.csv", b"Killed;Remarks\n1;Alpha\n", "No column"),
)
"""Files, each with what is stated about it."""


def test_files_are_not_sent_are_refused_in_a_sentence_or_given_up(
    page: Page, atlas: str, page_log: PageLog
) -> None:
    page.goto(f"{atlas}/")
    page.get_by_role("button", name="Your own data").click()
    page.get_by_role("button", name="Choose a file").wait_for()
    page.evaluate(
        """() => {
          const file = new File([new Uint8Array(50000001)], "large.csv");
          const data = new DataTransfer();
          data.items.add(file);
          document.getElementById("own-data-drop")
            .dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
        }"""
    )
    expect(page.locator("#own-data-status")).to_contain_text("at most 50 MB are read")
    assert not [address for address in page_log.requests if "/own-data/file" in address]

    for name, content, message in UNREADABLE:
        choose_file(page, name, content)
        expect(page.locator(".own-data-report [role=alert]")).to_contain_text(message)
        expect(page.get_by_role("link", name="Explore on the map")).to_have_count(0)
        page.get_by_role("button", name="Forget this data now").click()
        expect(page.locator("#own-data-status")).to_contain_text("nothing of them was kept")
        expect(page.locator(".own-data-report [role=alert]")).to_have_count(0)

    # Names that are in no gazetteer, in no country: two minutes of reading, if nobody gives it up.
    rows = "".join(f"2020-11-{1 + row % 28:02d},Qzx{row}wvk\n" for row in range(6_000))
    choose_file(page, "long.csv", f"date,place\n{rows}".encode())
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#own-data-status")).to_contain_text("Cancelled; nothing of the file was kept")
    # Longer than the page pauses between two questions.
    page.wait_for_timeout(1_500)
    expect(page.locator("#own-data-status")).to_contain_text("Cancelled; nothing of the file was kept")
    page_log.refused = {410}


def test_boundaries_and_areas_are_added_to_own_data(page: Page, atlas: str) -> None:
    give(page, atlas, FilePayload(name="rows.csv", mimeType="text/csv", buffer=ON_GROUND))
    page.locator("#own-data-ground > summary").click()
    choose = page.get_by_role("button", name="Choose a file of boundaries")
    choose.click()
    expect(page.get_by_role("alert").filter(has_text="Write whose boundaries they are")).to_be_visible()
    page.get_by_role("textbox", name="Whose boundaries they are").fill("Made for tests")
    with page.expect_file_chooser() as chooser:
        choose.click()
    chooser.value.set_files([FilePayload(name="adm1.geojson", mimeType="text/plain", buffer=boundaries())])
    expect(page.locator("#own-data-ground")).to_contain_text("adm1.geojson: 2 boundaries")
    page.get_by_role("textbox", name="Kind of its areas").or_(
        page.get_by_role("combobox", name="Kind of its areas")
    ).first.click()
    page.get_by_role("option", name="Minefield", exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file of areas").click()
    chooser.value.set_files([FilePayload(name="mf.geojson", mimeType="text/plain", buffer=MINEFIELDS)])
    expect(page.locator("#own-data-ground")).to_contain_text("mf.geojson: 1 area or line")
    page.get_by_role("link", name="Explore on the map").click()
    expect(page.locator("#areas")).to_be_attached()
    expect(page.get_by_text("Boundaries: Made for tests").first).to_be_attached()
    assert page.locator("#areas").get_attribute("hidden") is None
    page.get_by_role("button", name="Report").click()
    page.get_by_role("button", name="Remove mf.geojson").click()
    expect(page.locator("#own-data-ground")).not_to_contain_text("mf.geojson")
