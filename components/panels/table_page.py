"""One page of the table's rows, as its grid asks for them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from dash import Dash
from flask import Response, request

from components.address import read_query, refused
from components.server.download import refusal
from components.server.visit import Datasets
from data.areas.membership import are_possible
from data.exports.incident_order import SORTABLE, SortBy, actors_of, place_in_order, rows_between
from data.filters.filter_keys import KEYS
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.language import _
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset, IntArray
from data.tables.vocabulary import DatePrecision, DeviceCategory
from data.wording.phrases import day, figure_text, place_of
from data.wording.place_precision import precision_label
from data.wording.where import POSSIBLY

ADDRESS: Final = "/incidents/page.json"
_OWN_KEYS: Final = ("start", "end", "sort", "find")
"""Keys of ADDRESS that are no filter."""
MOST_ROWS: Final = 500
"""Rows of one answer; a page of more is none."""


def register(app: Dash, datasets: Datasets) -> None:
    """Serve pages at ADDRESS."""

    def answer() -> Response:
        requested = list(request.args.items(multi=True))
        address = read_query([pair for pair in requested if pair[0] not in _OWN_KEYS])
        if (problem := refused(address, datasets.here())) is not None:
            return refusal(problem)
        found = page(datasets.here(), requested)
        return Response(json.dumps(found, ensure_ascii=False), content_type="application/json")

    app.server.add_url_rule(ADDRESS, "incident-table-page", answer)


def page(dataset: Dataset, requested: list[tuple[str, str]]) -> dict[str, Any]:
    """The rows that a grid asks for: `rows`, the `count` of all that match, and the `position` among them of
    the incident that is looked for, None when it does not match or none is.

    `requested` are the keys and values of the address: `start` (inclusive) and `end` (exclusive) of the page,
    `sort` as `killed.desc`, `find` an incident, the others a filter, of which what is not understood is
    ignored. A page that cannot be is empty.
    """
    page = _read_page(requested)
    if page is None:
        return {"rows": [], "count": 0, "position": None}
    pairs = [(key, value) for key, value in requested if key in KEYS]
    summary = summary_of(dataset, IncidentFilter.from_query(pairs)[0])
    return {
        "rows": table_rows(*rows_between(summary, page.start, page.end, page.sorts)),
        "count": summary.incidents,
        "position": place_in_order(summary, page.sorts, page.incident) if page.incident else None,
    }


@dataclass(frozen=True)
class _Page:
    start: int
    end: int
    sorts: tuple[SortBy, ...]
    incident: str


def _read_page(requested: list[tuple[str, str]]) -> _Page | None:
    """What is requested; None when it is not a page."""
    values: dict[str, list[str]] = {}
    for key, value in requested:
        values.setdefault(key, []).append(value)
    limits = [values.get(key, [""]) for key in ("start", "end")]
    sorts = [
        re.fullmatch(r"([a-z]{1,20})\.(asc|desc)", text) for text in values.get("sort", [])[: len(SORTABLE)]
    ]
    if not all(len(texts) == 1 and re.fullmatch("[0-9]{1,9}", texts[0]) for texts in limits):
        return None
    if not all(sort and sort[1] in SORTABLE for sort in sorts):
        return None
    start, end = (int(texts[0]) for texts in limits)
    if not start < end <= start + MOST_ROWS:
        return None
    by = tuple(SortBy(sort[1], sort[2] == "desc") for sort in sorts if sort)
    return _Page(start, end, by, values.get("find", [""])[0])


def table_rows(summary: Summary, rows: IntArray) -> list[dict[str, Any]]:
    """One mapping an incident, for the incidents at these positions; figures and actors are of the casualties that match."""
    dataset = summary.dataset
    incidents = pd.DataFrame(dataset.incidents).iloc[rows].to_dict("records")
    people = map(summary.chosen_in, summary.people_of(rows).to_dict("records"))
    return [
        {
            "id": incident["incident_id"],
            "date": _date(incident),
            "place": f"{place_of(incident, dataset)} ({_(POSSIBLY)})"
            if is_possible
            else place_of(incident, dataset),
            "killed": _figure(killed),
            "injured": _figure(injured),
            "actors": ", ".join(map(dataset.actor_label, actors_of(summary, int(row)))),
            "device": DeviceCategory(incident["device_category"]).label,
            "precision": precision_label(incident),
            "publishers": int(dataset.source_counts[row]),
            "summary": dataset.spelled(incident["summary"]),
            **{own_field(place): str(incident[name]) for place, name in enumerate(dataset.own_columns)},
        }
        for row, incident, (killed, injured), is_possible in zip(
            rows, incidents, people, are_possible(dataset, rows, summary.incident_filter.within), strict=True
        )
    ]


def own_field(place: int) -> str:
    """The key under which a row has the value of one of the user's own columns."""
    return f"own{place}"


def _date(incident: Any) -> str:
    if not incident["date_prec"]:
        return DatePrecision.UNDATED.label
    start, end = (day(incident[name].date()) for name in ("date_start", "date_end"))
    return start if incident["date_prec"] == 1 else f"{start} – {end}"


def _figure(count: CountRange) -> int | str:
    """The figure to use, or words where it is none: "at least 14", "not known", "not recorded", "not chosen"."""
    return count.best if count.has_figure and not count.unknown else figure_text(count)
