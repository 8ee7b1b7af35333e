"""The sources of one incident: how many there are and whom they cite, then each with its link."""

from __future__ import annotations

from typing import Any

import pandas as pd
from babel import Locale, UnknownLocaleError
from dash import html

from data.language import _, as_sentence, current, list_text, ngettext, number_text
from data.tables.dataset import Dataset
from data.wording.incidents.incident_prose import sources_of, upstream_counts
from data.wording.phrases import day


def sources_listed(dataset: Dataset, row: int) -> list[Any]:
    """A sentence on the sources together, and every one of them."""
    sources = sources_of(dataset, row)
    if sources.empty:
        return [html.P(_("The collection lists no source."))]
    entries = [html.Li(_source(source)) for _position, source in sources.iterrows()]
    return [html.P(sources_in_words(sources), className="incident-origin"), html.Ol(entries)]


def sources_in_words(sources: pd.DataFrame) -> str:
    """ "5 articles; 4 cite Russian Ministry of Defence, 1 names no source." """
    articles = ngettext("{number} article", "{number} articles", len(sources))
    parts = [articles.format(number=number_text(len(sources)))]
    cited = [
        ngettext("{number} cites {name}", "{number} cite {name}", count).format(
            number=number_text(count), name=name
        )
        for name, count in upstream_counts(sources).most_common(3)
    ]
    unnamed = int((sources["upstream_source"] == "").sum())
    if unnamed:
        text = ngettext("{number} names no source", "{number} name no source", unnamed)
        cited.append(text.format(number=number_text(unnamed)))
    if cited:
        parts.append(list_text(cited))
    return as_sentence("; ".join(parts))


def language_name(code: str) -> str:
    """A language in the words of the one that is spoken now; the code itself where it has none."""
    try:
        return Locale.parse(code).get_display_name(current()) or code
    except (ValueError, UnknownLocaleError):
        return code


def _source(source: Any) -> list[Any]:
    name = source["publisher"]
    title: Any = (
        html.A(name, href=source["url"], target="_blank", rel="noopener noreferrer")
        if source["url"]
        else name
    )
    published = day(source["published"].date()) if pd.notna(source["published"]) else _("date not shown")
    remarks = [published, language_name(source["language"]) if source["language"] else ""]
    if source["upstream_source"]:
        remarks.append(_("citing {names}").format(names=list_text(source["upstream_source"].split("|"))))
    if source["via"]:
        remarks.append(_("via {agency}").format(agency=source["via"]))
    if source["mirror"] == "yes":
        remarks.append(_("copy of another outlet"))
    return [title, html.Small(" · ".join(remark for remark in remarks if remark))]
