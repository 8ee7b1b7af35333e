"""The first page: incidents and drafts with a search, forms that were not saved, reports."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, request
from markupsafe import Markup

from components.desk.page_parts.elements import Content, button, data_table, el, field, joined, select
from components.desk.page_parts.shell import done, page
from data.language import N_, _, ngettext, number_text
from data.store.collection import Collection
from data.store.records.records import Found, Line, Query, State
from data.tables.vocabulary import DeviceCategory

PER_PAGE = 50
_STATES = {
    "": N_("drafts and ready ones"),
    State.DRAFT.value: N_("drafts"),
    State.READY.value: N_("ready ones"),
    State.REMOVED.value: N_("removed ones"),
}
_LABELS = {State.DRAFT: N_("draft"), State.READY: N_("ready"), State.REMOVED: N_("removed")}
_FORMS_SHOWN = 20
_REPORTS_SHOWN = 20


def add_addresses(server: Flask, collection: Collection) -> None:
    """Adds /desk."""
    server.add_url_rule("/desk", "list", lambda: _page(collection))


def state_label(state: State) -> str:
    """A state in words."""
    return _(_LABELS[state])


def incident_address(incident_id: str, **keys: str | int) -> str:
    """The address of an incident's form."""
    return f"/desk/incident?{urlencode({'id': incident_id, **keys})}"


def _page(collection: Collection) -> str:
    words, state = request.args.get("q", "")[:200], request.args.get("state", "")
    begin = max(request.args.get("begin", 0, int), 0)
    states = (State(state),) if state in list(State) else (State.DRAFT, State.READY)
    found = collection.find(Query(words=words, states=states, begin=begin, most=PER_PAGE))
    return page(
        _("Incidents"),
        _search(words, state),
        _incidents(found),
        _others(found, words, state, begin),
        _forms(collection),
        _reports(collection),
        message=done(request.args.get("done", "")),
    )


def _search(words: str, state: str) -> Markup:
    options = {key: _(text) for key, text in _STATES.items()}
    return el(
        "form",
        field("q", _("Words"), words, _("identifier, place, summary, actor or source"), type="search"),
        select("state", _("Show"), options, state if state in options else ""),
        button(_("Search")),
        method="get",
        action="/desk",
        role="search",
        class_="desk-line",
    )


def _incidents(found: Found) -> Markup:
    if not found.lines:
        return el("p", _("No incident matches. Paste a report to draft one, or clear the search."))
    count = ngettext("{count} incident", "{count} incidents", found.total).format(
        count=number_text(found.total)
    )
    head = [_("Incident"), _("First day"), _("Place"), _("Device"), _("Killed"), _("Injured"), _("State")]
    return data_table(count, head, [_line(line) for line in found.lines])


def _line(line: Line) -> list[Content]:
    device = line.device_category
    label = DeviceCategory(device).label if device in list(DeviceCategory) else device
    state = state_label(line.state)
    if line.is_published:
        state += ", " + (_("changed since it was published") if line.is_changed else _("published"))
    people: list[Content] = ["–" if n is None else number_text(n) for n in (line.killed, line.injured)]
    name = el("a", line.incident_id, href=incident_address(line.incident_id))
    whole = el("span", state, class_="desk-whole")
    return [name, line.date_start or _("undated"), line.place or "–", label or "–", *people, whole]


def _others(found: Found, words: str, state: str, begin: int) -> Markup:
    """Links to the pages before and after."""

    def link(text: str, start: int) -> Markup:
        query = urlencode({"q": words, "state": state, "begin": start})
        return el("a", text, href=f"/desk?{query}")

    before = link(_("Earlier page"), max(begin - PER_PAGE, 0)) if begin else None
    after = link(_("Next page"), begin + PER_PAGE) if begin + PER_PAGE < found.total else None
    return el("p", before, " " if before and after else None, after) if before or after else joined()


def _forms(collection: Collection) -> Markup:
    forms = collection.stored_forms()[:_FORMS_SHOWN]
    if not forms:
        return joined()
    lines = []
    for one in forms:
        values = one.payload
        name = values.get("id") or values.get("incident.place_name") or values.get("incident.adm1_name")
        text = ", ".join(filter(None, (name or _("new incident"), values.get("incident.date_start"))))
        link = el("a", text, href=f"/desk/incident?{urlencode({'kept': one.token})}")
        lines.append(el("li", link, f" – {one.kept_at:%Y-%m-%d %H:%M} UTC"))
    return el("section", el("h2", _("Forms that were not saved")), el("ul", lines))


def _reports(collection: Collection) -> Markup:
    reports = collection.reports(_REPORTS_SHOWN)
    if not reports:
        return joined()
    lines = [
        el(
            "li",
            el("a", one.title or one.text[:80], href=f"/desk/report/{one.id}"),
            " – " + ", ".join(filter(None, (one.publisher, one.published))),
        )
        for one in reports
    ]
    return el("section", el("h2", _("Reports")), el("ul", lines))
