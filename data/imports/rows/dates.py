"""When the rows of a table were, by its columns of days, or of years and months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import pandas as pd

from data.errors import FileError
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.day_cells import day_spans, ended, month_and_year_spans, undated_spans
from data.imports.columns.days.year_of_title import YEAR_OF_TITLE, year_of_title
from data.imports.formats.text.text_table import TextTable
from data.imports.report.composed import Composed
from data.imports.report.ledger import Ledger

_POINTS: Final = ("longitude", "point", "easting")
_PLACES: Final = frozenset({"place", "location"})
_OF_INCIDENTS: Final = frozenset({"killed", "injured", "casualties", "outcome", "device"})
_OF_DAYS: Final = ("date", "day", "month", "year")
_ENOUGH: Final = 0.5


def dates_of_rows(
    table: TextTable, given: dict[str, pd.Series], mapping: ColumnMapping, today: date, ledger: Ledger
) -> pd.DataFrame:
    """When each row was, as `day_spans` gives it; rows without a usable date are refused, and left out.

    Raises FileError when no column gives a date.
    """
    order = mapping.day_order
    given = _with_year_of_title(table, given, mapping, ledger)
    nothing = pd.Series("", index=table.rows.index, dtype="str")
    undated = _has_place_or_people(given, nothing) & (given.get("date_end", nothing) == "")
    has_days = any((given[name] != "").any() for name in ("date", "year") if name in given)
    if not has_days and _may_be_undated(given):
        dates = undated_spans(table.rows.index, ledger)
    elif "date" in given:
        heading, of_title = mapping.columns.get("date", ""), year_of_title(table)
        years = given.get("year", pd.Series(of_title, nothing.index, dtype="str") if of_title else None)
        dates = day_spans(
            given["date"],
            order,
            today,
            ledger,
            heading,
            years,
            undated,
            offers_order=True,
            columns=[mapping.columns.get(name, "") for name in ("date", "year")],
            remark_on_years="" if "year" in given else YEAR_OF_TITLE,
        )
    elif "year" in given:
        parts = [given.get(name, nothing) for name in ("year", "month", "day")]
        dates = month_and_year_spans(
            parts[0],
            parts[1],
            parts[2],
            ledger,
            today,
            mapping.columns.get("year", ""),
            undated,
            columns=[mapping.columns.get(name, "") for name in ("year", "month", "day")],
        )
    else:
        raise FileError(
            table.title,
            "No column was found that gives a date; choose one, with “--columns” or on the page.",
        )
    # Columns of the table, which stays in memory anyhow.
    columns = [column for name in _OF_DAYS if (column := mapping.columns.get(name, "")) in table.rows]
    starts = dates["date_start"].copy()
    cells = {column: table.rows[column] for column in columns}
    ledger.composed.append(Composed(lambda rows: _iso_days(starts, rows), cells))
    if "date_end" in given:
        dates = ended(dates, given["date_end"].loc[dates.index], order, today, ledger)
    return dates


def _iso_days(days: pd.Series, rows: pd.Index) -> pd.Series:
    texts: pd.Series = days.reindex(rows).dt.strftime("%Y-%m-%d")
    return texts


def has_days(table: TextTable, columns: Iterable[str]) -> bool:
    """Whether the fields that a table has give days: also months whose year stands in its title or the sheet's name."""
    fields = set(columns)
    return not fields.isdisjoint({"date", "year"}) or ("month" in fields and year_of_title(table) != "")


def _with_year_of_title(
    table: TextTable, given: dict[str, pd.Series], mapping: ColumnMapping, ledger: Ledger
) -> dict[str, pd.Series]:
    """The columns with the year of the title where only days and months have columns of their own."""
    year = "" if {"date", "year"} & given.keys() or "month" not in given else year_of_title(table)
    if not year:
        return given
    has_month = given["month"] != ""
    shown = given["month"] if "day" not in given else (given["day"] + " " + given["month"]).str.strip()
    cells = {mapping.columns[name]: given[name] for name in ("day", "month") if name in given}
    ledger.composed.append(Composed.of(shown, cells))
    ledger.remark(has_month.index[has_month], YEAR_OF_TITLE, shown[has_month])
    return {**given, "year": pd.Series(year, index=has_month.index, dtype="str").where(has_month, "")}


def _may_be_undated(given: dict[str, pd.Series]) -> bool:
    """Whether rows without a date are incidents: most have a point, or a place and what happened there."""
    has_points = any(given[name].str.contains(r"\d").mean() > _ENOUGH for name in _POINTS if name in given)
    return has_points or bool(_PLACES & given.keys() and _OF_INCIDENTS & given.keys())


def _has_place_or_people(given: dict[str, pd.Series], nothing: pd.Series) -> pd.Series:
    """Which rows have a place, or people, beside their date: others are a note, no incident."""
    has_text = nothing != ""
    for name in (*_POINTS, *_PLACES, "district", *_OF_INCIDENTS):
        if name in given:
            has_text = has_text | (given[name] != "")
    return has_text
