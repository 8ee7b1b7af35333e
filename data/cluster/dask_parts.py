"""Parts that the workers of a Dask cluster hold: each is requested of its worker, and of another one where that is gone or slow.

Needs dask and distributed, the extra `cluster`. The same code must be installed on all machines, and the folder of parts be
under the same path. Whoever reaches a Dask scheduler can run code on its workers: keep it on a closed network, or on TLS with Dask's
own settings.
"""

from __future__ import annotations

import threading
import time
from asyncio import CancelledError
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from data.cluster.clustered import Call, Question
from data.cluster.connection import LOST, Connection
from data.cluster.partitions import Partitions
from data.cluster.parts_in_memory import answer_of_part, checked, code_of_data, release_all_but
from data.errors import ClusterError
from data.filters.incident_filter import IncidentFilter

ANSWER_SECONDS: Final = 600.0
"""After which a question is given up: a part may first have to be read again by another worker."""
SLOW_SECONDS: Final = 5.0
"""After which a part that a worker has already answered for is requested of a second worker too."""
LOOK_SECONDS: Final = 0.5
"""Between looks at who is still there."""
ANSWER_SENT_SECONDS: Final = 20.0
"""In which an answer that a worker has made arrives."""
ALONE_SECONDS: Final = 10.0
"""After which a question is given up where there is no worker at all; one that was killed is back earlier."""
MOST_TRIES: Final = 5
"""Workers that may be lost on one part of one question."""


@dataclass
class _Waiting:
    """A part that has not answered yet."""

    at: int
    """Of the call."""
    part: int
    arguments: tuple[Any, ...]
    begun: float = 0.0
    futures: dict[str, Any] = field(default_factory=dict)
    """By the worker's address: one, or two where the first is slow."""
    tries: int = 0


