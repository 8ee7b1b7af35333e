"""From a pasted report to a published incident, and what the desk refuses."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest

from components.desk.server import create_desk
from data.reports.model.client import model_at
from data.store.collection import open_collection
from data.store.records.documents import IncidentDocument
from data.store.records.records import State
from tests.tables import casualty, incident, source
from tests.unit.desk.conftest import OWN, REPORT, Desk, Fields

CODED = "/desk/incident?report=1&draft=0"


def saved(desk: Desk, **cells: str) -> str:
    """The identifier of an incident near the report's, saved as ready."""
    near = {"date_start": "2020-11-23", "date_end": "2020-11-23", "adm0": "AZ", "adm1_iso": "AZ-TAR", **cells}
    point = {"longitude": "", "latitude": "", "where_prec": "3", "coord_method": "none"}
    rows = [
        casualty(
            affected_actor="Azerbaijani armed forces",
            victim_category="armed_forces",
            outcome="killed",
            count_low="2",
            count_best="2",
            count_high="2",
        )
    ]
    document = IncidentDocument(incident(incident_id="", **point | near), rows, [source(publisher="Another")])
    return desk.collection.save(document, who="B", why="", state=State.READY).incident_id


def test_a_report_becomes_a_published_incident(desk: Desk) -> None:
    assert desk.reads().headers["Location"] == "/desk/report/1"
    page = desk.get("/desk/report/1").text
    assert '<mark title="First day, Last day" class="desk-used"><bdi>Monday</bdi></mark>' in page
    assert "total over a longer time" in page
    assert "left out: total" in page
    assert (
        'Russian peacekeepers, peacekeeper: 1 injured</dd><dd class="desk-words"><q dir="auto">peacekeeper was'
        in page
    )
    assert desk.get("/desk/known?report=1&draft=0").headers["Location"].startswith(CODED)
    groups = desk.get(CODED).text.split("<fieldset")[1:4]
    words = [re.findall(r"in the report: “(.*?)”", group) for group in groups]
    assert [texts[0].split()[-1] for texts in words] == ["killed", "wounded", "wounded"]
    assert len(set(map(str, words))) == 3
    answer = desk.sends(desk.get(CODED), "ready", why="coded")
    assert answer.status_code == 303, answer.text
    (line,) = desk.collection.find().lines
    assert (line.killed, line.injured, line.place, line.date_start) == (1, 5, "Tərtər", "2020-11-23")
    document = desk.collection.incident(line.incident_id).document  # type: ignore[union-attr]
    assert document.incident["device_category"] == "mine_unspecified"
    assert document.incident["activity"] == "search_and_recovery"
    assert document.sources[0]["via"] == "Interfax"
    assert [quote["quote"] for quote in document.evidence["date_start"]] == ["Monday"]
    assert desk.post("/desk/publish", why="First edition.", edition="0").status_code == 303
    published = desk.collection.published()
    assert published is not None
    assert list(published.dataset.incidents["incident_id"]) == [line.incident_id]
    assert "First edition." in desk.get("/desk/publish").text


