"""Visitors' own data in the database of a collection, for several servers that share no memory.

Each server has in the memory of its holder what was lately requested of it, and takes from the database what another one
changed. The server that was given a file reads it; the others see how far it is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from components.server.visitors.own_datasets import (
    FULL,
    FULL_OF_YOURS,
    IDLE_SECONDS,
    MOST_BYTES,
    MOST_BYTES_OF_ONE_CLIENT,
    MOST_OF_ONE_CLIENT,
    MOST_VISITORS,
    PackedDatasets,
    ReadingRequest,
    digest_of,
    end_process,
)
from components.server.visitors.visitors_data import NoRoom, OwnData
from data.errors import StoreError
from data.imports.areas.added_files import AddedFile, Role
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.isolation.parcels import packed_mapping, unpacked_mapping
from data.imports.isolation.reading import Found, Reading
from data.language import N_, _
from data.limits import UPLOAD, Limits
from data.statement import packed, unpacked
from data.store.visitors_rows import Row, Usage, VisitorsRows

SECONDS_BETWEEN_BEATS: Final = 0.5
SILENT_SECONDS: Final = 20.0
"""After which a server that reads a file and has sent no sign of life is taken for ended."""
SECONDS_BETWEEN_SWEEPS: Final = 10.0
"""After which data that were ended on another server are out of this one's memory."""

SERVER_ENDED: Final = N_("The server that read the file has ended; give the file again.")

_CONTENT: Final = "content"
_PARCEL: Final = "parcel/"
_ADDED: Final = "added/"
_CANDIDATE: Final = "candidate"


