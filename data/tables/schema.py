"""The tables of a dataset: columns, types, units and permitted values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

import pandas as pd
from pandas.api.typing import NaTType

from data.language import N_
from data.tables.vocabulary import (
    Activity,
    CoordinateMethod,
    DatePrecision,
    DeviceCategory,
    Outcome,
    Precision,
    Term,
    VerificationStatus,
    VictimCategory,
    WherePrecision,
)

FIRST_YEAR: Final = 1900
"""An incident before this year is taken for a typing error."""
LAST_YEAR: Final = 2100


class Kind(Enum):
    """How a column is stored."""

    TEXT = "text, of which each different one is stored once"
    KEY = "text that tells one row from another"
    DAY = "a day, written YYYY-MM-DD"
    COUNT = "a whole number, 0 or more"
    TERM = "a controlled term"
    GRADE = "a precision grade"
    LONGITUDE = "degrees east, EPSG:4326"
    LATITUDE = "degrees north, EPSG:4326"
    LINK = "an http or https address"


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    meaning: str
    """What it holds; of a column with a pattern, what a remedy asks for, translated there."""
    kind: Kind = Kind.TEXT
    is_required: bool = False
    """Whether every row must have a value; the column itself must stand in the file either way."""
    terms: type[Term | Precision] | None = None
    pattern: str | None = None
    """A regular expression that a whole value must match."""
    is_optional: bool = False
    """Whether the file may do without the column."""


@dataclass(frozen=True)
class Table:
    """One table: its file is `<name>.csv`."""

    name: str
    columns: tuple[Column, ...]
    is_optional: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


DISTRICT_CODE: Final = r"[A-Z]{2}-[A-Z0-9]{1,3}|[A-Z]{2,4}[0-9][A-Z0-9-]{0,18}"
"""ISO 3166-2, or a P-code of a folder's own boundaries."""
_ONE_LINE: Final = r"[^\t\n\r]{1,200}"
"""What a filter can ask for, see `data.filters.filter_keys.LONGEST_VALUE`."""

INCIDENTS: Final = Table(
    "incidents",
    (
        Column("incident_id", N_("identifier, unique in the dataset"), Kind.KEY, True, pattern=_ONE_LINE),
        Column("date_start", "first day it may have happened; empty of an undated incident", Kind.DAY),
        Column("date_end", "last day it may have happened; empty of an undated incident", Kind.DAY),
        Column("date_prec", "how closely the day is known", Kind.GRADE, True, DatePrecision),
        Column("location_as_reported", "the place in the source's words"),
        Column("place_name", "the coded settlement"),
        Column("adm0", N_("country, ISO 3166-1 alpha-2"), pattern=r"[A-Z]{2}"),
        Column("adm1_name", "district or province in its own country's language"),
        Column("adm1_iso", N_("district or province, ISO 3166-2"), pattern=DISTRICT_CODE),
        Column("longitude", N_("degrees east"), Kind.LONGITUDE),
        Column("latitude", N_("degrees north"), Kind.LATITUDE),
        Column("where_prec", "location precision", Kind.GRADE, True, WherePrecision),
        Column("coord_method", "where the point comes from", Kind.TERM, True, CoordinateMethod),
        Column("device_category", "the device as coded", Kind.TERM, True, DeviceCategory),
        Column("device_as_reported", "the device in the source's words"),
        Column("emplacing_actor", "who is said to have laid it: a claim, or “unknown”"),
        Column("attribution", "whose claim that is"),
        Column("activity", "what the victims were doing", Kind.TERM, True, Activity),
        Column("verification_status", "source verification", Kind.TERM, True, VerificationStatus),
        Column("summary", "what happened, in the editor's words"),
        Column("notes", "conflicts between sources, and choices made in coding"),
    ),
)

CASUALTIES: Final = Table(
    "casualties",
    (
        Column("incident_id", "the incident", Kind.KEY, is_required=True),
        Column(
            "affected_actor",
            N_("whom the people belonged to, in the dataset's words, at most 200 characters"),
            is_required=True,
            pattern=_ONE_LINE,
        ),
        Column(
            "affected_side",
            N_("the side they are counted to, in the dataset's words, at most 200 characters"),
            pattern=_ONE_LINE,
        ),
        Column("victim_category", "their role", Kind.TERM, True, VictimCategory),
        Column("outcome", "killed or injured", Kind.TERM, True, Outcome),
        Column("count_low", "people, lowest figure of any source", Kind.COUNT),
        Column("count_best", "people, the figure to use; empty when none was given", Kind.COUNT),
        Column("count_high", "people, highest figure of any source", Kind.COUNT),
        Column("age_group", N_("child, adult or empty"), is_optional=True, pattern="child|adult"),
        Column("sex", N_("female, male or empty"), is_optional=True, pattern="female|male"),
    ),
)

