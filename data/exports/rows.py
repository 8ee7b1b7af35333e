"""The matching incidents as rows that leave the atlas: CSV and GeoJSON, one row an incident."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.areas.membership import Membership, membership_of_places
from data.exports.row_texts import csv_header, csv_lines, in_groups, json_objects, json_values, text_joined
from data.exports.summary_json import dataset_entry
from data.filters.summary import Summary
from data.recorded_areas.members import members_of_choices
from data.tables.dataset import Dataset, IntArray
from data.tables.schema import INCIDENTS
from data.tables.vocabulary import Outcome
from data.text.text_arrays import concatenated, text_array, written_days

CODED: Final = tuple(column.name for column in INCIDENTS.columns)
PEOPLE: Final = tuple(
    f"{outcome}_{part}" for outcome in ("killed", "injured") for part in ("low", "best", "high")
)
COLUMNS: Final = (*CODED, *PEOPLE, "killed_all", "injured_all", "at_least", "sources")
"""`*_low`, `*_best` and `*_high` count the casualties that match, `*_all` every one of the incident; `at_least` names
the outcomes whose `*_best` is a minimum, `|` between both: a count without a best figure adds its lowest. `*_high` is
missing where a count has no upper bound.
"""

IN_SELECTION: Final = "in_selection"
"""Column after COLUMNS where a selection in space is requested: whether the incident is inside or possibly_inside."""
IN_AREA: Final = "in_area"
"""Column after that where recorded areas are requested: whether the incident is as requested, inside or possibly_inside."""

ROWS_A_PART: Final = 20_000
"""Incidents that are written at once: a tenth of a second, and some tens of megabytes while it lasts."""


def columns_of(summary: Summary) -> list[str]:
    """COLUMNS, IN_SELECTION where something is selected in space, IN_AREA where an area is, and the user's own columns."""
    selected = [] if summary.incident_filter.within is None else [IN_SELECTION]
    selected += [IN_AREA] if summary.incident_filter.area else []
    return [*COLUMNS, *selected, *summary.dataset.own_columns]


def rows(summary: Summary, at: IntArray | None = None) -> pd.DataFrame:
    """The matching incidents in order of time, with the columns of `columns_of`; missing numbers are missing.

    A figure is missing where no source gave one, all figures of an outcome where the dataset does not record it, and
    all but `*_all` where the filter asks for another outcome. Longitude and latitude are
    given only where the incident is drawn as a dot. `sources` are "publisher address", ` | ` between several.
    With `at` only the matching incidents at these positions.
    """
    at = summary.rows if at is None else at
    table = _rows_without_sources(summary, at)
    sources = pd.Series(_sources_in_lines(summary.dataset, at), table.index, dtype="str")
    return table.assign(sources=sources)[columns_of(summary)]


def to_csv(summary: Summary) -> str:
    """The rows as CSV with a header."""
    return b"".join(csv_parts(summary)).decode()


@singledispatch
def csv_parts(summary: Summary, *, is_tagged: bool = False) -> Iterator[bytes]:
    """`to_csv` in parts of ROWS_A_PART incidents, UTF-8; `is_tagged` with a row of HXL tags below the header."""
    yield csv_head(summary, is_tagged=is_tagged)
    for at in _parts(summary):
        yield csv_lines(rows(summary, at))


def csv_head(summary: Summary, *, is_tagged: bool = False) -> bytes:
    """The first line of `csv_parts`, or the first two."""
    return csv_header(pd.DataFrame(columns=columns_of(summary)), is_tagged=is_tagged)


@singledispatch
def row_parts(summary: Summary) -> Iterator[pd.DataFrame]:
    """`rows` in parts of ROWS_A_PART incidents; nothing where nothing matches."""
    for at in _parts(summary):
        yield rows(summary, at)


def to_geojson(summary: Summary) -> str:
    """The rows as a GeoJSON feature collection; the geometry is null where the location is not precise enough."""
    return b"".join(geojson_parts(summary)).decode()


@singledispatch
def geojson_parts(summary: Summary) -> Iterator[bytes]:
    """`to_geojson` in parts of ROWS_A_PART incidents, UTF-8; one whole collection together."""
    return around_features(summary, (features_text(summary, at) for at in _parts(summary)))


def around_features(summary: Summary, texts: Iterable[bytes]) -> Iterator[bytes]:
    """A feature collection of what `features_text` gives, none of it empty, in parts."""
    dataset = summary.dataset
    collection = {
        "type": "FeatureCollection",
        "dataset": dataset_entry(summary),
        "licence": dataset.licence,
        "attribution": dataset.attribution,
        "features": [],
    }
    head, tail = json.dumps(collection, ensure_ascii=False).rsplit("]", 1)
    before = head.encode()
    for text in texts:
        yield before + text
        before = b", "
    yield (b"" if before == b", " else before) + f"]{tail}".encode()


def features_text(summary: Summary, at: IntArray) -> bytes:
    """The matching incidents at these positions as GeoJSON features, a comma between them."""
    return text_joined(_features(summary, at), ", ")


def features(summary: Summary, at: IntArray) -> list[str]:
    """The matching incidents at these positions, each as the text of a GeoJSON feature."""
    return [str(text) for text in _features(summary, at).to_pylist()] if len(at) else []


def _parts(summary: Summary) -> Iterator[IntArray]:
    """Positions of the matching incidents, in order of time."""
    for begin in range(0, summary.incidents, ROWS_A_PART):
        yield summary.rows[begin : begin + ROWS_A_PART]


