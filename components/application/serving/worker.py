"""A process of gunicorn that serves through the buffering server."""

from __future__ import annotations

import os
from typing import Final

from gunicorn.workers.base import Worker

from components.application.serving.buffering_server import PROXY, BufferingServer

_STOP_SECONDS: Final = 10.0


class BufferingWorker(Worker):  # type: ignore[misc]
    """Serves until gunicorn ends it or is gone itself."""

    def run(self) -> None:
        """Serve what comes at the one socket that gunicorn opened."""
        (listening,) = self.sockets
        listening.setblocking(False)
        server = BufferingServer(self.wsgi, listening.sock, self.wsgi.config.get(PROXY, ""))
        while self.alive and os.getppid() == self.ppid:
            self.notify()
            server.run_once(1.0)
        server.stop(_STOP_SECONDS)
