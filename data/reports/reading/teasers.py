"""Headlines of other news, which come along when a page is pasted."""

from __future__ import annotations

from data.reports.reading.read_sentence import Read
from data.reports.report import Reason
from data.reports.text.sentences import Body
from data.reports.text.words import Words


def mark_teasers(words: Words, body: Body, found: list[Read]) -> None:
    """Marks the headlines of other news, which stand between or behind the paragraphs."""
    is_list = False
    paragraph = -1
    for position, one in enumerate(found):
        if one.sentence.paragraph == 0:
            continue
        text = one.text.strip()
        starts = any(
            match.start <= 2 for match in words.find("background.teaser", text, 0, min(len(text), 60))
        )
        is_new = one.sentence.paragraph != paragraph
        paragraph = one.sentence.paragraph
        is_open = not text.endswith((".", "!", "?", "։", "”", "»", '"', "…", "؟"))
        gap = body.plain[found[position - 1].sentence.end - 1 : one.sentence.start + 1]
        if starts and (len(text) < 200 or is_open or ":" in text[:30]):
            one.reason = Reason.TEASER
            is_list = True
        elif is_list and (
            (is_new and is_open and len(text) < 130)
            or "|" in gap
            or (not is_new and found[position - 1].text.endswith(":"))
        ):
            one.reason = Reason.TEASER
        elif is_new or (is_list and not is_open and not is_new):
            is_list = False
