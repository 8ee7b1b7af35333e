"""Visitors' own data held for several processes: each sees the same, and one may end without a loss."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import create_app
from components.own_data.addresses import COLUMNS_FILE, STATE, UPLOAD
from components.server.visitors import database_datasets, shared_datasets
from components.server.visitors.database_datasets import (
    SERVER_ENDED,
    SILENT_SECONDS,
    DatabaseDatasets,
    _state,
)
from components.server.visitors.holder_process import CAN_SHARE, Holder
from components.server.visitors.own_datasets import (
    IDLE_SECONDS,
    MOST_BYTES,
    MOST_OF_ONE_CLIENT,
    PackedDatasets,
    ReadingRequest,
    digest_of,
)
from components.server.visitors.shared_datasets import SharedDatasets
from components.server.visitors.visitors_data import NoRoom
from data.imports.areas.added_files import AddedFile, Role
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.isolation.reading import NO_PROCESS, Found
from data.language import speaking
from data.store.collection import open_collection
from data.store.database.tables import visitors_data
from data.tables.dataset import Dataset
from tests.postgresql import database
from tests.unit.recorded_areas.area_files import collection, square

pytestmark = pytest.mark.skipif(not CAN_SHARE, reason="the system cannot hand on sockets")
ROOT: Final = Path(__file__).parents[4]
OURS: Final = {"Sec-Fetch-Site": "same-origin"}
ROWS: Final = b"date,country,place,killed,injured,lat,lon\n2020-05-03,Azerbaijan,Alpha,1,2,40.34,46.93\n"
PATIENCE_SECONDS: Final = 60.0
GIVE_MEMORY_BACK: Final = shared_datasets._give_memory_back


@pytest.fixture(autouse=True)
def given_back(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """An entry for each time that memory was to be given back: in the process of all tests, that takes two seconds."""
    times: list[None] = []
    monkeypatch.setattr(shared_datasets, "_give_memory_back", lambda: times.append(None))
    return times


class TwoViews:
    """Two views of visitors' data, as two processes that answer have them; each with a holder of its own or both of one."""

    def __init__(self, *made: PackedDatasets) -> None:
        self.one, self.other = SharedDatasets(), SharedDatasets()
        self._holders = [(self.one, self._serve(self.one, made[0]))]
        if len(made) > 1:
            self._holders.append((self.other, self._serve(self.other, made[1])))
        else:
            self.other._control.close()
            self.other._control = self.one._control

    def _serve(self, shared: SharedDatasets, datasets: PackedDatasets) -> threading.Thread:
        holder = threading.Thread(target=Holder(datasets).serve, args=(shared._holders_end,), daemon=True)
        holder.start()
        return holder

    def end_holder(self) -> None:
        for shared, holder in self._holders:
            # Its thread may be waiting at the other end, which must not be closed under it.
            with suppress(OSError):
                shared._control.shutdown(socket.SHUT_RDWR)
            holder.join(PATIENCE_SECONDS)

    def close(self) -> None:
        for shared in (self.one, self.other):
            if shared._looker is not None:
                shared._looker.cancel()
            shared._hang_up()
        self.end_holder()
        for shared in (self.one, self.other):
            shared.close()
            shared._holders_end.close()


@pytest.fixture
def of_one_holder() -> Iterator[TwoViews]:
    """Two processes of one machine."""
    both = TwoViews(PackedDatasets())
    yield both
    both.close()


@pytest.fixture
def servers() -> Iterator[list[DatabaseDatasets]]:
    """What the holders of two servers of one collection in PostgreSQL have."""
    with database() as address:
        open_collection(address).close()
        both = [DatabaseDatasets(address), DatabaseDatasets(address)]
        yield both
        for each in both:
            each.close()


@pytest.fixture
def of_two_servers(servers: list[DatabaseDatasets]) -> Iterator[TwoViews]:
    """A process of each of two servers."""
    both = TwoViews(*servers)
    yield both
    both.close()


