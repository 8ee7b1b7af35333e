"""The web server keeps slow and silent clients from those that answer, and ends them."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask, Response, request

from components.application.serving import buffering_server
from components.application.serving.buffering_server import BufferingServer
from components.own_data.addresses import UPLOAD

LONG = b"x" * 3_000_000


class Serving:
    """A server in a thread, with a small application."""

    def __init__(self) -> None:
        application = Flask("small")
        application.add_url_rule("/", "short", lambda: Response(request.remote_addr))
        application.add_url_rule("/long", "long", lambda: Response(LONG))
        application.add_url_rule(UPLOAD, "upload", lambda: str(len(request.get_data())), methods=["POST"])
        application.add_url_rule("/said", "said", lambda: str(request.content_length), methods=["POST"])
        listening = socket.create_server(("127.0.0.1", 0), backlog=300)
        self.port: int = listening.getsockname()[1]
        self.server = BufferingServer(application, listening, "127.0.0.1")
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._is_over.is_set():
            self.server.run_once(0.05)
        self.server.stop(1.0)

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join()

    def send(self, text: bytes) -> socket.socket:
        """A new connection on which a text was sent."""
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(10)
        client.connect(("127.0.0.1", self.port))
        client.sendall(text)
        return client

    def wait_for_channels(self, at_least: int, at_most: int = 1_000) -> None:
        """Wait, for ten seconds at most, until the server has so many connections open."""
        last = time.monotonic() + 10
        while not at_least <= len(self.server.active_channels) <= at_most:
            assert time.monotonic() < last, len(self.server.active_channels)
            time.sleep(0.02)

    def answer(self, text: bytes) -> str:
        """All that comes on a connection that is then closed."""
        with self.send(text) as client:
            received = b""
            with contextlib.suppress(OSError):
                while piece := client.recv(65_536):
                    received += piece
            return received.decode("latin-1")


@pytest.fixture
def serving() -> Iterator[Serving]:
    serving = Serving()
    yield serving
    serving.stop()


def head(first: str, *lines: str) -> bytes:
    return "\r\n".join([f"{first} HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def short_answer(client: socket.socket) -> str:
    """The next whole answer of "/"."""
    received = ""
    while not received.endswith("127.0.0.1"):
        received += client.recv(4096).decode()
    return received


def is_closed(client: socket.socket) -> bool:
    """Whether the server ends a connection within some seconds."""
    client.settimeout(5)
    try:
        while client.recv(65_536):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    return True


SHORT = head("GET /", "Connection: close")
SLOW = {
    "silent": b"",
    "header": b"GET / HTTP/1.1\r\nX-A: ",
    "body": head("POST /said", "Content-Length: 1000") + b"a",
    "upload": head(f"POST {UPLOAD}", "Content-Length: 40000000") + b"a",
    "reader": head("GET /long"),
}


@pytest.mark.parametrize("kind", SLOW)
def test_a_hundred_slow_clients_make_nobody_wait(serving: Serving, kind: str) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(serving.send(SLOW[kind]))
        serving.wait_for_channels(100)
        begun = time.monotonic()
        assert "200 OK" in serving.answer(SHORT)
        assert time.monotonic() - begun < 3


def test_a_client_that_takes_too_long_is_closed(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffering_server, "HEADER_SECONDS", 0.5)
    monkeypatch.setattr(buffering_server, "GRACE_SECONDS", 0.5)
    monkeypatch.setattr(buffering_server, "LEAST_BYTES_A_SECOND", 10_000_000)
    with contextlib.ExitStack() as stack:
        clients = {kind: stack.enter_context(serving.send(sent)) for kind, sent in SLOW.items()}
        serving.wait_for_channels(len(SLOW))
        # Of a reader nothing may be taken meanwhile.
        serving.wait_for_channels(0, at_most=0)
        assert [kind for kind, client in clients.items() if not is_closed(client)] == []


def test_the_answer_of_a_reader_that_takes_nothing_leaves_the_memory(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buffering_server, "GRACE_SECONDS", 0.5)
    monkeypatch.setattr(buffering_server, "LEAST_BYTES_A_SECOND", 10_000_000)
    # Its socket never becomes writable again, which is when Waitress would close it.
    with serving.send(SLOW["reader"]):
        serving.wait_for_channels(1)
        serving.wait_for_channels(0, at_most=0)


def test_an_idle_connection_is_kept_for_the_next_request(serving: Serving) -> None:
    with serving.send(head("GET /")) as client:
        assert "200 OK" in short_answer(client)
        time.sleep(1.5)
        client.sendall(head("GET /"))
        assert "200 OK" in short_answer(client)


def test_a_long_answer_arrives_whole(serving: Serving) -> None:
    answer = serving.answer(head("GET /long", "Connection: close"))
    assert answer.endswith("x" * len(LONG))


def test_an_upload_may_be_larger_than_another_request(serving: Serving) -> None:
    body = b"a" * 2_000_000
    length = f"Content-Length: {len(body)}"
    assert serving.answer(head(f"POST {UPLOAD}", length, "Connection: close") + body).endswith("2000000")
    # Of another request nothing is received beyond its headers; what it declares reaches the application.
    assert serving.answer(head("POST /said", length)).endswith("2000000")


def test_a_body_in_chunks_is_bounded_too(serving: Serving) -> None:
    chunk = b"%x\r\n" % 200_000 + b"a" * 200_000 + b"\r\n"
    answer = serving.answer(head("POST /said", "Transfer-Encoding: chunked") + chunk * 6 + b"0\r\n\r\n")
    assert answer.startswith("HTTP/1.1 413")


def test_bodies_under_way_are_bounded_together(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffering_server, "MOST_BODY_BYTES", 1_000_000)
    part = head(f"POST {UPLOAD}", "Content-Length: 900000") + b"a" * 600_000
    with serving.send(part):
        time.sleep(0.5)
        assert serving.answer(part).startswith("HTTP/1.1 503")


def test_answers_that_wait_are_bounded_together(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffering_server, "MOST_ANSWER_BYTES", 1_000_000)
    with serving.send(head("GET /long")) as client:
        time.sleep(0.3)  # it may be closed as soon as it is open
        serving.wait_for_channels(0, at_most=0)
        assert is_closed(client)


def test_a_client_behind_the_proxy_has_its_own_address(serving: Serving) -> None:
    answer = serving.answer(head("GET /", "X-Forwarded-For: 192.0.2.7", "Connection: close"))
    assert answer.endswith("192.0.2.7")


def test_a_damaged_request_is_refused_and_the_next_one_is_answered(serving: Serving) -> None:
    for damaged in (
        b"\x16\x03\x01\x00\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"get / HTTP/1.1\r\n\r\n",
        b"\r\n\r\n",
    ):
        assert "Traceback" not in serving.answer(damaged + SHORT)
    assert "200 OK" in serving.answer(SHORT)
