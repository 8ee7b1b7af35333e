"""A desk of an empty collection, asked without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from components.desk.server import create_desk
from data.store.collection import Collection, open_collection

OWN = {"Origin": "http://localhost"}
"""What a browser adds to a POST from a page of the desk."""
REPORT = """Mine kills soldier during search near Tartar

24 November 2020

One Azerbaijani serviceman was killed and a Russian peacekeeper was wounded on Monday when a mine exploded in the
Tartar district, Russia's Defence Ministry said, according to the Interfax news agency.

The blast happened while peacekeepers, Azerbaijani troops and Nagorno-Karabakh emergency personnel were searching
for missing soldiers. Four employees of the Nagorno-Karabakh emergency service were also wounded.

More than 2,000 soldiers were killed in six weeks of fighting that ended on 10 November.
"""
"""The facts of the founding report, in other words."""


class Fields(HTMLParser):
    """What the coding form of a page sends."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._list = self._lines = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and given.get("type") not in ("checkbox", "radio", "file"):
            self.values[name] = given.get("value") or ""
        if tag == "select":
            self._list = name
        if tag == "option" and "selected" in given:
            self.values[self._list] = given.get("value") or ""
        if tag == "textarea":
            self._lines = name

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._lines = ""

    def handle_data(self, data: str) -> None:
        if self._lines:
            self.values[self._lines] = data.removeprefix("\n")


class Desk:
    """The desk, as a person uses it."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.client: FlaskClient = create_desk(collection).test_client()

    def get(self, address: str) -> TestResponse:
        return self.client.get(address)

    def post(self, address: str, **values: Any) -> TestResponse:
        return self.client.post(address, data={"who": "A. Editor"} | values, headers=OWN)

    def reads(self, text: str = REPORT, **facts: Any) -> TestResponse:
        given = {"publisher": "Example Times", "url": "https://example.org/1", **facts}
        return self.post("/desk/report", text=text, **given)

    def sends(self, page: TestResponse, action: str, **changed: str) -> TestResponse:
        """The form of a page, sent with one of its buttons."""
        values = Fields(page.text).values | {"who": "A. Editor", "action": action}
        return self.post("/desk/incident", **values | changed)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_collection(str(tmp_path / "desk.sqlite")) as collection:
        yield Desk(collection)
