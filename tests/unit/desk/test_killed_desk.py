"""A desk that is killed between a press and its answer: what was kept of the form opens again, and is saved once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from components.desk.server import create_desk
from data.store.collection import open_collection
from tests.forked import Run, forked
from tests.postgresql import database
from tests.unit.desk.conftest import OWN, REPORT, Fields

SAVED: Final = {"who": "A. Editor", "action": "save"}
PROGRAM: Final = """
import os, signal
from components.desk.server import create_desk
from data.store.records import revisions
from data.store.collection import open_collection
from tests.forked import run_cases
from tests.unit.desk.conftest import OWN

def case(address, where, values):
    collection = open_collection(address, make=False)
    real = revisions._store

    def killed(*arguments):
        if where == "written":
            real(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    revisions._store = killed
    create_desk(collection).test_client().post("/desk/incident", data=values, headers=OWN)

run_cases(case)
"""


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Sends a form to a desk in a process that is killed before or after it is written."""
    with forked(PROGRAM) as started:
        yield started


@pytest.fixture(params=["a file", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "a file":
        yield str(tmp_path / "desk.sqlite")
    else:
        with database() as made:
            yield made


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("where", ["begun", "written"])
def test_a_form_opens_again_after_the_desk_was_killed_while_saving(
    address: str, where: str, run: Run
) -> None:
    with open_collection(address) as collection:
        client = create_desk(collection).test_client()
        facts = {"text": REPORT, "publisher": "Example Times", "who": "A. Editor"}
        assert client.post("/desk/report", data=facts, headers=OWN).status_code == 303
        values = Fields(client.get("/desk/incident?report=1&draft=0").text).values
        values |= {**SAVED, "incident.summary": "Typed before the power went."}
        assert client.post("/desk/keep", data=values, headers=OWN).status_code == 204
    assert run(address, where, values) == (-signal.SIGKILL, "")
    with open_collection(address) as collection:
        assert collection.find().lines == ()
        client = create_desk(collection).test_client()
        assert "Forms that were not saved" in client.get("/desk").text
        form = Fields(client.get(f"/desk/incident?kept={values['token']}").text).values
        assert form["incident.summary"] == "Typed before the power went."
        assert client.post("/desk/incident", data=form | SAVED, headers=OWN).status_code == 303
        assert [line.killed for line in collection.find().lines] == [1]
        assert collection.stored_forms() == []
