"""The words of the map's hovers: of circles, of cells and of shaded districts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any, Final

import numpy as np
import pandas as pd

from data.filters.count_range import CountRange, Sums, best_in
from data.filters.summary import Summary
from data.filters.tally import COUNTED
from data.language import _
from data.tables.codes import IntArray
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


def dot_texts(summary: Summary, rows: list[list[int]], opens_list: bool = True) -> list[str]:
    """The hover of each circle of incidents at one point, as text that Plotly shows literally."""
    together = np.array([row for circle in rows for row in circle], dtype=np.intp)
    begins = np.cumsum([0, *map(len, rows)])[:-1]
    everyone = _people_together(
        summary, summary.everyone, together, begins, partial(best_in, summary.dataset)
    )
    chosen = (
        _people_together(summary, summary.tally.people, together, begins, summary.chosen_best_in)
        if summary.chooses_people
        else everyone
    )
    incidents = summary.dataset.records(together[begins], _HOVER_COLUMNS)
    invitation = escape(_("Click for the list."))
    texts = []
    for circle, incident, hurt, of_chosen in zip(rows, incidents, everyone, chosen, strict=True):
        if len(circle) == 1:
            lines = [_wrapped(incident_sentence(incident, *hurt, dataset=summary.dataset))]
        else:
            counted = f"<b>{escape(incidents_counted(len(circle)))}</b>: {escape(casualties_in_words(*hurt))}"
            lines = [escape(place_of(incident, summary.dataset)), counted]
        if summary.chooses_people:
            lines.append(escape(of_people_chosen(casualties_in_words(*of_chosen))))
        texts.append("<br>".join([*lines, invitation] if opens_list and len(circle) > 1 else lines))
    return texts


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
    columns = [f"{outcome}_{part}" for part in ("best", "unknown") for outcome in Outcome]
    hurt = people[columns].to_numpy()[summary.dataset.codes.pattern[rows]]
    sums = np.add.reduceat(hurt, begins) if len(begins) else hurt
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
