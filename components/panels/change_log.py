"""The list of a collection's published editions, with what each changed; nothing for other data."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from components.sentences import free_text
from data.language import _, day_text, list_text, ngettext, number_text
from data.tables.change_log import EditionNote
from data.tables.dataset import Dataset

MOST: Final = 20
"""Editions that are listed; the newest."""


def edition_list(dataset: Dataset) -> list[Any]:
    """A heading and a list, the newest edition first; nothing where no edition was published."""
    if not dataset.change_log:
        return []
    notes = [_note(dataset, note) for note in dataset.change_log[:MOST]]
    return [html.H3(_("Editions")), html.Ul(notes)]


def _note(dataset: Dataset, note: EditionNote) -> html.Li:
    changes = [
        ngettext("{number} added", "{number} added", note.added) if note.added else "",
        ngettext("{number} revised", "{number} revised", note.revised) if note.revised else "",
        ngettext("{number} removed", "{number} removed", note.removed) if note.removed else "",
    ]
    numbers = (note.added, note.revised, note.removed)
    texts = [
        text.format(number=number_text(number)) for text, number in zip(changes, numbers, strict=True) if text
    ]
    day = _("As of {day}").format(day=day_text(note.as_of))
    why = [" · ", free_text(note.why, dataset.language)] if note.why else []
    return html.Li([html.B(day), f": {list_text(texts)}" if texts else "", *why])
