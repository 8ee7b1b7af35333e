"""The revisions of an incident: who, when, why, what differs between two, and an earlier one restored."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import Flask, abort, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from components.desk.list_page import incident_address, state_label
from components.desk.page_parts.changes import change_table
from components.desk.page_parts.elements import Content, button, data_table, el, field, hidden
from components.desk.page_parts.shell import page
from components.desk.page_parts.signature import signature_field, signed_by, with_name
from data.coding.words import shown_fields
from data.errors import AtlasError
from data.language import _
from data.store.collection import Collection
from data.store.records.records import Decision, Revision


def add_addresses(server: Flask, collection: Collection) -> None:
    """Adds /desk/history."""
    server.add_url_rule("/desk/history", "history", lambda: _page(collection, request.args.get("id", "")))
    server.add_url_rule("/desk/history", "restore", lambda: _restore(collection), methods=["POST"])


def _page(collection: Collection, incident_id: str, message: str = "") -> str:
    history = collection.history(incident_id)
    if not history:
        abort(404)
    numbers = [one.number for one in history]
    new = request.args.get("new", numbers[0], int)
    old = request.args.get("old", max(new - 1, min(numbers)), int)
    if new not in numbers or old not in numbers:
        abort(404)
    return page(
        _("History of {incident}").format(incident=incident_id),
        el("p", el("a", _("To the form"), href=incident_address(incident_id))),
        _revisions(history),
        _choice(incident_id, numbers, old, new),
        el("h2", _("Revision {old} and revision {new}").format(old=old, new=new)),
        change_table(collection.compare(incident_id, old, new)),
        _content(history, old),
        _restoring(incident_id, history, old) if old != numbers[0] else None,
        _decisions(collection.decisions_about(incident_id)),
        message=message,
        here="/desk/history",
    )


def _revisions(history: Sequence[Revision]) -> Markup:
    rows: list[list[Content]] = [
        [str(one.number), state_label(one.state), f"{one.when:%Y-%m-%d %H:%M} UTC", one.who, one.why or "–"]
        for one in history
    ]
    head = [_("Revision"), _("State"), _("Saved"), _("By"), _("Why")]
    return data_table(_("Revisions, the newest first"), head, rows)


def _choice(incident_id: str, numbers: Sequence[int], old: int, new: int) -> Markup:
    highest = str(max(numbers))
    number = {"type": "number", "min": "1", "max": highest}
    return el(
        "form",
        hidden("id", incident_id),
        field("old", _("Compare revision"), str(old), **number),
        field("new", _("with revision"), str(new), **number),
        button(_("Compare")),
        method="get",
        action="/desk/history",
        class_="desk-line",
    )


def _content(history: Sequence[Revision], number: int) -> Markup:
    revision = next(one for one in history if one.number == number)
    rows: list[list[Content]] = [[one.label, one.value] for one in shown_fields(revision.document)]
    caption = _("Revision {number} in full").format(number=number)
    return el("details", el("summary", caption), data_table(caption, [_("Field"), _("Value")], rows))


def _restoring(incident_id: str, history: Sequence[Revision], number: int) -> Markup:
    return el(
        "form",
        hidden("id", incident_id),
        hidden("number", str(number)),
        hidden("based_on", str(history[0].number)),
        signature_field(),
        field("why", _("Why it is restored"), ""),
        button(_("Restore revision {number}").format(number=number)),
        method="post",
        action="/desk/history",
        class_="desk-form",
    )


def _decisions(decisions: Sequence[Decision]) -> Markup | None:
    if not decisions:
        return None
    answers = {True: _("the same incident"), False: _("another incident"), None: _("not sure")}
    rows: list[list[Content]] = [
        [each.one, each.other, answers[each.is_same], each.who, each.why] for each in decisions
    ]
    head = [_("Incident"), _("Compared with"), _("Answer"), _("By"), _("Why")]
    return data_table(_("Answers about what is known already"), head, rows)


def _restore(collection: Collection) -> Response | tuple[str, int]:
    values = request.form
    incident_id, number = values.get("id", ""), values.get("number", -1, int)
    try:
        who = signed_by()
        collection.restore(
            incident_id, number, who=who, why=values.get("why", ""), based_on=values.get("based_on", -1, int)
        )
    except AtlasError as error:
        return _page(collection, incident_id, str(error)), 400
    query = urlencode({"id": incident_id, "done": "restored"})
    return with_name(redirect(f"/desk/incident?{query}", 303), who)
