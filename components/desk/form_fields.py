"""The parts of the coding form: the incident's fields in the schema's order, casualties, sources, place candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from components.desk.form_values import PARTS, FormValues
from components.desk.page_parts.elements import area, button, el, field, hidden, joined, noted, select
from data.coding.casualty_words import words_by_row
from data.coding.definitions import definitions_of
from data.coding.places import Place, km_between
from data.coding.words import FORM_COLUMNS, choices_of, label_of, texts_of
from data.errors import RowProblem
from data.language import _, number_text
from data.store.records.documents import Cells, IncidentDocument
from data.tables.schema import Column, Kind

_LONG: Final = ("summary", "notes")
_ROW_TITLES: Final = {"casualties": "casualties.csv", "sources": "sources.csv"}
_SENT: Final = ("id", "based_on", "token", "report", "draft", "reports", "differs", "unsure")


def meta_fields(form: FormValues) -> Markup:
    """What goes with the cells, unseen."""
    return joined(*(hidden(name, form.meta[name]) for name in _SENT if form.meta.get(name)))


def all_hidden(form: FormValues) -> Markup:
    """The whole form, unseen, for a page that asks something in between."""
    return joined(*(hidden(name, text) for name, text in form.flat().items()))


def incident_fields(document: IncidentDocument) -> Markup:
    """The columns of an incident, then the user's own."""
    names = [column.name for column in FORM_COLUMNS]
    fields = [_field(column, document) for column in FORM_COLUMNS]
    for name, text in document.incident.items():
        if name not in names and name != "incident_id":
            fields.append(area(f"incident.{name}", name, text, rows=1))
    return joined(*fields)


def _field(column: Column, document: IncidentDocument) -> Markup:
    name, value = column.name, document.incident.get(column.name, "")
    label, key = label_of(name), f"incident.{name}"
    hint = _in_report(texts_of(document.evidence.get(name, ())))
    choices = choices_of(column)
    if choices is not None:
        made = select(key, label, choices, value, hint)
    elif name in _LONG:
        made = area(key, label, value, hint, dir="auto")
    elif column.kind is Kind.DAY:
        made = field(key, label, value, hint or _("as 2020-11-23; empty when not known"), inputmode="numeric")
    else:
        made = field(key, label, value, hint, dir="auto")
    definitions = definitions_of(column)
    return joined(made, _definitions(definitions) if definitions else None)


def _in_report(quotes: Sequence[str]) -> str:
    """The words that a value rests on, as the line under its field."""
    if not quotes:
        return ""
    return _("in the report: {words}").format(words=" · ".join(f"“{quote}”" for quote in quotes))


def _definitions(definitions: Mapping[str, str], of: str = "") -> Markup:
    lines = [joined(el("dt", term), el("dd", meaning)) for term, meaning in definitions.items()]
    return el(
        "details",
        el("summary", ": ".join(filter(None, (of, _("What the values mean"))))),
        el("dl", lines),
        class_="desk-definitions",
    )


def casualty_fields(document: IncidentDocument) -> Markup:
    """A group of fields for each row of casualties, with the words that it rests on, and an empty one for a further row."""
    words = words_by_row(document.evidence, document.casualties)
    rows = zip([*document.casualties, {}], [*words, []], strict=True)
    title = _("Casualties {number}")
    return joined(
        *(
            _row_group("casualties", place, row, title, _in_report(texts_of(quotes)))
            for place, (row, quotes) in enumerate(rows)
        )
    )


def source_fields(document: IncidentDocument) -> Markup:
    """A group of fields for each source, and an empty one for a further one."""
    title = _("Source {number}")
    return joined(
        *(_row_group("sources", place, row, title) for place, row in enumerate([*document.sources, {}]))
    )


def _row_group(part: str, place: int, row: Cells, title: str, hint: str = "") -> Markup:
    hint_id = f"{part}.{place}-words" if hint else None
    return el(
        "fieldset",
        el("legend", title.format(number=place + 1)),
        el("div", *_row(part, place, row), class_="desk-row"),
        noted(hint_id, hint),
        aria_describedby=hint_id,
    )


def row_definitions(part: str) -> Markup:
    """What the coded values of a part's rows mean, once for all rows."""
    return joined(
        *(
            _definitions(definitions_of(column), label_of(column.name))
            for column in PARTS[part]
            if definitions_of(column)
        )
    )


def _row(part: str, place: int, row: Cells) -> Iterator[Markup]:
    for column in PARTS[part]:
        key, value = f"{part}.{place}.{column.name}", row.get(column.name, "")
        choices = choices_of(column)
        if choices is not None:
            yield select(key, label_of(column.name), choices, value)
        else:
            numeric: dict[str, Any] = (
                {"inputmode": "numeric"} if column.kind is Kind.COUNT else {"dir": "auto"}
            )
            yield field(key, label_of(column.name), value, **numeric)


def place_list(places: Sequence[Place], cells: Cells) -> Markup:
    """The places that the coded name may mean, numbered as on the map, each with a button that takes it."""
    if not places:
        return el(
            "p", _("The gazetteer has no such place. Write the settlement's name, or take the district only.")
        )
    lines = [el("li", _place_text(place, cells), " ", _take(place)) for place in places]
    return el("ol", lines, class_="desk-places")


def _place_text(place: Place, cells: Cells) -> str:
    km = km_between(cells, place)
    if km is None:
        return place.text
    return _("{place}, {km} km from the point that is coded now").format(
        place=place.text, km=number_text(round(km, 1))
    )


def _take(place: Place) -> Markup:
    return button(
        _("Take"),
        name="action",
        value=f"take:{place.key}",
        aria_label=_("Take {place}").format(place=place.text),
    )


def problem_list(problems: Sequence[RowProblem]) -> Markup:
    """What keeps the incident from being ready, each with a link to its field."""
    if not problems:
        return el("p", _("All checks are passed; it can be saved as ready."))
    lines = [el("li", el("a", problem_text(one), href=f"#{_field_id(one)}")) for one in problems]
    return joined(el("p", _("Before it can be ready:")), el("ul", lines))


def problem_text(problem: RowProblem) -> str:
    """A problem in the words of the form."""
    where = (
        label_of(problem.column)
        if problem.column
        else {"sources.csv": _("Sources")}.get(problem.file, problem.file)
    )
    if problem.row is not None and problem.file in _ROW_TITLES.values():
        where = f"{where}, {problem.row}"
    found = " " + _("“{text}”").format(text=problem.value[:60]) if problem.value else ""
    return f"{where}{found}: {problem.remedy}"


def _field_id(problem: RowProblem) -> str:
    part = problem.file.removesuffix(".csv")
    column = problem.column or ""
    if part == "incidents":
        return f"incident.{column}" if column else "incident.date_start"
    place = max((problem.row or 1) - 1, 0)
    return f"{part}.{place}.{column or PARTS[part][0].name if part in PARTS else column}"
