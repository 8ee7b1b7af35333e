"""Filters with what each must match, for every place where "matches" is written: Python and the HTML file.

A case is a query string and the identifiers of the made dataset's incidents that it matches, in order
of time. What is requested in words is not here: the HTML file has no search.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import parse_qsl

from data.filters.incident_filter import IncidentFilter
from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, source, tables


@dataclass(frozen=True)
class FilterCase:
    """One filter and its answer."""

    claim: str
    query: str
    expected: tuple[str, ...]
    killed: int
    """Best figures of the casualty rows that match; the lowest of a row without one."""
    injured: int

    @property
    def incident_filter(self) -> IncidentFilter:
        incident_filter, errors = IncidentFilter.from_query(
            parse_qsl(self.query, strict_parsing=bool(self.query))
        )
        assert not errors
        return incident_filter


@cache
def made() -> Dataset:
    """Six incidents: a year, a week, two days with several actors, one nobody was hurt in, one not drawable."""
    return dataset_of(
        tables(
            incidents=[
                incident(incident_id="year", date_start="2020-01-01", date_end="2020-12-31", date_prec="5"),
                incident(
                    incident_id="week",
                    date_start="2020-11-20",
                    date_end="2020-11-26",
                    date_prec="3",
                    device_category="uxo",
                    summary="=1+1",
                    notes="@SUM(A1)",
                ),
                incident(incident_id="search", verification_status="multiple_sources"),
                incident(
                    incident_id="nobody",
                    date_start="2020-11-24",
                    date_end="2020-11-24",
                    activity="farming_herding",
                ),
                incident(
                    incident_id="district",
                    date_start="2021-03-04",
                    date_end="2021-03-04",
                    where_prec="3",
                    adm1_iso="AZ-AGM",
                    adm1_name="Ağdam",
                    longitude="",
                    latitude="",
                    coord_method="none",
                ),
                incident(
                    incident_id="country",
                    date_start="2021-03-05",
                    date_end="2021-03-05",
                    where_prec="6",
                    adm1_iso="",
                    adm1_name="",
                    place_name="",
                    longitude="",
                    latitude="",
                    coord_method="none",
                ),
            ],
            casualties=[
                casualty(incident_id="year", affected_actor="Civilians", victim_category="civilian"),
                casualty(
                    incident_id="week",
                    affected_actor="Civilians",
                    victim_category="civilian",
                    outcome="killed",
                ),
                _people("search", "Peacekeepers", "other", "peacekeeper", "injured", "1", "1", "1"),
                _people("search", "Soldiers", "one_side", "armed_forces", "killed", "1", "1", "2"),
                _people("search", "Rescuers", "other_side", "emergency_service", "injured", "3", "4", "4"),
                _people("district", "Peacekeepers", "other", "peacekeeper", "killed", "2", "", ""),
                _people("district", "=cmd|' /C calc'!A0", "+side", "other", "injured", "", "2", ""),
                _people("country", "Soldiers", "other_side", "armed_forces", "injured", "", "", ""),
            ],
            sources=[
                source(incident_id="search", publisher="=HYPERLINK(1)", upstream_source="@x"),
                source(incident_id="search", publisher="Without an address", url="", published=""),
                source(incident_id="country", publisher="</script><script>alert(1)</script>\u2028"),
            ],
        )
    )


def _people(
    incident_id: str, actor: str, side: str, victim: str, outcome: str, low: str, best: str, high: str
) -> dict[str, str]:
    return casualty(
        incident_id=incident_id,
        affected_actor=actor,
        affected_side=side,
        victim_category=victim,
        outcome=outcome,
        count_low=low,
        count_best=best,
        count_high=high,
    )


ALL: Final = ("year", "week", "search", "nobody", "district", "country")

CASES: Final = (
    FilterCase("nothing asked matches everything", "", ALL, 4, 8),
    FilterCase(
        "the first day belongs to it", "from=2020-11-23&to=2020-11-23", ("year", "week", "search"), 2, 6
    ),
    FilterCase("the last day belongs to it", "to=2020-11-23", ("year", "week", "search"), 2, 6),
    FilterCase("the day after does not", "from=2021-01-01", ("district", "country"), 2, 2),
    FilterCase("a span ends on its last day", "from=2020-11-26&to=2020-12-01", ("year", "week"), 1, 1),
    FilterCase("a span begins on its first day", "to=2020-11-20", ("year", "week"), 1, 1),
    FilterCase("a span has ended the day after", "from=2020-11-27&to=2020-12-01", ("year",), 0, 1),
    FilterCase("a filter within a span overlaps it", "from=2020-03-01&to=2020-03-02", ("year",), 0, 1),
    FilterCase("before all there is nothing", "to=2019-12-31", (), 0, 0),
    FilterCase("an actor matches in its row", "actor=Peacekeepers", ("search", "district"), 2, 1),
    FilterCase(
        "actor and outcome hold for one row", "actor=Peacekeepers&outcome=killed", ("district",), 2, 0
    ),
    FilterCase("and not across rows", "actor=Soldiers&outcome=injured", ("country",), 0, 0),
    FilterCase(
        "three fields hold for one row",
        "actor=Peacekeepers&outcome=injured&victim=peacekeeper",
        ("search",),
        0,
        1,
    ),
    FilterCase("four that no row fulfils", "actor=Soldiers&side=other_side&outcome=killed", (), 0, 0),
    FilterCase(
        "several actors mean any of them", "actor=Civilians&actor=Rescuers", ("year", "week", "search"), 1, 5
    ),
    FilterCase(
        "several outcomes mean any of them", "outcome=killed&outcome=injured", ALL[:3] + ALL[4:], 4, 8
    ),
    FilterCase(
        "nobody hurt matches no outcome", "outcome=injured&from=2020-11-24&to=2020-11-24", ("year",), 0, 1
    ),
    FilterCase(
        "nobody hurt matches its days", "from=2020-11-24&to=2020-11-24", ("year", "week", "nobody"), 1, 1
    ),
    FilterCase("actors are compared with their case", "actor=peacekeepers", (), 0, 0),
    FilterCase("a formula is a name", "actor=%3Dcmd%7C%27+%2FC+calc%27%21A0", ("district",), 0, 2),
    FilterCase("a side", "side=other_side", ("search", "country"), 0, 4),
    FilterCase("a role", "victim=civilian&victim=armed_forces", ("year", "week", "search", "country"), 2, 1),
    FilterCase("a device", "device=uxo", ("week",), 1, 0),
    FilterCase("a device that nothing has", "device=booby_trap", (), 0, 0),
    FilterCase("an activity", "activity=farming_herding", ("nobody",), 0, 0),
    FilterCase("an activity that nothing has", "activity=journalism", (), 0, 0),
    FilterCase(
        "activity and outcome",
        "activity=search_and_recovery&outcome=killed",
        ("week", "search", "district"),
        4,
        0,
    ),
    FilterCase("a district", "district=AZ-AGM", ("district",), 2, 2),
    FilterCase("several districts", "district=AZ-AGM&district=AZ-TAR", ALL[:5], 4, 8),
    FilterCase("a precision", "precision=3&precision=6", ("district", "country"), 2, 2),
    FilterCase("publishers", "verification=multiple_sources", ("search",), 1, 5),
    FilterCase("incident and casualty together", "district=AZ-TAR&outcome=killed", ("week", "search"), 2, 0),
    FilterCase(
        "dates and casualty together", "from=2020-11-23&outcome=killed", ("week", "search", "district"), 4, 0
    ),
)
