"""Answers go compressed to whoever takes them so: texts at each answer, scripts and style sheets once a process.

What is the same for every reader goes in its smallest form as soon as that is made, see `smallest`.
"""

from __future__ import annotations

from typing import Final

from dash.fingerprint import check_fingerprint
from flask import Flask, Request, Response, request
from flask_compress import Compress

from components.server.smallest import BROTLI, Smallest, in_smallest_form, is_lasting, too_large
from components.server.visit import own_here
from data.bounded_cache import BoundedCache

ALGORITHMS: Final = ("zstd", "gzip")
"""The first that a browser takes. Browsers take zstd over https and from their own machine."""
SMALLEST_BYTES: Final = 1_000
"""What is smaller fits into one packet anyway."""
TYPES: Final = (
    "application/geo+json",
    "application/javascript",
    "application/json",
    "application/vnd.google-earth.kml+xml",
    "application/vnd.mapbox-vector-tile",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
    "text/xml",
)
_GZIP_LEVEL: Final = 3
"""A tenth larger than at 6 and several times faster: 13 ms for a megabyte and a half of borders."""
_FILES: Final = ("/_dash-component-suites/", "/assets/")
_CACHED_FILES: Final = 256
_READY_BYTES: Final = 64_000_000
_OF_ONE_ANSWER: Final = ("Date", "Set-Cookie")
_LONGEST_TIME: Final = 20
"""Dash asks for our own files with the time at which they were written."""


def compress_answers(server: Flask, smallest: Smallest | None = None) -> None:
    """Compress what is a text; partial answers and those to a client that does not ask for it stay as they are.

    Nobody can learn a secret from the length of an answer (BREACH): the only one that an answer holds is the token
    of a visitor's own data, and without it, which no cookie carries, another site cannot have that answer requested.
    """
    server.config.update(
        COMPRESS_ALGORITHM=ALGORITHMS,
        COMPRESS_LEVEL=_GZIP_LEVEL,
        COMPRESS_MIMETYPES=TYPES,
        COMPRESS_MIN_SIZE=SMALLEST_BYTES,
        COMPRESS_REGISTER=False,
        # Else what is sent while it is written, which is the longest of all, would go as it is.
        COMPRESS_ALGORITHM_STREAMING=ALGORITHMS,
    )
    answers, files = Compress(server), Compress(server)
    files.cache, files.cache_key = BoundedCache(_CACHED_FILES), _name_of_file

    ready, small = _ReadyFiles(), smallest or Smallest()

    def compress(response: Response) -> Response:
        if response.status_code != 200 or "Content-Range" in response.headers:
            return response
        # Flask-Compress would send those who refuse every form (q=0) the first one.
        is_compressed = bool(request.accept_encodings.best_match(ALGORITHMS))
        if not is_compressed:
            response.vary.add("Accept-Encoding")
        is_file = _is_file(request.path)
        if is_file:
            # Flask streams them, and of a stream no compressed form is kept.
            response.direct_passthrough = False
            response.make_sequence()
        is_smallest = _takes_smallest(response)
        if is_smallest and (form := small.of(response.get_data())) is not None:
            return ready.keep(in_smallest_form(response, form))
        if not is_file:
            return answers.after_request(response) if is_compressed else response
        is_passing = is_smallest and not too_large(response.get_data())
        compressed = files.after_request(response) if is_compressed else response
        return compressed if is_passing else ready.keep(compressed)

    server.before_request(ready.find)
    server.after_request(compress)


def _takes_smallest(response: Response) -> bool:
    """Whether the smallest form of an answer is worth making, and whoever asks takes it. Nothing of own data is stored."""
    is_text = response.mimetype in TYPES and response.content_encoding is None
    is_one_for_all = request.method == "GET" and is_lasting(request.path) and own_here() is None
    is_large = is_text and is_one_for_all and (response.content_length or 0) >= SMALLEST_BYTES
    return is_large and request.accept_encodings[BROTLI] > 0


def _is_file(path: str) -> bool:
    return any(folder in path for folder in _FILES)


class _ReadyFiles:
    """Answers with a file as they were sent before, so that the next one who asks costs neither reading nor hashing."""

    def __init__(self) -> None:
        self._answers: BoundedCache[tuple[str, str], Response] = BoundedCache(_READY_BYTES, _length)

    def find(self) -> Response | None:
        """The answer to the present request; None when it has to be made."""
        stored = self._answers.get(_key()) if _can_be_ready() else None
        if stored is None:
            return None
        answer = Response(stored.response, stored.status_code, stored.headers.copy())
        return answer.make_conditional(request)  # type: ignore[return-value]

    def keep(self, response: Response) -> Response:
        """Cache a whole answer."""
        is_ours = response.content_encoding in (None, BROTLI, *ALGORITHMS)
        if is_ours and _can_be_ready() and response.status_code == 200 and _key() not in self._answers:
            headers = [(name, value) for name, value in response.headers if name not in _OF_ONE_ANSWER]
            self._answers.set(_key(), Response([response.get_data()], 200, headers))
        return response


def _length(response: Response) -> int:
    return response.content_length or 0


def _can_be_ready() -> bool:
    is_whole = "Range" not in request.headers and "If-Range" not in request.headers
    return request.method == "GET" and is_whole and _is_file(request.path)


def _key() -> tuple[str, str]:
    taken = request.accept_encodings
    smallest = BROTLI if taken[BROTLI] > 0 else ""
    return _name_of_file(request), f"{smallest} {taken.best_match(ALGORITHMS) or ''}"


def _name_of_file(requested: Request) -> str:
    """One name for one state of a file however it is requested, so that not much is kept whatever is requested."""
    path, is_fingerprinted = check_fingerprint(requested.path)
    return (
        path
        if "/assets/" not in path or is_fingerprinted
        else f"{path}?{requested.args.get('m', '')[:_LONGEST_TIME]}"
    )
