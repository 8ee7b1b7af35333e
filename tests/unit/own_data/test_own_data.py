"""Visitors' own data: who reaches them, how long, how much, and that nothing of them stays."""

from __future__ import annotations

import csv
import gc
import html
import io
import json
import re
import time
import weakref
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from pypdf import PdfReader
from werkzeug.test import TestResponse

from app import create_app
from components.comparison.files import FILES
from components.map.ground.layers import layer_geojson
from components.own_data.addresses import COLUMNS_FILE, LEAVE, REPORT_FILE, STATE, UPLOAD
from components.own_data.corrected_mapping import corrected
from components.own_data.report import UNCHANGED, report
from components.server.ended_data import ENDED, OFF
from components.server.security import LARGEST_REQUEST_BYTES
from components.server.visitors.own_datasets import FULL, IDLE_SECONDS, MOST_OF_ONE_CLIENT, OwnDatasets
from components.server.visitors.visitors_data import NoRoom, OwnData
from components.sharing.brief_files import KINDS
from data.filters import summary
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.imports.columns.field_titles import TITLES
from data.imports.sources import acled_kinds
from data.language import LANGUAGES, speaking
from data.limits import Limits
from data.tables.dataset import Dataset
from tests.foreign_files import GED_EVENT, csv_file

OURS: Final = {"Sec-Fetch-Site": "same-origin"}
ROWS: Final = (
    "Date;Place;Region;Killed;Injured;Victim name;lat;lon;Note\n"
    "03.05.2020;Alpha;Tartar;1;2;A B;40,34;46,93;field\n"
    "13.05.2020;Beta;Tartar;0;1;C D;40,35;46,94;=1+1\n"
    "31.02.2020;Gamma;Tartar;1;0;E F;40,36;46,95;no such day\n"
)
"""Four lines of which two are read: 1 killed, 3 injured."""
NO_DATE: Final = "Tag;Meldung;Killed\n03.05.2020;04.05.2020;1\n13.05.2020;14.05.2020;2\n"


_NAMING: Final = ("pptx", "docx", "pdf", "html", "xlsx", "csv.zip")
"""Files that say where they come from."""


def texts_of(content: bytes) -> str:
    """What a file says: of an archive the texts inside, of a PDF those of its pages and links."""
    if content.startswith(b"%PDF"):
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        return " ".join([*pages, content.decode("latin-1")]).replace("\n", " ")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return html.unescape("\n".join(parts))
    return html.unescape(content.decode("utf-8", "replace"))


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def atlas(dataset: Dataset) -> tuple[Clock, OwnDatasets, FlaskClient]:
    """An atlas that takes own data, whose tests leave none."""
    clock = Clock()
    datasets = OwnDatasets(clock)
    return clock, datasets, create_app(dataset, own_datasets=datasets).server.test_client()


@pytest.fixture
def clock(atlas: tuple[Clock, OwnDatasets, FlaskClient]) -> Clock:
    clock, _datasets, _visitor = atlas
    clock.now = 1000.0
    return clock


@pytest.fixture
def datasets(atlas: tuple[Clock, OwnDatasets, FlaskClient], clock: Clock) -> Iterator[OwnDatasets]:
    _clock, datasets, _visitor = atlas
    yield datasets
    for own in list(datasets._datasets.values()):
        datasets.forget(own)


@pytest.fixture
def visitor(atlas: tuple[Clock, OwnDatasets, FlaskClient], datasets: OwnDatasets) -> FlaskClient:
    """A visitor of an atlas that takes own data and has none."""
    assert not datasets._datasets
    return atlas[2]


def given(visitor: FlaskClient, content: str | bytes = ROWS, name: str = "rows.csv") -> str:
    """The token of a file that was taken and read, whatever came of it."""
    answer = visitor.post(UPLOAD, query_string={"name": name}, data=content, headers=OURS)
    assert answer.status_code == 202, answer.text
    token: str = json_of(answer)["token"]
    wait(visitor, token)
    return token


