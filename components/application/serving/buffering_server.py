"""The web server: whole requests go to threads that answer, and answers wait in memory for slow readers.

Waitress receives and sends in one thread for all connections, so that a slow or silent client holds none of those
that answer. Here it gets what a public atlas needs beside that: clocks for headers, bodies and answers, bounds for
what all of them together keep in memory, and nothing on a disk, because it may be a visitor's own data.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import time
from io import BytesIO
from typing import Any, Final

from flask import Flask
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.buffers import ReadOnlyFileBasedBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import Error, RequestEntityTooLarge

from components.own_data.addresses import UPLOAD
from components.server.security import LARGEST_REQUEST_BYTES
from data.errors import where_it_failed
from data.limits import MEGABYTE
from data.limits import UPLOAD as UPLOAD_LIMITS

PROXY: Final = "MINE_ATLAS_PROXY"
"""The key of an application's settings that holds the address of its reverse proxy."""
THREADS: Final = 8
"""That answer, in each process."""
HEADER_SECONDS: Final = 15.0
"""Until a request's headers are there; also for a connection on which no request ever came."""
IDLE_SECONDS: Final = 75.0
"""Between two requests: browsers keep their connections while a reader reads."""
GRACE_SECONDS: Final = 20.0
LEAST_BYTES_A_SECOND: Final = 2_000
"""What a body must arrive with, and an answer be taken with, beyond the first GRACE_SECONDS."""
MOST_BODY_BYTES: Final = 150 * MEGABYTE
"""Of all bodies that are under way at a time."""
MOST_ANSWER_BYTES: Final = 500 * MEGABYTE
"""Of all answers that wait to be taken; beyond it the connections that wait for most are closed."""
MOST_CONNECTIONS: Final = 4_000
_SHARED_BYTES: Final = 64_000
"""A longer piece of an answer is sent from where it is, not from a copy."""
_SYSTEM_BYTES: Final = 262_144
"""Of an answer that the system takes at a time, else megabytes for each slow reader."""
_NO_BOUND: Final = 1 << 40


class _TooBusy(Error):  # type: ignore[misc]
    code = 503
    reason = "Service Unavailable"


class _Request(HTTPRequestParser):  # type: ignore[misc]
    """A request whose body is received only as far as its address takes one."""

    content_length: int
    error: Any

    def __init__(self, adjustments: Adjustments) -> None:
        super().__init__(adjustments)
        self.began = time.monotonic()
        self.most_bytes = LARGEST_REQUEST_BYTES

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.command == "POST" and self.path.endswith(UPLOAD):
            self.most_bytes = UPLOAD_LIMITS.size_bytes
        if self.content_length > self.most_bytes:
            # The application says why, from the length alone; nothing of the body is received.
            self.body_rcv, self.content_length, self.connection_close = None, 0, True
            self.expect_continue = False
            self.headers["CONNECTION"] = "close"

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.body_bytes_received > self.most_bytes and self.error is None:
            self.error, self.completed = RequestEntityTooLarge(f"exceeds {self.most_bytes}"), True
        return consumed

    def is_late(self, now: float) -> bool:
        """Whether its client takes too long to send it."""
        seconds = now - self.began
        if not self.headers_finished:
            return bool(seconds > HEADER_SECONDS)
        return bool(seconds > GRACE_SECONDS + self.body_bytes_received / LEAST_BYTES_A_SECOND)


class _Connection(HTTPChannel):  # type: ignore[misc]
    """A connection with its clocks."""

    parser_class = _Request
    request: _Request | None
    sendbuf_len: int

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        self.has_request = False
        self.sent_bytes = 0
        self.waits_since: float | None = None
        """When the answer began to wait for its reader."""
        self.sent_before = 0
        super().__init__(*arguments, **settings)
        # So much is copied at each attempt to send, of which a slow reader takes a little.
        self.sendbuf_len = min(self.sendbuf_len, _SHARED_BYTES)

    def received(self, data: bytes) -> bool:
        self.has_request = True
        taken: bool = super().received(data)
        request = self.request
        if request is not None and request.body_bytes_received and self.server.is_full_of_bodies():
            request.error, request.completed = _TooBusy("Other uploads fill the memory; try again."), True
            with self.requests_lock:
                self.requests.append(request)
                self.request = None
                if len(self.requests) == 1:
                    self.server.add_task(self)
        return taken

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent: int = super().send(data, do_close)
        self.sent_bytes += sent
        return sent

    def write_soon(self, data: Any) -> int:
        """Have a piece of an answer sent. A long one is not copied: many readers may wait for the same bytes."""
        if isinstance(data, bytes) and len(data) > _SHARED_BYTES:
            shared = ReadOnlyFileBasedBuffer(BytesIO(data))
            shared.prepare()
            data = shared
        written: int = super().write_soon(data)
        return written

    def is_over(self, now: float) -> bool:
        """Whether its client took too long: to ask, to send, to take its answer, or to ask again."""
        if self.total_outbufs_len:
            return self._takes_too_long(now)
        self.waits_since = None
        if self.requests:
            return False
        if self.request is not None:
            return bool(self.request.is_late(now))
        idle = time.time() - self.last_activity
        return bool(idle > (IDLE_SECONDS if self.has_request else HEADER_SECONDS))

    def end(self) -> None:
        """Close it now. With `will_close` it would be closed when its socket can be written to: never, where a reader
        takes nothing, and its answer would stay in memory.
        """
        self.will_close = True
        self.handle_close()

    def _takes_too_long(self, now: float) -> bool:
        if self.waits_since is None:
            self.waits_since, self.sent_before = now, self.sent_bytes
        seconds, sent = now - self.waits_since, self.sent_bytes - self.sent_before
        return bool(seconds > GRACE_SECONDS + sent / LEAST_BYTES_A_SECOND)