@pytest.fixture(params=["of_one_holder", "of_two_servers"])
def processes(request: pytest.FixtureRequest) -> TwoViews:
    """Two processes that see the same data, wherever these are."""
    both: TwoViews = request.getfixturevalue(request.param)
    return both


def given(shared: SharedDatasets, content: bytes = ROWS) -> str:
    own = shared.begin("rows.csv", len(content), "192.0.2.1")
    own.content = content
    shared.read_later(own)
    wait(shared, own.token)
    return own.token


def wait(shared: SharedDatasets, token: str) -> None:
    last = time.monotonic() + PATIENCE_SECONDS
    while (own := shared.find(token)) is not None and own.is_reading:
        assert time.monotonic() < last
        time.sleep(0.02)


def test_what_one_process_took_is_the_same_in_another(processes: TwoViews) -> None:
    token = given(processes.one)
    one, other = processes.one.find(token), processes.other.find(token)
    assert one is not None
    assert other is not None
    assert one.dataset is not None
    assert other.dataset is not None
    assert other.dataset.sha256 == one.dataset.sha256
    assert other.content == b""
    again = processes.other.find(token)
    assert again is not None
    assert again.dataset is other.dataset


def test_a_correction_in_one_process_is_seen_in_another(processes: TwoViews) -> None:
    token = given(processes.one)
    before = processes.one.find(token)
    other = processes.other.find(token)
    assert before is not None
    assert other is not None
    assert other.columns is not None
    ended: list[Dataset] = []
    processes.one.when_ended(ended.append)
    first = before.dataset
    columns = {field: name for field, name in other.columns.mapping.columns.items() if name != "injured"}
    processes.other.read_later(other, ColumnMapping(columns, country="AZ"))
    assert other.reading == 2
    wait(processes.one, token)
    after = processes.one.find(token)
    assert after is not None
    assert after.dataset is not first
    assert ended == [first]


def test_what_cannot_be_read_leaves_the_columns_and_what_was_read(processes: TwoViews) -> None:
    token = given(processes.one)
    own = processes.one.find(token)
    assert own is not None
    processes.one.read_later(own, ColumnMapping({"killed": "killed"}))
    wait(processes.one, token)
    other = processes.other.find(token)
    assert other is not None
    assert other.problem
    assert other.dataset is not None
    assert other.columns is not None


def test_added_areas_are_seen_in_another_and_a_refused_file_with_its_columns(processes: TwoViews) -> None:
    token = given(processes.one)
    own = processes.one.find(token)
    assert own is not None
    file = AddedFile(Role.AREAS, "mf.geojson", collection(({"id": "MF-1"}, square(46.9, 40.3))))
    processes.one.add(own, file)
    wait(processes.one, token)
    other = processes.other.find(token)
    assert other is not None
    assert other.refused is not None
    assert other.refused.columns == ("id",)
    processes.other.add_refused(other, {"kind": "minefield"})
    wait(processes.other, token)
    again = processes.one.find(token)
    assert again is not None
    assert again.dataset is not None
    assert again.dataset.areas is not None
    assert ([account.name for account in again.accounts], again.refused) == (["mf.geojson"], None)
    processes.one.take_out(again, "mf.geojson")
    wait(processes.one, token)
    without = processes.other.find(token)
    assert without is not None
    assert without.dataset is not None
    assert without.dataset.areas is None


def test_what_is_forgotten_in_one_process_is_gone_in_another(processes: TwoViews) -> None:
    token = given(processes.one)
    own = processes.one.find(token)
    processes.other.find(token)
    assert own is not None
    ended: list[Dataset] = []
    processes.other.when_ended(ended.append)
    processes.one.forget(own)
    processes.other.look()
    assert len(ended) == 1
    assert processes.other._seen == {}
    assert processes.other.find(token) is None