def test_what_the_report_does_not_give_is_requested(desk: Desk) -> None:
    requested = desk.reads(REPORT.replace("24 November 2020\n\n", ""), publisher="")
    assert "Not found in the report: publisher, day of publication." in requested.text
    assert desk.collection.reports() == []
    values = Fields(requested.text).values
    assert desk.post("/desk/report", **values | {"without": "yes"}).status_code == 303
    assert desk.collection.reports()[0].published == ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": " "}, "Paste the text of the report"),
        ({"text": "x" * 40_000}, "at most 30,000 are read"),
        ({"text": "%PDF-1.7 nothing"}, "PDF"),
        ({"text": "A mine.", "published": "yesterday"}, "written as 2020-11-24"),
        ({"text": "A mine.", "url": "javascript:alert(1)"}, "begins with https://"),
        ({"file": (io.BytesIO(b"{}"), "many.jsonl")}, "one report at a time"),
        ({"file": (io.BytesIO(b"PK\x03\x04 no archive"), "a.docx")}, "a.docx"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(desk: Desk, given: dict[str, Any], sentence: str) -> None:
    answer = desk.post("/desk/report", publisher="P", **given)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert desk.collection.reports() == []


def test_a_hostile_text_stays_a_text(desk: Desk) -> None:
    desk.reads(f"{REPORT}\n<script>alert(1)</script> \u202etxet", title='"><img src=x onerror=alert(1)>')
    for address in ("/desk/report/1", "/desk", CODED):
        page = desk.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_report_of_a_known_incident_becomes_a_further_source_with_the_range(desk: Desk) -> None:
    key = saved(desk)
    desk.reads()
    page = desk.get("/desk/known?report=1&draft=0")
    assert key in page.text
    assert "In the same district." in page.text
    answer = desk.post("/desk/known", **Fields(page.text).values | {"choice": f"source:{key}"})
    assert "armed forces, killed: 2 in the incident, 1 in the report." in answer.text
    assert desk.sends(answer, "ready").status_code == 303
    revision = desk.collection.incident(key)
    assert revision is not None
    rows = {(row["affected_actor"], row["outcome"]): row for row in revision.document.casualties}
    killed = rows["Azerbaijani armed forces", "killed"]
    assert [killed[name] for name in ("count_low", "count_best", "count_high")] == ["1", "2", "2"]
    assert [row["publisher"] for row in revision.document.sources] == ["Another", "Example Times"]
    assert revision.document.incident["verification_status"] == "conflicting"
    assert [each.is_same for each in desk.collection.decisions_about(key)] == [True]
    assert desk.collection.find().total == 1
    assert key in desk.get("/desk/report/1").text


def test_a_new_incident_is_saved_only_after_the_answer_which_is_kept(desk: Desk) -> None:
    key = saved(desk)
    desk.reads()
    requested = desk.sends(desk.get(CODED), "save")
    assert "Is it known already?" in requested.text
    assert desk.collection.find().total == 1
    form = desk.post("/desk/known", **Fields(requested.text).values | {"choice": "differs"})
    assert desk.sends(form, "ready").status_code == 303
    assert [each.is_same for each in desk.collection.decisions_about(key)] == [False]


def test_who_is_not_sure_saves_a_draft_that_names_the_other_and_is_requested_again(desk: Desk) -> None:
    key = saved(desk)
    desk.reads()
    page = desk.get("/desk/known?report=1&draft=0")
    form = desk.post("/desk/known", **Fields(page.text).values | {"choice": "unsure"})
    address = desk.sends(form, "ready").headers["Location"]
    (draft,) = [line for line in desk.collection.find().lines if line.incident_id != key]
    assert draft.state is State.DRAFT
    page = desk.get(address)
    assert f"Possibly the same incident as {key}; to be decided." in page.text
    assert "Is it known already?" in desk.sends(page, "ready").text


def test_an_answer_is_required(desk: Desk) -> None:
    saved(desk)
    desk.reads()
    page = desk.get("/desk/known?report=1&draft=0")
    assert desk.post("/desk/known", **Fields(page.text).values).status_code == 400


def test_a_change_made_meanwhile_is_shown_before_it_is_replaced(desk: Desk) -> None:
    key = saved(desk)
    first, second = desk.get(f"/desk/incident?id={key}"), desk.get(f"/desk/incident?id={key}")
    assert desk.sends(first, "save", **{"incident.summary": "One."}).status_code == 303
    answer = desk.sends(second, "save", **{"incident.summary": "Other."})
    assert answer.status_code == 409
    assert "One." in answer.text
    assert Fields(answer.text).values["incident.summary"] == "Other."
    assert desk.sends(answer, "save").status_code == 303
    assert [one.number for one in desk.collection.history(key)] == [3, 2, 1]


def test_what_is_not_complete_is_a_draft_and_each_check_names_its_field(desk: Desk) -> None:
    empty = desk.get("/desk/incident")
    answer = desk.sends(empty, "ready")
    assert answer.status_code == 400
    assert "Not saved as ready" in answer.text
    assert 'href="#incident.where_prec"' in answer.text
    assert desk.sends(empty, "save").status_code == 303
    assert 'href="#incident.where_prec"' in desk.post("/desk/check").text


def test_a_form_that_was_not_saved_can_be_gone_on_with(desk: Desk) -> None:
    values = Fields(desk.get("/desk/incident").text).values | {"incident.place_name": "Suqovuşan"}
    assert desk.post("/desk/keep", **values).status_code == 204
    assert "Suqovuşan" in desk.get("/desk").text
    stored_form = desk.get(f"/desk/incident?kept={values['token']}")
    assert Fields(stored_form.text).values["incident.place_name"] == "Suqovuşan"
    assert desk.sends(stored_form, "save").status_code == 303
    assert desk.collection.stored_forms() == []


def test_a_place_is_looked_up_and_taken(desk: Desk) -> None:
    page = desk.get("/desk/incident")
    cells = {"incident.place_name": "Madagiz", "incident.adm0": "AZ", "incident.adm1_iso": "AZ-TAR"}
    found = desk.sends(page, "look", **cells)
    assert "data:image/svg+xml" in found.text
    key = found.text.split('value="take:')[1].split('"')[0]
    taken = Fields(desk.sends(found, f"take:{key}").text).values
    assert (taken["incident.where_prec"], taken["incident.coord_method"]) == ("2", "settlement")
    district = Fields(desk.sends(found, "take:district").text).values
    assert (district["incident.where_prec"], district["incident.adm1_name"]) == ("3", "Tərtər")
    same = Fields(desk.sends(found, "take:1, 1").text).values
    assert same["incident.longitude"] == ""


def test_an_earlier_revision_is_compared_and_restored(desk: Desk) -> None:
    key = saved(desk, summary="Before.")
    desk.sends(desk.get(f"/desk/incident?id={key}"), "save", **{"incident.summary": "After."})
    page = desk.get(f"/desk/history?id={key}").text
    assert "Before." in page
    assert "After." in page
    answer = desk.post("/desk/history", id=key, number="1", based_on="2", why="was right")
    assert answer.status_code == 303
    newest = desk.collection.incident(key)
    assert newest is not None
    assert (newest.number, newest.document.incident["summary"], newest.state) == (3, "Before.", State.DRAFT)


def test_an_incident_is_removed_and_its_history_stays(desk: Desk) -> None:
    key = saved(desk)
    assert desk.sends(desk.get(f"/desk/incident?id={key}"), "remove").status_code == 303
    assert key not in desk.get("/desk").text
    assert key in desk.get("/desk?state=removed").text


def test_nothing_is_published_without_a_sentence_or_over_another_edition(desk: Desk) -> None:
    saved(desk)
    assert desk.post("/desk/publish", why=" ", edition="0").status_code == 400
    assert desk.post("/desk/publish", why="x", edition="5").status_code == 400
    assert desk.collection.newest_edition() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
        {"Origin": "http://[::1"},
    ],
)
def test_a_post_of_another_page_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    for address in ("/desk/report", "/desk/incident", "/desk/keep", "/desk/publish", "/desk/history"):
        assert desk.client.post(address, data={"who": "A"}, headers=headers).status_code == 403


