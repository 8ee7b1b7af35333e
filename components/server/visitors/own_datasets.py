"""Visitors' own data: stored in memory only, each reached with its token, ended when nobody asks for it.

A token is the only way to a visitor's data. Nothing here writes a file or a line of a log. Where several processes
answer, the data are in another one that all of them ask (`shared_datasets`).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from components.server.visitors.visitors_data import NoRoom, OwnData
from data.imports.areas.added_files import MOST_FILES, AddedFile
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.isolation.child import UNKNOWN_FAULT
from data.imports.isolation.reading import Found, Reading, StoppedReading
from data.language import N_, _
from data.limits import MEGABYTE, UPLOAD, Limits, Progress
from data.tables.dataset import Dataset

IDLE_SECONDS: Final = 30 * 60
"""Data end this long after the last request that carried their token."""
MOST_VISITORS: Final = 20
"""Files stored at the same time."""
MOST_BYTES: Final = 250 * MEGABYTE
"""Of all files stored at the same time, as they came."""
MOST_OF_ONE_CLIENT: Final = 8
"""Files of one address, which several people may share, so that the others find room."""
MOST_BYTES_OF_ONE_CLIENT: Final = 125 * MEGABYTE
MOST_READINGS: Final = 8
"""Files read at the same time, one for each client; each in a process of its own."""
TOKEN_BYTES: Final = 32

FULL: Final = N_(
    "Other visitors’ data fill the memory that this atlas keeps for them; try again in half an hour, "
    "or start an atlas of your own."
)
FULL_OF_YOURS: Final = N_(
    "Your address has given as many files as this atlas takes from one; forget one of them, or try again in half "
    "an hour."
)
MANY_FILES: Final = N_("At most {number} files of boundaries and areas are taken; remove one first.")
WAITING: Final = N_("Waiting for another file to be read")


class ReadingRequest(NamedTuple):
    """With what a file is to be read."""

    mapping: ColumnMapping | None
    added: tuple[AddedFile, ...]


class OwnDatasets:
    """The data of all visitors of one process."""

    is_in_database = False

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        most_visitors: int = MOST_VISITORS,
        most_bytes: int = MOST_BYTES,
        limits: Limits = UPLOAD,
    ) -> None:
        self.limits = limits
        self._clock = clock
        self._most_visitors = most_visitors
        self._most_bytes = most_bytes
        self._datasets: dict[bytes, OwnData] = {}
        self._lock = threading.RLock()
        self._readings = threading.Semaphore(MOST_READINGS)
        self._reading_of: dict[str, threading.Lock] = {}
        """By client: one of its files is read after the other."""
        self._releases: list[Callable[[Dataset], None]] = []
        self._sweeper: threading.Timer | None = None
        self._is_closed = False

    def when_ended(self, release: Callable[[Dataset], None]) -> None:
        """Call a function with each dataset that ends, so that caches let go of it."""
        self._releases.append(release)

    def begin(self, name: str, size_bytes: int, client: str = "") -> OwnData:
        """A place for a file of an address, with a new token. Raises NoRoom when there is none."""
        with self._lock:
            self.check_room(size_bytes, client)
            own = OwnData(secrets.token_urlsafe(TOKEN_BYTES), name, size_bytes, self._clock(), client)
            self._datasets[digest_of(own.token)] = own
        self._sweep_later()
        return own

    def check_room(self, size_bytes: int, client: str = "") -> None:
        """Raises NoRoom when there is no place for a file of this size from an address. Reserves nothing."""
        self.sweep()
        with self._lock:
            self._make_room(size_bytes, client)
            if not self._has_room(size_bytes):
                raise NoRoom(_(FULL))
            if not self._has_room_for(client, size_bytes):
                raise NoRoom(_(FULL_OF_YOURS))

    def find(self, token: str) -> OwnData | None:
        """The data of a token, which so live on; None for a token that is unknown or has ended."""
        self.sweep()
        with self._lock:
            own = self._datasets.get(digest_of(token))
            if own is None or not hmac.compare_digest(own.token.encode(), token.encode()):
                return None
            own.used_at, own.is_left = self._clock(), False
            return own

    def is_stored(self, token: str) -> bool:
        """Whether a token has data, without a request for them."""
        self.sweep()
        with self._lock:
            return digest_of(token) in self._datasets

    def read_later(self, own: OwnData, mapping: ColumnMapping | None = None) -> None:
        """Begin to read a file in a process of its own; `OwnData` has how far that is."""
        self._read_with(own, mapping, own.added)

    def add(self, own: OwnData, file: AddedFile) -> None:
        """Begin to read the data again with one more file of boundaries or areas; one of its name is replaced.

        Raises NoRoom.
        """
        with self._lock:
            self.check_room(len(file.content), own.client)
            if len(_with(own.added, file)) > MOST_FILES:
                raise NoRoom(_(MANY_FILES).format(number=MOST_FILES))
            own.candidate = file
            _count_bytes(own)
            self._read_with(own, own.mapping, _with(own.added, file))

    def add_refused(self, own: OwnData, options: Mapping[str, str]) -> None:
        """Begin to read the data again with the file that could not be read, now with these options."""
        with self._lock:
            if own.candidate is not None:
                own.candidate = replace(own.candidate, options=options)
                self._read_with(own, own.mapping, _with(own.added, own.candidate))

    def take_out(self, own: OwnData, name: str) -> None:
        """Begin to read the data again without an added file."""
        self._read_with(own, own.mapping, tuple(file for file in own.added if file.name != name))

    def _read_with(self, own: OwnData, mapping: ColumnMapping | None, added: tuple[AddedFile, ...]) -> None:
        with self._lock:
            end_process(own)
            own.reading += 1
            own.is_reading, own.step, own.part = True, _(WAITING), 0.0
            own.process = Reading(self.limits)
            arguments = (own, own.reading, own.process, ReadingRequest(mapping, added))
        threading.Thread(target=self._read, args=arguments, daemon=True).start()

    def stop(self, own: OwnData) -> None:
        """Give up the reading under way; what was read before stays."""
        with self._lock:
            end_process(own)
            own.reading += 1
            own.is_reading = False
            if own.refused is None:
                own.candidate = None

    def leave(self, own: OwnData) -> None:
        """Keep a visitor's data, whose page is gone, as long as their room is not needed.

        Their address may be known, and opened again; where it is not, they must not keep others out.
        """
        own.is_left = True

    def forget(self, own: OwnData) -> None:
        """End a visitor's data now."""
        with self._lock:
            end_process(own)
            self._datasets.pop(digest_of(own.token), None)
            dataset = own.dataset
            own.has_ended, own.is_reading = True, False
            own.content, own.imported, own.columns, own.parcel = b"", None, None, {}
            own.added, own.candidate, own.accounts, own.refused = (), None, (), None
        self._release(dataset)

    def sweep(self) -> None:
        """End what nobody requested within IDLE_SECONDS."""
        last = self._clock() - IDLE_SECONDS
        with self._lock:
            over = [own for own in self._datasets.values() if own.used_at <= last]
        for own in over:
            self.forget(own)

    def _make_room(self, size_bytes: int, client: str) -> None:
        """Forget files of which nothing can come and then those whose page is gone, as far as their room is needed.

        The oldest first; where only the client has no room, its own.
        """
        idle = sorted(
            (own for own in self._datasets.values() if own.is_hopeless or own.is_left),
            key=lambda own: (not own.is_hopeless, own.used_at),
        )
        for own in idle:
            if not self._has_room(size_bytes) or (
                own.client == client and not self._has_room_for(client, size_bytes)
            ):
                self.forget(own)

    def _has_room(self, size_bytes: int) -> bool:
        return _have_room(list(self._datasets.values()), size_bytes, self._most_visitors, self._most_bytes)

    def _has_room_for(self, client: str, size_bytes: int) -> bool:
        of_client = [own for own in self._datasets.values() if own.client == client != ""]
        return _have_room(of_client, size_bytes, MOST_OF_ONE_CLIENT, MOST_BYTES_OF_ONE_CLIENT)

    def _read(self, own: OwnData, number: int, reading: Reading, requested: ReadingRequest) -> None:
        def progress(step: str, part: float) -> None:
            if own.reading == number:
                own.step, own.part = step, part

        with self._turn_of(own.client), self._readings:
            progress(N_("Opening"), 0.0)
            try:
                found = self._result(own, reading, requested, progress)
            except StoppedReading:
                return
            except Exception:  # noqa: BLE001 - a stranger's file; why it broke the atlas is not for the log
                found = Found(None, None, _(UNKNOWN_FAULT))
        self._finish(own, number, found, requested)

    def _result(self, own: OwnData, reading: Reading, requested: ReadingRequest, progress: Progress) -> Found:
        return reading.result(own.name, own.content, requested.mapping, progress, requested.added)

    def _turn_of(self, client: str) -> threading.Lock:
        """What lets one file of a client be read after the other; files without a client need not wait."""
        if not client:
            return threading.Lock()
        with self._lock:
            clients = {own.client for own in self._datasets.values()}
            for gone in [name for name in self._reading_of if name not in clients]:
                del self._reading_of[gone]
            return self._reading_of.setdefault(client, threading.Lock())

    def _finish(self, own: OwnData, number: int, found: Found, requested: ReadingRequest) -> None:
        with self._lock:
            if own.has_ended or own.reading != number:
                return
            own.problem, own.is_reading, own.part, own.process = found.problem, False, 1.0, None
            own.version += 1
            own.refused = found.refused or own.refused
            if not found.problem:
                own.mapping, own.added = requested
                own.candidate, own.refused, own.accounts = None, None, found.accounts
                _count_bytes(own)
            own.parcel = {**own.parcel, **found.parcel} if found.problem else found.parcel
            before = own.dataset
            if found.imported is None:
                own.columns = found.columns or own.columns
                return
            own.imported, own.columns = found.imported, found.columns
        self._release(before)

    def _release(self, dataset: Dataset | None) -> None:
        if dataset is not None:
            for release in self._releases:
                release(dataset)

    def _sweep_later(self) -> None:
        """Sweep once the first may have ended, and again as long as there are any."""
        with self._lock:
            if self._sweeper is not None or self._is_closed or not self._datasets:
                return
            self._sweeper = threading.Timer(self._seconds_until_sweep(), self._swept)
            self._sweeper.daemon = True
            self._sweeper.start()

    def _seconds_until_sweep(self) -> float:
        first = min(own.used_at for own in self._datasets.values())
        return max(1.0, first + IDLE_SECONDS - self._clock() + 1.0)

    def _swept(self) -> None:
        try:
            self.sweep()
        finally:
            with self._lock:
                self._sweeper = None
            self._sweep_later()

    def close(self) -> None:
        """Sweep no more; returns when no sweep is under way."""
        with self._lock:
            self._is_closed = True
            sweeper = self._sweeper
        if sweeper is not None:
            sweeper.cancel()
            sweeper.join()


