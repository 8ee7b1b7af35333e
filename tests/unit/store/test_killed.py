"""A process that is killed in the middle of a save or of publishing loses what it had not finished, and no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from data.store.collection import open_collection
from data.store.records import Query, State
from tests.unit.store.made_incidents import WHO, document

ROOT: Final = Path(__file__).parents[3]
PROGRAM: Final = """
import os, signal, sys
from data.store.collection import open_collection
from data.store import publishing, revisions
from tests.unit.store.made_incidents import WHO, document
from data.store.records import State

address, where = sys.argv[1:]
collection = open_collection(address, make=False)
collection.save(document("B-1"), **WHO, state=State.READY)
print("saved", flush=True)

def killed(*_arguments, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

real = {"revisions._store": revisions._store, "publishing._store": publishing._store}

def at_the_end(name):
    def store(*arguments):
        real[name](*arguments)
        killed()
    return store

if where == "save":
    revisions._store = at_the_end("revisions._store")
    collection.save(document("B-2"), **WHO)
if where == "publish, begun":
    publishing.checked = killed
if where == "publish, written":
    publishing._store = at_the_end("publishing._store")
collection.publish(**WHO)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("where", ["save", "publish, begun", "publish, written"])
def test_a_killed_process_leaves_all_that_was_saved_and_nothing_half(address: str, where: str) -> None:
    with open_collection(address) as collection:
        collection.save(document(), **WHO, state=State.READY)
        edition = collection.publish(**WHO)
    killed = subprocess.run(
        [sys.executable, "-c", PROGRAM, address, where], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "saved\n"), killed.stderr
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