def test_memory_is_given_back_when_data_came_and_when_they_are_let_go(
    of_one_holder: TwoViews, given_back: list[None]
) -> None:
    one, other = of_one_holder.one, of_one_holder.other
    token = given(one)
    before = len(given_back)
    own = other.find(token)
    assert own is not None
    assert len(given_back) == before + 1
    other.find(token)
    assert len(given_back) == before + 1
    one.forget(own)
    other.look()
    assert len(given_back) > before + 1


def test_to_give_memory_back_frees_what_refers_to_itself() -> None:
    views = TwoViews.__new__(TwoViews)
    views.__dict__["one"] = views
    freed = weakref.ref(views)
    del views
    assert freed() is not None
    GIVE_MEMORY_BACK()
    assert freed() is None


def test_looking_at_what_lives_keeps_nothing_alive(processes: TwoViews) -> None:
    given(processes.one)
    processes.one.look()
    assert len(processes.one._seen) == 1


def test_a_refusal_speaks_the_language_of_its_visitor(processes: TwoViews) -> None:
    with speaking("ru"), pytest.raises(NoRoom, match="Отведённое место"):
        processes.one.check_room(10**12)


def test_without_a_holder_there_is_a_sentence(of_one_holder: TwoViews, dataset: Dataset) -> None:
    visitor: FlaskClient = create_app(dataset, own_datasets=of_one_holder.one).server.test_client()
    token = given(of_one_holder.one)
    of_one_holder.one._hang_up()
    of_one_holder.end_holder()
    answer = visitor.post(UPLOAD, data=ROWS, headers=OURS)
    assert (answer.status_code, answer.json) == (503, {"problem": NO_PROCESS})
    assert visitor.get(STATE, query_string={"own": token}).status_code == 410
    of_one_holder.one.look()
    assert of_one_holder.one._seen == {}


def test_what_is_read_on_one_server_can_be_stopped_on_the_other(servers: list[DatabaseDatasets]) -> None:
    one, other = servers
    own = one.begin("rows.csv", len(ROWS), "192.0.2.1")
    one._readings = threading.Semaphore(0)  # it waits for its turn
    own.content = ROWS
    one.read_later(own)
    seen = other.find(own.token)
    assert seen is not None
    assert (seen.is_reading, seen.name, seen.content) == (True, "rows.csv", ROWS)
    other.stop(seen)
    until(lambda: own.has_ended)
    again = one.find(own.token)
    assert again is not None
    assert (again.is_reading, again.reading) == (False, 2)


def test_what_is_forgotten_on_one_server_is_soon_out_of_the_memory_of_the_other(
    servers: list[DatabaseDatasets],
) -> None:
    one, other = servers
    own = one.begin("rows.csv", len(ROWS))
    assert other.find(own.token) is not None
    one.forget(own)
    other.sweep()
    assert (other._datasets, other._changes) == ({}, {})
    assert other.find(own.token) is None