class DatabaseDatasets(PackedDatasets):
    """The data of all visitors of all servers of a collection in PostgreSQL. Methods raise StoreError besides NoRoom."""

    def __init__(self, address: str, limits: Limits = UPLOAD) -> None:
        super().__init__(limits=limits)
        self._rows = VisitorsRows(address)
        self._changes: dict[bytes, int] = {}
        """By the hash of a token: the change of its row that this server has in memory."""

    def close(self) -> None:
        """Sweep no more, and give back the connections."""
        super().close()
        self._rows.close()

    def check_room(self, size_bytes: int, client: str = "") -> None:
        """Raises NoRoom when there is no place for a file of this size from an address. Reserves nothing."""
        self.sweep()
        usage = self._rows.usage(client)
        if not _has_room(usage, size_bytes):
            self._rows.delete_unneeded()
            usage = self._rows.usage(client)
        if not _has_room(usage, size_bytes):
            raise NoRoom(_(FULL))
        has_client_room = (
            usage.of_client < MOST_OF_ONE_CLIENT
            and usage.size_bytes_of_client + size_bytes <= MOST_BYTES_OF_ONE_CLIENT
        )
        if not has_client_room:
            raise NoRoom(_(FULL_OF_YOURS))

    def begin(self, name: str, size_bytes: int, client: str = "") -> OwnData:
        """A place for a file of an address, with a new token. Raises NoRoom when there is none."""
        own = super().begin(name, size_bytes, client)
        digest = digest_of(own.token)
        self._changes[digest] = self._rows.insert(digest.hex(), client, size_bytes, _state(own))
        return own

    def find(self, token: str) -> OwnData | None:
        """The data of a token as the database has them, which so live on; None for one that is unknown or has ended."""
        digest = digest_of(token)
        row = self._living_row(digest.hex())
        with self._lock:
            own = self._datasets.get(digest)
            if row is None:
                self._drop(own)
                return None
            if own is None:
                own = OwnData(token, row.state["name"], 0, self._clock())
                self._datasets[digest] = own
            if own.process is None or own.reading < row.reading:
                self._follow(own, digest, row)
            own.used_at = self._clock()
        self._sweep_later()
        return own

    def is_stored(self, token: str) -> bool:
        """Whether a token has data, without a request for them."""
        return bool(self._rows.living([digest_of(token).hex()]))

    def stop(self, own: OwnData) -> None:
        """Give up the reading under way, on whichever server it is; what was read before stays."""
        with self._lock:
            super().stop(own)
            self._store(own, {_CANDIDATE: own.candidate.content} if own.candidate else {}, [_CANDIDATE])

    def leave(self, own: OwnData) -> None:
        """Keep a visitor's data, whose page is gone, as long as their room is not needed."""
        self._rows.leave(digest_of(own.token).hex())

    def forget(self, own: OwnData) -> None:
        """End a visitor's data now; other servers evict them within SECONDS_BETWEEN_SWEEPS."""
        self._rows.delete(digest_of(own.token).hex())
        self._drop(own)

    def sweep(self) -> None:
        """End what no server had a request for within IDLE_SECONDS, and evict what has ended elsewhere."""
        self._rows.delete_unused(IDLE_SECONDS)
        with self._lock:
            present = dict(self._datasets)
        living = self._rows.living([digest.hex() for digest in present])
        for digest, own in present.items():
            if digest.hex() not in living and digest in self._changes:
                self._drop(own)

    def _seconds_until_sweep(self) -> float:
        return SECONDS_BETWEEN_SWEEPS

    def _swept(self) -> None:
        # Without the database nothing can be known to have ended; the next sweep may have it again.
        with suppress(StoreError):
            super()._swept()

    def _living_row(self, digest: str) -> Row | None:
        """The row of a token's hash; where the server that read has ended, with that as its problem."""
        row = self._rows.touch(digest)
        if row is None or not row.is_reading or row.silent_seconds < SILENT_SECONDS:
            return row
        with self._lock:
            own = self._datasets.get(bytes.fromhex(digest))
            if own is not None and own.process is not None and own.reading == row.reading:
                return row  # this server reads it, and only was late to say so
        state = {**row.state, "problem": _(SERVER_ENDED), "version": row.state["version"] + 1}
        self._rows.end_silent(digest, row.reading, state, SILENT_SECONDS)
        return self._rows.touch(digest)

    def _follow(self, own: OwnData, digest: bytes, row: Row) -> None:
        """Have in memory what the database has, where another server changed it."""
        own.step, own.part = row.step, row.part
        if self._changes.get(digest, 0) >= row.change:
            return
        end_process(own)
        files, state = self._rows.files(digest.hex()), row.state
        own.name, own.size_bytes, own.client = state["name"], state["size_bytes"], state["client"]
        own.reading, own.is_reading, own.version = row.reading, row.is_reading, state["version"]
        own.problem, own.mapping = unpacked(state["problem"]), unpacked_mapping(state["mapping"])
        own.content = files.get(_CONTENT, b"")
        own.parcel = {name[len(_PARCEL) :]: files[name] for name in files if name.startswith(_PARCEL)}
        own.added = tuple(
            _unpacked_file(facts, files.get(f"{_ADDED}{number}", b""))
            for number, facts in enumerate(state["added"])
        )
        candidate = state["candidate"]
        own.candidate = _unpacked_file(candidate, files.get(_CANDIDATE, b"")) if candidate else None
        self._changes[digest] = row.change

    def _read_with(self, own: OwnData, mapping: ColumnMapping | None, added: tuple[AddedFile, ...]) -> None:
        with self._lock:
            super()._read_with(own, mapping, added)
            changed = {_CONTENT: own.content} if own.reading == 1 else {}
            if own.candidate is not None:
                changed[_CANDIDATE] = own.candidate.content
            self._store(own, changed, [*changed, _CANDIDATE])

    def _read(self, own: OwnData, number: int, reading: Reading, requested: ReadingRequest) -> None:
        threading.Thread(target=self._beat, args=(own, number), daemon=True).start()
        super()._read(own, number, reading, requested)

    def _beat(self, own: OwnData, number: int) -> None:
        """Tell the database how far a reading is; end it where the data have ended, or are read anew elsewhere."""
        digest = digest_of(own.token).hex()
        while own.is_reading and own.reading == number and not own.has_ended:
            is_needed = True
            with suppress(StoreError):
                is_needed = self._rows.beat(digest, number, own.step, own.part)
            if not is_needed:
                with self._lock:
                    if own.reading == number:
                        self._drop(own)
                return
            time.sleep(SECONDS_BETWEEN_BEATS)

    def _finish(self, own: OwnData, number: int, found: Found, requested: ReadingRequest) -> None:
        with self._lock:
            super()._finish(own, number, found, requested)
            if own.has_ended or own.reading != number or own.is_reading:
                return
            # Beyond that of the sentence which another server may have stored meanwhile: what is there counts.
            own.version += 1
            changed = {f"{_PARCEL}{name}": part for name, part in own.parcel.items()}
            changed |= {f"{_ADDED}{place}": file.content for place, file in enumerate(own.added)}
            if own.candidate is not None:
                changed[_CANDIDATE] = own.candidate.content
            try:
                self._store(own, changed, [_PARCEL, _ADDED, _CANDIDATE])
            except StoreError:
                # The others would never see it: it counts as a reading of a server that has ended.
                self._drop(own)

    def _store(self, own: OwnData, changed: Mapping[str, bytes], replaced: list[str]) -> None:
        digest = digest_of(own.token)
        row: dict[str, Any] = {
            "state": _state(own),
            "size_bytes": own.size_bytes,
            "reading": own.reading,
            "is_reading": own.is_reading,
            "is_hopeless": own.is_hopeless,
            "step": own.step,
            "part": own.part,
        }
        change = self._rows.store(digest.hex(), row, changed, replaced)
        if change is None:
            self._drop(own)
        else:
            self._changes[digest] = change

    def _drop(self, own: OwnData | None) -> None:
        """Evict what this server has in memory."""
        if own is not None:
            self._changes.pop(digest_of(own.token), None)
            super().forget(own)


def _has_room(usage: Usage, size_bytes: int) -> bool:
    return usage.visitors < MOST_VISITORS and usage.size_bytes + size_bytes <= MOST_BYTES


def _state(own: OwnData) -> dict[str, Any]:
    return {
        "name": own.name,
        "size_bytes": own.size_bytes,
        "client": own.client,
        "problem": packed(own.problem),
        "version": own.version,
        "mapping": packed_mapping(own.mapping),
        "added": [_packed_file(file) for file in own.added],
        "candidate": None if own.candidate is None else _packed_file(own.candidate),
    }


def _packed_file(file: AddedFile) -> dict[str, Any]:
    return {"role": file.role.value, "name": file.name, "options": dict(file.options)}


def _unpacked_file(facts: Mapping[str, Any], content: bytes) -> AddedFile:
    return AddedFile(Role(facts["role"]), facts["name"], content, facts["options"])
