"""Where a visitor's own data come in and go out: the upload, how far its reading is, its account, its end."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any, Final

from dash import Dash
from flask import Response, request
from werkzeug.exceptions import ClientDisconnected

from components.server.ended_data import ENDED, OFF
from components.server.security import is_from_our_page
from components.server.visit import OWN, OWN_ADDRESSES, Datasets
from components.server.visitors.visitors_data import NoRoom, OwnData, VisitorsData
from data.errors import AtlasError
from data.imports.areas.added_files import AddedFile, Role, checked_options
from data.imports.columns_file import columns_file
from data.imports.report.account import REPORT
from data.language import N_, _
from data.limits import MEGABYTE
from data.statement import translated

UPLOAD: Final = f"{OWN_ADDRESSES}/file"
GROUND: Final = f"{OWN_ADDRESSES}/ground"
"""Files of boundaries and areas, added to the data of a token."""
LEAVE: Final = f"{OWN_ADDRESSES}/leave"
"""A page that had data of a token is gone: nobody else may know their address."""
STATE: Final = f"{OWN_ADDRESSES}/state"
REPORT_FILE: Final = f"{OWN_ADDRESSES}/{REPORT}"
COLUMNS_FILE: Final = f"{OWN_ADDRESSES}/columns.json"

_PIECE_BYTES: Final = 256 * 1024
_LONGEST_NAME: Final = 200

PROMISE: Final = N_(
    "The file stays in the memory of the machine that serves this atlas and ends 30 minutes after "
    "your last request. Nothing is written to disk or sent elsewhere."
)
_PROMISE_OF_DATABASE: Final = N_(
    "The file is stored in the database of this atlas, which several servers share, and deleted 30 minutes after "
    "your last request or when you forget it. It is in none of its editions and sent nowhere else."
)
FOREIGN: Final = N_("Only the atlas’s own page may give it a file.")
NO_SIZE: Final = N_("The size of the upload is not given; choose the file on the atlas’s page.")
TOO_LARGE: Final = N_("The file has {size} MB, and at most {most} MB are read; give a smaller part of it.")
EMPTY: Final = N_("The file is empty; choose another.")
CUT_SHORT: Final = N_("The upload ended before the whole file had come; try again.")


def promise_of(stored_data: VisitorsData | None) -> str:
    """Where visitors' own data are and when they end, to be translated; OFF where none are taken."""
    if stored_data is None:
        return OFF
    return _PROMISE_OF_DATABASE if stored_data.is_in_database else PROMISE


def register(app: Dash, datasets: Datasets, public_url: str = "") -> None:
    """Serve the addresses; where visitors' own data are off, each says so."""
    store = datasets.own
    add = app.server.add_url_rule
    add(UPLOAD, "own-data-upload", lambda: _taken(store, public_url), methods=["POST"])
    add(UPLOAD, "own-data-forget", _with_token(store, _forgotten), methods=["DELETE"])
    add(GROUND, "own-data-ground", _with_token(store, _ground(public_url)), methods=["POST", "DELETE"])
    add(LEAVE, "own-data-leave", _with_token(store, _left), methods=["POST"])
    add(STATE, "own-data-state", _with_token(store, _state), methods=["GET", "DELETE"])
    add(REPORT_FILE, "own-data-report", _with_token(store, _report))
    add(COLUMNS_FILE, "own-data-columns", _with_token(store, _columns))


def _taken(store: VisitorsData | None, public_url: str) -> Response:
    """The token of the file that the request brings, whose reading has begun; or why it is refused."""
    if store is None:
        return _refused(403, _(OFF))
    if not is_from_our_page(public_url):
        return _refused(403, _(FOREIGN))
    content = _content(store)
    if isinstance(content, Response):
        return content
    try:
        own = store.begin(_name(request.args.get("name", "")), len(content), client())
        own.content = content
        store.read_later(own)
    except NoRoom as error:
        return _refused(503, str(error))
    return _json({"token": own.token}, 202)


def _content(store: VisitorsData) -> bytes | Response:
    """The file that the request brings, or why it is refused."""
    size, most = request.content_length, store.limits.size_bytes
    if size is None:
        return _refused(411, _(NO_SIZE))
    if size > most:
        return _refused(413, too_large(size, most))
    if size == 0:
        return _refused(400, _(EMPTY))
    # Only here a request may be larger than security.LARGEST_REQUEST_BYTES.
    request.max_content_length = most
    try:
        store.check_room(size, client())
    except NoRoom as error:
        return _refused(503, str(error))
    content = _received(size)
    return content if len(content) == size else _refused(400, _(CUT_SHORT))


