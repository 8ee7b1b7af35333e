"""A process that is killed in the middle of a save or of publishing loses what it had not finished, and no more."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Final

import pytest

from data.store.collection import open_collection
from data.store.records.records import Query, State
from tests.forked import Run, forked
from tests.unit.store.made_incidents import WHO, document

PROGRAM: Final = """
import os, signal
from data.store.collection import open_collection
from data.store.editions import publishing
from data.store.records import revisions
from tests.unit.store.made_incidents import WHO, document
from data.store.records.records import State
from tests.forked import run_cases

def killed(*_arguments, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

real = {"revisions._store": revisions._store, "publishing._store": publishing._store}

def at_the_end(name):
    def store(*arguments):
        real[name](*arguments)
        killed()
    return store

def case(address, where):
    collection = open_collection(address, make=False)
    collection.save(document("B-1"), **WHO, state=State.READY)
    print("saved", flush=True)
    if where == "save":
        revisions._store = at_the_end("revisions._store")
        collection.save(document("B-2"), **WHO)
    if where == "publish, begun":
        publishing.checked = killed
    if where == "publish, written":
        publishing._store = at_the_end("publishing._store")
    collection.publish(**WHO)

run_cases(case)
"""


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Saves and publishes in a process that is killed at a point."""
    with forked(PROGRAM) as started:
        yield started


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("where", ["save", "publish, begun", "publish, written"])
def test_a_killed_process_leaves_all_that_was_saved_and_nothing_half(
    address: str, where: str, run: Run
) -> None:
    with open_collection(address) as collection:
        collection.save(document(), **WHO, state=State.READY)
        edition = collection.publish(**WHO)
    assert run(address, where) == (-signal.SIGKILL, "saved\n")
    with open_collection(address) as collection:
        assert [line.incident_id for line in collection.find().lines] == ["A-1", "B-1"]
        assert collection.editions() == [edition]
        published = collection.published()
        assert published is not None
        assert published.dataset.incidents["incident_id"].tolist() == ["A-1"]
        assert [line.incident_id for line in collection.find(Query(is_unpublished=True)).lines] == ["B-1"]
        # The lock of the one that was killed does not outlive it.
        collection.save(document("B-2"), **WHO, state=State.READY)
        assert collection.publish(**WHO).added == 2
