"""The words of the map's hovers: of circles, of cells and of shaded districts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any, Final

import numpy as np
import pandas as pd

from data.bounded_cache import BoundedCache
from data.filters.summary import Summary
from data.filters.tally import COUNTED
from data.language import LANGUAGES, _, current
from data.tables.codes import IntArray
from data.tables.count_range import CountRange, Sums, best_in
from data.tables.dataset_cache import DatasetCache
from data.tables.vocabulary import Outcome
from data.wording.phrases import (
    casualties_in_words,
    incident_sentence,
    incidents_counted,
    of_people_chosen,
    place_of,
)

_HOVER_COLUMNS: Final = (
    "date_start date_end date_prec device_category where_prec place_name adm1_iso adm1_name location_as_reported"
).split()
"""Columns that a circle's hover needs."""
_MOST_SENTENCES: Final = 5_000
"""Of one dataset in one language: some megabytes."""
_SENTENCES: Final[DatasetCache[str, BoundedCache[int, str]]] = DatasetCache(len(LANGUAGES))
"""By language the sentences of incidents, by their positions."""


def dot_texts(summary: Summary, rows: list[list[int]], opens_list: bool = True) -> list[str]:
    """The hover of each circle of incidents at one point, as text that Plotly shows literally."""
    together = np.array([row for circle in rows for row in circle], dtype=np.intp)
    begins = np.cumsum([0, *map(len, rows)])[:-1]
    texts = _texts_of_all(summary, rows, opens_list)
    if not summary.chooses_people:
        return ["<br>".join(lines) for lines in texts]
    chosen = _people_together(summary, summary.tally.people, together, begins, summary.chosen_best_in)
    for lines, of_chosen in zip(texts, chosen, strict=True):
        lines.insert(2, escape(of_people_chosen(casualties_in_words(*of_chosen))))
    return ["<br>".join(lines) for lines in texts]


def _texts_of_all(summary: Summary, rows: list[list[int]], opens_list: bool) -> list[list[str]]:
    """The lines of each circle that are of all its people: of one incident its sentence, of several the place, the number
    and, where it `opens_list`, an invitation.
    """
    sentences = _sentences(summary, [circle[0] for circle in rows if len(circle) == 1])
    groups = [circle for circle in rows if len(circle) > 1]
    together = np.array([row for circle in groups for row in circle], dtype=np.intp)
    begins = np.cumsum([0, *map(len, groups)])[:-1]
    hurt = _people_together(summary, summary.everyone, together, begins, partial(best_in, summary.dataset))
    incidents = summary.dataset.records(together[begins], _HOVER_COLUMNS)
    invitation = [escape(_("Click for the list."))] if opens_list else []
    of_groups = iter(zip(incidents, hurt, strict=True))
    texts = []
    for circle in rows:
        if len(circle) == 1:
            texts.append([sentences[circle[0]]])
        else:
            incident, people = next(of_groups)
            counted = (
                f"<b>{escape(incidents_counted(len(circle)))}</b>: {escape(casualties_in_words(*people))}"
            )
            texts.append([escape(place_of(incident, summary.dataset)), counted, *invitation])
    return texts


def _sentences(summary: Summary, rows: list[int]) -> dict[int, str]:
    """The sentence of each incident, which no filter changes: what has been written once is cached."""
    dataset = summary.dataset
    cached = _SENTENCES.of(dataset, current(), lambda: BoundedCache(_MOST_SENTENCES))
    found = {row: cached.get(row) for row in rows}
    missing = np.array([row for row, text in found.items() if text is None], dtype=np.intp)
    if not len(missing):
        return {row: text for row, text in found.items() if text is not None}
    everyone = _people_together(
        summary, summary.everyone, missing, np.arange(len(missing)), partial(best_in, dataset)
    )
    incidents = dataset.records(missing, _HOVER_COLUMNS)
    for row, incident, hurt in zip(missing.tolist(), incidents, everyone, strict=True):
        written = found[row] = _wrapped(incident_sentence(incident, *hurt, dataset=dataset))
        cached.set(row, written)
    return {row: text for row, text in found.items() if text is not None}


def _people_together(
    summary: Summary,
    people: pd.DataFrame,
    rows: IntArray,
    begins: IntArray,
    counts_in: Callable[[Sums], tuple[CountRange, CountRange]],
) -> list[tuple[CountRange, CountRange]]:
    """The killed and the injured of incidents that stand together; `people` are those of each pattern, and
    `counts_in` reads their sums.
    """
    if not len(begins):
        return []
    columns = [f"{outcome}_{part}" for part in ("best", "unknown") for outcome in Outcome]
    pattern = summary.dataset.codes.pattern[rows]
    hurt = np.column_stack([people[name].to_numpy()[pattern] for name in columns])
    sums = np.add.reduceat(hurt, begins)
    return [counts_in(dict(zip(COUNTED[1:], numbers, strict=True))) for numbers in sums.tolist()]


def cell_texts(summary: Summary, cells: pd.DataFrame, opens_lists: bool = True) -> list[str]:
    """The hover of each cell."""
    to_list, to_cell = escape(_("Click for the list.")), escape(_("Click to zoom in."))
    texts = []
    for cell in cells[[*COUNTED, "points"]].to_dict("records"):
        incidents, points = int(cell["incidents"]), int(cell["points"])
        line = f"<b>{escape(incidents_counted(incidents))}</b>: {escape(hurt_in_words(summary, cell))}"
        invitation = to_cell if points > 1 else to_list if incidents > 1 and opens_lists else ""
        texts.append(f"{line}<br>{invitation}" if invitation else line)
    return texts


def district_text(summary: Summary, name: str, counts: Mapping[Any, Any]) -> str:
    """The hover of one shaded district."""
    hurt = hurt_in_words(summary, counts)
    return f"<b>{escape(name)}</b><br>{escape(incidents_counted(int(counts['incidents'])))}: {escape(hurt)}"


def hurt_in_words(summary: Summary, counts: Mapping[Any, Any]) -> str:
    """The casualties of a row with COUNTED, and that they are those of the people chosen."""
    words = casualties_in_words(*summary.chosen_best_in(counts))
    return of_people_chosen(words) if summary.chooses_people else words


def _wrapped(text: str, width: int = 46) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(escape(line) for line in lines)
