"""Who saves: a name that is requested with each save, and remembered by the browser."""

from __future__ import annotations

from typing import Final

from flask import current_app, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from components.desk.page_parts.elements import field
from components.desk.page_parts.shell import WHO
from data.language import _

_YEAR_SECONDS = 366 * 24 * 3600
_LONGEST = 200
DEFAULT_WHO: Final = "DESK_WHO"
"""Setting of the server: the name that stands in the field before the browser has stored one."""


def signature_field(own_id: str = "who") -> Markup:
    """The line for the name; `own_id` where a page has several forms."""
    name = (
        request.form.get("who") or request.cookies.get(WHO) or str(current_app.config.get(DEFAULT_WHO) or "")
    )
    return field(
        "who",
        _("Your name or initials"),
        name[:_LONGEST],
        _("kept with each revision"),
        own_id,
        required=True,
    )


def signed_by() -> str:
    """The name that was given; "" is refused by the collection."""
    return request.form.get("who", "")


def with_name(response: Response, who: str) -> Response:
    """The answer, after which the browser stores the name."""
    response.set_cookie(WHO, who.strip()[:_LONGEST], max_age=_YEAR_SECONDS, httponly=True, samesite="Strict")
    return response
