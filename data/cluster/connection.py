"""The connection to a Dask scheduler: made again where it was lost, by one thread, while the others are refused at once."""

from __future__ import annotations

import logging
import threading
import time
from asyncio import CancelledError
from contextlib import suppress
from typing import Any, Final

from data.errors import ClusterError

CONNECT_SECONDS: Final = 20.0
"""For the first connection."""
AGAIN_SECONDS: Final = 5.0
"""For another one after that was lost."""
PAUSE_SECONDS: Final = 1.0
"""After an attempt in vain, in which every question is refused at once."""
SCHEDULER_SECONDS: Final = 5.0
"""In which a scheduler says who is there; one that does not is lost."""
LOST: Final = (OSError, RuntimeError, TimeoutError, CancelledError)
"""What Dask raises where the connection to its scheduler is lost."""


class Connection:
    """A client of a scheduler, shared by all threads."""

    def __init__(self, address: str) -> None:
        """Connect. Raises ClusterError."""
        self.address = address
        self._making = threading.Lock()
        self._refused_until = 0.0
        self._client: Any = None
        self._client = self._made(CONNECT_SECONDS)

    def client(self) -> Any:
        """A client that is connected. Raises ClusterError where there is none, and while another thread makes one."""
        client = self._client
        if client is not None and client.status == "running":
            return client
        if not self._making.acquire(blocking=False):
            raise self._no_scheduler()
        try:
            if time.monotonic() < self._refused_until:
                raise self._no_scheduler()
            self._leave()
            self._client = self._made(AGAIN_SECONDS)
            return self._client
        finally:
            self._making.release()

    def workers(self) -> list[str]:
        """The addresses of the workers that are there, in order. Raises ClusterError, or one of LOST."""
        client = self.client()
        try:
            scheduler = client.sync(
                client.scheduler.identity, n_workers=-1, callback_timeout=SCHEDULER_SECONDS
            )
        except TimeoutError:
            # It neither answers nor is gone; who asks next does not wait for it.
            self._refused_until = time.monotonic() + PAUSE_SECONDS
            self._client = None
            raise
        return sorted(scheduler["workers"])

    def close(self) -> None:
        """Leave the cluster, whose workers go on."""
        with self._making:
            self._leave()

    def _leave(self) -> None:
        left, self._client = self._client, None
        with suppress(*LOST):
            if left is not None:
                left.close(timeout=1)

    def _made(self, seconds: float) -> Any:
        try:
            # Late: only `--cluster` needs it, and it takes a second.
            from distributed import Client
        except ImportError as error:
            raise ClusterError(
                "“--cluster” needs Dask: pip install 'mine-incident-atlas[cluster]'."
            ) from error
        # What it reports of a lost connection, with a traceback, is a ClusterError here.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        try:
            return Client(self.address, timeout=seconds, set_as_default=False)
        except (OSError, ValueError, ImportError) as error:
            self._refused_until = time.monotonic() + PAUSE_SECONDS
            raise self._no_scheduler() from error

    def _no_scheduler(self) -> ClusterError:
        return ClusterError(
            f"No Dask scheduler answers at {self.address}; start one (“dask scheduler”), or name its address as "
            "tcp://host:8786."
        )
