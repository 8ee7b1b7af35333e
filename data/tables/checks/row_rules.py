"""The rules that hold between the cells of a row, between rows and between tables."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.errors import RowProblem
from data.language import _
from data.tables.checks.row_problems import BoolArray, report
from data.tables.codes import IntArray, joined
from data.tables.schema import (
    ALL_YEARS,
    CASUALTIES,
    FIRST_YEAR,
    INCIDENTS,
    LAST_YEAR,
    LONGEST_SPAN_DAYS,
    OFFICIAL_TOTALS,
    PLACES,
    SOURCES,
    period_end,
    period_start,
)
from data.tables.vocabulary import CoordinateMethod, DatePrecision
from data.text.text_arrays import coded, is_repeated


def check_incidents(incidents: pd.DataFrame, problems: list[RowProblem]) -> None:
    """Adds the rows of incidents whose days, grades or points contradict each other, or that share an identifier."""
    ids = incidents["incident_id"]
    report(
        problems,
        INCIDENTS,
        "incident_id",
        ids,
        is_repeated(ids),
        _("Each incident has one row; make it unique."),
    )

    start, end, grade = incidents["date_start"], incidents["date_end"], incidents["date_prec"]
    days = (end - start).dt.days + 1
    for name, day in (("date_start", start), ("date_end", end)):
        remedy = _("A value is required here; only of an undated incident (date_prec 0) both days are empty.")
        report(problems, INCIDENTS, name, day, day.isna() & (grade > DatePrecision.UNDATED), remedy)
    remedy = _("Grade 0 means undated: use it exactly when both days are empty.")
    has_day = start.notna() | end.notna()
    report(problems, INCIDENTS, "date_prec", grade, has_day & (grade == DatePrecision.UNDATED), remedy)
    report(problems, INCIDENTS, "date_end", end, days < 1, _("The last day cannot stand before the first."))
    remedy = _("Grade 1 means one day: use it exactly when the first and the last day are the same.")
    report(
        problems,
        INCIDENTS,
        "date_prec",
        grade,
        (days >= 1) & (grade != 0) & ((grade == 1) != (days == 1)),
        remedy,
    )
    is_longer = (grade > 1) & (days > grade.map(LONGEST_SPAN_DAYS))
    report(
        problems, INCIDENTS, "date_prec", grade, is_longer, _("The span is longer than this grade allows.")
    )

    longitude, latitude = incidents["longitude"], incidents["latitude"]
    has_point = longitude.notna() & latitude.notna()
    remedy = _("A point needs both longitude and latitude.")
    report(problems, INCIDENTS, "longitude", longitude, longitude.isna() != latitude.isna(), remedy)
    remedy = _("0, 0 lies in the Atlantic and stands for a missing point; leave both empty.")
    report(problems, INCIDENTS, "longitude", longitude, (longitude == 0) & (latitude == 0), remedy)
    has_method = incidents["coord_method"] != CoordinateMethod.NONE.value
    remedy = _("Use “none” exactly when longitude and latitude are empty.")
    report(problems, INCIDENTS, "coord_method", incidents["coord_method"], has_point != has_method, remedy)


def check_casualties(casualties: pd.DataFrame, incident: IntArray, problems: list[RowProblem]) -> None:
    """Adds the rows whose figures contradict each other, or that repeat the people of another row."""
    low, best, high = (casualties[f"count_{bound}"] for bound in ("low", "best", "high"))
    remedy = _("The lowest figure cannot exceed the best or the highest one.")
    report(problems, CASUALTIES, "count_low", low, (low > best) | (low > high), remedy)
    report(
        problems,
        CASUALTIES,
        "count_best",
        best,
        best > high,
        _("The best figure cannot exceed the highest one."),
    )
    remedy = _(
        "This incident has another row of the same actor, side, category and outcome; make them one row."
    )
    stands_before = _same_people_before(casualties, incident)
    report(problems, CASUALTIES, "incident_id", casualties["incident_id"], stands_before, remedy)


def _same_people_before(casualties: pd.DataFrame, incident: IntArray) -> BoolArray:
    """Which rows have one before them of the same incident and the same people."""
    names = ["affected_actor", "affected_side", "victim_category", "outcome", "age_group", "sex"]
    key = [name for name in names if name in casualties.columns]
    if (incident < 0).any():  # their identifiers are unlike, though none is an incident's
        return np.asarray(casualties.duplicated(["incident_id", *key]), dtype=bool)
    people, first = joined(*(coded(casualties[name])[1] for name in key))
    rows = incident * max(len(first), 1) + people
    in_order = np.sort(rows)
    if (in_order[1:] != in_order[:-1]).all():
        return np.zeros(len(rows), dtype=bool)
    return np.asarray(pd.Series(rows).duplicated(), dtype=bool)


def check_references(
    typed: Mapping[str, pd.DataFrame], incident_of: Mapping[str, IntArray], problems: list[RowProblem]
) -> None:
    """Adds the casualties and sources of incidents that are not there."""
    remedy = _("No row of incidents.csv has this identifier.")
    for table in (CASUALTIES, SOURCES):
        ids = typed[table.name]["incident_id"]
        report(problems, table, "incident_id", ids, incident_of[table.name] < 0, remedy)


def check_places(places: pd.DataFrame, problems: list[RowProblem]) -> None:
    """Adds the places that have another row in their district."""
    stands_before = places.duplicated(["place_name", "adm1_iso"])
    remedy = _("This place has another row in the same district; make them one row.")
    report(problems, PLACES, "place_name", places["place_name"], stands_before, remedy)


def check_official_totals(totals: pd.DataFrame, problems: list[RowProblem]) -> None:
    """Adds the official totals whose days are none, or stand in the wrong order."""
    as_of = totals["as_of"]
    last = as_of.map(period_end)
    remedy = _("Write a day, month or year (2024-05-21, 2024-05, 2024), between {first} and {last}.").format(
        first=FIRST_YEAR, last=LAST_YEAR
    )
    report(problems, OFFICIAL_TOTALS, "as_of", as_of, last.isna(), remedy)
    if "since" not in totals.columns:
        return
    since = totals["since"]
    first = since.map(period_start)
    is_wrong = first.isna() & ~since.isin(["", ALL_YEARS])
    report(problems, OFFICIAL_TOTALS, "since", since, is_wrong, remedy)
    remedy = _("The first day that it counts cannot stand after the day of the figure.")
    report(problems, OFFICIAL_TOTALS, "since", since, first > last, remedy)
