"""The process that holds visitors' own data for all that answer: any of them may end, and nothing is lost.

It is forked before they are. Each of their threads that asks it sends one end of a pair of sockets over the control
socket, which all of them inherit, and ends with the last of them. A request is `REQUEST` with JSON and `FILE` with a
file's content; the answer is any number of `PART` and `DONE` with JSON.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from components.server.visitors.own_datasets import PackedDatasets
from components.server.visitors.visitors_data import NoRoom, OwnData
from data.errors import StoreError
from data.imports.areas.added_files import AddedFile, Role
from data.imports.isolation.channel import Channel, ChannelClosedError
from data.imports.isolation.child import DONE, PART
from data.imports.isolation.parcels import Parcel, unpacked_mapping
from data.language import N_, _, speak
from data.limits import MEGABYTE
from data.statement import packed

REQUEST: Final = b"ask "
UNREACHABLE: Final = N_("The database that has visitors’ data cannot be reached; try again.")
CAN_SHARE: Final = hasattr(os, "fork") and hasattr(socket, "send_fds")
"""Whether the system can fork a holder and hand it sockets; Windows cannot."""

_SECONDS_BEFORE_ANOTHER: Final = 0.5
_SECONDS_OF_LAST_ANSWERS: Final = 5.0

Answer = tuple[dict[str, Any], Parcel]
"""What is sent back: JSON, and bytes by name."""


def fork_holder(
    control: socket.socket, theirs: socket.socket, make: Callable[[], PackedDatasets] = PackedDatasets
) -> None:
    """Fork the holder of the datasets that `make` gives, at the end `control`; `theirs` is the end of those that ask,
    which it closes.

    Should it ever end before them, another one takes its place, without the data.
    """
    if os.fork():
        control.close()
        return
    status = 1
    with suppress(BaseException):  # nothing of the atlas that forked it may go on here
        theirs.close()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the atlas, with which it ends
        while (number := os.fork()) and os.waitpid(number, 0)[1] != 0:
            time.sleep(_SECONDS_BEFORE_ANOTHER)
        if number == 0:
            Holder(make()).serve(control)
        status = 0
    os._exit(status)


class Holder:
    """Answers for the data that it holds."""

    def __init__(self, datasets: PackedDatasets | None = None) -> None:
        self._datasets = datasets or PackedDatasets()

    def serve(self, control: socket.socket) -> None:
        """Answer everybody whose socket comes over `control`, until nobody is left who could send one and the last
        answers are given.
        """
        answering: list[threading.Thread] = []
        with control:
            while (received := socket.recv_fds(control, 1, 1))[0]:
                answering = [thread for thread in answering if thread.is_alive()]
                for descriptor in received[1]:
                    thread = threading.Thread(target=self._converse, args=(descriptor,), daemon=True)
                    thread.start()
                    answering.append(thread)
        # The client is gone; an answer that is still made may hold a connection of the database.
        last = time.monotonic() + _SECONDS_OF_LAST_ANSWERS
        for thread in answering:
            thread.join(max(0.0, last - time.monotonic()))

    def answer(self, requested: dict[str, Any], content: bytes) -> Answer:
        """The answer to one request. Raises NoRoom."""
        subject = requested["ask"]
        if subject == "room":
            self._datasets.check_room(requested["size"], requested["client"])
            return {}, {}
        if subject == "begin":
            return self._state(
                self._datasets.begin(requested["name"], requested["size"], requested["client"])
            ), {}
        if subject == "living":
            return {"living": [token for token in requested["tokens"] if self._datasets.is_stored(token)]}, {}
        own = self._datasets.find(requested["token"])
        return ({}, {}) if own is None else self._about(own, requested, content)

    def _about(self, own: OwnData, requested: dict[str, Any], content: bytes) -> Answer:
        if requested["ask"] == "read":
            own.content = content or own.content
            self._datasets.read_later(own, unpacked_mapping(requested["mapping"]))
        elif requested["ask"] == "add":
            self._datasets.add(
                own, AddedFile(Role(requested["role"]), requested["name"], content, requested["options"])
            )
        elif requested["ask"] == "add refused":
            self._datasets.add_refused(own, requested["options"])
        elif requested["ask"] == "take out":
            self._datasets.take_out(own, requested["name"])
        elif requested["ask"] == "stop":
            self._datasets.stop(own)
        elif requested["ask"] == "leave":
            self._datasets.leave(own)
        elif requested["ask"] == "forget":
            self._datasets.forget(own)
        return self._state(own), own.parcel if requested["ask"] == "fetch" else {}

    def _converse(self, descriptor: int) -> None:
        with socket.socket(fileno=descriptor) as connection:
            channel = Channel(connection.makefile("rb"), connection.makefile("wb"))
            with suppress(ChannelClosedError):
                while True:
                    requested = json.loads(channel.receive(MEGABYTE)[1])
                    content = channel.receive(self._datasets.limits.size_bytes)[1]
                    speak(requested["language"])
                    self._send(channel, requested, content)
            channel.close()

    def _send(self, channel: Channel, requested: dict[str, Any], content: bytes) -> None:
        try:
            facts, parcel = self.answer(requested, content)
        except NoRoom as error:
            facts, parcel = {"no_room": str(error)}, {}
        except StoreError:  # which names the database: not for a visitor
            facts, parcel = {"no_room": _(UNREACHABLE), "is_unreachable": True}, {}
        for name, part in parcel.items():
            channel.send(PART, name.encode() + b"\n" + part)
        channel.send(DONE, json.dumps(facts).encode("utf-8", "replace"))

    def _state(self, own: OwnData) -> dict[str, Any]:
        return {
            "token": own.token,
            "name": own.name,
            "size_bytes": own.size_bytes,
            "problem": packed(own.problem),
            "step": own.step,
            "part": own.part,
            "is_reading": own.is_reading,
            "reading": own.reading,
            "version": own.version,
        }
