"""A report's text with the words that values rest on and the passages that were left out marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from components.desk.page_parts.elements import Content, el
from data.coding.coded import columns_of
from data.coding.words import label_of
from data.language import _
from data.reports.report import Drafts

_USED = "used"
_LEFT_OUT = "left-out"


@dataclass(frozen=True)
class Marked:
    """A passage of a report, by its positions in the whole text."""

    start: int
    end: int
    kind: str
    title: str
    """What it stands for: fields of a draft, or the reason for which it was left out."""


def text_page(drafts: Drafts) -> Markup:
    """The text of a report in paragraphs, marked."""
    whole = drafts.report.whole
    segments = _segments(whole, list(_marked(drafts)))
    return el("div", *segments, class_="desk-text", lang=drafts.language or None, dir="auto")


def _marked(drafts: Drafts) -> Iterable[Marked]:
    fields: dict[tuple[int, int], list[str]] = {}
    for draft in drafts.incidents:
        for name, quotes in draft.evidence.items():
            for quote in quotes:
                fields.setdefault((quote.start, quote.end), []).append(name)
    for (start, end), names in fields.items():
        labels = [label_of(column) for name in names for column in columns_of(name)]
        yield Marked(start, end, _USED, ", ".join(dict.fromkeys(labels)))
    for one in drafts.left_out:
        yield Marked(one.quote.start, one.quote.end, _LEFT_OUT, one.reason.label)


def _segments(whole: str, marked: list[Marked]) -> list[Content]:
    """The text cut where a mark begins or ends; of several marks the shortest names the segment."""
    cuts = sorted({0, len(whole), *(at for one in marked for at in (one.start, one.end) if at <= len(whole))})
    segments: list[Content] = []
    for start, end in pairwise(cuts):
        over = [one for one in marked if one.start <= start and end <= one.end]
        text = whole[start:end]
        segments.append(_mark(text, over) if over and text.strip() else text)
    return segments


def _mark(text: str, over: list[Marked]) -> Markup:
    used = [one for one in over if one.kind == _USED]
    best = min(used or over, key=lambda one: one.end - one.start)
    title = best.title if best.kind == _USED else _("left out: {reason}").format(reason=best.title)
    # Right-to-left overrides within the words end with them.
    return el("mark", el("bdi", text), title=title, class_=f"desk-{best.kind}")


def left_out_list(drafts: Drafts) -> Markup | None:
    """The passages that were left out, each with its reason."""
    if not drafts.left_out:
        return None
    lines = [
        el("li", el("b", one.reason.label), ": ", el("q", one.quote.text, dir="auto"))
        for one in drafts.left_out
    ]
    return el("section", el("h2", _("Left out")), el("ul", lines, class_="desk-left-out-list"))
