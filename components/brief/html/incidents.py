"""The incidents of an HTML file as its scripts read them, and the choices by which they can be filtered."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from components.brief.contents import Brief
from data.filters.filter_keys import CASUALTY_COLUMNS, CHOICE_COLUMNS, INCIDENT_COLUMNS, OWN
from data.tables.dataset import Dataset
from data.tables.own_columns import find_choice, written_choice
from data.tables.vocabulary import DeviceCategory, VictimCategory, WherePrecision
from data.wording.filter_phrases import option_label
from data.wording.incidents.incident_facts import facts
from data.wording.phrases import day, happened, place_of
from data.wording.place_precision import is_nowhere, precision_label


def incidents(brief: Brief) -> list[dict[str, Any]]:
    """The matching incidents in order of time, each with its facts, all its casualties and its sources."""
    dataset, found = brief.dataset, brief.summary.matches
    casualties_of: dict[int, list[dict[str, Any]]] = {}
    of_matching = np.flatnonzero(found.incidents[dataset.casualty_incident])
    for position, counts, row in zip(
        dataset.casualty_incident[of_matching].tolist(),
        found.casualties[of_matching].tolist(),
        dataset.casualties.iloc[of_matching].to_dict("records"),
        strict=True,
    ):
        casualties_of.setdefault(position, []).append(_casualty(row, counts))
    listed: dict[str, list[dict[str, str]]] = {}
    for row in brief.summary.shown_sources.to_dict("records"):
        listed.setdefault(str(row["incident_id"]), []).append(_source(row))
    return [
        _incident(dataset, int(row))
        | {
            "casualties": casualties_of.get(int(row), []),
            "sources": listed.get(str(dataset.incidents["incident_id"].iloc[row]), []),
        }
        for row in brief.summary.rows
    ]


def choices(brief: Brief, key: str) -> list[tuple[str, str]]:
    """The values of a field that occur among what matches, with their words, in the page's order."""
    summary, dataset = brief.summary, brief.dataset
    if key == OWN:
        counts = summary.option_counts[key].items()
        return [(value, option_label(dataset, key, value)) for value, number in counts if number]
    column = CHOICE_COLUMNS[key]
    if key in CASUALTY_COLUMNS:
        present = dataset.casualties[column][summary.matches.casualties]
    else:
        present = dataset.incidents[column].iloc[summary.rows]
    values = [value for value in summary.option_counts[key] if value in set(present.astype(str))]
    labelled = [(value, option_label(dataset, key, value)) for value in values]
    return sorted(labelled, key=lambda pair: pair[1].casefold()) if key == "district" else labelled


def _iso(day: Any, otherwise: str) -> str:
    return otherwise if pd.isna(day) else str(day.date().isoformat())


def _incident(dataset: Dataset, row: int) -> dict[str, Any]:
    incident = dataset.incidents.iloc[row]
    has_dot = bool(dataset.has_dot[row])
    coded = {key: str(incident[column]) for key, column in INCIDENT_COLUMNS.items()}
    own = [
        written_choice(name, column.values[column.code[row]])
        for name, column in dataset.own_choices.items()
        if column.values[column.code[row]]
    ]
    return coded | {
        OWN: own,
        "id": str(incident["incident_id"]),
        # Undated: after every last day that is requested, and before every first one.
        "first": _iso(incident["date_start"], "9999-12-31"),
        "last": _iso(incident["date_end"], "0000-01-01"),
        "when": happened(incident),
        "place": place_of(incident, dataset),
        "whereLabel": precision_label(incident),
        "deviceLabel": DeviceCategory(incident["device_category"]).label,
        "longitude": float(incident["longitude"]) if has_dot else None,
        "latitude": float(incident["latitude"]) if has_dot else None,
        "isNear": int(incident["where_prec"]) == WherePrecision.NEAR_PLACE,
        "isNowhere": is_nowhere(incident),
        "isDrawn": bool(dataset.is_drawn[row]),
        "summary": dataset.spelled(str(incident["summary"])),
        "facts": [*facts(dataset, incident), *_own_facts(dataset, incident)],
    }


def columns_of_choices(dataset: Dataset) -> dict[str, str]:
    """The own column of each choice whose name has the sign in it that stands before the value."""
    texts = [
        written_choice(name, value)
        for name, column in dataset.own_choices.items()
        for value in column.values
        if value
    ]
    return {text: find_choice(dataset.own_choices, text)[0] for text in texts if text.count("=") > 1}


def _own_facts(dataset: Dataset, incident: Any) -> list[tuple[str, str]]:
    return [(name, str(incident[name])) for name in dataset.own_columns if str(incident[name])]


def _casualty(row: dict[Any, Any], counts: bool) -> dict[str, Any]:
    coded = {key: str(row[column]) for key, column in CASUALTY_COLUMNS.items()}
    people = {
        part: None if pd.isna(row[f"count_{part}"]) else int(row[f"count_{part}"])
        for part in ("low", "best", "high")
    }
    return coded | people | {"counts": counts, "victimLabel": VictimCategory(row["victim_category"]).label}


def _source(row: dict[Any, Any]) -> dict[str, str]:
    published = day(row["published"].date()) if pd.notna(row["published"]) else "date not shown"
    remarks = [published, row["language"]]
    if row["upstream_source"]:
        remarks.append("citing " + ", ".join(row["upstream_source"].split("|")))
    if row["via"]:
        remarks.append(f"via {row['via']}")
    if row["mirror"] == "yes":
        remarks.append("copy of another outlet")
    details = " · ".join(remark for remark in remarks if remark)
    return {"publisher": str(row["publisher"]), "url": str(row["url"]), "details": details}