def test_another_host_is_refused_and_every_answer_has_a_content_policy(desk: Desk) -> None:
    assert desk.client.get("/desk", headers={"Host": "desk.example.org"}).status_code == 403
    policy = desk.get("/desk").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_more_than_is_read_at_once_gets_a_sentence(desk: Desk) -> None:
    form = "multipart/form-data; boundary=x"
    answer = desk.client.post("/desk/report", data=b"x" * 22_000_000, content_type=form, headers=OWN)
    assert answer.status_code == 413
    assert "more than the desk reads" in answer.text


@pytest.mark.parametrize("address", ["/desk/report/9", "/desk/incident?id=x", "/desk/history?id=x", "/x"])
def test_what_is_not_there_gets_a_sentence(desk: Desk, address: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text


@pytest.mark.parametrize(("code", "word"), [("az", "Hadisələr"), ("hy", "Միջադեպեր"), ("ru", "Инциденты")])
def test_the_desk_is_read_in_the_language_that_was_chosen(desk: Desk, code: str, word: str) -> None:
    desk.get(f"/desk/language/{code}")
    page = desk.get("/desk").text
    assert f'<html lang="{code}">' in page
    assert f"<h1>{word}</h1>" in page


def test_a_save_without_a_name_is_refused_in_a_sentence(desk: Desk) -> None:
    answer = desk.sends(desk.get("/desk/incident"), "save", who=" ")
    assert answer.status_code == 400
    assert "State who saves this" in answer.text


def test_the_name_that_the_command_was_given_stands_in_its_field(tmp_path: Path) -> None:
    with open_collection(str(tmp_path / "collection.sqlite")) as collection:
        client = create_desk(collection, who="Analyst <1>").test_client()
        page = client.get("/desk/report").text
        assert 'value="Analyst &lt;1&gt;"' in page
        read = {"text": REPORT, "publisher": "Daily", "published": "2020-11-24", "who": "B. C."}
        client.post("/desk/report", data=read, headers=OWN)
        # The browser's own name goes before it.
        assert 'value="B. C."' in client.get("/desk/report").text


def test_values_of_a_language_model_are_marked_and_its_silence_is_a_sentence(tmp_path: Path) -> None:
    with open_collection(str(tmp_path / "collection.sqlite")) as collection:
        client = create_desk(collection, model_at("http://127.0.0.1:1/v1")).test_client()
        read = {"text": REPORT, "publisher": "Daily", "published": "2020-11-24", "who": "A"}
        answer = client.post("/desk/report", data=read, headers=OWN)
        page = client.get(answer.headers["Location"]).text
    assert "does not answer; start it" in page
    assert "AZ-TAR" in page
