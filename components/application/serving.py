"""The server under the application: gunicorn, or on Windows Flask's own."""

from __future__ import annotations

import gc
import logging
import socket
import sys

from flask import Flask

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


def serve(server: Flask, host: str, port: int, workers: int) -> None:
    """Serve until it is stopped."""
    if sys.platform == "win32":
        # It would log each address, with what was searched and the tokens of visitors' own data.
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        server.run(host, port, threaded=True)
        return
    from gunicorn.app.base import BaseApplication

    class Atlas(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host_in_address(host)}:{port}")
            self.cfg.set("workers", max(1, workers))
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", 8)
            self.cfg.set("preload_app", True)
            # Browsers keep their connections while a reader thinks; closed after two seconds, as is usual here,
            # they would be opened again for each change, and some requests be lost on the way.
            self.cfg.set("keepalive", 75)
            self.cfg.set("loglevel", "warning")

        def load(self) -> Flask:
            return server

    Atlas().run()
