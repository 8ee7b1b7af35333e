"""The processes that serve: gunicorn forks them and starts another for one that dies; on Windows there is one."""

from __future__ import annotations

import argparse
import gc
import socket
import sys
from urllib.parse import urlsplit

from flask import Flask

from components.application.option_values import LOCAL_PROXY
from components.application.serving.buffering_server import PROXY, BufferingServer
from components.server.following import FOLLOWING, Following
from components.server.smallest import prepare_pages
from data.errors import AtlasError
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset


def prepare_to_fork(dataset: Dataset) -> None:
    """Make what all processes need before there are several, so that they share one copy of it in memory.

    Frozen, nothing of it is written to by the collector of garbage, which would copy it.
    """
    dataset.prepare()
    summary_of(dataset, IncidentFilter())
    gc.collect()
    gc.freeze()


def allowed_hosts(options: argparse.Namespace) -> set[str]:
    """The hosts under which an atlas that is started with these options is requested."""
    return {options.host, *([urlsplit(options.public_url).hostname or ""] if options.public_url else [])}


def atlas_address(options: argparse.Namespace) -> str:
    """Where readers find an atlas that is started with these options."""
    return options.public_url or f"http://{host_in_address(options.host)}:{options.port}"


def host_in_address(host: str) -> str:
    """A host as it stands in an address, an IPv6 one in brackets."""
    return f"[{host}]" if ":" in host else host


def check_port(host: str, port: int) -> None:
    """Raise AtlasError when the port cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = f"Port {port} of {host} cannot be used ({error.strerror}); choose another with --port."
        raise AtlasError(reason) from error


def serve(server: Flask, host: str, port: int, workers: int, proxy: str = LOCAL_PROXY) -> None:
    """Serve until it is stopped. What a reverse proxy at `proxy` says of a client's address is believed."""
    if sys.platform == "win32":
        _serve_alone(server, host, port, proxy)
        return
    from gunicorn.app.base import BaseApplication

    from components.application.serving.worker import BufferingWorker

    server.config[PROXY] = proxy

    class Atlas(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host_in_address(host)}:{port}")
            self.cfg.set("workers", workers)
            self.cfg.set("worker_class", BufferingWorker)
            self.cfg.set("preload_app", True)
            self.cfg.set("loglevel", "warning")
            self.cfg.set("post_worker_init", lambda _worker: _begin(server))

        def load(self) -> Flask:
            return server

    Atlas().run()


def _begin(server: Flask) -> None:
    """What goes on in the background of this process: it looks for new editions, when a collection is served."""
    prepare_pages(server)
    following: Following | None = server.config.get(FOLLOWING)
    if following is not None:
        following.begin()


def _serve_alone(server: Flask, host: str, port: int, proxy: str) -> None:
    """Serve in this process, where processes cannot be forked."""
    _begin(server)
    serve_here(server, host, port, proxy)


def serve_here(server: Flask, host: str, port: int, proxy: str = LOCAL_PROXY, **bounds: int) -> None:
    """Serve in this process until it is stopped; `bounds` are those of BufferingServer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=1024) as listening:
        buffering = BufferingServer(server, listening, proxy, **bounds)
        try:
            while True:
                buffering.run_once(1.0)
        except KeyboardInterrupt:
            buffering.stop(5.0)
