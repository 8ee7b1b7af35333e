"""A made-up language model on this machine: its values count only by words of the report."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from data.errors import AtlasError
from data.reports.drafting.drafts import drafts_of
from data.reports.model.client import Model, model_at
from data.reports.model.completed import drafts_with
from data.reports.report import Report

REPORT = Report(
    "On 3 May 2021 a grader working on the new road struck something in the verge by Quzanli. "
    "The operator is gone, and his mate has not woken up. Nothing of the blade was left by the anti-tank mine.",
    published=date(2021, 5, 4),
    language="en",
)
GOOD = {
    "incidents": [
        {
            "date_start": {"value": "2021-05-03", "quote": "On 3 May 2021"},
            "activity": {"value": "construction_utility", "quote": "working on the new road"},
            "device_category": {"value": "antivehicle_mine", "quote": "the anti-tank mine"},
            "casualties": [
                {
                    "victim_category": "civilian",
                    "outcome": "killed",
                    "count": 1,
                    "quote": "The operator is gone",
                },
                {
                    "victim_category": "civilian",
                    "outcome": "killed",
                    "count": 4,
                    "quote": "his mate has not woken up",
                },
                {
                    "victim_category": "civilian",
                    "outcome": "injured",
                    "count": 2,
                    "quote": "two passers-by were hurt",
                },
            ],
        }
    ]
}

Handle = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def model_server(handle: Handle) -> Iterator[Model]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            handle(self)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield model_at(f"http://127.0.0.1:{server.server_port}/v1")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def saying(content: str | None, **message: Any) -> Handle:
    answer = json.dumps({"choices": [{"message": {"content": content, **message}}]}).encode()

    def handle(request: BaseHTTPRequestHandler) -> None:
        assert request.path == "/v1/chat/completions"
        request.send_response(200)
        request.send_header("Content-Length", str(len(answer)))
        request.end_headers()
        request.wfile.write(answer)

    return handle


def test_a_value_counts_only_where_its_words_stand_in_the_text() -> None:
    with model_server(saying(f"Here it is: ```json\n{json.dumps(GOOD)}\n```")) as model:
        drafts = drafts_with(REPORT, model)
    (draft,) = drafts.incidents
    assert (draft.date_start, draft.activity) == (date(2021, 5, 3), "construction_utility")
    assert [(row.outcome, row.count_best) for row in draft.casualties] == [("killed", 1)]
    assert "casualties" in draft.by_model
    for quotes in draft.evidence.values():
        assert all(REPORT.whole[quote.start : quote.end] == quote.text for quote in quotes)
    assert "left out" in drafts.remark


def test_what_the_rules_found_stays() -> None:
    report = Report(
        "A mine killed two farmers near Goris on 3 May 2021.", published=date(2021, 5, 4), language="en"
    )
    other = {"incidents": [{"date_start": {"value": "2021-05-02", "quote": "3 May 2021"}}]}
    with model_server(saying(json.dumps(other))) as model:
        drafts = drafts_with(report, model)
    assert drafts.incidents == drafts_of(report).incidents
    assert "nothing" in drafts.remark


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("I cannot help with that.", {}),
        ('{"incidents": 3}', {}),
        ("", {}),
        (None, {"refusal": "no"}),
        ("[" * 100_000, {}),
    ],
)
def test_a_refusal_or_nonsense_gives_a_sentence_and_the_drafts_of_the_rules(
    content: str | None, message: dict[str, str]
) -> None:
    with model_server(saying(content, **message)) as model:
        drafts = drafts_with(REPORT, model)
    assert drafts.incidents == drafts_of(REPORT).incidents
    assert drafts.remark.startswith("The language model")


def test_no_answer_in_time_gives_a_sentence() -> None:
    def slow(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.5)

    with model_server(slow) as model:
        drafts = drafts_with(REPORT, Model(model.address, seconds=0.1))
    assert drafts.remark == "The language model did not answer within 0.1 seconds."


def test_nobody_at_the_address_gives_a_sentence() -> None:
    assert "start it" in drafts_with(REPORT, model_at("http://127.0.0.1:1/v1")).remark


def test_a_redirection_is_not_followed() -> None:
    def away(request: BaseHTTPRequestHandler) -> None:
        request.send_response(307)
        request.send_header("Location", "http://example.org/")
        request.send_header("Content-Length", "0")
        request.end_headers()

    with model_server(away) as model:
        assert "HTTP 307" in drafts_with(REPORT, model).remark


@pytest.mark.parametrize(
    "address", ["http://example.org/v1", "http://10.0.0.5:8080", "https://127.0.0.1.example.org"]
)
def test_another_machine_is_asked_only_where_that_is_wanted(address: str) -> None:
    with pytest.raises(AtlasError, match="--model-anywhere"):
        model_at(address)
    assert model_at(address, anywhere=True).address.endswith("/chat/completions")


@pytest.mark.parametrize(
    "address",
    ["", "127.0.0.1:8080", "ftp://127.0.0.1", "file:///etc/passwd", "http://me:x@127.0.0.1/", "http://[x"],
)
def test_what_is_no_address_of_a_model_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(AtlasError, match="--model takes the address"):
        model_at(address)
