"""A file read in a process of its own, which ends with its result, with its limits, or when nobody wants it."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from data.errors import AtlasError
from data.imports.areas.added_files import AddedFile, FileAccount, RefusedFile
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.guessing.table_columns import TableColumns
from data.imports.import_tables import Import
from data.imports.isolation.channel import ChannelClosedError
from data.imports.isolation.child import DONE, FAILED, FILE, JOB, MOST_RESULT_BYTES, PART, PID, STEP
from data.imports.isolation.child_process import ChildProcess
from data.imports.isolation.parcels import (
    Parcel,
    only_columns,
    packed_mapping,
    unpacked_accounts,
    unpacked_columns,
    unpacked_import,
    unpacked_refused,
)
from data.language import N_
from data.limits import MEGABYTE, Limits, Progress, ignore_progress, needs_too_much_memory, took_too_long
from data.statement import unpacked

_SECONDS_OF_GRACE: Final = 2.0
"""In which a process whose time is over may still say so itself."""
NO_PROCESS: Final = N_("The machine has no memory for another reading at the moment; try again.")


class StoppedReading(AtlasError):
    """The reading was given up by the one who requested it."""


@dataclass(frozen=True)
class Found:
    """What came of a reading."""

    imported: Import | None
    """Of its files only the report, compressed by zlib."""
    columns: TableColumns | None
    """The columns of a table of unknown layout; None for a source that is known."""
    problem: str = ""
    """Why nothing was read, in a sentence."""
    accounts: tuple[FileAccount, ...] = ()
    """What became of added files of boundaries and areas."""
    refused: RefusedFile | None = None
    """The one of them that nothing was read because of."""
    parcel: Parcel = field(default_factory=dict, repr=False)
    """The same as bytes, where it is not unpacked here."""


class Reading:
    """One file and the process that reads it, which ends in 2 seconds more than the limits say at the latest."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._process: ChildProcess | None = None
        self._was_stopped = self._is_late = False

    def stop(self) -> None:
        """End the process now; `result` then raises StoppedReading."""
        with self._lock:
            self._was_stopped = True
            if self._process is not None:
                self._process.kill()

    def result(
        self,
        name: str,
        content: bytes,
        mapping: ColumnMapping | None = None,
        progress: Progress = ignore_progress,
        added: Sequence[AddedFile] = (),
    ) -> Found:
        """What comes of the file on added boundaries, with added areas; whatever goes wrong is `Found.problem`.

        Raises StoppedReading after `stop`.
        """
        parcel, problem = self.parcel(name, content, mapping, progress, added)
        return Found(
            None if problem else unpacked_import(parcel),
            unpacked_columns(parcel),
            problem,
            unpacked_accounts(parcel),
            unpacked_refused(parcel),
        )

    def parcel(
        self,
        name: str,
        content: bytes,
        mapping: ColumnMapping | None = None,
        progress: Progress = ignore_progress,
        added: Sequence[AddedFile] = (),
    ) -> tuple[Parcel, str]:
        """The result as bytes, and why nothing was read, in a sentence: then at most the columns are there.

        Raises StoppedReading after `stop`.
        """
        try:
            process = self._begun()
        except OSError:
            return {}, NO_PROCESS
        clock = threading.Timer(self._limits.seconds + _SECONDS_OF_GRACE, self._end_late)
        clock.daemon = True
        clock.start()
        try:
            return self._talk(process, name, content, mapping, progress, added)
        except ChannelClosedError:
            if self._was_stopped:
                raise StoppedReading from None
            why = took_too_long if self._is_late else needs_too_much_memory
            return {}, str(why(self._limits))
        finally:
            clock.cancel()
            process.close()

    def _begun(self) -> ChildProcess:
        with self._lock:
            if self._was_stopped:
                raise StoppedReading
            self._process = ChildProcess()
            return self._process

    def _end_late(self) -> None:
        self._is_late = True
        if self._process is not None:
            self._process.kill()

    def _talk(
        self,
        process: ChildProcess,
        name: str,
        content: bytes,
        mapping: ColumnMapping | None,
        progress: Progress,
        added: Sequence[AddedFile],
    ) -> tuple[Parcel, str]:
        channel = process.channel
        kind, number = channel.receive(MEGABYTE)
        assert kind == PID
        process.identify(int(number))
        job = {
            "name": name,
            "mapping": packed_mapping(mapping),
            "limits": asdict(self._limits),
            "added": [{"role": one.role, "name": one.name, "options": dict(one.options)} for one in added],
        }
        channel.send(JOB, json.dumps(job).encode())
        for file in (content, *(one.content for one in added)):
            channel.send(FILE, file)
        parts: Parcel = {}
        problem = ""
        while kind != DONE:
            kind, payload = channel.receive(MOST_RESULT_BYTES)
            if kind == STEP:
                step, part = json.loads(payload)
                progress(step, part)
            elif kind == FAILED:
                problem = unpacked(json.loads(payload))
            elif kind == PART:
                title, _, content = payload.partition(b"\n")
                parts[title.decode()] = content
        return only_columns(parts) if problem else parts, problem
