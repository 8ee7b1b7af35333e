"""One page of the matching incidents as GeoJSON features, for the parameters of OGC API – Features."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qsl

import numpy as np
from pyproj import Transformer

from components.address import View, level_problem, read_query
from data.errors import FilterError
from data.exports.narrowed import Narrowing, features_between, features_of_incident, number_narrowed
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.filters.unknown_values import unanswerable
from data.tables.dataset import Dataset

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""Longitude, then latitude, WGS 84: how the points are stored."""
REFERENCE_SYSTEMS: Final = {
    CRS84: "OGC:CRS84",
    "http://www.opengis.net/def/crs/EPSG/0/4326": "EPSG:4326",
    "http://www.opengis.net/def/crs/EPSG/0/3857": "EPSG:3857",
}
"""Those in which points can be given, with the axes in the order of their authority."""

USUAL_LIMIT: Final = 100
MOST_ITEMS: Final = 10_000
_OWN_PARAMETERS: Final = (
    "limit",
    "offset",
    "bbox",
    "bbox-crs",
    "datetime",
    "crs",
    "filter",
    "filter-lang",
    "filter-crs",
    "f",
)


@dataclass(frozen=True)
class ItemsRequest:
    """What a request for items asks for; degrees, or units of its system, west south east north."""

    incident_filter: IncidentFilter
    limit: int = USUAL_LIMIT
    offset: int = 0
    crs: str = CRS84
    narrowing: Narrowing = field(default_factory=Narrowing)
    is_in_no_time: bool = False
    """Whether `datetime` and the filter's own days exclude each other."""
    view: View = field(default_factory=View)


@dataclass(frozen=True)
class ItemsPage:
    """Features of one page, and how many there are in all."""

    features: list[dict[str, Any]]
    matched: int


def read_request(query: str) -> ItemsRequest:
    """The request of a query string. Raises FilterError, which names the parameter that is not understood."""
    pairs = parse_qsl(query, keep_blank_values=True)
    own: dict[str, str] = {}
    for key, value in pairs:
        if key in _OWN_PARAMETERS:
            if key in own:
                raise FilterError(key, f"“{key}” occurs more than once; give it once.")
            own[key] = value
    address = read_query([pair for pair in pairs if pair[0] not in _OWN_PARAMETERS])
    if address.errors:
        raise address.errors[0]
    for key, usual in (("filter-lang", "cql2-text"), ("f", "json")):
        if own.get(key, usual) != usual:
            raise FilterError(key, f"“{key}” can only be {usual}.")
    if own.get("filter-crs", CRS84) != CRS84:
        raise FilterError("filter-crs", f"“filter-crs” can only be {CRS84}.")
    bbox_crs = _reference_system("bbox-crs", own.get("bbox-crs", CRS84))
    request = ItemsRequest(
        incident_filter=address.incident_filter,
        limit=min(_whole_number("limit", own.get("limit", str(USUAL_LIMIT)), 1), MOST_ITEMS),
        offset=_whole_number("offset", own.get("offset", "0"), 0),
        crs=_reference_system("crs", own.get("crs", CRS84)),
        narrowing=Narrowing(_bbox(own["bbox"], bbox_crs) if "bbox" in own else None, own.get("filter", "")),
        view=address.view,
    )
    return _in_time(request, own["datetime"]) if "datetime" in own else request


def check_answerable(dataset: Dataset, request: ItemsRequest) -> None:
    """Raises FilterError for what a request asks for and the dataset cannot answer."""
    for problem in unanswerable(dataset, request.incident_filter):
        raise problem
    if sentence := level_problem(request.view, dataset):
        raise FilterError("level", sentence)


def items_page(dataset: Dataset, request: ItemsRequest) -> ItemsPage:
    """The features of a request. Raises FilterError for a CQL2 text that is not understood."""
    check_answerable(dataset, request)
    summary = summary_of(dataset, request.incident_filter)
    matched = number_narrowed(summary, request.narrowing)
    if request.is_in_no_time:
        return ItemsPage([], 0)
    texts = features_between(summary, request.narrowing, request.offset, request.offset + request.limit)
    return ItemsPage(_features(texts, request.crs), matched)


def item(dataset: Dataset, incident_id: str, crs: str = CRS84) -> dict[str, Any] | None:
    """The feature of one incident; None where the dataset has no such one."""
    found = _features(features_of_incident(summary_of(dataset, IncidentFilter()), incident_id), crs)
    return found[0] if found else None


def _features(texts: Sequence[str], crs: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [json.loads(text) for text in texts]
    if crs == CRS84:
        return found
    transformer = Transformer.from_crs("OGC:CRS84", REFERENCE_SYSTEMS[crs])
    for feature in found:
        if feature["geometry"] is not None:
            moved = transformer.transform(*feature["geometry"]["coordinates"])
            feature["geometry"]["coordinates"] = [float(number) for number in moved]
    return found


def _whole_number(key: str, text: str, lowest: int) -> int:
    if not re.fullmatch(r"\d{1,999}", text, re.ASCII) or int(text) < lowest:
        raise FilterError(
            key, f"“{text[:40]}” is not a value of “{key}”; write a whole number from {lowest}."
        )
    return int(text)


def _reference_system(key: str, address: str) -> str:
    if address not in REFERENCE_SYSTEMS:
        known = ", ".join(REFERENCE_SYSTEMS)
        raise FilterError(key, f"“{address[:80]}” is not a value of “{key}”; use {known}.")
    return address


def _bbox(text: str, crs: str) -> tuple[float, float, float, float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not np.isfinite(numbers).all():
        raise FilterError("bbox", "“bbox” has four numbers: west, south, east, north.")
    if crs != CRS84:
        transformer = Transformer.from_crs(REFERENCE_SYSTEMS[crs], "OGC:CRS84")
        one, other = (transformer.transform(numbers[at], numbers[at + 1]) for at in (0, 2))
        numbers = [float(number) for number in (*one, *other)]
    west, south, east, north = numbers
    if south > north or not np.isfinite(numbers).all():
        raise FilterError("bbox", "The south of “bbox” lies north of its north.")
    return west, south, east, north


def _in_time(request: ItemsRequest, text: str) -> ItemsRequest:
    """The request narrowed down to a day or an interval, of which either end may be open (“..” or nothing)."""
    ends = text.split("/")
    if len(ends) > 2:
        raise FilterError(
            "datetime", "“datetime” is a day or an interval, as 2020-11-23 or 2020-11-01/2020-11-30."
        )
    first, last = (None if end in ("", "..") and len(ends) == 2 else _day(end) for end in (ends[0], ends[-1]))
    incident_filter = request.incident_filter
    first = max(filter(None, (first, incident_filter.date_from)), default=None)
    last = min(filter(None, (last, incident_filter.date_to)), default=None)
    if first and last and first > last:
        return replace(request, is_in_no_time=True)
    return replace(request, incident_filter=replace(incident_filter, date_from=first, date_to=last))


def _day(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d([Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?)?", text, re.ASCII):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            pass
    raise FilterError("datetime", f"“{text[:40]}” is not a day for “datetime”; write it as 2020-11-23.")
