"""What the address of a comparison asks for: two sides, each written as the atlas's own query string, and a view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from components.address import LONGEST_QUERY, View, problems_of, read_address
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.periods import opening
from data.filters.unknown_values import unanswerable
from data.folders.editions import Editions
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import _
from data.tables.dataset import Dataset
from data.wording.comparisons.comparison_message import reason_in_words

SIDES: Final = ("a", "b")
EMBEDDED: Final = "/embed/compare"
"""Where another site frames a comparison."""


@dataclass(frozen=True)
class ComparedAddress:
    """A query string, understood."""

    a: IncidentFilter
    b: IncidentFilter
    view: View
    sentences: tuple[str, ...]
    """What was not understood, or is no longer so; the rest holds."""
    errors: tuple[str, ...] = ()
    """Those of them that were not understood: a file is refused for them."""
    reason: str = ""
    """How the sides were chosen, where the address has none."""


def read_comparison(
    query: str, dataset: Dataset, editions: Editions, ground_maps: GroundMaps = NO_GROUND_MAPS
) -> ComparedAddress:
    """The sides and the view of a query string, with or without its question mark.

    Without sides, the filter of the address is compared with itself in the same time before; a side that
    is missing beside the other asks for everything.
    """
    requested: dict[str, list[str]] = {side: [] for side in SIDES}
    rest = []
    try:
        pairs = parse_qsl(query[:LONGEST_QUERY].removeprefix("?"), keep_blank_values=True, errors="strict")
    except ValueError:
        pairs = []
        rest_query = query
    else:
        for key, value in pairs:
            if key in requested:
                requested[key].append(value)
            else:
                rest.append((key, value))
        rest_query = urlencode(rest)
    around = read_address(rest_query)
    sentences = problems_of(around, dataset, editions, ground_maps)
    if len(query) > LONGEST_QUERY:
        sentences.append(_("The address is too long and was cut."))
    if not any(requested.values()):
        opened = opening(dataset, around.incident_filter)
        reason = reason_in_words(opened, dataset)
        misread = tuple(str(error) for error in around.errors)
        return ComparedAddress(opened.a, opened.b, around.view, tuple(sentences), misread, reason)
    if around.incident_filter != IncidentFilter():
        sentences.append(_("The filter beside the sides A and B was left out; write it into each of them."))
    sides, errors = [], [str(error) for error in around.errors]
    for name, queries in requested.items():
        if len(queries) > 1:
            sentences.append(
                _("Side {side} occurs more than once; the first one applies.").format(side=name.upper())
            )
        side = read_address(queries[0] if queries else "")
        sides.append(side.incident_filter)
        errors += [
            _("Side {side}: {problem}").format(side=name.upper(), problem=error)
            for error in (*side.errors, *unanswerable(dataset, side.incident_filter))
        ]
    sentences += errors[len(around.errors) :]
    return ComparedAddress(sides[0], sides[1], around.view, tuple(sentences), tuple(errors))


def sides_of(stored: object) -> tuple[IncidentFilter, IncidentFilter]:
    """The sides of a store: `{"a": filter, "b": filter}`, each as `IncidentFilter.to_json` writes it."""
    filters = stored if isinstance(stored, Mapping) else {}
    a, b = (IncidentFilter.from_json(filters.get(side, {}))[0] for side in SIDES)
    return a, b
