"""An empty number of people in ACLED, UCDP and IMSMA tables is not recorded, as in any other table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from data.imports.import_tables import Import, read_upload
from data.imports.rows.empty_counts import ALWAYS_WRITTEN, EMPTY_COUNT
from tests.foreign_files import GED_EVENT, csv_file

ACLED = {
    "event_date": "2021-03-04",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Remote explosive/landmine/IED",
    "country": "Azerbaijan",
    "latitude": "40.2",
    "longitude": "46.8",
    "notes": "A mine exploded.",
}
ACCIDENT = {
    "ac_date": "2021-03-04",
    "ac_date_known": "yes",
    "ac_governorate_name": "Idleb",
    "ac_latitude": "35.9",
    "ac_longitude": "36.6",
    "casualty_number": "",
    "ac_eo": "mine",
    "ac_cause": "",
}
Figures = dict[str, tuple[Any, ...]]


def of_incidents(found: Import) -> Figures:
    """Lowest, best and highest number of each incident and outcome; None where one is not known."""
    rows = found.dataset.casualties
    figures = rows[["count_low", "count_best", "count_high"]].astype(object)
    figures = figures.where(figures.notna(), None)
    keys = rows["incident_id"].astype(str) + " " + rows["outcome"].astype(str)
    return dict(zip(keys, figures.itertuples(index=False, name=None), strict=True))


def acled(*fatalities: str) -> Import:
    rows = [
        ACLED | {"event_id_cnty": f"A{place}", "fatalities": figure}
        for place, figure in enumerate(fatalities)
    ]
    return read_upload("acled.csv", csv_file(rows))


def ucdp(*figures: dict[str, str]) -> Import:
    nothing = dict.fromkeys(name for name in GED_EVENT if name.startswith("deaths_")) | {
        "low": "",
        "high": "",
    }
    rows = [GED_EVENT | nothing | {"id": str(place)} | figure for place, figure in enumerate(figures)]
    return read_upload("ged.csv", csv_file(rows))


def imsma(*rows: dict[str, str]) -> Import:
    given = [ACCIDENT | {"ac_code": f"S{place}"} | row for place, row in enumerate(rows)]
    return read_upload("accidents.csv", csv_file(given))


@pytest.mark.parametrize("empty", ["", "NA"])
@pytest.mark.parametrize("other", ["0", "2"])
def test_an_empty_number_of_acled_is_not_recorded(empty: str, other: str) -> None:
    found = acled("1", other, empty)
    assert of_incidents(found)["ACLED-A2 killed"] == (0, None, None)
    assert found.account.remarks_by_reason[ALWAYS_WRITTEN.format(outcome="killed")] == 1


def test_a_column_of_acled_that_is_empty_everywhere_is_one_that_is_not_recorded() -> None:
    found = acled("", "")
    assert not of_incidents(found)
    assert "killed" in found.dataset.cannot_tell


def test_an_event_of_ucdp_without_any_figure_has_an_unknown_number_of_dead() -> None:
    found = ucdp({"best": "2"}, {"best": ""}, {"best": "0"})
    assert of_incidents(found) == {"GED-0 killed": (2, 2, 2), "GED-1 killed": (0, None, None)}
    assert found.account.remarks_by_reason[ALWAYS_WRITTEN.format(outcome="killed")] == 1


def test_an_event_of_ucdp_with_a_lowest_or_highest_figure_alone_keeps_it() -> None:
    found = ucdp({"best": "", "low": "3"}, {"best": "", "high": "5"}, {"best": "0", "low": "0", "high": "4"})
    assert of_incidents(found) == {
        "GED-0 killed": (3, None, None),
        "GED-1 killed": (None, None, 5),
        "GED-2 killed": (0, 0, 4),
    }


def test_an_empty_number_of_an_accident_beside_zeros_is_not_recorded() -> None:
    found = imsma(
        {"killed": "1", "injured": "0"}, {"killed": "", "injured": ""}, {"killed": "0", "injured": "2"}
    )
    assert of_incidents(found) == {
        "IMSMA-S0 killed": (1, 1, 1),
        "IMSMA-S1 killed": (0, None, None),
        "IMSMA-S1 injured": (0, None, None),
        "IMSMA-S2 injured": (2, 2, 2),
    }
    assert found.account.remarks_by_reason[EMPTY_COUNT.format(outcome="killed")] == 1


def test_a_range_an_accident_gives_and_a_number_recorded_as_unknown_are_kept() -> None:
    found = imsma({"killed": "3-5", "injured": ""}, {"killed": "unknown", "injured": ""})
    assert of_incidents(found) == {"IMSMA-S0 killed": (3, None, 5), "IMSMA-S1 killed": (0, None, None)}


def test_victims_who_are_listed_tell_what_an_empty_number_does_not() -> None:
    victim = {"va_id": "1", "vi_death": "yes", "vi_gender": "male"}
    none = dict.fromkeys(victim, "")
    found = imsma(victim | {"killed": "", "injured": ""}, none | {"killed": "0", "injured": "0"})
    assert list(of_incidents(found).values()) == [(1, 1, 1)]
    assert not np.isnan(found.dataset.casualties["count_best"]).any()
