"""What the coding form sends, and the document that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import uuid4

from components.desk.read_reports import drafts_in
from data.coding.casualty_words import NAME as CASUALTIES
from data.coding.casualty_words import still_true
from data.coding.coded import document_of, evidence_of, source_of, with_evidence
from data.coding.words import CASUALTY_COLUMNS, SOURCE_COLUMNS
from data.store.collection import Collection
from data.store.records.documents import IncidentDocument
from data.store.records.records import Report

PARTS: Final = {"casualties": CASUALTY_COLUMNS, "sources": SOURCE_COLUMNS}
_META: Final = (
    "id",
    "based_on",
    "token",
    "report",
    "draft",
    "reports",
    "differs",
    "unsure",
    "map_view",
    "why",
    "who",
)
"""What goes with the cells: identifier, revision, token of the kept form, the report and the number of its draft,
numbers of reports, identifiers of other incidents by answer, why and who."""
_INCIDENT: Final = "incident."
_MOST_ROWS: Final = 1_000
_LONGEST_TOKEN: Final = 100


@dataclass(frozen=True)
class FormValues:
    """One form: its cells and what goes with them."""

    document: IncidentDocument
    meta: Mapping[str, str] = field(default_factory=dict)

    @property
    def incident_id(self) -> str:
        return self.meta.get("id", "")

    @property
    def based_on(self) -> int | None:
        """The revision that the edit began from; None for a new incident."""
        return _number(self.meta.get("based_on", ""))

    @property
    def token(self) -> str:
        return self.meta.get("token", "")[:_LONGEST_TOKEN]

    @property
    def draft(self) -> tuple[int, int] | None:
        """The report and the number of its draft from which the form began."""
        report, draft = _number(self.meta.get("report", "")), _number(self.meta.get("draft", ""))
        return None if report is None or draft is None else (report, draft)

    def ids(self, answer: str) -> list[str]:
        """The incidents that were answered with `differs` or `unsure`."""
        return [one for one in self.meta.get(answer, "").split("\n") if one]

    def with_meta(self, **changed: str) -> FormValues:
        """The form with other things going with it."""
        return replace(self, meta={**self.meta, **changed})

    def flat(self) -> dict[str, str]:
        """Names and values as the form sends them."""
        values = {name: text for name, text in self.meta.items() if text}
        values |= {f"{_INCIDENT}{name}": text for name, text in self.document.incident.items() if text}
        for part in PARTS:
            for place, row in enumerate(getattr(self.document, part)):
                values |= {f"{part}.{place}.{name}": text for name, text in row.items() if text}
        return values


def new_token() -> str:
    """A token for a new form."""
    return uuid4().hex


def form_of(document: IncidentDocument, **meta: str) -> FormValues:
    """The form of a document, with a token of its own."""
    reports = ",".join(map(str, document.reports))
    return FormValues(
        document, {"token": new_token(), "reports": reports, "id": document.incident_id, **meta}
    )


def drafted(report: Report, place: int | None) -> FormValues:
    """The form of a report's draft; of the report alone when there is no such draft."""
    drafts = drafts_in(report).incidents
    if place is None or not 0 <= place < len(drafts):
        return form_of(IncidentDocument({}, (), [source_of(report)], {}, [report.id]), report=str(report.id))
    return form_of(document_of(report, drafts[place]), report=str(report.id), draft=str(place))


def sent(values: Mapping[str, str]) -> FormValues:
    """The form that was sent, without the rows in which nothing stands."""
    cells = {
        name.removeprefix(_INCIDENT): text.replace("\r\n", "\n").strip()
        for name, text in values.items()
        if name.startswith(_INCIDENT)
    }
    meta = {name: values[name].replace("\r\n", "\n") for name in _META if values.get(name)}
    if meta.get("id"):
        cells["incident_id"] = meta["id"]
    reports = [number for text in meta.get("reports", "").split(",") if (number := _number(text)) is not None]
    rows = {part: list(_rows(values, part)) for part in PARTS}
    return FormValues(IncidentDocument(cells, rows["casualties"], rows["sources"], {}, reports), meta)


def _rows(values: Mapping[str, str], part: str) -> Iterable[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for name, text in values.items():
        pieces = name.split(".", 2)
        if len(pieces) == len((part, "place", "column")) and pieces[0] == part:
            place = _number(pieces[1])
            if place is not None and place < _MOST_ROWS:
                rows.setdefault(place, {})[pieces[2]] = text.strip()
    return [rows[place] for place in sorted(rows) if any(rows[place].values())]


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= len("999999999")
    return int(text) if is_number else None


def with_words(collection: Collection, form: FormValues) -> IncidentDocument:
    """The document with the words of reports that its values still rest on: a changed value loses them."""
    document = form.document
    evidence: dict[str, Any] = {}
    stored = collection.incident(form.incident_id, form.based_on) if form.incident_id else None
    if stored is not None:
        evidence = _still_true(stored.document.evidence, stored.document, document)
    if form.draft is not None and (report := collection.report(form.draft[0])) is not None:
        drafts = drafts_in(report).incidents
        if form.draft[1] < len(drafts):
            draft = drafts[form.draft[1]]
            drafted = document_of(report, draft)
            own = _still_true(evidence_of(report.id, draft), drafted, document)
            evidence = with_evidence(evidence, own)
    return replace(document, evidence=evidence)


def _still_true(
    evidence: Mapping[str, Any], before: IncidentDocument, after: IncidentDocument
) -> dict[str, Any]:
    kept = {
        name: words
        for name, words in evidence.items()
        if name != CASUALTIES and before.incident.get(name, "") == after.incident.get(name, "")
    }
    rows = still_true(evidence.get(CASUALTIES, ()), after.casualties)
    return {**kept, CASUALTIES: rows} if rows else kept
