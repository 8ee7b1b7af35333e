"""The smallest form of texts that stay as they are, made once in the background: nobody waits for it.

Brotli at a high level takes a second for a megabyte, and a seventh less than what is made while a reader waits.
"""

from __future__ import annotations

import os
import queue
import re
import threading
from contextlib import suppress
from hashlib import sha256
from typing import Final

import brotli  # type: ignore[import-untyped]
from flask import Flask, Response, request

from data.bounded_cache import BoundedCache

BROTLI: Final = "br"
_QUALITY: Final = 10
"""A hundredth larger than at 11 in half of the time."""
_MOST_BYTES: Final = 16_000_000
"""Of all that are stored; those used least recently go first."""
_LARGEST_BYTES: Final = 4_000_000
_MOST_WAITING: Final = 256
_LOWEST_PRIORITY: Final = 19
_ADDRESSES: Final = re.compile(r'(?:src|href)="([^"]+)"')
_LASTING: Final = re.compile(
    r"/_dash-component-suites/|/assets/|^/map/[a-z_]+\.geojson$|/_dash-(layout|dependencies)$"
)
PAGES: Final = ("/", "/embed")
"""What these ask for is made small when a process begins."""


class Smallest:
    """The smallest forms of one process."""

    def __init__(self) -> None:
        self._forms: BoundedCache[bytes, bytes] = BoundedCache(_MOST_BYTES, len)
        self._waiting: queue.Queue[bytes] = queue.Queue(_MOST_WAITING)
        self._requested: set[bytes] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def of(self, content: bytes) -> bytes | None:
        """The smallest form of a text; None while it is not there, but will be where the text is not `too_large`."""
        name = sha256(content).digest()
        with self._lock:
            form = self._forms.get(name)
            if form is None and not too_large(content) and name not in self._requested:
                with suppress(queue.Full):
                    self._waiting.put_nowait(content)
                    self._requested.add(name)
                    self._begin()
        return form

    def wait(self) -> None:
        """Wait until nothing is to be made any more."""
        self._waiting.join()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._make_all, name="smallest forms", daemon=True)
            self._thread.start()

    def _make_all(self) -> None:
        give_way()
        while (content := self._next()) is not None:
            form: bytes = brotli.compress(content, quality=_QUALITY)
            with self._lock:
                name = sha256(content).digest()
                self._requested.discard(name)
                self._forms.set(name, form)
            self._waiting.task_done()

    def _next(self) -> bytes | None:
        with self._lock:
            if self._waiting.empty():
                self._thread = None
                return None
            return self._waiting.get_nowait()


def too_large(content: bytes) -> bool:
    """Whether a text would take the processor for long."""
    return len(content) > _LARGEST_BYTES


def give_way() -> None:
    """Have this thread go on only while no other wants the processor, where the system knows priorities of threads."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST_PRIORITY)


def prepare_pages(server: Flask) -> None:
    """Have the smallest forms made of what the first reader of this process will ask for, in the background."""

    def prepare() -> None:
        give_way()
        visitor, headers = server.test_client(), {"Accept-Encoding": BROTLI}
        for page in PAGES:
            addresses = _ADDRESSES.findall(visitor.get(page).text)
            for address in dict.fromkeys(one.replace("&amp;", "&") for one in addresses):
                if is_lasting(address):
                    visitor.get(address, headers=headers, buffered=True)

    threading.Thread(target=prepare, name="what pages need", daemon=True).start()


def is_lasting(address: str) -> bool:
    """Whether what is at an address is the same for every reader, and for long: files, layers, layouts."""
    return bool(_LASTING.search(address.partition("?")[0]))


def in_smallest_form(response: Response, form: bytes) -> Response:
    """The same answer in that form; whoever has it is not sent it again."""
    response.set_data(form)
    response.content_encoding = BROTLI
    response.vary.add("Accept-Encoding")
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.set_etag(f"{tag}:{BROTLI}")
    return response.make_conditional(request)  # type: ignore[return-value]
