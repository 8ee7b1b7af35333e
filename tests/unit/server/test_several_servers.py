"""Two servers on one collection: each edition is on both within seconds, and one may be killed unnoticed."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Final

import pytest

from data.store.collection import open_collection
from data.store.records.records import State
from tests.postgresql import database
from tests.several_servers import Servers, answer, nginx, two_servers
from tests.unit.store.made_incidents import WHO, document

READERS: Final = 6
PAUSE_SECONDS: Final = 0.1
"""Between the requests of a reader, so that the two servers are not busy all the time."""
FOLLOWED_SECONDS: Final = 60.0
"""Two seconds and the making of an edition, on a machine that is busy."""
ROWS: Final = b"date,country,place,killed,injured,lat,lon\n2020-05-03,Azerbaijan,Alpha,1,2,40.34,46.93\n"
READ_SECONDS: Final = 60.0
MISSING: Final = "There is no nginx: run tests/run.py where it can install one."


@pytest.fixture(scope="module")
def collection() -> Iterator[str]:
    """The address of a collection with one published incident."""
    if nginx() is None:
        pytest.skip(MISSING)
    with database() as address:
        publish(address, "A-1")
        yield address


@pytest.fixture(scope="module")
def servers(collection: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with two_servers(collection, tmp_path_factory.mktemp("nginx")) as running:
        yield running


def publish(address: str, incident_id: str) -> None:
    with open_collection(address) as opened:
        opened.save(document(incident_id), **WHO, state=State.READY)
        opened.publish(**WHO)


def test_an_edition_is_on_both_within_seconds_and_answers_name_it(servers: Servers, collection: str) -> None:
    before = {answer(port, "/summary.json")[2]["atlas-edition"] for port in servers.ports}
    tags = {answer(port, "/incidents.csv")[2]["etag"] for port in servers.ports}
    assert (len(before), len(tags)) == (1, 1)
    publish(collection, "A-2")
    last = time.monotonic() + FOLLOWED_SECONDS
    while True:
        answers = [answer(port, "/summary.json") for port in servers.ports]
        for status, content, headers in answers:
            # An answer is of one edition as a whole.
            found = json.loads(content)
            assert status == 200
            assert headers["atlas-edition"] == found["dataset"]["sha256"]
            assert (found["incidents"] == 1) == (headers["atlas-edition"] in before)
        if all(json.loads(content)["incidents"] == 2 for _, content, _ in answers):
            break
        assert time.monotonic() < last
        time.sleep(0.2)
    assert len({headers["etag"] for _, _, headers in answers}) == 1


def test_own_data_are_one_on_both_until_they_are_forgotten(servers: Servers) -> None:
    layout = answer(servers.port, "/~en/_dash-layout")[1].decode()
    assert "stored in the database of this atlas" in layout
    given = json.loads(answer(servers.port, "/own-data/file?name=rows.csv", "POST", ROWS)[1])
    own = f"own={given['token']}"
    last = time.monotonic() + READ_SECONDS
    while json.loads(answer(servers.port, f"/own-data/state?{own}")[1])["reading"]:
        assert time.monotonic() < last
        time.sleep(0.2)
    summaries = [json.loads(answer(port, f"/summary.json?{own}")[1]) for port in servers.ports]
    assert [(one["incidents"], one["killed"]) for one in summaries] == [(1, 1), (1, 1)]
    pages = [answer(port, f"/incidents.csv?{own}")[1] for port in servers.ports]
    assert pages[0] == pages[1]
    assert answer(servers.port, f"/own-data/file?{own}", "DELETE")[0] == 200
    assert [answer(port, f"/summary.json?{own}")[0] for port in servers.ports] == [410, 410]


# The last: one server is gone afterwards.
def test_a_server_that_is_killed_is_noticed_by_no_reader_twice(servers: Servers, tmp_path: Path) -> None:
    assert tmp_path.exists()
    errors: Counter[int] = Counter()
    answers: Counter[int] = Counter()
    is_over = threading.Event()

    def read(reader: int) -> None:
        while not is_over.is_set():
            try:
                status = answer(servers.port, f"/incidents.geojson?q=a{reader}")[0]
            except (OSError, HTTPException):
                status = 0
            answers[reader] += 1
            errors[reader] += status != 200
            time.sleep(PAUSE_SECONDS)

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(0.7)
    before = sum(answers.values())
    servers.kill(0)
    # Shorter than the five seconds after which nginx asks a lost server again.
    time.sleep(2.5)
    is_over.set()
    for reader in readers:
        reader.join()
    assert sum(answers.values()) > before + READERS
    assert max(errors.values()) <= 1