def wait(visitor: FlaskClient, token: str) -> dict[str, Any]:
    last = time.monotonic() + 60
    while time.monotonic() < last:
        state: dict[str, Any] = json_of(visitor.get(STATE, query_string={"own": token}))
        if not state["reading"]:
            return state
        time.sleep(0.05)
    pytest.fail("the file was not read")


def json_of(answer: TestResponse) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(answer.text)
    return content


def own_of(datasets: OwnDatasets, token: str) -> OwnData:
    own = datasets.find(token)
    assert own is not None
    return own


class TestToken:
    def test_a_token_has_256_bits_and_no_two_are_the_same(self, datasets: OwnDatasets) -> None:
        tokens = {datasets.begin("a.csv", 1).token for _ in range(20)}
        assert len(tokens) == 20
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)

    def test_the_stored_data_do_not_show_its_token(self, datasets: OwnDatasets) -> None:
        own = datasets.begin("a.csv", 1)
        assert own.token not in repr(own)

    @pytest.mark.parametrize("path", ["/summary.json", "/incidents.csv", "/incidents.geojson", "/brief.csv"])
    def test_data_addresses_give_own_data_with_their_token_only(
        self, visitor: FlaskClient, path: str, dataset: Dataset
    ) -> None:
        token = given(visitor)
        own = visitor.get(f"{path}?own={token}")
        bundled = visitor.get(path)
        assert own.status_code == bundled.status_code == 200
        assert own.data != bundled.data
        for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "", "x" * 43, "ä"):
            refused = visitor.get(path, query_string={"own": wrong})
            assert refused.status_code == 410
            assert refused.text.strip() == ENDED

    def test_two_visitors_never_see_each_other_s_data(self, visitor: FlaskClient) -> None:
        one, other = given(visitor), given(visitor, ROWS.replace("Alpha", "Omega").replace("13.05", "14.05"))
        assert "Alpha" in visitor.get(f"/incidents.csv?own={one}").text
        assert "Omega" not in visitor.get(f"/incidents.csv?own={one}").text
        assert "Omega" in visitor.get(f"/incidents.csv?own={other}").text
        assert "Alpha" not in visitor.get(f"/incidents.csv?own={other}").text
        assert not {"Alpha", "Omega"} & set(re.findall(r"\w+", visitor.get("/incidents.csv").text))

    @pytest.mark.parametrize("path", ["/", "/embed"])
    def test_a_page_asks_on_with_its_token_and_tells_no_other_site(
        self, visitor: FlaskClient, path: str
    ) -> None:
        token = given(visitor)
        page = visitor.get(f"{path}?own={token}&lang=ru")
        settings = re.search(r'"requests_pathname_prefix":("[^"]*")', page.text)
        assert settings is not None
        prefix = json.loads(settings[1])
        assert prefix.startswith(f"/~ru.{token}/")
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert "oembed" not in page.text
        # Nothing of them may be kept, so that asking early would be asking twice.
        assert 'rel="prefetch"' not in page.text
        layout = visitor.get(f"{prefix}_dash-layout")
        assert layout.status_code == 200
        assert "rows" in layout.text

    def test_the_map_s_own_addresses_carry_the_token(self, visitor: FlaskClient) -> None:
        token = given(visitor)
        layout = json.dumps(json_of(visitor.get(f"/~en.{token}/_dash-layout")))
        style = re.search(r'"(/map/style\.json[^"]*)"', layout)
        shaded = re.search(r'"(/map/shaded_districts\.geojson[^"]*)"', layout)
        assert style is not None
        assert shaded is not None
        assert f"own={token}" in style[1]
        assert f"own={token}" in shaded[1]
        sources = json_of(visitor.get(json.loads(f'"{style[1]}"')))["sources"]
        addresses = [source["data"] for source in sources.values() if isinstance(source["data"], str)]
        assert len(addresses) > 1
        assert all(f"own={token}" in address for address in addresses)
        assert (
            json_of(visitor.get(json.loads(f'"{shaded[1]}"')))["features"][0]["properties"]["adm1_iso"]
            == "AZ-TAR"
        )

    @pytest.mark.parametrize("ending", ["html", "csv", "svg", "csv.zip"])
    def test_files_of_a_view_hold_no_token(self, visitor: FlaskClient, ending: str) -> None:
        token = given(visitor)
        answer = visitor.get(f"/brief.{ending}?own={token}")
        assert answer.status_code == 200
        assert token.encode() not in answer.data

    def test_files_of_own_data_name_the_table_and_no_dead_address(self, visitor: FlaskClient) -> None:
        token = given(visitor, name="rows of mine.csv")
        for ending in KINDS:
            answer = visitor.get(f"/brief.{ending}?own={token}")
            text = texts_of(answer.data)
            assert "/?data=" not in text, ending
            assert "/brief." not in text, ending
            assert token not in text, ending
            if ending in _NAMING:
                assert "user’s own table “rows of mine.csv”" in text, ending
        for ending in FILES:
            text = texts_of(visitor.get(f"/compare.{ending}?own={token}&a=outcome%3Dkilled").data)
            assert "/compare?" not in text, ending

    def test_an_own_view_is_not_unfolded(self, visitor: FlaskClient) -> None:
        token = given(visitor)
        refused = visitor.get("/oembed", query_string={"url": f"http://localhost/?own={token}"})
        assert refused.status_code == 404
        assert token not in refused.text