def _ground(public_url: str) -> Callable[[OwnData, VisitorsData], Response]:
    """Takes a file of boundaries or areas, the one that was refused with other options, or takes one out."""

    def answered(own: OwnData, store: VisitorsData) -> Response:
        if not is_from_our_page(public_url):
            return _refused(403, _(FOREIGN))
        name = _name(request.args.get("name", ""))
        try:
            if request.method == "DELETE":
                store.take_out(own, name)
            else:
                refusal = _added(own, store, name)
                if refusal is not None:
                    return refusal
        except NoRoom as error:
            return _refused(503, str(error))
        except AtlasError as error:
            return _refused(400, str(error))
        return _json({"number": own.reading}, 202)

    return answered


def _added(own: OwnData, store: VisitorsData, name: str) -> Response | None:
    """Begins to read the file; why it is refused, where it is. Raises AtlasError for options that cannot be."""
    try:
        role = Role(request.args.get("role", ""))
    except ValueError:
        return _refused(400, _("Choose what the file is: boundaries or areas."))
    options = checked_options(role, request.args)
    if request.args.get("again"):
        store.add_refused(own, options)
        return None
    content = _content(store)
    if isinstance(content, Response):
        return content
    store.add(own, AddedFile(role, name, content, options))
    return None


def _forgotten(own: OwnData, store: VisitorsData) -> Response:
    store.forget(own)
    return _json({"ended": True})


def _left(own: OwnData, store: VisitorsData) -> Response:
    store.leave(own)
    return _json({"left": True})


def _state(own: OwnData, store: VisitorsData) -> Response:
    if request.method == "DELETE":
        store.stop(own)
    return _json(
        {
            "reading": own.is_reading,
            "number": own.reading,
            "step": _(own.step) if own.step else "",
            "part": round(own.part, 3),
            "problem": translated(own.problem),
        }
    )


def _report(own: OwnData, _store: VisitorsData) -> Response:
    imported = own.imported
    if imported is None:
        return _refused(404, _("There is no report, because nothing was read."))
    content = zlib.decompress(imported.files[REPORT])
    return _file(content, "text/csv; charset=utf-8", f"{imported.dataset.name}-{REPORT}")


def _columns(own: OwnData, _store: VisitorsData) -> Response:
    name = own.dataset.name if own.dataset else "my-data"
    # Of a reading that failed the columns stay to be corrected; the file is of what was read.
    content = None if own.imported is None else columns_file(own.imported)
    if content is None and own.columns is not None:
        content = own.columns.mapping.to_json()
    if content is None:
        return _refused(404, _("This file needs no choice of columns; its source is known."))
    return _file(content.encode(), "application/json", f"{name}-columns.json")


def client() -> str:
    """The address that the request comes from, as a proxy of this atlas gives it."""
    return request.remote_addr or ""


def too_large(size_bytes: int, most_bytes: int) -> str:
    """The sentence that refuses a file for its size."""
    return _(TOO_LARGE).format(size=f"{size_bytes / MEGABYTE:,.1f}", most=f"{most_bytes / MEGABYTE:,.0f}")


def _received(size: int) -> bytes:
    """The body, read in pieces and never more than was announced."""
    content = bytearray()
    try:
        while len(content) < size and (piece := request.stream.read(min(_PIECE_BYTES, size - len(content)))):
            content += piece
    except (ClientDisconnected, OSError):
        return b""
    return bytes(content)


def _with_token(
    store: VisitorsData | None, answer: Callable[[OwnData, VisitorsData], Response]
) -> Callable[[], Response]:
    """An address that answers for the data of its token only."""

    def answered() -> Response:
        if store is None:
            return _refused(403, _(OFF))
        own = store.find(request.args.get(OWN, ""))
        if own is None:
            return _refused(410, _(ENDED))
        return answer(own, store)

    return answered


def _name(given: str) -> str:
    """The file's own name, without folders and control characters."""
    last = given.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-_LONGEST_NAME:].strip() or "my data"


def _refused(status: int, sentence: str) -> Response:
    return _json({"problem": sentence}, status)


def _json(content: dict[str, Any], status: int = 200) -> Response:
    response = Response(json.dumps(content, ensure_ascii=False), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _file(content: bytes, content_type: str, name: str) -> Response:
    response = Response(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