class DaskParts:
    """The parts of a folder on the workers of a cluster that runs already."""

    def __init__(self, address: str, folder: Path, partitions: Partitions) -> None:
        self._folder, self._partitions = str(folder.resolve()), partitions
        self._worker_of: dict[int, str] = {}
        self._has_answered: set[tuple[int, str]] = set()
        self._lock = threading.Lock()
        self._connection = Connection(address)

    def close(self) -> None:
        """Leave the cluster, whose workers go on."""
        self._connection.close()

    def load(self, done: Callable[[int], None] = lambda _parts: None) -> None:
        """Have every part read by its worker; `done` is called with the number of those that are."""
        everything = [(part, ()) for part in range(len(self._partitions.parts))]
        self._answers(Question("headline", IncidentFilter(), 0), everything, done)

    def answer_of_each(self, question: Question, calls: Sequence[Call]) -> list[Any]:
        """As `data.cluster.clustered.Parts`."""
        return self._answers(question, calls, lambda _parts: None)

    def workers(self) -> list[str]:
        """The addresses of the workers that are there, in order; none where the scheduler does not answer."""
        try:
            return self._connection.workers()
        except (ClusterError, *LOST):
            return []

    def _answers(self, question: Question, calls: Sequence[Call], done: Callable[[int], None]) -> list[Any]:
        client = self._connection.client()
        try:
            return self._gathered(client, question, calls, done)
        except LOST as error:
            raise ClusterError(
                f"The connection to the Dask scheduler at {self._connection.address} was lost; try again."
            ) from error

    def _gathered(
        self,
        client: Any,
        question: Question,
        calls: Sequence[Call],
        done: Callable[[int], None],
    ) -> list[Any]:
        found: dict[int, Any] = {}
        waiting = {at: _Waiting(at, part, arguments) for at, (part, arguments) in enumerate(calls)}
        something = threading.Event()
        last = time.monotonic() + ANSWER_SECONDS
        last_alone = time.monotonic() + ALONE_SECONDS
        while waiting:
            workers = self._connection.workers()
            if workers:
                last_alone = time.monotonic() + ALONE_SECONDS
            elif time.monotonic() > last_alone:
                raise ClusterError("The cluster has no workers; start some (“dask worker”), and try again.")
            for one in waiting.values():
                worker = self._worker_needed(client, one, workers)
                if worker is not None:
                    one.begun = time.monotonic()
                    one.futures[worker] = self._submitted(client, worker, one, question)
                    one.futures[worker].add_done_callback(lambda _future: something.set())
            something.wait(LOOK_SECONDS)
            something.clear()
            for at, answer in self._finished(list(waiting.values())):
                found[at] = checked(answer)
                del waiting[at]
                done(len(found))
            if waiting and time.monotonic() > last:
                raise ClusterError(
                    f"Only {len(found)} of {len(calls)} parts have answered after {ANSWER_SECONDS:.0f} seconds; no sum "
                    "of some parts is shown. Try again."
                )
        return [found[at] for at in range(len(calls))]

    def _worker_needed(self, client: Any, one: _Waiting, workers: Sequence[str]) -> str | None:
        """The worker that is to count a part now, if any."""
        one.futures = {worker: future for worker, future in one.futures.items() if worker in workers}
        if not workers:
            return None
        if not one.futures:
            return self._assigned(client, one.part, workers)
        others = [worker for worker in workers if worker not in one.futures]
        if len(one.futures) > 1 or not others or not self._is_slow(one):
            return None
        return others[one.part % len(others)]

    def _submitted(self, client: Any, worker: str, one: _Waiting, question: Question) -> Any:
        partitions = self._partitions
        return client.submit(
            answer_of_part,
            self._folder,
            partitions.parts[one.part],
            dict(partitions.choices),
            question,
            one.arguments,
            code_of_data(),
            workers=[worker],
            pure=False,
        )

    def _is_slow(self, one: _Waiting) -> bool:
        """Whether a worker that has the part already takes too long."""
        worker = next(iter(one.futures))
        return (one.part, worker) in self._has_answered and time.monotonic() - one.begun > SLOW_SECONDS

    def _finished(self, waiting: Sequence[_Waiting]) -> list[tuple[int, Any]]:
        answers = []
        for one in waiting:
            for worker, future in list(one.futures.items()):
                if future.status not in ("finished", "error", "cancelled", "lost"):
                    continue
                try:
                    answers.append((one.at, future.result(timeout=ANSWER_SENT_SECONDS)))
                except (Exception, CancelledError) as error:  # noqa: BLE001 - whatever a worker raised arrives here
                    self._forgive(one, worker, error)
                else:
                    self._note(one.part, worker)
                    break
        return answers

    def _forgive(self, one: _Waiting, worker: str, error: BaseException) -> None:
        """Let a part be requested again whose worker is gone. Raises what is wrong with the part itself."""
        del one.futures[worker]
        one.tries += 1
        # Dask's own errors are about workers and connections.
        is_lost = isinstance(error, (OSError, CancelledError)) or type(error).__module__.startswith(
            "distributed"
        )
        if not is_lost or one.tries >= MOST_TRIES:
            name = self._partitions.parts[one.part].folder
            raise ClusterError(
                f"The workers cannot answer for the part {name} ({type(error).__name__}); see their logs. Workers and "
                "scheduler need the atlas as it is installed here, and a worker room in its memory for its parts."
            ) from error

    def _note(self, part: int, worker: str) -> None:
        with self._lock:
            self._has_answered.add((part, worker))
            # From now on the one that was faster.
            self._worker_of[part] = worker

    def _assigned(self, client: Any, part: int, workers: Sequence[str]) -> str:
        """The worker of a part: the one that has it, or where that is gone the one with the fewest."""
        with self._lock:
            if {*self._worker_of.values()} - {*workers} or len(self._worker_of) < len(self._partitions.parts):
                self._worker_of = spread(self._worker_of, len(self._partitions.parts), workers)
                self._release(client, workers)
            return self._worker_of[part]

    def _release(self, client: Any, workers: Sequence[str]) -> None:
        """Have workers let go of parts that are no longer theirs."""
        for worker in workers:
            own = [
                self._partitions.parts[part].sha256 for part, its in self._worker_of.items() if its == worker
            ]
            future = client.submit(release_all_but, self._folder, own, workers=[worker], pure=False)
            future.add_done_callback(lambda _future: None)
            self._has_answered = {
                (part, its) for part, its in self._has_answered if self._worker_of[part] == its
            }


def spread(worker_of: Mapping[int, str], parts: int, workers: Sequence[str]) -> dict[int, str]:
    """The worker of each part: as before where it is there, otherwise the one with the fewest, the first of several."""
    remaining = {part: worker for part, worker in worker_of.items() if worker in workers}
    numbers = dict.fromkeys(workers, 0)
    for worker in remaining.values():
        numbers[worker] += 1
    for part in range(parts):
        if part not in remaining:
            remaining[part] = min(workers, key=numbers.__getitem__)
            numbers[remaining[part]] += 1
    return remaining
