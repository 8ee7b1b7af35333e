"""Files of a visitor in tests: given, read and answered."""

from __future__ import annotations

import html
import io
import json
import time
import zipfile
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from components.own_data.addresses import STATE, UPLOAD
from components.server.visitors.own_datasets import OwnDatasets
from components.server.visitors.visitors_data import OwnData

OURS: Final = {"Sec-Fetch-Site": "same-origin"}
ROWS: Final = (
    "Date;Place;Region;Killed;Injured;Victim name;lat;lon;Note\n"
    "03.05.2020;Alpha;Tartar;1;2;A B;40,34;46,93;field\n"
    "13.05.2020;Beta;Tartar;0;1;C D;40,35;46,94;=1+1\n"
    "31.02.2020;Gamma;Tartar;1;0;E F;40,36;46,95;no such day\n"
)
"""Four lines of which two are read: 1 killed, 3 injured."""
NO_DATE: Final = "Tag;Meldung;Killed\n03.05.2020;04.05.2020;1\n13.05.2020;14.05.2020;2\n"


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
