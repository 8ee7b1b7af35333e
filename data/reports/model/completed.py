"""Drafts completed by a language model: only where the rules found nothing, and only by words that stand in the text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from data.language import _
from data.reports.drafting.drafts import drafts_of
from data.reports.model.client import Model, ModelError
from data.reports.report import CasualtyRow, Draft, Drafts, Quote, Report
from data.reports.text.numbers import numbers
from data.reports.text.sentences import MOST_LETTERS
from data.reports.text.words import plain, words_of
from data.tables.vocabulary import Activity, DeviceCategory, Outcome, VictimCategory

_FIELDS: Final[tuple[str, ...]] = ("date_start", "place_name", "device_category", "activity", "casualties")
_MOST_INCIDENTS: Final = 20
_MOST_ROWS: Final = 40
_SHORTEST_QUOTE: Final = 2


def _instructions() -> str:
    def terms(vocabulary: Any) -> str:
        return ", ".join(term.value for term in vocabulary)

    return (
        'You read a report. Answer with JSON only: {"incidents": [...]}, one entry for each explosion of a mine or '
        "other explosive ordnance that the report gives as its news; an empty list where it gives none. Leave out "
        "totals, older incidents, shelling and air attacks. An entry may have date_start (YYYY-MM-DD), place_name, "
        'device_category, activity, each as {"value": …, "quote": …}, and casualties, a list of '
        '{"victim_category", "outcome", "count", "quote"}. Each quote is copied letter by letter from the '
        "report and states the value. Leave out what the report does not state. "
        f"device_category: {terms(DeviceCategory)}. activity: {terms(Activity)}. "
        f"victim_category: {terms(VictimCategory)}. outcome: {terms(Outcome)}."
    )


def drafts_with(report: Report, model: Model | None) -> Drafts:
    """The drafts of the rules, completed by the model where one is given; `remark` says why it was of no use."""
    drafts = drafts_of(report)
    try:
        return drafts if model is None else completed(drafts, model)
    except ModelError as error:
        return replace(drafts, remark=str(error))


def completed(drafts: Drafts, model: Model) -> Drafts:
    """The drafts with what the model adds; `remark` says what came of asking it. Raises ModelError."""
    report = drafts.report
    published = report.published.isoformat() if report.published else "not known"
    text = report.whole[:MOST_LETTERS]
    found = _incidents(model.answer(_instructions(), f"Published: {published}\n\n{text}"))
    reading = _Reading(report, drafts.language)
    read = [draft for entry in found[:_MOST_INCIDENTS] if (draft := reading.draft(entry)) is not None]
    incidents = _joined(drafts.incidents, read)
    remark = _("The language model was asked; nothing of its answer was used.")
    if any(draft.by_model for draft in incidents):
        remark = _("Values of the language model are marked; check each against its words.")
    if reading.refused:
        remark += " " + _("Values without words of the text were left out.")
    return replace(drafts, incidents=incidents, remark=remark)


def _incidents(answer: str) -> list[dict[str, Any]]:
    begin, end = answer.find("{"), answer.rfind("}")
    try:
        found = json.loads(answer[begin : end + 1])["incidents"]
        if not isinstance(found, list):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelError(_("The language model's answer is not the JSON that was asked for.")) from error
    return [entry for entry in found if isinstance(entry, dict)]


class _Reading:
    """What a model said of one report, value by value."""

    def __init__(self, report: Report, language: str) -> None:
        self.report, self.words = report, words_of(language)
        self.refused = False
        """Whether something was said without words of the text."""

    def draft(self, entry: dict[str, Any]) -> Draft | None:
        """One incident with the values whose words stand in the report; None where none does."""
        values: dict[str, Any] = {}
        evidence: dict[str, tuple[Quote, ...]] = {}
        for name in _FIELDS[:-1]:
            value, quote = self._valued(name, entry.get(name))
            if quote is not None:
                values[name], evidence[name] = value, (quote,)
        rows, quotes = self._rows(entry.get("casualties"))
        if rows:
            values["casualties"], evidence["casualties"] = rows, quotes
        if "date_start" in values:
            values |= {"date_end": values["date_start"], "date_prec": 1}
            evidence["date_end"] = evidence["date_start"]
        return Draft(**values, evidence=evidence, by_model=tuple(evidence)) if values else None

    def _valued(self, name: str, given: Any) -> tuple[Any, Quote | None]:
        if not isinstance(given, dict) or given.get("value") in (None, "", "unknown"):
            return None, None
        quote = self._quote(given.get("quote"))
        value = self._value(name, given["value"], quote) if quote else None
        self.refused = self.refused or value is None
        return value, quote if value is not None else None

    def _value(self, name: str, value: Any, quote: Quote) -> Any:
        """The value as the field has it; None where it cannot be one."""
        if not isinstance(value, str):
            return None
        if name == "date_start":
            return self._day(value)
        if name == "place_name":
            return value if plain(value).lower() in plain(quote.text).lower() else None
        terms = DeviceCategory if name == "device_category" else Activity
        return value if value in [term.value for term in terms] else None

    def _day(self, value: str) -> date | None:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return None
        published = self.report.published
        return day if published is None or day <= published + timedelta(days=1) else None

    def _rows(self, given: Any) -> tuple[tuple[CasualtyRow, ...], tuple[Quote, ...]]:
        rows: list[CasualtyRow] = []
        quotes: list[Quote] = []
        for row in given[:_MOST_ROWS] if isinstance(given, list) else []:
            quote = self._quote(row.get("quote")) if isinstance(row, dict) else None
            made = self._row(row, quote) if quote else None
            if made is None or quote is None:
                self.refused = True
                continue
            rows.append(made)
            quotes.append(quote)
        return tuple(rows), tuple(dict.fromkeys(quotes))

    def _row(self, row: dict[str, Any], quote: Quote) -> CasualtyRow | None:
        category, outcome, count = row.get("victim_category"), row.get("outcome"), row.get("count")
        is_termed = category in [term.value for term in VictimCategory] and outcome in [
            term.value for term in Outcome
        ]
        if not is_termed or isinstance(count, bool) or not isinstance(count, int) or count < 1:
            return None
        text = plain(quote.text)
        stated = {number.best for number in numbers(self.words, text, 0, len(text))}
        # One person is often said without a number; any other count has to stand in the words.
        if count != 1 and count not in stated:
            return None
        return CasualtyRow("", str(category), str(outcome), count, count, count, (quote,))

    def _quote(self, given: Any) -> Quote | None:
        """The words where they stand in the report, letter by letter; None where they do not."""
        if not isinstance(given, str) or len(given.strip()) < _SHORTEST_QUOTE:
            return None
        words, whole = given.strip(), self.report.whole[:MOST_LETTERS]
        start = whole.find(words)
        return Quote(start, start + len(words), words) if start >= 0 else None


def _joined(drafts: Sequence[Draft], read: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts of the rules with what they lack; what the rules did not find at all comes behind them."""
    left = list(read)
    made = []
    for position, draft in enumerate(drafts):
        same = next((one for one in left if one.date_start and one.date_start == draft.date_start), None)
        if same is None and len(drafts) == len(read) and read[position] in left:
            same = read[position]
        if same is not None:
            left.remove(same)
        made.append(_filled(draft, same) if same is not None else draft)
    # A whole incident has to say more than a name: a day or casualties, and what exploded.
    return (
        *made,
        *(one for one in left if one.device_category != "unknown" and (one.date_start or one.casualties)),
    )


def _filled(draft: Draft, other: Draft) -> Draft:
    lacks = {
        "date_start": draft.date_start is None,
        "place_name": not draft.place_name and not draft.adm1_iso,
        "device_category": draft.device_category == "unknown",
        "activity": draft.activity == "unknown",
        "casualties": not draft.casualties,
    }
    names = [name for name in _FIELDS if lacks[name] and name in other.by_model]
    if "date_start" in names:
        names += ["date_end", "date_prec"]
    values = {name: getattr(other, name) for name in names}
    evidence = {name: other.evidence[name] for name in names if name in other.evidence}
    return replace(draft, **values, evidence={**draft.evidence, **evidence}, by_model=tuple(evidence))
