"""A report in, then its text beside the incidents that it describes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from flask import Flask, abort, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from components.desk.page_parts.elements import area, button, el, field, joined
from components.desk.page_parts.evidence import left_out_list, text_page
from components.desk.page_parts.shell import page
from components.desk.page_parts.signature import signature_field, signed_by, with_name
from components.desk.read_reports import FACTS, drafts_in, facts_of, read_text, with_facts
from data.coding.coded import document_of
from data.coding.words import shown_fields
from data.errors import AtlasError, FileError
from data.language import _, ngettext
from data.reports.report import Draft
from data.reports.report import Report as Text
from data.store.collection import Collection
from data.store.records.records import Report

_ENDINGS: Final = ".txt,.md,.html,.htm,.eml,.docx,.pdf"


def add_addresses(server: Flask, collection: Collection) -> None:
    """Adds /desk/report and /desk/report/<number>."""
    server.add_url_rule("/desk/report", "new-report", lambda: _form({}))
    server.add_url_rule("/desk/report", "read-report", lambda: _read(collection), methods=["POST"])
    server.add_url_rule("/desk/report/<int:number>", "report", lambda number: _report(collection, number))


def _form(values: dict[str, str], message: str = "", missing: bool = False) -> str:
    """The form for a report; `missing` asks for what the report does not give, or to go on without."""
    publisher = _("as the report is cited")
    published = _("as 2020-11-24; words like “yesterday” are counted from it")
    without = el(
        "label",
        el("input", type="checkbox", name="without", value="yes"),
        _("It is not known; go on without."),
    )
    return page(
        _("New report"),
        el(
            "form",
            area("text", _("Text of the report"), values.get("text", ""), rows=12, dir="auto"),
            el(
                "div",
                el("label", _("or a file"), for_="file"),
                el("input", type="file", id="file", name="file", accept=_ENDINGS),
                el(
                    "small",
                    _(
                        "Text, HTML, e-mail, DOCX or PDF. Nothing is fetched; the text stays in the collection."
                    ),
                ),
                class_="desk-field",
            ),
            field("title", _("Title"), values.get("title", ""), dir="auto"),
            field("publisher", _("Publisher"), values.get("publisher", ""), publisher),
            field("published", _("Day of publication"), values.get("published", ""), published),
            field("url", _("Address"), values.get("url", ""), inputmode="url"),
            signature_field(),
            el("p", without) if missing else None,
            button(_("Read the report")),
            method="post",
            action="/desk/report",
            enctype="multipart/form-data",
            class_="desk-form",
        ),
        message=message,
        here="/desk/report",
    )


def _read(collection: Collection) -> Response | str | tuple[str, int]:
    values = {name: request.form.get(name, "") for name in ("text", *FACTS)}
    try:
        text = _given(values)
    except FileError as error:
        return _form(values, str(error)), 400
    found = {**facts_of(text), "text": text.text}
    lacking = [
        label
        for name, label in (("publisher", _("publisher")), ("published", _("day of publication")))
        if not found[name]
    ]
    if lacking and not request.form.get("without"):
        sentence = _("Not found in the report: {what}. Give it, or go on without.")
        return _form(found, sentence.format(what=", ".join(lacking)), missing=True)
    try:
        who = signed_by()
        facts = {name: found[name] for name in FACTS}
        stored = collection.add_report(text.text, who=who, **facts)
    except AtlasError as error:
        return _form(found, str(error), missing=bool(lacking)), 400
    return with_name(redirect(f"/desk/report/{stored.id}", 303), who)


def _given(values: dict[str, str]) -> Text:
    file = request.files.get("file")
    if file is not None and file.filename:
        text = read_text(file.filename, file.read())
    elif values["text"].strip():
        text = read_text("", values["text"].encode("utf-8"))
        if values["title"].strip() and text.title:
            # The title was found in an earlier reading, or is given: what looked like one belongs to the text.
            text = replace(text, text=f"{text.title}\n\n{text.text}", title="")
    else:
        raise FileError("", _("Paste the text of the report, or choose its file."))
    return with_facts(text, values)


def _report(collection: Collection, number: int) -> str:
    report = collection.report(number)
    if report is None:
        abort(404)
    drafts = drafts_in(report)
    count = len(drafts.incidents)
    title = report.title or _("Report {number}").format(number=number)
    found = (
        ngettext("{count} incident drafted", "{count} incidents drafted", count).format(count=count)
        if count
        else _("No incident of explosive ordnance was found; one can be coded by hand.")
    )
    return page(
        title,
        el("p", ", ".join(filter(None, (report.publisher, report.published, report.url)))),
        _sources_of(collection, report),
        el(
            "div",
            el("section", el("h2", _("Text")), text_page(drafts), _key(), left_out_list(drafts)),
            el(
                "section",
                el("h2", found),
                el("p", drafts.remark) if drafts.remark else None,
                *(_draft(report, place, draft) for place, draft in enumerate(drafts.incidents)),
                el(
                    "p",
                    el(
                        "a",
                        _("Code an incident of this report by hand"),
                        href=f"/desk/incident?report={number}",
                    ),
                ),
            ),
            class_="desk-columns",
        ),
        is_wide=True,
        here=f"/desk/report/{number}",
    )


def _key() -> Markup:
    return el(
        "p",
        el("mark", _("words that a value rests on"), class_="desk-used"),
        " ",
        el("mark", _("left out, with the reason"), class_="desk-left-out"),
        class_="desk-key",
    )


def _sources_of(collection: Collection, report: Report) -> Markup | None:
    """The incidents that the report is a source of already."""
    name = f"report:{report.id}"
    decisions = [each for each in collection.decisions_about(name) if each.is_same]
    incidents = [each.other if each.one == name else each.one for each in decisions]
    if not incidents:
        return None
    links = [el("li", el("a", one, href=f"/desk/incident?{urlencode({'id': one})}")) for one in incidents]
    return el("section", el("p", _("A source already of:")), el("ul", links))


def _draft(report: Report, place: int, draft: Draft) -> Markup:
    document = document_of(report, draft)
    rows = []
    for one in shown_fields(document):
        words = joined(*(el("q", quote, dir="auto") for quote in one.quotes))
        mark = el("small", " ", _("language model")) if one.column in draft.by_model else None
        under = el("dd", words, mark, class_="desk-words") if one.quotes or mark else None
        rows.append(el("div", el("dt", one.label), el("dd", one.value), under))
    return el(
        "article",
        el("h3", _("Incident {number}").format(number=place + 1)),
        el("dl", rows),
        el(
            "p",
            el(
                "a",
                _("Code incident {number}").format(number=place + 1),
                href=f"/desk/known?report={report.id}&draft={place}",
                class_="desk-button",
            ),
        ),
        class_="desk-draft",
    )
