"""Is it known already? The incidents that a new one may be, side by side with it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, abort, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from components.desk.form_fields import all_hidden
from components.desk.form_values import FormValues, drafted, form_of, with_words
from components.desk.page_parts.elements import Content, button, data_table, el, hidden
from components.desk.page_parts.shell import page
from data.coding.known import Known, known_incidents
from data.coding.merged import merged
from data.coding.words import casualty_text, label_of, source_text, value_text
from data.language import _
from data.store.collection import Collection
from data.store.records.documents import IncidentDocument
from data.store.records.records import State

_COMPARED = (
    "date_start",
    "date_end",
    "location_as_reported",
    "place_name",
    "adm1_name",
    "where_prec",
    "device_category",
    "device_as_reported",
    "activity",
    "summary",
)


def add_addresses(server: Flask, collection: Collection) -> None:
    """Adds /desk/known."""
    server.add_url_rule("/desk/known", "known", lambda: _of_draft(collection))


def _of_draft(collection: Collection) -> Response | str:
    """The comparison for a draft of a report; straight to its form when nothing is near it."""
    number, place = request.args.get("report", -1, int), request.args.get("draft", -1, int)
    report = collection.report(number)
    if report is None:
        abort(404)
    form = drafted(report, place)
    known = unanswered(collection, form)
    if not known:
        return redirect(f"/desk/incident?report={number}&draft={place}&done=unknown")
    return page_of(form, known)


def is_due(collection: Collection, form: FormValues, state: State) -> bool:
    """Whether a save has to be compared first: of a new incident, and of a draft that is to be ready first."""
    if form.based_on is None:
        return True
    if state is not State.READY or form.meta.get("unsure"):
        return False
    history = collection.history(form.incident_id)
    return all(one.state is State.DRAFT for one in history)


def unanswered(collection: Collection, form: FormValues) -> list[Known]:
    """The incidents that the form's may be, without those about which somebody answered."""
    answered = {*form.ids("differs"), *form.ids("unsure")}
    known = known_incidents(collection, form.document)
    return [one for one in known if one.revision.incident_id not in answered]


def page_of(form: FormValues, known: Sequence[Known], message: str = "") -> str:
    """The page that compares a form with incidents and asks what it is."""
    compared = "\n".join(one.revision.incident_id for one in known)
    return page(
        _("Is it known already?"),
        el("p", _("These incidents are near in day, place, numbers or words. Compare, then choose.")),
        _side_by_side(form.document, known),
        el(
            "form",
            all_hidden(form),
            hidden("compared", compared),
            _answers(known),
            button(_("Go on")),
            method="post",
            action="/desk/known",
            class_="desk-form",
        ),
        message=message,
        is_wide=True,
        here="/desk/known",
    )


def _answers(known: Sequence[Known]) -> Markup:
    options = {
        f"source:{one.revision.incident_id}": _("The report is a further source of {incident}").format(
            incident=one.revision.incident_id
        )
        for one in known
    }
    options |= {"differs": _("A new incident, none of these"), "unsure": _("Not sure; keep it as a draft")}
    lines = [
        el("label", el("input", type="radio", name="choice", value=value, required=True), text)
        for value, text in options.items()
    ]
    return el("fieldset", el("legend", _("What is it?")), *lines, class_="desk-choice")


def _side_by_side(document: IncidentDocument, known: Sequence[Known]) -> Markup:
    documents = [document, *(one.revision.document for one in known)]
    head = [_("Field"), _("In the report"), *(one.revision.incident_id for one in known)]
    rows: list[list[Content]] = [
        [label_of(name), *(value_text(name, each.incident.get(name, "")) or "–" for each in documents)]
        for name in _COMPARED
        if any(each.incident.get(name) for each in documents)
    ]
    rows.append(
        [_("Casualties"), *(_lines([casualty_text(row) for row in each.casualties]) for each in documents)]
    )
    rows.append([_("Sources"), *(_lines([source_text(row) for row in each.sources]) for each in documents)])
    rows.append([_("Why it may be the same"), "–", *(_lines(one.reasons) for one in known)])
    return data_table(_("Side by side"), head, rows)


def _lines(texts: Sequence[str]) -> Markup:
    return el("ul", *(el("li", text) for text in texts))


def further_source(
    collection: Collection, form: FormValues, incident_id: str
) -> tuple[FormValues, Sequence[str]] | None:
    """The form of an incident with the report as a further source, and where both differ; None for an unknown one."""
    revision = collection.incident(incident_id)
    if revision is None:
        return None
    both = merged(revision.document, with_words(collection, form))
    meta = {name: form.meta[name] for name in ("report", "draft") if form.meta.get(name)}
    publishers = ", ".join(row["publisher"] for row in form.document.sources if row.get("publisher"))
    why = _("further source: {publisher}").format(publisher=publishers or _("report"))
    values = form_of(both.document, based_on=str(revision.number), why=why, **meta)
    return values, both.differences


def sentence_about(choice: str) -> str:
    """What an answer means for the form that follows."""
    if choice == "differs":
        return _("It is coded as a new incident; the answer is kept when it is saved.")
    return _("It is coded as a new incident and stays a draft; its notes name the incidents that it may be.")
