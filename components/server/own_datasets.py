"""Visitors' own data: held in memory only, each reached with its token, ended when nobody asks for it.

A token is the only way to a visitor's data. Nothing here writes a file or a line of a log.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from data.errors import AtlasError
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.table_columns import TableColumns, columns_of
from data.imports.import_tables import Import, read_upload
from data.imports.report.account import REPORT
from data.language import N_, _
from data.limits import MEGABYTE, UPLOAD, Limits, Progress
from data.tables.dataset import Dataset

IDLE_SECONDS: Final = 30 * 60
"""Data end this long after the last request that carried their token."""
MOST_VISITORS: Final = 20
"""Files held at the same time."""
MOST_BYTES: Final = 250 * MEGABYTE
"""Of all files held at the same time, as they came."""
TOKEN_BYTES: Final = 32

FULL: Final = N_(
    "Other visitors’ data fill the memory that this atlas keeps for it; try again in half an hour, "
    "or start an atlas of your own."
)
WAITING: Final = N_("Waiting for another file to be read")


class NoRoom(AtlasError):
    """More files, or larger ones, are held than the atlas keeps memory for."""


class _Stopped(AtlasError):
    """The reading of a file that its visitor does not want any more."""


@dataclass(eq=False)
class OwnData:
    """One file of a visitor, and what came of it."""

    token: str = field(repr=False)
    name: str
    """Of the file."""
    size_bytes: int
    last_asked: float
    """Seconds of the clock at the last request."""
    content: bytes = field(default=b"", repr=False)
    imported: Import | None = field(default=None, repr=False)
    """What came of the last reading that succeeded."""
    columns: TableColumns | None = field(default=None, repr=False)
    """The columns of a table of unknown layout, as last corrected; None for a source that is known."""
    problem: str = ""
    """Why the last reading that came to its end failed, in a sentence."""
    step: str = ""
    part: float = 0.0
    """How far the step is, 0 to 1."""
    is_reading: bool = False
    reading: int = 0
    """Number of the reading under way or last done; an earlier one has nothing to say any more."""
    has_ended: bool = False

    @property
    def dataset(self) -> Dataset | None:
        """What can be explored; None while nothing was read."""
        return None if self.imported is None else self.imported.dataset

    @property
    def is_hopeless(self) -> bool:
        """Whether the file was read in vain and has no columns that could be corrected."""
        was_read = self.reading > 0 and not self.is_reading and self.problem != ""
        return was_read and self.imported is None and self.columns is None


class OwnDatasets:
    """The data of all visitors of one process."""

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
        self._held: dict[bytes, OwnData] = {}
        self._lock = threading.RLock()
        self._one_reading = threading.Lock()
        self._releases: list[Callable[[Dataset], None]] = []
        self._sweeper: threading.Timer | None = None

    def when_ended(self, release: Callable[[Dataset], None]) -> None:
        """Call a function with each dataset that ends, so that caches let go of it."""
        self._releases.append(release)

    def begin(self, name: str, size_bytes: int) -> OwnData:
        """A place for a file that is about to come, with a new token. Raises NoRoom when there is none."""
        self.sweep()
        with self._lock:
            self._make_room(size_bytes)
            held = sum(own.size_bytes for own in self._held.values())
            if len(self._held) >= self._most_visitors or held + size_bytes > self._most_bytes:
                raise NoRoom(_(FULL))
            own = OwnData(secrets.token_urlsafe(TOKEN_BYTES), name, size_bytes, self._clock())
            self._held[_digest(own.token)] = own
        self._sweep_later()
        return own

    def find(self, token: str) -> OwnData | None:
        """The data of a token, which so live on; None for a token that is unknown or has ended."""
        self.sweep()
        with self._lock:
            own = self._held.get(_digest(token))
            if own is None or not hmac.compare_digest(own.token.encode(), token.encode()):
                return None
            own.last_asked = self._clock()
            return own

    def read_later(self, own: OwnData, mapping: ColumnMapping | None = None) -> None:
        """Begin to read a file in a thread of its own; `OwnData` tells how far that is."""
        with self._lock:
            own.reading += 1
            own.is_reading, own.step, own.part = True, _(WAITING), 0.0
            number = own.reading
        threading.Thread(target=self._read, args=(own, number, mapping), daemon=True).start()

    def stop(self, own: OwnData) -> None:
        """Give up the reading under way; what was read before stays."""
        with self._lock:
            own.reading += 1
            own.is_reading = False

    def forget(self, own: OwnData) -> None:
        """End a visitor's data now."""
        with self._lock:
            self._held.pop(_digest(own.token), None)
            dataset = own.dataset
            own.has_ended, own.is_reading = True, False
            own.content, own.imported, own.columns = b"", None, None
        self._release(dataset)

    def sweep(self) -> None:
        """End what nobody asked for within IDLE_SECONDS."""
        last = self._clock() - IDLE_SECONDS
        with self._lock:
            over = [own for own in self._held.values() if own.last_asked <= last]
        for own in over:
            self.forget(own)

    def _make_room(self, size_bytes: int) -> None:
        """Forget files of which nothing came and nothing can, the oldest first, as far as their room is needed."""
        hopeless = sorted(
            (own for own in self._held.values() if own.is_hopeless), key=lambda own: own.last_asked
        )
        for own in hopeless:
            held = sum(own.size_bytes for own in self._held.values())
            if len(self._held) < self._most_visitors and held + size_bytes <= self._most_bytes:
                return
            self.forget(own)

    def _read(self, own: OwnData, number: int, mapping: ColumnMapping | None) -> None:
        def tell(step: str, part: float) -> None:
            if own.has_ended or own.reading != number:
                raise _Stopped
            own.step, own.part = step, part

        with self._one_reading:
            try:
                tell(own.step, 0.0)
                imported, columns, problem = self._reading(own.name, own.content, mapping, tell)
            except _Stopped:
                return
        with self._lock:
            if own.has_ended or own.reading != number:
                return
            own.problem, own.is_reading, own.part = problem, False, 1.0
            before = own.dataset
            if imported is None:
                own.columns = columns or own.columns
                return
            own.imported, own.columns = imported, columns
        self._release(before)

    def _reading(
        self, name: str, content: bytes, mapping: ColumnMapping | None, tell: Progress
    ) -> tuple[Import | None, TableColumns | None, str]:
        """What came of a file, its columns, and why nothing came of it. Raises _Stopped when `tell` does."""
        try:
            imported = read_upload(name, content, mapping, tell, self.limits)
            imported = replace(imported, files={REPORT: imported.files[REPORT]})
            if imported.mapping is None:
                return imported, None, ""
            return imported, columns_of(name, content, imported.mapping, self.limits), ""
        except _Stopped:
            raise
        except AtlasError as error:
            return None, _columns_of(name, content, mapping, self.limits), str(error)
        except Exception:  # noqa: BLE001 - a stranger's file may break a reader; its text is not for the log
            problem = _(
                "The file could not be read; the atlas does not know why. Save it as CSV and try again."
            )
            return None, None, problem

    def _release(self, dataset: Dataset | None) -> None:
        if dataset is not None:
            for release in self._releases:
                release(dataset)

    def _sweep_later(self) -> None:
        """Sweep once the first may have ended, and again as long as there are any."""
        with self._lock:
            if self._sweeper is not None or not self._held:
                return
            first = min(own.last_asked for own in self._held.values())
            seconds = max(1.0, first + IDLE_SECONDS - self._clock() + 1.0)
            self._sweeper = threading.Timer(seconds, self._swept)
            self._sweeper.daemon = True
            self._sweeper.start()

    def _swept(self) -> None:
        with self._lock:
            self._sweeper = None
        self.sweep()
        self._sweep_later()


def _columns_of(
    name: str, content: bytes, mapping: ColumnMapping | None, limits: Limits
) -> TableColumns | None:
    """The columns of a file that could not be read; None where no table can be found in it."""
    try:
        return columns_of(name, content, mapping, limits)
    except Exception:  # noqa: BLE001 - why the file could not be read is told already
        return None


def _digest(token: str) -> bytes:
    """By what a token is looked up, so that the time of a look-up tells nothing of another token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