def _rows_without_sources(summary: Summary, at: IntArray) -> pd.DataFrame:
    dataset = summary.dataset
    table = pd.DataFrame(dataset.incidents[[*CODED, *dataset.own_columns]]).iloc[at]
    columns: dict[str, Any] = {name: written_days(table[name]) for name in ("date_start", "date_end")}
    for name in ("longitude", "latitude"):
        columns[name] = table[name].where(dataset.has_dot[at])
    people, everyone = (
        by_pattern.take(dataset.codes.pattern[at]).set_axis(table.index)
        for by_pattern in (summary.tally.people, summary.everyone)
    )
    for outcome in Outcome:
        figures = {
            f"{outcome}_low": _end_known(people, outcome, "low"),
            f"{outcome}_best": _best_known(people, outcome),
            f"{outcome}_high": _end_known(people, outcome, "high"),
            f"{outcome}_all": _best_known(everyone, outcome),
        }
        nothing = pd.Series(pd.NA, table.index, dtype="Int64")
        if outcome in dataset.not_recorded:
            figures = dict.fromkeys(figures, nothing)
        elif outcome not in summary.outcomes:
            figures |= {f"{outcome}_{part}": nothing for part in ("low", "best", "high")}
        columns |= figures
    columns |= {"at_least": _minimums(people)} | _in_selection(summary, at)
    names = [name for name in columns_of(summary) if name != "sources"]
    return table.assign(**columns)[names]


def _in_selection(summary: Summary, at: IntArray) -> dict[str, Any]:
    """The columns IN_SELECTION and IN_AREA, each where something is requested so."""
    dataset, incident_filter = summary.dataset, summary.incident_filter
    members = {}
    if incident_filter.within is not None:
        members[IN_SELECTION] = membership_of_places(dataset, incident_filter.within)
    if incident_filter.area:
        members[IN_AREA] = members_of_choices(dataset, incident_filter.area)
    words = np.array([member.name.lower() for member in Membership])
    return {
        name: words[of_place[dataset.codes.place[at]]].astype(object) for name, of_place in members.items()
    }


def known_figures(summary: Summary, table: pd.DataFrame | None = None) -> pd.DataFrame:
    """Sums with figures missing that the data do not tell, and `at_least` as in `rows`.

    `table` has COUNTED of `data.filters.tally` and `casualties`; without it, those of `summary.districts`.
    """
    table = summary.districts if table is None else table
    people = table.rename(columns={outcome.value: f"{outcome}_best" for outcome in Outcome})
    known = {
        outcome.value: _best_known(people, outcome).mask(
            np.full(len(table), outcome in summary.dataset.not_recorded or outcome not in summary.outcomes)
        )
        for outcome in Outcome
    }
    figures = table[["incidents", "casualties"]].assign(**known, at_least=_minimums(people))
    if summary.dataset.not_recorded >= {*Outcome}:
        figures["casualties"] = pd.Series(pd.NA, figures.index, dtype="Int64")
    return figures


def _minimums(people: pd.DataFrame) -> pd.Series:
    """The outcomes whose best figure is a minimum, because it holds a count with no more than a lowest figure."""
    killed, injured = ((people[f"{name}_unknown"] > 0) & (people[f"{name}_best"] > 0) for name in Outcome)
    names = np.array(["", "killed", "injured", "killed|injured"], dtype=object)
    return pd.Series(names[killed.to_numpy() + 2 * injured.to_numpy()], people.index, dtype="str")


def _best_known(people: pd.DataFrame, outcome: Outcome) -> pd.Series:
    """The best figures, missing instead of 0 where only a count that nobody gave stands behind it."""
    best = people[f"{outcome}_best"]
    return best.astype("Int64").mask((best == 0) & (people[f"{outcome}_unknown"] > 0))


def _end_known(people: pd.DataFrame, outcome: Outcome, end: str) -> pd.Series:
    """The lowest or highest figures, missing instead of 0 where nobody gave any figure; the highest also where a
    count has no upper bound.
    """
    is_given = (people[f"{outcome}_high"] > 0) | (people[f"{outcome}_unknown"] == 0)
    if end == "high":
        is_given &= people[f"{outcome}_open"] == 0
    return people[f"{outcome}_{end}"].astype("Int64").where(is_given)


def _sources_in_lines(dataset: Dataset, at: IntArray) -> pa.Array:
    """The sources of each incident in one text."""
    listed, numbers = dataset.sources_of(at)
    sources = dataset.sources.iloc[listed]
    named = concatenated(text_array(sources["publisher"]), " ", text_array(sources["url"]))
    return in_groups(pc.utf8_trim_whitespace(named), numbers, " | ")


def _sources_in_json(dataset: Dataset, at: IntArray) -> pa.Array:
    """The sources of each incident as a list of objects."""
    listed, numbers = dataset.sources_of(at)
    sources = dataset.sources.iloc[listed]
    sources = sources.assign(published=written_days(sources["published"]))
    names = ("publisher", "url", "published", "language", "upstream_source")
    objects = json_objects({name: json_values(sources[name]) for name in names})
    return concatenated("[", in_groups(objects, numbers, ", "), "]")


def _features(summary: Summary, at: IntArray) -> pa.Array:
    """The incidents at these positions as GeoJSON; a day that is not known is null."""
    table = _rows_without_sources(summary, at)
    properties = {str(name): json_values(table[name]) for name in table.columns}
    for name in ("date_start", "date_end"):
        properties[name] = pc.if_else(pc.equal(properties[name], '""'), "null", properties[name])
    longitude, latitude = properties["longitude"], properties["latitude"]
    place = concatenated('{"type": "Point", "coordinates": [', longitude, ", ", latitude, "]}")
    members = {
        "type": pa.array(np.full(len(at), '"Feature"'), pa.large_string()),
        "id": properties["incident_id"],
        "geometry": pc.if_else(pc.equal(longitude, "null"), "null", place),
        "properties": json_objects({**properties, "sources": _sources_in_json(summary.dataset, at)}),
    }
    return json_objects(members)