SOURCES: Final = Table(
    "sources",
    (
        Column("incident_id", "the incident", Kind.KEY, is_required=True),
        Column("publisher", "who published it", is_required=True),
        Column("url", "its address", Kind.LINK),
        Column("published", "day of publication", Kind.DAY),
        Column("language", N_("ISO 639 code"), pattern=r"[a-z]{2,3}"),
        Column("upstream_source", "whom the page cites; | between several"),
        Column("via", "the agency in between"),
        Column("what_it_supports", "which facts were read there"),
        Column("mirror", N_("yes when it copies another outlet"), pattern="yes|no"),
    ),
)

PLACES: Final = Table(
    "places",
    (
        Column("place_name", "the name used in incidents.csv", is_required=True),
        Column("aliases", "other names in any script; | between several"),
        Column("adm1_iso", N_("its district"), pattern=DISTRICT_CODE),
        Column("longitude", N_("degrees east"), Kind.LONGITUDE),
        Column("latitude", N_("degrees north"), Kind.LATITUDE),
        Column("coord_source", "where the point comes from"),
        Column("note", "what to know about it"),
    ),
    is_optional=True,
)

ALL_YEARS: Final = "all"
_PERIOD: Final = r"\d{4}(-\d\d(-\d\d)?)?"
_AREA: Final = r"[A-Z]{2}(-[A-Z0-9]{1,3})?"

OFFICIAL_TOTALS: Final = Table(
    "official_totals",
    (
        Column("as_of", N_("day, month or year of the figure"), Kind.KEY, True, pattern=_PERIOD),
        Column("source", "who published it", is_required=True),
        Column("scope", "whom and when it counts"),
        Column(
            "affected_side",
            N_(
                "the side that it counts, as in casualties.csv; empty when it counts all, or does not state it"
            ),
            pattern=_ONE_LINE,
            is_optional=True,
        ),
        Column(
            "area",
            N_(
                "where it counts: countries (AZ) or districts (AZ-TAR), | between several; empty for everywhere"
            ),
            Kind.KEY,
            is_optional=True,
            pattern=rf"{_AREA}(\|{_AREA})*",
        ),
        Column(
            "since",
            N_("day, month or year from which it counts; “all” for all years, empty when it is not stated"),
            Kind.KEY,
            is_optional=True,
            pattern=f"{_PERIOD}|{ALL_YEARS}",
        ),
        Column("civilians_killed", "people", Kind.COUNT),
        Column("military_killed", "people", Kind.COUNT),
        Column("civilians_injured", "people", Kind.COUNT),
        Column("military_injured", "people", Kind.COUNT),
        Column("killed", "people", Kind.COUNT),
        Column("injured", "people", Kind.COUNT),
        Column("casualties", "people killed or injured", Kind.COUNT, is_optional=True),
        Column("qualifier", "the source's own words where its figure is not exact"),
        Column("url", "its address", Kind.LINK),
    ),
    is_optional=True,
)

TABLES: Final = (INCIDENTS, CASUALTIES, SOURCES, PLACES, OFFICIAL_TOTALS)

LONGEST_SPAN_DAYS: Final = {1: 1, 2: 6, 3: 7, 4: 31, 5: 366}
"""Days from `date_start` to `date_end`, both counted, that a `date_prec` allows (UCDP GED)."""


def period_start(text: str) -> pd.Timestamp | NaTType:
    """The first day of a day, month or year written as 2024-05-21, 2024-05 or 2024; NaT for another text."""
    padded = text + "-01-01"[len(text) - len("2024") :] if re.fullmatch(_PERIOD, text) else ""
    start = pd.to_datetime(padded, format="%Y-%m-%d", errors="coerce")
    is_usable = not pd.isna(start) and FIRST_YEAR <= start.year <= LAST_YEAR
    return start if is_usable else pd.NaT


def period_end(text: str) -> pd.Timestamp | NaTType:
    """The last day of such a period; NaT for another text."""
    offsets = {len("2024"): pd.offsets.YearEnd(0), len("2024-05"): pd.offsets.MonthEnd(0)}
    start = period_start(text)
    return start + offsets[len(text)] if len(text) in offsets and not pd.isna(start) else start