class TestEnd:
    def test_data_end_30_minutes_after_the_last_request(self, visitor: FlaskClient, clock: Clock) -> None:
        token = given(visitor)
        for _ in range(3):
            clock.now += IDLE_SECONDS - 1
            assert visitor.get(f"/summary.json?own={token}").status_code == 200
        clock.now += IDLE_SECONDS
        assert visitor.get(f"/summary.json?own={token}").status_code == 410

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_an_ended_page_says_so_and_shows_the_way_back(self, visitor: FlaskClient, language: str) -> None:
        page = visitor.get(f"/?own={'x' * 43}&lang={language}")
        assert page.status_code == 410
        assert f'<html lang="{language}">' in page.text
        assert f'href="/?lang={language}"' in page.text
        assert "_dash-config" not in page.text

    def test_a_page_that_outlives_its_data_gets_a_message(self, visitor: FlaskClient) -> None:
        answer = json_of(visitor.post(f"/~en.{'x' * 43}/_dash-update-component", json={}))
        assert answer["response"] == {}
        assert answer["sideUpdate"]["page-failure"]["children"]["props"]["children"] == ENDED

    @pytest.mark.parametrize("path", ["/", "/embed/", "/compare/", "/embed/compare/"])
    def test_a_page_whose_data_end_while_it_opens_gets_a_sentence_as_its_layout(
        self, visitor: FlaskClient, path: str
    ) -> None:
        here = f"/~hy.{'x' * 43}{path}"
        layout = visitor.get(f"{here}_dash-layout")
        assert layout.status_code == 200
        assert "Այս տվյալներն այլևս այստեղ չեն" in json.dumps(json_of(layout), ensure_ascii=False)
        assert "/?lang=hy" in layout.text
        dependencies = visitor.get(f"{here}_dash-dependencies")
        assert (dependencies.status_code, json.loads(dependencies.text)) == (200, [])

    def test_what_a_page_left_is_there_until_others_need_the_room(
        self, dataset: Dataset, clock: Clock
    ) -> None:
        datasets = OwnDatasets(clock, 2, 10_000)
        visitor = create_app(dataset, own_datasets=datasets).server.test_client()
        left, kept = given(visitor), given(visitor)
        assert json_of(visitor.post(f"{LEAVE}?own={left}")) == {"left": True}
        assert datasets.is_stored(left)
        clock.now += 1
        assert visitor.get(f"/?own={left}").status_code == 200
        with pytest.raises(NoRoom):
            # Who opens it again has it as before.
            datasets.begin("c", 1)
        visitor.post(f"{LEAVE}?own={left}")
        datasets.begin("c", 1)
        assert (datasets.is_stored(left), datasets.is_stored(kept)) == (False, True)

    def test_what_is_left_keeps_no_file_of_the_same_client_out(self, clock: Clock) -> None:
        datasets = OwnDatasets(clock)
        files = [datasets.begin(f"{number}.csv", 1, "one") for number in range(MOST_OF_ONE_CLIENT)]
        other = datasets.begin("other.csv", 1, "two")
        for own in (files[3], other):
            datasets.leave(own)
        datasets.begin("new.csv", 1, "one")
        assert not datasets.is_stored(files[3].token)
        assert all(datasets.is_stored(own.token) for own in (*files[:3], *files[4:], other))

    def test_forgetting_ends_at_once(self, visitor: FlaskClient) -> None:
        token = given(visitor)
        assert json_of(visitor.delete(f"{UPLOAD}?own={token}")) == {"ended": True}
        assert visitor.get(f"/incidents.csv?own={token}").status_code == 410
        assert visitor.get(f"{STATE}?own={token}").status_code == 410

    def test_ended_data_leave_every_cache_and_the_memory(
        self, visitor: FlaskClient, datasets: OwnDatasets, dataset: Dataset
    ) -> None:
        token = given(visitor)
        own = own_of(datasets, token).dataset
        assert own is not None
        layer_geojson(own, "names")
        summary_of(dataset, IncidentFilter())
        assert any(key[0] is own for key in summary._summaries)
        visitor.delete(f"{UPLOAD}?own={token}")
        assert not any(key[0] is own for key in summary._summaries)
        assert any(key[0] is dataset for key in summary._summaries)
        assert summary_of(own, IncidentFilter()).incidents == 2
        assert not any(key[0] is own for key in summary._summaries)
        last = weakref.ref(own)
        del own
        gc.collect()
        assert last() is None

    def test_nothing_is_left_on_disk(
        self, visitor: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("tempfile.tempdir", None)
        token = given(visitor)
        visitor.get(f"/incidents.csv?own={token}")
        assert list(tmp_path.iterdir()) == []


class TestBounds:
    def test_a_file_larger_than_a_request_may_be_elsewhere_is_taken(self, visitor: FlaskClient) -> None:
        padding = "x" * LARGEST_REQUEST_BYTES
        token = given(visitor, ROWS + f"04.05.2020;D;Tartar;1;0;;40,34;46,93;{padding}\n")
        assert json_of(visitor.get(f"/summary.json?own={token}"))["incidents"] == 3
        assert (
            visitor.post(
                "/_dash-update-component", data=padding + "x", content_type="application/json"
            ).status_code
            == 413
        )

    def test_a_file_of_more_than_50_mb_is_refused_before_it_is_read(self, visitor: FlaskClient) -> None:
        size = 50_000_001
        answer = visitor.post(
            UPLOAD,
            input_stream=io.BytesIO(b""),
            headers=OURS,
            environ_overrides={"CONTENT_LENGTH": str(size)},
        )
        assert answer.status_code == 413
        assert json_of(answer)["problem"] == (
            "The file has 50.0 MB, and at most 50 MB are read; give a smaller part of it."
        )

    def test_an_upload_that_breaks_off_leaves_nothing(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        answer = visitor.post(
            UPLOAD, input_stream=io.BytesIO(b"ab"), headers=OURS, environ_overrides={"CONTENT_LENGTH": "100"}
        )
        assert answer.status_code == 400
        assert "ended before" in json_of(answer)["problem"]
        assert not datasets._datasets

    def test_an_empty_file_is_refused(self, visitor: FlaskClient) -> None:
        answer = visitor.post(UPLOAD, headers=OURS, environ_overrides={"CONTENT_LENGTH": "0"})
        assert (answer.status_code, json_of(answer)["problem"]) == (400, "The file is empty; choose another.")

    def test_more_rows_than_are_read_are_refused(self, dataset: Dataset) -> None:
        datasets = OwnDatasets(limits=Limits(1_000_000, 1_000_000, 2, 100, 60))
        visitor = create_app(dataset, own_datasets=datasets).server.test_client()
        token = given(visitor)
        assert "more than 2 rows" in wait(visitor, token)["problem"]
        assert visitor.get(f"/summary.json?own={token}").status_code == 410

    def test_a_reading_that_takes_too_long_is_refused(self, dataset: Dataset) -> None:
        datasets = OwnDatasets(limits=Limits(1_000_000, 1_000_000, 100, 100, 0.0))
        visitor = create_app(dataset, own_datasets=datasets).server.test_client()
        assert "longer than 0 seconds" in wait(visitor, given(visitor))["problem"]

    @pytest.mark.parametrize(("visitors", "size", "most"), [(2, 1, 1000), (100, 400, 1000)])
    def test_the_memory_for_visitors_is_bounded(
        self, clock: Clock, visitors: int, size: int, most: int
    ) -> None:
        datasets = OwnDatasets(clock, visitors, most)
        first, _second = datasets.begin("a", size), datasets.begin("b", size)
        with pytest.raises(NoRoom, match=FULL):
            datasets.begin("c", size)
        datasets.forget(first)
        datasets.begin("c", size)
        clock.now += IDLE_SECONDS
        assert [datasets.begin("d", size), datasets.begin("e", size)]

    @pytest.mark.parametrize(("visitors", "most"), [(3, 10_000), (100, len(ROWS) + len(NO_DATE) + 6)])
    def test_a_file_that_cannot_be_read_takes_nobody_s_room(
        self, dataset: Dataset, clock: Clock, visitors: int, most: int
    ) -> None:
        datasets = OwnDatasets(clock, visitors, most)
        visitor = create_app(dataset, own_datasets=datasets).server.test_client()
        good, correctable = given(visitor), given(visitor, NO_DATE)
        for _attempt in range(5):
            clock.now += 1
            last = given(visitor, "%PDF-1")
            assert "This is a PDF" in wait(visitor, last)["problem"]
        assert datasets.find(good)
        assert datasets.find(correctable)
        assert datasets.find(last)

    @pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\a\\b.csv", "a\r\nX: y.csv", ""])
    def test_a_file_s_name_is_only_a_name(
        self, visitor: FlaskClient, datasets: OwnDatasets, name: str
    ) -> None:
        own = own_of(datasets, given(visitor, name=name))
        assert own.name
        assert not set("/\\\r\n") & set(own.name)


class TestWhoMayGive:
    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://elsewhere.example"},
            {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        ],
    )
    def test_a_page_of_another_site_may_not(self, visitor: FlaskClient, headers: dict[str, str]) -> None:
        answer = visitor.post(UPLOAD, data=ROWS, headers=headers)
        assert answer.status_code == 403
        assert "own page" in json_of(answer)["problem"]

    def test_the_atlas_s_own_page_may(self, visitor: FlaskClient) -> None:
        assert visitor.post(UPLOAD, data=ROWS, headers={"Origin": "http://localhost"}).status_code == 202

    def test_a_host_that_is_not_served_may_not(self, visitor: FlaskClient) -> None:
        answer = visitor.post(UPLOAD, data=ROWS, headers=OURS | {"Host": "rebound.example"})
        assert answer.status_code == 403

    def test_in_several_processes_of_another_server_it_is_off_and_says_so(self, dataset: Dataset) -> None:
        visitor = create_app(dataset, is_one_process=False).server.test_client()
        answer = visitor.post(UPLOAD, data=ROWS, headers=OURS)
        assert (answer.status_code, json_of(answer)["problem"]) == (403, OFF)
        layout = visitor.get("/~en/_dash-layout").text
        assert "Your own data are off on this atlas" in layout
        assert "own-data-choose" not in layout
        token = "x" * 43
        assert visitor.get(f"{STATE}?own={token}").status_code == 403
        for address in ("/", "/embed", "/summary.json"):
            answer = visitor.get(f"{address}?own={token}")
            assert answer.status_code == 410
            assert OFF in answer.text
            assert "30 minutes" not in answer.text
        assert "own-data" not in visitor.get("/openapi.json").text
        assert '"own"' not in visitor.get("/openapi.json").text


class TestReading:
    def test_the_account_adds_up_and_can_be_taken_along(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        token = given(visitor)
        answer = visitor.get(f"{REPORT_FILE}?own={token}")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert [row["row"] for row in rows] == ["2", "3", "4"]
        assert [row["result"] == "refused" for row in rows] == [False, False, True]
        figures = json_of(visitor.get(f"/summary.json?own={token}"))
        assert (figures["incidents"], figures["killed"], figures["injured"]) == (2, 1, 3)
        columns = json_of(visitor.get(f"{COLUMNS_FILE}?own={token}"))
        assert columns["columns"]["date"] == "Date"
        assert "Victim name" not in columns["columns"].values()

    def test_a_table_without_a_known_date_can_be_corrected(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        token = given(visitor, NO_DATE)
        own = own_of(datasets, token)
        assert "date" in wait(visitor, token)["problem"]
        assert visitor.get(f"/?own={token}").status_code == 410
        assert own.columns is not None
        assert list(own.columns.examples) == ["Tag", "Meldung", "Killed"]
        datasets.read_later(own, corrected(own, {"Tag": "date", "Killed": "killed"}, {}))
        assert wait(visitor, token)["problem"] == ""
        assert json_of(visitor.get(f"/summary.json?own={token}"))["killed"] == 3

    def test_one_meaning_cannot_be_of_two_columns(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        own = own_of(datasets, given(visitor, NO_DATE))
        with pytest.raises(ValueError, match="“Tag” and “Killed” cannot mean the same"):
            corrected(own, {"Tag": "date", "Killed": "date"}, {})

    def test_a_personal_column_is_never_chosen(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        own = own_of(datasets, given(visitor))
        assert "summary" not in corrected(own, {"Victim name": "summary"}, {}).columns

    def test_the_kinds_of_event_are_listed_and_those_ticked_count(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        for kinds, shown in (
            (("SAF", "IED", "IED"), "Kinds of event in the column “type”"),
            (("Grenade", acled_kinds.MINE_EVENT, acled_kinds.MINE_EVENT), "Recognised as: Armed Conflict"),
        ):
            events = [
                {
                    "event_date": "2021-01-01",
                    "latitude": "33.1",
                    "longitude": "44",
                    "killed": "1",
                    "type": kind,
                }
                for kind in kinds
            ]
            own = own_of(datasets, given(visitor, csv_file(events), "attacks.csv"))
            assert shown in str(report(own))
            assert f"{kinds[0]} (1)" in str(report(own))
            assert json_of(visitor.get(f"/summary.json?own={own.token}"))["incidents"] == 2
            unchanged = corrected(own, {}, {}, [[kinds[1]]])
            assert not unchanged.kinds
            datasets.read_later(own, corrected(own, {}, {}, [[kinds[0], "not there"]]))
            assert wait(visitor, own.token)["problem"] == ""
            assert json_of(visitor.get(f"/summary.json?own={own.token}"))["incidents"] == 1

    def test_values_not_understood_are_listed_and_get_the_meaning_that_is_chosen(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        rows = [
            {"Date": "2021-01-01", "Killed men": "1", "Device": name} for name in ("Gyata", "Gyata", "Mine")
        ]
        own = own_of(datasets, given(visitor, csv_file(rows), "table.csv"))
        assert "Gyata" in str(report(own))
        again = corrected(own, {"Date": "date", "Device": "device"}, {}, [], ["antipersonnel_mine"])
        assert again.values == {"device": {"Gyata": "antipersonnel_mine"}}
        assert dict(again.counts) == {"Killed men": "killed best male adult"}
        datasets.read_later(own, again)
        assert wait(visitor, own.token)["problem"] == ""
        assert own.imported is not None
        assert [(one.value, one.term) for one in own.imported.unknown] == [("Gyata", "antipersonnel_mine")]
        assert corrected(own, {"Date": "date", "Device": "device"}, {}, [], [None]).values == {}
        assert own.imported.dataset.incidents["device_category"].tolist().count("antipersonnel_mine") == 2
        assert json_of(visitor.get(f"/summary.json?own={own.token}"))["killed"] == 3

    def test_an_actor_gets_the_name_that_is_chosen(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        rows = [
            {"Date": f"2021-01-0{day}", "lat": "40.3", "lon": "46.9", "Killed": "1", "Actor": name}
            for day, name in enumerate(("PK", "PK", "Peacekeepers"), 1)
        ]
        own = own_of(datasets, given(visitor, csv_file(rows), "table.csv"))
        assert own.imported is not None
        assert [(one.value, one.rows) for one in own.imported.unknown] == [("PK", 2), ("Peacekeepers", 1)]
        assert own.imported.account.values_not_understood == ()
        chosen = {column: field for field, column in own.imported.mapping.columns.items()}  # type: ignore[union-attr]
        datasets.read_later(own, corrected(own, chosen, {}, [], [" Peacekeepers ", ""]))
        assert wait(visitor, own.token)["problem"] == ""
        assert own.imported is not None
        assert set(own.imported.dataset.casualties["affected_actor"]) == {"Peacekeepers"}

    def test_a_sheet_can_be_chosen(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        book = Workbook()
        for number, name in enumerate(("2023", "2024")):
            sheet = book.active if number == 0 else book.create_sheet()
            assert sheet is not None
            sheet.title = name
            sheet.append(["Date", "lat", "lon", "Killed"])
            sheet.append([f"{name}-05-01", 40.3, 46.9, number])
        content = io.BytesIO()
        book.save(content)
        own = own_of(datasets, given(visitor, content.getvalue(), "years.xlsx"))
        assert own.columns is not None
        assert own.columns.sheets == ("2023", "2024")
        assert "Sheet or layer" in str(report(own))
        datasets.read_later(own, corrected(own, {}, {"sheet": "2024"}))
        assert wait(visitor, own.token)["problem"] == ""
        assert own.imported is not None
        assert own.imported.dataset.incidents["date_start"].dt.year.tolist() == [2024]
        assert own.imported.account.out_of_scope_by_reason == {
            "Another sheet or layer was chosen; this one was not read.": 1
        }

    def test_of_an_event_source_the_columns_file_has_what_was_chosen(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        rows = b"event_id_cnty,event_date,event_type,sub_event_type,country,fatalities,notes\n1,2022-03-04,Explosions/Remote violence,Remote explosive/landmine/IED,Syria,2,x\n"
        own = own_of(datasets, given(visitor, rows, "acled.csv"))
        answer = visitor.get(f"{COLUMNS_FILE}?own={own.token}")
        assert answer.status_code == 200
        assert "sub_event_type" in json_of(answer)["kinds"]

    def test_a_given_up_reading_changes_nothing(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        token = given(visitor)
        own = own_of(datasets, token)
        before = own.dataset
        with datasets._turn_of(own.client):
            datasets.read_later(own)
            assert json_of(visitor.delete(f"{STATE}?own={token}"))["reading"] is False
        assert own_of(datasets, token).dataset is before

    def test_a_reading_that_fails_keeps_what_was_read_before(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        token = given(visitor)
        own = own_of(datasets, token)
        before = visitor.get(f"/incidents.csv?own={token}").data
        columns = visitor.get(f"{COLUMNS_FILE}?own={token}").data
        datasets.read_later(own, corrected(own, {"Killed": "killed"}, {}))
        problem = wait(visitor, token)["problem"]
        assert "date" in problem
        assert visitor.get(f"/incidents.csv?own={token}").data == before
        assert visitor.get(f"{REPORT_FILE}?own={token}").text.count("\n") == 4
        assert visitor.get(f"{COLUMNS_FILE}?own={token}").data == columns
        assert own.columns is not None
        assert dict(own.columns.mapping.columns) == {"killed": "Killed"}
        shown = str(report(own))
        assert problem in shown
        assert UNCHANGED in shown
        assert "Explore on the map" in shown
        datasets.read_later(own, corrected(own, {"Date": "date", "Killed": "killed"}, {}))
        assert wait(visitor, token)["problem"] == ""
        assert json_of(visitor.get(f"/summary.json?own={token}"))["injured"] is None
        assert UNCHANGED not in str(report(own))

    def test_a_reader_s_failure_at_a_second_reading_keeps_the_first(
        self, visitor: FlaskClient, datasets: OwnDatasets, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise RuntimeError

        token = given(visitor)
        own = own_of(datasets, token)
        before, columns = own.dataset, own.columns
        monkeypatch.setattr("components.server.visitors.own_datasets.Reading.result", fail)
        datasets.read_later(own, corrected(own, {"Date": "date"}, {}))
        assert "could not be read" in wait(visitor, token)["problem"]
        assert own.dataset is before
        assert own.columns is columns

    def test_giving_up_a_reading_keeps_why_the_one_before_failed(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        token = given(visitor, NO_DATE)
        own, problem = own_of(datasets, token), wait(visitor, token)["problem"]
        with datasets._turn_of(own.client):
            datasets.read_later(own, corrected(own, {"Tag": "date"}, {}))
            visitor.delete(f"{STATE}?own={token}")
        assert problem
        assert wait(visitor, token)["problem"] == problem

    def test_what_a_reader_does_not_expect_is_a_sentence(
        self, visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise RuntimeError("a cell of the file")

        monkeypatch.setattr("components.server.visitors.own_datasets.Reading.result", fail)
        problem = wait(visitor, given(visitor))["problem"]
        assert "could not be read" in problem
        assert "a cell" not in problem

    def test_the_report_says_what_the_source_cannot_tell_and_why_rows_are_out_of_scope(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        fight = GED_EVENT | {"source_article": "Clashes in town", "source_headline": "Clashes in town"}
        events = [fight | {"id": str(2000 + number)} for number in range(30)]
        events += [fight | {"id": "3000", "source_headline": "Attack at Ndassima gold mine"}, GED_EVENT]
        token = given(visitor, csv_file(events), "ged.csv")
        own = own_of(datasets, token)
        assert own.imported is not None
        shown = str(report(own))
        assert "1 incident: 3 killed" in shown
        assert "injured: not recorded by UCDP" in shown
        assert "the injured are not recorded" in shown
        assert "does not code the device" in shown
        assert shown.index("Not recorded by this source") < shown.index("Rows out of scope")
        # An example of each reason, though the rarer stands far behind in the file.
        assert shown.count("one to dig in") == 2
        assert "ged.csv: " not in shown
        page = visitor.get(f"/~en.{token}/_dash-layout").text
        assert "GeoNames (CC BY 4.0)" in page

    def test_many_reasons_that_are_alike_are_one_line_of_the_report(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        rows = [
            {
                "Date": "2020-05-03",
                "Country": "Azerbaijan",
                "lat": f"{50 + row / 2}",
                "lon": "46,9",
                "Killed": "1",
            }
            for row in range(30)
        ]
        own = own_of(datasets, given(visitor, csv_file(rows)))
        shown = str(report(own))
        assert "The decimal comma of the coordinate was read as a decimal point." in shown
        assert "(and 29 like it, with other values)" in shown

    @pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
    def test_what_a_column_can_stand_for_is_stated_in_the_page_s_language(
        self, visitor: FlaskClient, datasets: OwnDatasets, language: str
    ) -> None:
        own = own_of(datasets, given(visitor))
        with speaking(language):
            shown = str(report(own))
        assert [title for title in TITLES.values() if f"'label': {title!r}," in shown] == []
        assert ": a table of another kind" not in shown

    def test_a_page_of_another_language_says_that_the_remarks_are_in_english(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        own = own_of(datasets, given(visitor))
        assert "are in English" not in str(report(own))
        with speaking("ru"):
            assert "на английском языке" in str(report(own))
