"""The matching incidents as rows that leave the atlas: CSV and GeoJSON, one row an incident."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pandas as pd

from data.schema import INCIDENTS
from data.summary import CountRange, Summary, casualties_per_incident

CODED: Final = tuple(column.name for column in INCIDENTS.columns)
PEOPLE: Final = tuple(
    f"{outcome}_{part}" for outcome in ("killed", "injured") for part in ("low", "best", "high")
)
COLUMNS: Final = (*CODED, *PEOPLE, "killed_all", "injured_all", "sources")
"""`*_low`, `*_best` and `*_high` count the casualties that match, `*_all` every one of the incident."""

_CALCULATED: Final = re.compile(r"'*[=+\-@\t\r]")
"""How a text begins that a spreadsheet would calculate, with any apostrophes put before it."""


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if _CALCULATED.match(text) else text


def guarded_texts(texts: pd.Series) -> pd.Series:
    """`guarded` for a whole column."""
    is_calculated = texts.str.match(_CALCULATED.pattern)
    return texts.where(~is_calculated, "'" + texts)


def without_guard(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and _CALCULATED.match(text) else text


def rows(summary: Summary) -> pd.DataFrame:
    """The matching incidents in order of time, with COLUMNS; missing numbers are missing.

    A best figure, and so `*_all`, is missing where no source gave one. Longitude and latitude are
    given only where the incident is drawn as a dot. `sources` holds a list of mappings with publisher, url,
    published (a day as text or ""), language and upstream_source.
    """
    dataset = summary.dataset
    table = pd.DataFrame(dataset.incidents[list(CODED)]).iloc[summary.rows].copy()
    for name in ("date_start", "date_end"):
        table[name] = table[name].dt.strftime("%Y-%m-%d")
    for name in ("longitude", "latitude"):
        table[name] = table[name].where(dataset.has_dot[summary.rows])
    people = summary.people_of(summary.rows)
    everyone = casualties_per_incident(dataset, dataset.casualty_incident >= 0).iloc[summary.rows]
    for outcome in ("killed", "injured"):
        for part in ("low", "high"):
            table[f"{outcome}_{part}"] = people[f"{outcome}_{part}"].astype("Int64")
        table[f"{outcome}_best"] = _best_known(people, outcome)
        table[f"{outcome}_all"] = _best_known(everyone, outcome)
    table["sources"] = _sources(summary).reindex(table["incident_id"]).to_numpy()
    return table[list(COLUMNS)]


def to_csv(summary: Summary) -> str:
    """The rows as CSV with a header; `sources` as "publisher address", ` | ` between several."""
    table = rows(summary)
    table["sources"] = [
        " | ".join(f"{source['publisher']} {source['url']}".strip() for source in cell)
        if isinstance(cell, list)
        else ""
        for cell in table["sources"]
    ]
    texts = [name for name in table if not pd.api.types.is_numeric_dtype(table[name])]
    for name in texts:
        table[name] = table[name].astype("str").map(guarded)
    return table.to_csv(index=False, lineterminator="\r\n")


def to_geojson(summary: Summary) -> str:
    """The rows as a GeoJSON feature collection; the geometry is null where the place is known too roughly."""
    features = [_feature(record) for record in rows(summary).to_dict("records")]
    dataset = summary.dataset
    collection = {
        "type": "FeatureCollection",
        "dataset": dataset_entry(summary),
        "licence": dataset.licence,
        "attribution": dataset.attribution,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False)


def to_summary_json(summary: Summary) -> str:
    """The headline's figures, and which dataset they are of."""
    counts: dict[str, Any] = {"incidents": summary.incidents}
    figures: dict[str, CountRange] = {"killed": summary.killed, "injured": summary.injured}
    counts |= {name: figure.best for name, figure in figures.items()}
    return json.dumps(
        {**counts, "not_drawn": summary.not_drawn, "dataset": dataset_entry(summary)}, ensure_ascii=False
    )


def dataset_entry(summary: Summary) -> dict[str, str]:
    """Name, hash and day of the dataset."""
    dataset = summary.dataset
    return {"name": dataset.name, "sha256": dataset.sha256, "as_of": dataset.as_of.isoformat()}


def _best_known(people: pd.DataFrame, outcome: str) -> pd.Series:
    """The best figures, missing instead of 0 where only a count that nobody gave stands behind it."""
    best = people[f"{outcome}_best"]
    return best.astype("Int64").mask((best == 0) & (people[f"{outcome}_unknown"] > 0))


def _sources(summary: Summary) -> pd.Series:
    """Lists of sources by incident identifier."""
    names = ["publisher", "url", "published", "language", "upstream_source"]
    matching = summary.dataset.incidents["incident_id"].iloc[summary.rows]
    sources = summary.dataset.sources[summary.dataset.sources["incident_id"].isin(matching)]
    entries = sources[names].copy()
    entries["published"] = entries["published"].dt.strftime("%Y-%m-%d").fillna("")
    listed = pd.Series(entries.to_dict("records"), index=sources.index, dtype=object)
    return listed.groupby(sources["incident_id"]).agg(list)


def _feature(record: dict[Any, Any]) -> dict[str, Any]:
    properties = {name: None if _is_missing(value) else value for name, value in record.items()}
    has_point = properties["longitude"] is not None
    point = {"type": "Point", "coordinates": [properties["longitude"], properties["latitude"]]}
    return {
        "type": "Feature",
        "id": properties["incident_id"],
        "geometry": point if has_point else None,
        "properties": properties | {"sources": properties["sources"] or []},
    }


def _is_missing(value: object) -> bool:
    return not isinstance(value, list) and bool(pd.isna(value))  # type: ignore[call-overload]
