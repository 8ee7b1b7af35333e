"""Visitors' own data in a process of their own, as each of the processes that answer sees them."""

from __future__ import annotations

import ctypes
import gc
import json
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

import pyarrow as pa

from components.server.visitors.holder_process import REQUEST, fork_holder
from components.server.visitors.own_datasets import PackedDatasets
from components.server.visitors.visitors_data import NoRoom, OwnData
from data.imports.areas.added_files import AddedFile
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.isolation.channel import Channel, ChannelClosedError
from data.imports.isolation.child import FILE, MOST_RESULT_BYTES, PART
from data.imports.isolation.parcels import (
    Parcel,
    holds_import,
    packed_mapping,
    unpacked_accounts,
    unpacked_columns,
    unpacked_import,
    unpacked_refused,
)
from data.imports.isolation.reading import NO_PROCESS
from data.language import _, current
from data.limits import UPLOAD
from data.statement import unpacked
from data.tables.dataset import Dataset

SECONDS_BETWEEN_LOOKS: Final = 10.0
"""After which this process lets go of what has ended elsewhere."""
SECONDS_UNUSED: Final = 300.0
"""After which it evicts what nobody requested of it, and would fetch it again."""


class UnreachableError(NoRoom):
    """The holder cannot reach the database that has the data."""


