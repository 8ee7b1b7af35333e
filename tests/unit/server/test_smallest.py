"""What is the same for every reader goes in its smallest form once that is made, and nobody waits for it."""

from __future__ import annotations

from typing import Final

import brotli  # type: ignore[import-untyped]
import pytest
from flask import Flask

from components.server.compression import compress_answers
from components.server.smallest import Smallest, is_lasting, too_large

TEXT: Final = "A text that says the same again and again. " * 500
TAKEN: Final = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture
def smallest() -> Smallest:
    return Smallest()


@pytest.fixture
def server(smallest: Smallest) -> Flask:
    """A server of one layer, one file and one answer of the moment, all with the same text."""
    server = Flask(__name__)
    for number, address in enumerate(("/map/ground.geojson", "/assets/a.js", "/now")):
        server.add_url_rule(address, str(number), lambda: (TEXT, {"Content-Type": "text/javascript"}))
    compress_answers(server, smallest)
    return server


@pytest.mark.parametrize("address", ["/map/ground.geojson", "/assets/a.js"])
def test_the_first_is_answered_at_once_and_the_next_one_smallest(
    server: Flask, smallest: Smallest, address: str
) -> None:
    visitor = server.test_client()
    first = visitor.get(address, headers=TAKEN)
    smallest.wait()
    then = visitor.get(address, headers=TAKEN)
    assert (first.content_encoding, then.content_encoding) == ("zstd", "br")
    assert brotli.decompress(then.data).decode() == TEXT
    assert len(then.data) < len(first.data)
    assert then.content_length == len(then.data)
    assert "Accept-Encoding" in then.headers["Vary"]
    assert visitor.get(address, headers=TAKEN).data == then.data


@pytest.mark.parametrize(("taken", "given"), [("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None)])
def test_who_does_not_take_it_gets_another_form(
    server: Flask, smallest: Smallest, taken: str, given: str | None
) -> None:
    visitor = server.test_client()
    for address in ("/map/ground.geojson", "/assets/a.js"):
        visitor.get(address, headers=TAKEN)
        smallest.wait()
        assert visitor.get(address, headers=TAKEN).content_encoding == "br"
        assert visitor.get(address, headers={"Accept-Encoding": taken}).content_encoding == given


def test_an_answer_of_the_moment_is_not_stored(server: Flask, smallest: Smallest) -> None:
    visitor = server.test_client()
    for _time in range(2):
        assert visitor.get("/now", headers=TAKEN).content_encoding == "zstd"
        smallest.wait()
    assert smallest.of(TEXT.encode()) is None


def test_a_text_is_made_small_once_however_often_it_is_requested(smallest: Smallest) -> None:
    texts = [f"{number} {TEXT}".encode() for number in range(5)]
    for text in texts * 20:
        smallest.of(text)
    smallest.wait()
    assert [brotli.decompress(smallest.of(text)) for text in texts] == texts


def test_a_very_large_text_is_left_as_it_is(smallest: Smallest) -> None:
    large = bytes(5_000_000)
    assert too_large(large)
    assert smallest.of(large) is None
    smallest.wait()
    assert smallest.of(large) is None


@pytest.mark.parametrize(
    ("address", "lasts"),
    [
        ("/_dash-component-suites/dash/dcc/async-graph.js", True),
        ("/~en/_dash-layout", True),
        ("/map/names_en.geojson?made=1", True),
        ("/assets/together.js?m=1", True),
        ("/", False),
        ("/?incident=1", False),
        ("/incidents.geojson", False),
        ("/_dash-update-component", False),
    ],
)
def test_files_layers_and_layouts_last(address: str, lasts: bool) -> None:
    assert is_lasting(address) == lasts
