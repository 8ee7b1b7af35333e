"""What the next edition would change, a sentence about it, and the editions with their change logs."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from components.desk.list_page import incident_address
from components.desk.page_parts.elements import Content, area, button, data_table, el, hidden, joined
from components.desk.page_parts.shell import done, page
from components.desk.page_parts.signature import signature_field, signed_by, with_name
from data.errors import AtlasError, StoreError
from data.language import N_, _, list_text, ngettext, number_text
from data.store.collection import Collection
from data.store.records.records import EditionChange, PublishedEdition
from data.store.records.revisions import DESCRIPTION, PLACE, TOTALS

_CHANGES = {"added": N_("added"), "revised": N_("revised"), "removed": N_("removed")}
_PARTS = {
    DESCRIPTION: N_("the description of the dataset"),
    PLACE: N_("places"),
    TOTALS: N_("official totals"),
    "boundaries.parquet": N_("boundaries"),
    "areas.parquet": N_("recorded areas"),
    "exposure.parquet": N_("points for exposure"),
}
"""What an edition changes beside incidents, by what `Collection.pending_parts` calls it."""
_SHOWN = 200
_EDITIONS = 50


def add_addresses(server: Flask, collection: Collection) -> None:
    """Adds /desk/publish."""
    server.add_url_rule(
        "/desk/publish", "pending", lambda: _page(collection, done(request.args.get("done", "")))
    )
    server.add_url_rule("/desk/publish", "publish", lambda: _publish(collection), methods=["POST"])


def _page(collection: Collection, message: str = "") -> str:
    return page(
        _("Publish"),
        _next(collection, collection.pending(), collection.pending_parts()),
        _editions(collection.editions()[:_EDITIONS]),
        message=message,
        here="/desk/publish",
    )


def _next(collection: Collection, changes: Sequence[EditionChange], parts: Sequence[str]) -> Markup:
    # A first edition needs an incident.
    if not changes and not (parts and collection.newest_edition()):
        return el(
            "p", _("Nothing became ready since the newest edition. Save an incident as ready to publish it.")
        )
    count = ngettext("{count} incident changes", "{count} incidents change", len(changes))
    lines = [
        el(
            "li",
            el("a", one.incident_id, href=incident_address(one.incident_id)),
            f" – {_(_CHANGES[one.change])}",
        )
        for one in changes[:_SHOWN]
    ]
    form = el(
        "form",
        hidden("edition", str(collection.newest_edition())),
        area(
            "why",
            _("What changed, in a sentence"),
            request.form.get("why", ""),
            _("readers see it"),
            rows=2,
            required=True,
        ),
        signature_field(),
        button(_("Publish this edition")),
        method="post",
        action="/desk/publish",
        class_="desk-form",
    )
    names = [_(_PARTS[part]) for part in parts]
    others = el("p", _("Also changed: {parts}.").format(parts=list_text(names))) if names else None
    more = len(changes) - _SHOWN
    further = el("p", _("and {count} more").format(count=number_text(more))) if more > 0 else None
    return joined(
        el("h2", count.format(count=number_text(len(changes)))),
        el("ul", lines) if lines else None,
        further,
        others,
        form,
    )


def _editions(editions: Sequence[PublishedEdition]) -> Markup | None:
    if not editions:
        return None
    rows: list[list[Content]] = [
        [
            str(one.number),
            f"{one.published_at:%Y-%m-%d %H:%M} UTC",
            one.who,
            one.why,
            *(number_text(count) for count in (one.added, one.revised, one.removed)),
            one.sha256[:12],
        ]
        for one in editions
    ]
    head = [
        _("Edition"),
        _("Published"),
        _("By"),
        _("What changed"),
        _("Added"),
        _("Revised"),
        _("Removed"),
        "SHA-256",
    ]
    return data_table(_("Editions, the newest first"), head, rows)


def _publish(collection: Collection) -> Response | tuple[str, int]:
    why = request.form.get("why", "").strip()
    try:
        who = signed_by()
        if not why:
            raise StoreError(_("State in a sentence what changed; readers see it."))
        if request.form.get("edition", "") != str(collection.newest_edition()):
            raise StoreError(_("Somebody published meanwhile; look at that edition, and publish again."))
        collection.publish(who=who, why=why)
    except AtlasError as error:
        return _page(collection, str(error)), 400
    return with_name(redirect("/desk/publish?done=published", 303), who)
