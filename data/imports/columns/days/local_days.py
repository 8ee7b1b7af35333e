"""Times in UTC that fall on another day where the incident was."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from data.imports.report.ledger import Ledger
from data.places.naming.country_names import country_code
from data.places.naming.district_names import bundled_district_names

OTHER_LOCAL_DAY: Final = "The time is in UTC; where the incident was, it may have been another day."
_MINUTES_OF_DAY: Final = 1_440
_MINUTES_PER_DEGREE: Final = 4.0
_SLACK_MINUTES: Final = 90.0
"""How far the time of a country may be from that of the sun."""
_WIDEST_DEGREES: Final = 40.0
"""A wider country has times that differ too much for one of them to be meant."""


def remark_on_local_days(
    utc_minute: pd.Series, longitudes: pd.Series, countries: pd.Series, ledger: Ledger
) -> None:
    """Enter a remark for each row whose time in UTC may be on another day there.

    Midnight is no time: programs write it with days. Where nothing says how far east a row is, every time may be.
    """
    timed = utc_minute[utc_minute.notna() & (utc_minute != 0)]
    if timed.empty:
        return
    east = pd.to_numeric(longitudes.reindex(timed.index), errors="coerce").where(lambda one: one.abs() <= 180)
    codes = {text: country_code(text) for text in countries.reindex(timed.index).unique()}
    of_country = countries.reindex(timed.index).map(
        {text: _longitude_of(code) for text, code in codes.items()}
    )
    local = timed + east.fillna(of_country.astype("float64")) * _MINUTES_PER_DEGREE
    is_other = local.isna() | (local - _SLACK_MINUTES < 0) | (local + _SLACK_MINUTES >= _MINUTES_OF_DAY)
    ledger.remark(timed.index[is_other], OTHER_LOCAL_DAY)


@cache
def _longitude_of(code: str) -> float:
    """The middle of a country; NaN for one that is not known or very wide."""
    found = [one.longitude for one in bundled_district_names().by_code.values() if one.adm0 == code]
    if not found or max(found) - min(found) > _WIDEST_DEGREES:
        return float("nan")
    return float(np.mean(found))
