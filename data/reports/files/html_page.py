"""The report of a web page saved as HTML: its paragraphs, and what its head says of day and publisher."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Final

from data.imports.formats.text.text_encoding import decoded
from data.reports.report import Report

_LEFT_OUT: Final = frozenset(
    "script style noscript template svg nav footer aside form button select iframe head".split()
)
_BLOCKS: Final = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 article section main header blockquote td tr table br figcaption pre".split()
)
_EMPTY: Final = frozenset("br img meta link input hr source wbr area base col embed param track".split())
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def report_of_html(file: str, content: bytes) -> Report:
    """The page's report. Raises FileError when the bytes are no text."""
    text, _encoding = decoded(file, content)
    return report_of_markup(text)


def report_of_markup(markup: str) -> Report:
    """The report of HTML text; scripts, navigation and forms are left out, nothing is fetched."""
    page = _Page()
    page.feed(markup)
    page.close()
    title = page.meta.get("og:title") or page.heading.strip() or page.title.strip()
    paragraphs = [" ".join(part.split()) for part in "".join(page.parts).split("\n\n")]
    text = "\n\n".join(part for part in paragraphs if part and part != title)
    return Report(
        text=text,
        title=" ".join(title.split()),
        published=_published(page),
        publisher=page.meta.get("og:site_name", ""),
        language=page.language[:2].lower(),
        address=page.meta.get("og:url", "") or page.canonical,
    )


def _published(page: _Page) -> date | None:
    names = (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "pubdate",
        "publish-date",
        "parsely-pub-date",
    )
    given = [page.meta.get(name, "") for name in names] + [page.json_day, page.time]
    for text in given:
        if found := _DAY.search(text):
            try:
                return date.fromisoformat(found.group())
            except ValueError:
                continue
    return None


class _Page(HTMLParser):
    """Collects what a reader of the page sees, and what its head says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.meta: dict[str, str] = {}
        self.title = self.heading = self.canonical = self.language = self.time = self.json_day = ""
        self._hidden: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what the tag says, and whether what follows is seen."""
        values = {name: value or "" for name, value in attrs}
        self._note(tag, values)
        if tag in ("title", "h1", "script"):
            is_data = values.get("type", "") == "application/ld+json"
            self._inside = tag if tag != "script" or is_data else ""
        if tag in _LEFT_OUT and tag not in _EMPTY:
            self._hidden.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        """Ends what the tag has hidden, and its paragraph."""
        if tag in self._hidden:
            del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
        if tag == self._inside:
            self._inside = ""
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Keeps the text where it is seen."""
        if self._inside == "title":
            self.title += data
        elif self._inside == "h1":
            self.heading += data
        elif self._inside == "script":
            self._read_json(data)
        if not self._hidden:
            self.parts.append(data)

    def _note(self, tag: str, values: dict[str, str]) -> None:
        if tag == "html":
            self.language = values.get("lang", "")
        elif tag == "meta":
            name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            self.meta.setdefault(name, values.get("content", ""))
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")
        elif tag == "time" and not self.time:
            self.time = values.get("datetime", "")

    def _read_json(self, data: str) -> None:
        try:
            values = json.loads(data)
        except (ValueError, RecursionError):
            return
        for one in values if isinstance(values, list) else [values]:
            if isinstance(one, dict) and isinstance(one.get("datePublished"), str) and not self.json_day:
                self.json_day = one["datePublished"]