@dataclass(eq=False)
class _Seen:
    """What this process has of one visitor's data."""

    own: OwnData
    version: int = 0
    used_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class SharedDatasets:
    """The data of all visitors, stored by another process (`VisitorsData`)."""

    def __init__(
        self, make: Callable[[], PackedDatasets] = PackedDatasets, *, is_in_database: bool = False
    ) -> None:
        """`make` is called by the process that holds them; with `is_in_database` it stores them in a database."""
        self.is_in_database = is_in_database
        self.limits = UPLOAD
        self._make = make
        self._control, self._holders_end = socket.socketpair()
        self._connections = threading.local()
        self._seen: dict[str, _Seen] = {}
        self._lock = threading.Lock()
        self._releases: list[Callable[[Dataset], None]] = []
        self._looker: threading.Timer | None = None

    def fork_holder(self) -> None:
        """Start the process that holds them. Call it once, before those that answer are forked."""
        fork_holder(self._holders_end, self._control, self._make)

    def close(self) -> None:
        """End the holder, when no other process asks it any more."""
        self._control.close()
        self._connections = threading.local()

    def when_ended(self, release: Callable[[Dataset], None]) -> None:
        """Call a function with each dataset that this process lets go of."""
        self._releases.append(release)

    def check_room(self, size_bytes: int, client: str = "") -> None:
        """Raises NoRoom when there is no place for a file of this size from an address."""
        self._request("room", size=size_bytes, client=client)

    def begin(self, name: str, size_bytes: int, client: str = "") -> OwnData:
        """A place for a file of an address, with a new token. Raises NoRoom."""
        facts, _parcel = self._request("begin", name=name, size=size_bytes, client=client)
        return self._cached(facts).own

    def find(self, token: str) -> OwnData | None:
        """The data of a token as they are now, which so live on; None for one that is unknown or has ended."""
        try:
            facts, _parcel = self._request("find", token=token)
        except UnreachableError:
            # What this process has is as it was, and is checked again at the next request.
            seen = self._seen.get(token)
            return None if seen is None else seen.own
        except NoRoom:
            return None
        if not facts:
            self._let_go([token])
            return None
        seen = self._cached(facts)
        with seen.lock:
            if seen.version != facts["version"]:
                self._unpack(seen, *self._request("fetch", token=token))
        return seen.own

    def read_later(self, own: OwnData, mapping: ColumnMapping | None = None) -> None:
        """Have a file read that was given before, or is given now as `own.content`. Raises NoRoom."""
        content, own.content = own.content, b""
        facts, _parcel = self._request("read", content, token=own.token, mapping=packed_mapping(mapping))
        _follow(own, facts)

    def add(self, own: OwnData, file: AddedFile) -> None:
        """Have the data read again with one more file of boundaries or areas. Raises NoRoom."""
        facts_of_file = {"role": file.role.value, "name": file.name, "options": dict(file.options)}
        _follow(own, self._request("add", file.content, token=own.token, **facts_of_file)[0])

    def add_refused(self, own: OwnData, options: Mapping[str, str]) -> None:
        """Have the data read again with the file that could not be read, now with these options."""
        _follow(own, self._request("add refused", token=own.token, options=dict(options))[0])

    def take_out(self, own: OwnData, name: str) -> None:
        """Have the data read again without an added file."""
        _follow(own, self._request("take out", token=own.token, name=name)[0])

    def stop(self, own: OwnData) -> None:
        """Give up the reading under way; what was read before stays."""
        _follow(own, self._request("stop", token=own.token)[0])

    def leave(self, own: OwnData) -> None:
        """Keep a visitor's data, whose page is gone, as long as their room is not needed."""
        self._request("leave", token=own.token)

    def forget(self, own: OwnData) -> None:
        """End a visitor's data now; other processes that answer let go of them within SECONDS_BETWEEN_LOOKS."""
        self._request("forget", token=own.token)
        self._let_go([own.token])

    def look(self) -> None:
        """Evict what has ended, or what nobody requested of this process for long."""
        with self._lock:
            tokens = list(self._seen)
        try:
            living = set(self._request("living", tokens=tokens)[0]["living"])
        except UnreachableError:
            return
        except (NoRoom, KeyError):
            living = set()
        last = monotonic() - SECONDS_UNUSED
        self._let_go([t for t in tokens if t not in living or self._seen[t].used_at < last])

    def _cached(self, facts: dict[str, Any]) -> _Seen:
        with self._lock:
            token = facts["token"]
            seen = self._seen.get(token)
            if seen is None:
                seen = _Seen(OwnData(token, facts["name"], facts["size_bytes"], 0.0))
                self._seen[token] = seen
            seen.used_at = monotonic()
            _follow(seen.own, facts)
            if self._looker is None:
                self._look_later()
            return seen

    def _unpack(self, seen: _Seen, facts: dict[str, Any], parcel: Parcel) -> None:
        if not facts:
            return
        before = seen.own.dataset
        seen.own.imported = unpacked_import(parcel) if holds_import(parcel) else None
        seen.own.columns = unpacked_columns(parcel)
        seen.own.accounts, seen.own.refused = unpacked_accounts(parcel), unpacked_refused(parcel)
        seen.version = facts["version"]
        _follow(seen.own, facts)
        self._release(before)
        del before
        _give_memory_back()

    def _let_go(self, tokens: list[str]) -> None:
        for token in tokens:
            with self._lock:
                seen = self._seen.pop(token, None)
            if seen is not None:
                self._release(seen.own.dataset)
                seen.own.imported = None
                _give_memory_back()

    def _release(self, dataset: Dataset | None) -> None:
        if dataset is not None:
            for release in self._releases:
                release(dataset)

    def _look_later(self) -> None:
        self._looker = threading.Timer(SECONDS_BETWEEN_LOOKS, self._looked)
        self._looker.daemon = True
        self._looker.start()

    def _looked(self) -> None:
        self.look()
        with self._lock:
            self._looker = None
            if self._seen:
                self._look_later()

    def _request(self, subject: str, content: bytes = b"", **facts: Any) -> tuple[dict[str, Any], Parcel]:
        """The holder's answer. Raises NoRoom, also where there is no holder."""
        requested = json.dumps({"ask": subject, "language": current(), **facts}).encode()
        for is_last in (False, True):
            try:
                return _conversed(self._channel(), requested, content)
            except (ChannelClosedError, OSError):
                # The holder may have ended, and another be there.
                self._hang_up()
                if is_last:
                    break
        raise NoRoom(_(NO_PROCESS))

    def _channel(self) -> Channel:
        """This thread's connection to the holder. Raises OSError when there is none."""
        channel: Channel | None = getattr(self._connections, "channel", None)
        if channel is None:
            ours, theirs = socket.socketpair()
            with ours, theirs:  # which the streams go on to hold
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
                channel = Channel(ours.makefile("rb"), ours.makefile("wb"))
            self._connections.channel = channel
        return channel

    def _hang_up(self) -> None:
        channel: Channel | None = getattr(self._connections, "channel", None)
        self._connections.channel = None
        if channel is not None:
            with suppress(OSError):
                channel.close()


def _give_memory_back() -> None:
    """Let the system have what was freed, which the allocators would keep for this process."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    # Only glibc has it.
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _conversed(channel: Channel, requested: bytes, content: bytes) -> tuple[dict[str, Any], Parcel]:
    channel.send(REQUEST, requested)
    channel.send(FILE, content)
    parcel: Parcel = {}
    while True:
        kind, payload = channel.receive(MOST_RESULT_BYTES)
        if kind != PART:
            break
        name, _line, part = payload.partition(b"\n")
        parcel[name.decode()] = part
    facts = json.loads(payload)
    if "no_room" in facts:
        raise (UnreachableError if "is_unreachable" in facts else NoRoom)(facts["no_room"])
    return facts, parcel


def _follow(own: OwnData, facts: dict[str, Any]) -> None:
    if "problem" in facts:
        own.problem = unpacked(facts["problem"])
    for name in ("step", "part", "is_reading", "reading"):
        if name in facts:
            setattr(own, name, facts[name])
