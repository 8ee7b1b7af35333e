"""What the address of a comparison asks for: two sides, each written as the atlas's own query string, and a view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from components.address import LONGEST_QUERY, View, problems_of, read_address
from data.filters.comparison import DATES, split
from data.filters.incident_filter import IncidentFilter
from data.folders.editions import Editions
from data.language import _
from data.tables.dataset import Dataset

SIDES: Final = ("a", "b")


@dataclass(frozen=True)
class ComparedAddress:
    """A query string, understood."""

    a: IncidentFilter
    b: IncidentFilter
    view: View
    sentences: tuple[str, ...]
    """What was not understood, or is no longer so; the rest holds."""


def read_comparison(query: str, dataset: Dataset, editions: Editions) -> ComparedAddress:
    """The sides and the view of a query string, with or without its question mark.

    Without sides, the filter of the address is split before and after its middle day; a side that is
    missing beside the other asks for everything.
    """
    asked: dict[str, list[str]] = {side: [] for side in SIDES}
    rest = []
    try:
        pairs = parse_qsl(query[:LONGEST_QUERY].removeprefix("?"), keep_blank_values=True, errors="strict")
    except ValueError:
        pairs = []
        rest_query = query
    else:
        for key, value in pairs:
            if key in asked:
                asked[key].append(value)
            else:
                rest.append((key, value))
        rest_query = urlencode(rest)
    around = read_address(rest_query)
    sentences = problems_of(around, dataset, editions)
    if len(query) > LONGEST_QUERY:
        sentences.append(_("The address is too long and was cut."))
    if not any(asked.values()):
        return ComparedAddress(*split(dataset, around.asked, DATES), around.view, tuple(sentences))
    if around.asked != IncidentFilter():
        sentences.append(_("The filter beside the sides A and B was left out; write it into each of them."))
    sides = []
    for name, queries in asked.items():
        if len(queries) > 1:
            sentences.append(
                _("Side {side} stands more than once; the first one holds.").format(side=name.upper())
            )
        side = read_address(queries[0] if queries else "")
        sides.append(side.asked)
        sentences += [
            _("Side {side}: {problem}").format(side=name.upper(), problem=error) for error in side.errors
        ]
    return ComparedAddress(sides[0], sides[1], around.view, tuple(sentences))


def sides_of(stored: object) -> tuple[IncidentFilter, IncidentFilter]:
    """The sides of a store: `{"a": filter, "b": filter}`, each as `IncidentFilter.to_json` writes it."""
    held = stored if isinstance(stored, Mapping) else {}
    a, b = (IncidentFilter.from_json(held.get(side, {}))[0] for side in SIDES)
    return a, b