def test_a_server_that_closes_waits_for_its_sweep_and_begins_no_other(
    servers: list[DatabaseDatasets], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = threading.Event(), threading.Event()
    monkeypatch.setattr(database_datasets, "SECONDS_BETWEEN_SWEEPS", 0.0)
    one = servers[0]
    one.begin("rows.csv", len(ROWS))

    def sweep() -> None:
        begun.set()
        may_end.wait(PATIENCE_SECONDS)

    monkeypatch.setattr(one, "sweep", sweep)
    assert begun.wait(PATIENCE_SECONDS)
    sweeper = one._sweeper
    closing = threading.Thread(target=one.close)
    closing.start()
    until(lambda: one._is_closed)
    assert closing.is_alive()
    may_end.set()
    closing.join(PATIENCE_SECONDS)
    assert sweeper is not None
    assert [thread.is_alive() for thread in (closing, sweeper)] == [False, False]
    assert one._sweeper is None


def test_data_end_when_no_server_was_requested_for_them(servers: list[DatabaseDatasets]) -> None:
    one, other = servers
    tokens = [one.begin("rows.csv", len(ROWS)).token for _ in range(2)]
    change(one, sa.update(visitors_data).values(used_at=visitors_data.c.used_at - IDLE_SECONDS + 5))
    assert other.find(tokens[0]) is not None
    change(one, sa.update(visitors_data).values(used_at=visitors_data.c.used_at - 6))
    one.sweep()
    assert [server.is_stored(token) for server in servers for token in tokens] == [True, False, True, False]


def test_a_server_that_ends_while_it_reads_leaves_a_sentence(servers: list[DatabaseDatasets]) -> None:
    one, other = servers
    own = one.begin("rows.csv", len(ROWS))
    row = {"reading": 1, "is_reading": True, "state": _state(own)}
    one._rows.store(digest_of(own.token).hex(), row, {"content": ROWS}, [])
    change(one, sa.update(visitors_data).values(beat_at=visitors_data.c.beat_at - SILENT_SECONDS))
    seen = other.find(own.token)
    assert seen is not None
    assert (seen.is_reading, seen.problem) == (False, SERVER_ENDED)


def test_what_a_late_server_read_counts_though_another_one_took_it_for_ended(
    servers: list[DatabaseDatasets],
) -> None:
    one, other = servers
    own = one.begin("rows.csv", len(ROWS))
    digest = digest_of(own.token).hex()
    row = {"reading": 1, "is_reading": True, "state": _state(own)}
    own.content, own.reading, own.is_reading = ROWS, 1, True
    one._rows.store(digest, row, {"content": ROWS}, [])
    change(one, sa.update(visitors_data).values(beat_at=visitors_data.c.beat_at - SILENT_SECONDS))
    ended = other.find(own.token)
    assert ended is not None
    assert ended.problem == SERVER_ENDED
    seen_version = ended.version
    one._finish(own, 1, Found(None, None, parcel={"rows": b"what was read"}), ReadingRequest(None, ()))
    found = other.find(own.token)
    assert found is not None
    assert (found.is_reading, found.problem, found.parcel) == (False, "", {"rows": b"what was read"})
    assert found.version > seen_version  # by which the processes of a server see that it changed


def test_a_result_that_came_between_is_not_replaced_by_the_sentence(servers: list[DatabaseDatasets]) -> None:
    one, other = servers
    own = one.begin("rows.csv", len(ROWS))
    digest = digest_of(own.token).hex()
    row = {"reading": 1, "is_reading": True, "state": _state(own)}
    one._rows.store(digest, row, {"content": ROWS}, [])
    change(one, sa.update(visitors_data).values(beat_at=visitors_data.c.beat_at - SILENT_SECONDS))
    silent = other._rows.touch(digest)
    assert silent is not None
    one._rows.store(digest, {**row, "is_reading": False}, {"parcel/rows": b"what was read"}, [])
    with patch.object(other._rows, "touch", side_effect=[silent, other._rows.touch(digest)]):
        found = other.find(own.token)
    assert found is not None
    assert (found.problem, found.parcel) == ("", {"rows": b"what was read"})


def test_all_servers_together_have_the_room_of_one(servers: list[DatabaseDatasets]) -> None:
    one, other = servers
    for _ in range(MOST_OF_ONE_CLIENT):
        one.begin("rows.csv", 10, "192.0.2.1")
    with pytest.raises(NoRoom, match="Your address"):
        other.check_room(10, "192.0.2.1")
    other.check_room(10, "192.0.2.2")
    with pytest.raises(NoRoom, match="Other visitors"):
        other.check_room(MOST_BYTES)
    left = other.begin("rows.csv", MOST_BYTES // 2, "192.0.2.2")
    other.begin("rows.csv", MOST_BYTES // 2 - 10 * MOST_OF_ONE_CLIENT, "192.0.2.4")
    with pytest.raises(NoRoom, match="Other visitors"):
        one.check_room(10, "192.0.2.3")
    other.leave(left)
    one.check_room(10, "192.0.2.3")
    assert other.find(left.token) is None


def test_the_database_has_no_token_and_no_log_of_what_it_has(servers: list[DatabaseDatasets]) -> None:
    own = servers[0].begin("rows.csv", len(ROWS))
    with servers[0]._rows._engine.connect() as connection:
        row = connection.execute(sa.select(visitors_data)).one()
        kinds = connection.execute(
            sa.text(
                "SELECT relpersistence FROM pg_class WHERE relname IN ('visitors_data', 'visitors_files')"
            )
        )
        assert own.token not in str(row)
        assert [kind for (kind,) in kinds] == ["u", "u"]


def test_a_database_that_is_away_ends_nothing(
    of_two_servers: TwoViews, servers: list[DatabaseDatasets]
) -> None:
    token = given(of_two_servers.one)
    before = of_two_servers.one.find(token)
    engine = servers[0]._rows._engine
    servers[0]._rows._engine = sa.create_engine("postgresql+psycopg://atlas@127.0.0.1:1/none")
    assert of_two_servers.one.find(token) is before
    of_two_servers.one.look()
    with pytest.raises(NoRoom, match="cannot be reached"):
        of_two_servers.one.check_room(10)
    servers[0]._rows._engine = engine
    after = of_two_servers.one.find(token)
    assert after is before
    assert after is not None
    assert after.dataset is not None


def until(is_so: Callable[[], bool]) -> None:
    last = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < last
        time.sleep(0.05)


def change(server: DatabaseDatasets, query: sa.Update) -> None:
    with server._rows._engine.begin() as connection:
        connection.execute(query)


def test_the_addresses_answer_for_data_of_the_holder(processes: TwoViews, dataset: Dataset) -> None:
    one, other = (
        create_app(dataset, own_datasets=shared).server.test_client()
        for shared in (processes.one, processes.other)
    )
    token = json.loads(one.post(UPLOAD, data=ROWS, headers=OURS).text)["token"]
    wait(processes.other, token)
    own = {"own": token}
    assert json.loads(other.get("/summary.json", query_string=own).text)["killed"] == 1
    assert one.get(COLUMNS_FILE, query_string=own).text == other.get(COLUMNS_FILE, query_string=own).text
    assert other.delete(UPLOAD, query_string=own).status_code == 200
    assert one.get("/summary.json", query_string=own).status_code == 410


def answer(address: str, content: bytes | None = None) -> Any:
    with urlopen(Request(address, data=content, headers=OURS), timeout=PATIENCE_SECONDS) as response:
        return json.loads(response.read() or b"{}")


def children(number: int) -> list[int]:
    text = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are listed in /proc")
def test_a_worker_that_is_killed_takes_no_visitor_s_data_with_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    atlas = f"http://127.0.0.1:{port}"
    command = [sys.executable, "app.py", "--port", str(port), "--workers", "2"]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere) as server:
        try:
            wait_for(server, atlas)
            token = answer(f"{atlas}/own-data/file?name=rows.csv", ROWS)["token"]
            while answer(f"{atlas}/own-data/state?own={token}")["reading"]:
                time.sleep(0.1)
            holder, *workers = children(server.pid)
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
            assert answer(f"{atlas}/summary.json?own={token}")["killed"] == 1
            os.kill(children(holder)[0], signal.SIGKILL)
            with pytest.raises(HTTPError, match="410"):
                answer(f"{atlas}/summary.json?own={token}")
            assert answer(f"{atlas}/own-data/file?name=rows.csv", ROWS)["token"]
        finally:
            server.terminate()
    last = time.monotonic() + PATIENCE_SECONDS
    while Path(f"/proc/{holder}").exists():
        assert time.monotonic() < last, "the holder goes on without an atlas"
        time.sleep(0.1)


def wait_for(server: subprocess.Popen[bytes], atlas: str) -> None:
    last = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            answer(f"{atlas}/summary.json")
            return
        except OSError:
            assert server.poll() is None
            assert time.monotonic() < last
            time.sleep(0.2)
