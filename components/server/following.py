"""Readers see a new edition of a collection without a restart: each process makes its application anew."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any, Final

from flask import Flask

FOLLOWING: Final = "MINE_ATLAS_FOLLOWING"
"""The key of an application's settings that holds the `Following` whose `begin` each process calls."""
SECONDS_BETWEEN_LOOKS: Final = 2.0
_log: Final = logging.getLogger(__name__)


class Following:
    """Puts the application of the newest edition in the place of the one before, within one server.

    A request is answered by one of them as a whole. While the collection cannot be read, the edition before stays.
    """

    def __init__(
        self, server: Flask, number: int, newest: Callable[[], int], make: Callable[[], tuple[int, Flask]]
    ) -> None:
        """`newest` gives the number of the newest edition, `make` that number with its application, ready to answer."""
        self.number = number
        self._newest, self._make = newest, make
        self._answer: Callable[..., Iterable[bytes]] = server.wsgi_app
        self._fault = ""
        server.wsgi_app = self._to_the_newest  # type: ignore[method-assign]
        server.config[FOLLOWING] = self

    def begin(self) -> None:
        """Look for new editions from now on, in this process."""
        threading.Thread(target=self._look_on, name="new editions", daemon=True).start()

    def look(self) -> None:
        """Put a newer edition in place, where there is one; whatever goes wrong is logged once."""
        try:
            if self._newest() > self.number:
                number, application = self._make()
                self._answer, self.number = application.wsgi_app, number
            self._fault = ""
        except Exception as error:  # noqa: BLE001 - readers keep the edition that they have
            if str(error) != self._fault:
                self._fault = str(error)
                _log.warning("No new edition can be shown: %s", error)

    def _look_on(self) -> None:
        wait = threading.Event()
        while True:
            self.look()
            wait.wait(SECONDS_BETWEEN_LOOKS)

    def _to_the_newest(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return self._answer(environ, start_response)
