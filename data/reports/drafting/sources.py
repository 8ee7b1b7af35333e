"""Whom a report cites for an incident, and the agency in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.reports.reading.read_sentence import Read
from data.reports.text.sentences import Body
from data.reports.text.words import Found, Words

_OFFICES = ("Ministry", "Prosecutor", "State", "General Staff")
"""Offices that every state has."""


@dataclass(frozen=True)
class Cited:
    """Names with the words that they rest on."""

    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def upstream(words: Words, body: Body, reads: Sequence[Read]) -> Cited:
    """Whom the sentences cite, in English, in their order."""
    found: dict[str, Found] = {}
    for one in reads:
        start, end = one.sentence.start, one.sentence.end
        if not words.has("said.verbs", body.plain, start, end) and not words.has(
            "said.through", body.plain, start, end
        ):
            continue
        for name in words.find("sources.names", body.plain, start, end):
            found.setdefault(_named(words, body.plain, name), name)
    # "The Defence Ministry" after "Russia's Defence Ministry" is the same one.
    names = [name for name in found if not any(other.endswith(f" {name}") for other in found)]
    return Cited(tuple(names), tuple((found[name].start, found[name].end) for name in names))


def _named(words: Words, text: str, name: Found) -> str:
    """The source in English, with the nation that stands beside it: Russia's Defence Ministry."""
    own = name.key.removeprefix("sources.names.")
    near = words.find("nationalities", text, max(0, name.start - 20), min(len(text), name.end + 20))
    before = [one for one in near if one.end <= name.start and len(text[one.end : name.start].strip()) <= 2]
    after = [
        one for one in near if one.start >= name.end and text[name.end : one.start].strip() in ("", "of")
    ]
    nations = [one.key.removeprefix("nationalities.") for one in (*before[-1:], *after[:1])]
    is_general = own[:1].isupper() and not own.startswith(tuple(nations or ["-"]))
    return f"{nations[0]} {own}" if nations and is_general and own.startswith(_OFFICES) else own


def agency(words: Words, body: Body, reads: Sequence[Read]) -> Cited:
    """The agency that the sentences name between the report and its source; at most one."""
    for one in reads:
        for name in words.find("sources.agencies", body.plain, one.sentence.start, one.sentence.end):
            key = name.key.removeprefix("sources.agencies.")
            written = body.whole[name.start : name.end]
            if (not written[:1].isupper() and written[:1].lower() != written[:1].upper()) or (
                key.isupper() and written[:1].isascii() and not written[: len(key)].isupper()
            ):
                continue
            return Cited((name.key.removeprefix("sources.agencies."),), ((name.start, name.end),))
    return Cited((), ())
