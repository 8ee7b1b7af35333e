"""The coding form: the report beside the incident's fields, and what became of a save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from flask import Flask, Response, abort, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from components.desk import known_page, placing_part
from components.desk.form_fields import (
    casualty_fields,
    incident_fields,
    meta_fields,
    place_list,
    problem_list,
    row_definitions,
    source_fields,
)
from components.desk.form_values import FormValues, drafted, form_of, sent, with_words
from components.desk.list_page import state_label
from components.desk.page_parts.changes import conflict_part, difference_part
from components.desk.page_parts.elements import area, button, el
from components.desk.page_parts.evidence import text_page
from components.desk.page_parts.shell import done, page
from components.desk.page_parts.signature import signature_field, signed_by, with_name
from components.desk.read_reports import drafts_in
from data.coding.places import places_for, taken
from data.errors import AtlasError, DatasetError
from data.language import _
from data.store.collection import Collection
from data.store.records.documents import IncidentDocument
from data.store.records.records import Revision, State
from data.store.records.revisions import ConflictError

Answer = str | AnyResponse | tuple[str, int]
_MOST_REPORTS: Final = 5
_SAVES: Final = {"save": State.DRAFT, "ready": State.READY}
_UNSURE: Final = "Possibly the same incident as {incident}; to be decided."


@dataclass(frozen=True)
class Shown:
    """What stands around the fields of a form."""

    message: str = ""
    differences: Sequence[str] = ()
    """Where a further report gives something else."""
    conflict: ConflictError | None = None
    with_places: bool = False


def add_addresses(server: Flask, collection: Collection) -> None:
    """Adds /desk/incident, what its page asks on the way, and the answers to “is it known already?”."""
    server.add_url_rule("/desk/incident", "incident", lambda: _open(collection))
    server.add_url_rule("/desk/incident", "save-incident", lambda: _sent(collection), methods=["POST"])
    server.add_url_rule("/desk/known", "answer-known", lambda: _answered(collection), methods=["POST"])
    server.add_url_rule("/desk/keep", "keep-form", lambda: _keep(collection), methods=["POST"])
    server.add_url_rule("/desk/check", "check-form", lambda: _check(collection), methods=["POST"])


def _open(collection: Collection) -> Answer:
    arguments = request.args
    if token := arguments.get("kept"):
        stored_form = next((one for one in collection.stored_forms() if one.token == token), None)
        if stored_form is None:
            return shown(
                collection, form_of(IncidentDocument({})), Shown(_("This form was saved or given up."))
            )
        return shown(collection, sent({**stored_form.payload, "token": token}))
    if incident_id := arguments.get("id"):
        revision = collection.incident(incident_id)
        if revision is None:
            abort(404)
        form = form_of(revision.document, based_on=str(revision.number))
        return shown(collection, form, Shown(done(arguments.get("done", ""))))
    new = _new(collection, arguments.get("report", type=int), arguments.get("draft", type=int))
    return shown(collection, new, Shown(done(arguments.get("done", ""))))


def _new(collection: Collection, number: int | None, place: int | None) -> FormValues:
    """The form of a new incident: drafted, with a report as its source, or empty."""
    if number is None:
        return form_of(IncidentDocument({}))
    report = collection.report(number)
    if report is None:
        abort(404)
    return drafted(report, place)


def _sent(collection: Collection) -> Answer:
    form = sent(request.form)
    action = request.form.get("action", "check")
    try:
        if placing_part.is_pressed(request.form):
            moved, sentence = placing_part.pressed(form, request.form)
            return shown(collection, moved, Shown(sentence))
        if action.startswith("take:"):
            cells = taken(form.document.incident, action.removeprefix("take:"))
            form = replace(form, document=replace(form.document, incident=cells)).with_meta(map_view="")
            return shown(
                collection, form, Shown(_("The place was taken; check its precision."), with_places=True)
            )
        if action == "forget":
            collection.forget_form(form.token)
            return redirect("/desk?done=forgotten", 303)
        if action == "remove" and form.based_on is not None:
            return _removed(collection, form)
        if action in _SAVES:
            return _save(collection, form, _SAVES[action])
        return shown(collection, form, Shown(with_places=action == "look"))
    except ConflictError as conflict:
        later = form.with_meta(based_on=str(conflict.current.number))
        return shown(collection, later, Shown(str(conflict), conflict=conflict)), 409
    except DatasetError:
        return shown(
            collection,
            form,
            Shown(_("Not saved as ready: it does not pass all checks. It can be saved as a draft.")),
        ), 400
    except AtlasError as error:
        return shown(collection, form, Shown(str(error))), 400


def _save(collection: Collection, form: FormValues, state: State) -> Answer:
    """Save, after asking whether the incident is known where nobody answered that yet."""
    if known_page.is_due(collection, form, state):
        known = known_page.unanswered(collection, form)
        if known:
            return known_page.page_of(form, known)
    document = _with_doubts(with_words(collection, form), form)
    unsure = form.ids("unsure")
    state = State.DRAFT if unsure else state
    who, why = signed_by(), request.form.get("why", "")
    saved = collection.save(document, who=who, why=why, state=state, based_on=form.based_on, form=form.token)
    _keep_answers(collection, form, saved, who)
    query = urlencode({"id": saved.incident_id, "done": "ready" if state is State.READY else "saved"})
    return with_name(redirect(f"/desk/incident?{query}", 303), who)


def _with_doubts(document: IncidentDocument, form: FormValues) -> IncidentDocument:
    """The document whose notes name the incidents that it may be."""
    notes = document.incident.get("notes", "")
    lines = [line for one in form.ids("unsure") if (line := _UNSURE.format(incident=one)) not in notes]
    cells = {**document.incident, "notes": "\n".join(filter(None, [notes, *lines]))}
    return replace(document, incident=cells) if lines else document


def _keep_answers(collection: Collection, form: FormValues, saved: Revision, who: str) -> None:
    """Keep that the incident is another one than those it was compared with, and which reports it rests on."""
    for other in form.ids("differs"):
        collection.decide(
            saved.incident_id, other, is_same=False, who=who, why="compared before it was saved"
        )
    for other in form.ids("unsure"):
        collection.decide(saved.incident_id, other, is_same=None, who=who, why="compared before it was saved")
    for number in saved.document.reports:
        about = f"report:{number}"
        is_stored_form = any(
            about in (each.one, each.other) for each in collection.decisions_about(saved.incident_id)
        )
        if not is_stored_form:
            collection.decide(saved.incident_id, about, is_same=True, who=who, why="coded from the report")


def _removed(collection: Collection, form: FormValues) -> Answer:
    assert form.based_on is not None
    who, why = signed_by(), request.form.get("why", "")
    collection.remove(form.incident_id, who=who, why=why, based_on=form.based_on)
    return with_name(redirect("/desk?done=removed", 303), who)


def _answered(collection: Collection) -> Answer:
    """What follows from the answer to “is it known already?”."""
    form = sent(request.form)
    choice = request.form.get("choice", "")
    others = [one for one in request.form.get("compared", "").replace("\r\n", "\n").split("\n") if one]
    if choice.startswith("source:"):
        merged = known_page.further_source(collection, form, choice.removeprefix("source:"))
        if merged is None:
            abort(404)
        values, differences = merged
        return shown(collection, values, Shown(done("source"), differences))
    if choice in ("differs", "unsure"):
        both = "\n".join(dict.fromkeys([*form.ids(choice), *others]))
        return shown(collection, form.with_meta(**{choice: both}), Shown(known_page.sentence_about(choice)))
    known = known_page.unanswered(collection, form)
    return known_page.page_of(form, known, _("Choose one of the answers.")), 400


def _keep(collection: Collection) -> Answer:
    """Keep what stands in the form, so that a closed browser loses nothing."""
    form = sent(request.form)
    if form.token:
        values = {**form.flat(), "why": request.form.get("why", "")}
        collection.keep_form(form.token, values, who=signed_by())
    return Response(status=204)


def _check(collection: Collection) -> Answer:
    """The checks of the schema as one types."""
    try:
        return str(problem_list(collection.problems(sent(request.form).document)))
    except AtlasError as error:
        return str(el("p", str(error)))


def shown(collection: Collection, form: FormValues, around: Shown = Shown()) -> str:
    """The page of a form."""
    try:
        document = with_words(collection, form)
        problems = problem_list(collection.problems(document))
    except AtlasError as error:
        document, problems = form.document, el("p", str(error))
    title = form.incident_id or _("New incident")
    return page(
        title,
        _about(collection, form.incident_id),
        conflict_part(around.conflict),
        difference_part(around.differences),
        el(
            "div",
            _report_texts(collection, document),
            _fields(form, document, problems, around),
            class_="desk-columns",
        ),
        message=around.message,
        is_wide=True,
        here="/desk/incident",
    )


def _about(collection: Collection, incident_id: str) -> Markup | None:
    revision = collection.incident(incident_id) if incident_id else None
    if revision is None:
        return None
    link = el("a", _("History"), href=f"/desk/history?{urlencode({'id': incident_id})}")
    text = _("{state}, revision {number} by {who}.").format(
        state=state_label(revision.state), number=revision.number, who=revision.who
    )
    return el("p", text, " ", link)


def _report_texts(collection: Collection, document: IncidentDocument) -> Markup | None:
    texts = []
    for number in list(document.reports)[-_MOST_REPORTS:]:
        report = collection.report(number)
        if report is not None:
            title = report.title or _("Report {number}").format(number=number)
            texts.append(el("details", el("summary", title), text_page(drafts_in(report)), open=True))
    return el("section", el("h2", _("Reports")), *texts, class_="desk-reports") if texts else None


def _fields(form: FormValues, document: IncidentDocument, problems: Markup, around: Shown) -> Markup:
    why, places = form.meta.get("why", ""), places_for(document.incident)
    return el(
        "form",
        # Enter in a line checks; it never saves.
        button(_("Check"), name="action", value="check", hidden=True),
        meta_fields(form),
        incident_fields(document),
        el("div", button(_("Look up the place"), name="action", value="look"), class_="desk-buttons"),
        el("section", el("h2", _("Places"), id="places"), place_list(places, document.incident))
        if around.with_places
        else None,
        placing_part.map_part(form, places, around.with_places),
        el("h2", _("Casualties")),
        row_definitions("casualties"),
        casualty_fields(document),
        el("h2", _("Sources")),
        source_fields(document),
        el("div", button(_("Check, and add a row"), name="action", value="check"), class_="desk-buttons"),
        el("section", el("h2", _("Checks")), el("div", problems, id="problems", aria_live="polite")),
        signature_field(),
        area("why", _("Why it is saved"), why, _("kept with the revision"), rows=2),
        _buttons(form),
        method="post",
        action="/desk/incident",
        id="coding-form",
        class_="desk-form",
        data_keep="/desk/keep",
        data_check="/desk/check",
    )


def _buttons(form: FormValues) -> Markup:
    return el(
        "div",
        button(_("Save as a draft"), name="action", value="save"),
        button(_("Save as ready"), name="action", value="ready"),
        button(
            _("Give up this form"), name="action", value="forget", formnovalidate=True, class_="desk-quiet"
        ),
        button(_("Remove the incident"), name="action", value="remove", class_="desk-quiet")
        if form.based_on is not None
        else None,
        class_="desk-buttons",
    )
