"""Parts on the workers of a Dask cluster: as in one process, also where a worker is lost or slow."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from distributed import LocalCluster

from data.cluster import connection
from data.cluster import dask_parts as module
from data.cluster.clustered import Clustered
from data.cluster.dask_parts import DaskParts, spread
from data.cluster.partitions import read_partitions, write_partitions
from data.errors import ClusterError
from data.exports.rows import to_csv
from data.exports.summary_json import to_summary_json
from data.filters.incident_filter import IncidentFilter
from data.tables.layers.districts import BUNDLED
from tests.tables import bundled, summary

KILLED: Final[dict[str, Any]] = {"outcome": ("killed",)}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled data in four parts."""
    out = tmp_path_factory.mktemp("cluster") / "parts"
    write_partitions(BUNDLED, out, 50)
    return out


@pytest.fixture(scope="module")
def two_workers() -> Iterator[Any]:
    """Two worker processes, which a nanny starts again."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
    ) as cluster:
        yield cluster


@pytest.fixture
def workers(two_workers: Any) -> Any:
    """The two, both at work again after what another test did to one."""
    two_workers.wait_for_workers(2, timeout=60)
    return two_workers


def connected(cluster: Any, parts: Path) -> tuple[DaskParts, Clustered]:
    parts_of_cluster = DaskParts(cluster.scheduler_address, parts, read_partitions(parts))
    return parts_of_cluster, Clustered(parts, parts_of_cluster)


def is_as_in_one_process(clustered: Clustered, fields: dict[str, Any]) -> bool:
    incident_filter, whole = IncidentFilter(**fields), summary(bundled(), **fields)
    is_equal = clustered.summary_json(incident_filter) == to_summary_json(whole)
    return is_equal and b"".join(clustered.csv_parts(incident_filter)).decode() == to_csv(whole)


def test_a_lost_worker_is_replaced_and_the_answer_stays_the_same(workers: Any, parts: Path) -> None:
    parts_of_cluster, clustered = connected(workers, parts)
    loaded: list[int] = []
    parts_of_cluster.load(loaded.append)
    assert loaded == [1, 2, 3, 4]
    assert is_as_in_one_process(clustered, {})
    os.kill(workers.workers[0].pid, signal.SIGKILL)
    assert is_as_in_one_process(clustered, KILLED)
    assert is_as_in_one_process(clustered, {"district": ("AZ-AGM",)})
    parts_of_cluster.close()


def test_a_part_of_a_slow_worker_is_given_to_another(workers: Any, parts: Path) -> None:
    parts_of_cluster, clustered = connected(workers, parts)
    parts_of_cluster.load()
    stopped = workers.workers[1].pid
    with patch.object(module, "SLOW_SECONDS", 0.5):
        os.kill(stopped, signal.SIGSTOP)
        begin = time.monotonic()
        try:
            assert clustered.summary_json(IncidentFilter(**KILLED)) == to_summary_json(
                summary(bundled(), **KILLED)
            )
            # Dask itself takes five minutes to notice that a worker is silent.
            assert time.monotonic() - begin < 60
        finally:
            os.kill(stopped, signal.SIGCONT)
    parts_of_cluster.close()


def test_a_lost_scheduler_is_reported_and_a_new_one_is_found(parts: Path) -> None:
    settings: dict[str, Any] = {"n_workers": 1, "dashboard_address": "127.0.0.1:0"}
    with patch.multiple(connection, AGAIN_SECONDS=2.0, PAUSE_SECONDS=0.0):
        with LocalCluster(**settings, silence_logs=logging.CRITICAL) as first:
            address = first.scheduler_address
            parts_of_cluster, clustered = connected(first, parts)
            assert is_as_in_one_process(clustered, {})
        with pytest.raises(ClusterError, match="scheduler"):
            clustered.summary_json(IncidentFilter(**KILLED))
        assert parts_of_cluster.workers() == []
        port = int(address.rpartition(":")[2])
        with LocalCluster(**settings, silence_logs=logging.CRITICAL, scheduler_port=port, protocol="tcp"):
            assert is_as_in_one_process(clustered, KILLED)
            parts_of_cluster.close()


def test_a_cluster_without_workers_is_reported_soon_and_answers_when_there_are_some(parts: Path) -> None:
    with (
        LocalCluster(n_workers=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL) as cluster,
        patch.object(module, "ALONE_SECONDS", 1.0),
    ):
        parts_of_cluster, clustered = connected(cluster, parts)
        cluster.scale(0)
        last = time.monotonic() + 30
        while parts_of_cluster.workers() and time.monotonic() < last:
            time.sleep(0.1)
        begin = time.monotonic()
        with pytest.raises(ClusterError, match="no workers"):
            clustered.summary_json(IncidentFilter())
        assert time.monotonic() - begin < 10
        cluster.scale(1)
        cluster.wait_for_workers(1, timeout=60)
        assert is_as_in_one_process(clustered, {})
        parts_of_cluster.close()


def test_whoever_asks_while_another_thread_connects_does_not_wait(parts: Path) -> None:
    with LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL) as cluster:
        parts_of_cluster, clustered = connected(cluster, parts)
    with patch.object(connection, "AGAIN_SECONDS", 5.0), ThreadPoolExecutor(8) as threads:
        refusals = list(threads.map(lambda _: seconds_until_refused(clustered), range(24)))
        assert sum(seconds > 2 for seconds in refusals) <= 2
    parts_of_cluster.close()


def seconds_until_refused(clustered: Clustered) -> float:
    begin = time.monotonic()
    with pytest.raises(ClusterError):
        clustered.summary_json(IncidentFilter(**KILLED))
    return time.monotonic() - begin


def test_a_part_that_was_changed_is_refused_with_its_name(workers: Any, parts: Path, tmp_path: Path) -> None:
    # In a folder of its own, of which no worker holds a part yet.
    changed = shutil.copytree(parts, tmp_path / "parts")
    parts_of_cluster, clustered = connected(workers, changed)
    sources = "sources.parquet"
    (changed / "00001" / sources).write_bytes((parts / "00000" / sources).read_bytes())
    with pytest.raises(ClusterError, match="00001"):
        clustered.summary_json(IncidentFilter())
    parts_of_cluster.close()


def test_an_address_without_a_scheduler_is_named(parts: Path) -> None:
    with (
        patch.object(connection, "CONNECT_SECONDS", 0.5),
        pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9"),
    ):
        DaskParts("tcp://127.0.0.1:9", parts, read_partitions(parts))


def test_parts_stay_where_they_are_and_those_of_a_lost_worker_go_to_the_emptiest() -> None:
    first = spread({}, 5, ["a", "b"])
    assert first == {0: "a", 1: "b", 2: "a", 3: "b", 4: "a"}
    assert spread(first, 5, ["b", "c"]) == {1: "b", 3: "b", 0: "c", 2: "c", 4: "b"}