class BufferingServer(TcpWSGIServer):  # type: ignore[misc]
    """The server of one process, on a socket that listens already."""

    channel_class = _Connection

    def __init__(
        self,
        application: Flask,
        listening: socket.socket,
        proxy: str = "",
        threads: int = THREADS,
        waiting_bytes: int = _NO_BOUND,
    ) -> None:
        """`waiting_bytes` of one answer may wait for its reader; then its thread waits too, before it writes more."""
        self.logger = logging.getLogger("waitress")
        self.logger.addFilter(_in_one_line)
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no fault
        settings: dict[str, Any] = {
            "threads": threads,
            "connection_limit": _most_connections(),
            "cleanup_interval": 1,
            "channel_timeout": int(IDLE_SECONDS),
            "max_request_header_size": 32_000,
            "max_request_body_size": UPLOAD_LIMITS.size_bytes + 1,
            "inbuf_overflow": _NO_BOUND,
            "outbuf_overflow": _NO_BOUND,
            "outbuf_high_watermark": waiting_bytes,
            "recv_bytes": 65_536,
            "asyncore_use_poll": True,
            "ident": None,
            "log_socket_errors": False,
            "clear_untrusted_proxy_headers": True,
        }
        if proxy:
            settings |= {
                "trusted_proxy": proxy,
                "trusted_proxy_headers": {"x-forwarded-for"},
                "trusted_proxy_count": 1,
            }
        adjustments = Adjustments(**settings)
        self.task_dispatcher = ThreadedTaskDispatcher()
        self.task_dispatcher.set_thread_count(threads)
        super().__init__(
            application.wsgi_app,
            map={},
            _sock=listening,
            dispatcher=self.task_dispatcher,
            adj=adjustments,
            sockinfo=(listening.family, listening.type, None, listening.getsockname()),
            bind_socket=False,
        )

    def run_once(self, seconds: float) -> None:
        """Receive and send what there is, for so long at most when there is nothing."""
        wasyncore.loop(timeout=seconds, map=self._map, use_poll=True, count=1)

    def stop(self, seconds: float) -> None:
        """Take no more connections, and end when the answers under way are taken, or after so many seconds."""
        self.accepting = False
        last = time.monotonic() + seconds
        while time.monotonic() < last and any(
            connection.requests or connection.total_outbufs_len
            for connection in list(self.active_channels.values())
        ):
            self.run_once(0.1)
        self.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map, ignore_all=True)

    def set_socket_options(self, conn: socket.socket) -> None:
        """Prepare a new connection."""
        super().set_socket_options(conn)
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SYSTEM_BYTES)

    def is_full_of_bodies(self) -> bool:
        """Whether the bodies under way take more memory than they may together."""
        waiting = (channel.request for channel in list(self.active_channels.values()))
        together: int = sum(request.body_bytes_received for request in waiting if request is not None)
        return together > MOST_BODY_BYTES

    def maintenance(self, now: float) -> None:
        """Close connections whose clients take too long, and those that take most room where it is scarce."""
        channels = list(self.active_channels.values())
        clock = time.monotonic()
        for channel in channels:
            if channel.is_over(clock):
                channel.end()
        if len(channels) > 0.9 * self.adj.connection_limit:
            for channel in channels:
                if not channel.requests and not channel.total_outbufs_len and now - channel.last_activity > 1:
                    channel.will_close = True
        waiting = sorted(self.active_channels.values(), key=lambda channel: channel.total_outbufs_len)
        while sum(channel.total_outbufs_len for channel in waiting) > MOST_ANSWER_BYTES:
            waiting.pop().end()


def _in_one_line(record: logging.LogRecord) -> bool:
    """Takes the traceback off an answer that broke off while it was sent, and the address, which is private."""
    if record.exc_info and record.exc_info[1] is not None:
        record.msg, record.args = f"An answer broke off: {where_it_failed(record.exc_info[1])}", ()
        record.exc_info = record.exc_text = None
    return True


def _most_connections() -> int:
    """As many as the system lets one process have, less what else it opens."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        required_files = MOST_CONNECTIONS + 500
        if soft < required_files and (hard == resource.RLIM_INFINITY or hard > soft):
            soft = required_files if hard == resource.RLIM_INFINITY else min(required_files, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return max(50, min(MOST_CONNECTIONS, soft - 500 if soft > 1_000 else soft // 2))
    return 400