class PackedDatasets(OwnDatasets):
    """The same in a process that only holds them: what was read stays the bytes that came."""

    def _result(self, own: OwnData, reading: Reading, requested: ReadingRequest, progress: Progress) -> Found:
        parcel, problem = reading.parcel(own.name, own.content, requested.mapping, progress, requested.added)
        return Found(None, None, problem, parcel=parcel)


def _with(added: tuple[AddedFile, ...], file: AddedFile) -> tuple[AddedFile, ...]:
    """The files with another one, in place of that of its name."""
    return (*(one for one in added if one.name != file.name), file)


def _count_bytes(own: OwnData) -> None:
    files = [*own.added, own.candidate] if own.candidate else [*own.added]
    own.size_bytes = len(own.content) + sum(len(file.content) for file in files)


def _have_room(present: list[OwnData], size_bytes: int, most_files: int, most_bytes: int) -> bool:
    """Whether one more file of this size can stand beside those."""
    return len(present) < most_files and sum(own.size_bytes for own in present) + size_bytes <= most_bytes


def end_process(own: OwnData) -> None:
    """End the process that reads a file, where there is one."""
    if own.process is not None:
        own.process.stop()
        own.process = None


def digest_of(token: str) -> bytes:
    """By what a token is looked up, so that the time of a look-up tells nothing of another token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
