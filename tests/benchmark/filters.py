"""The filters that measurements are taken over: what somebody asks of a register, wide and narrow, without words."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from data.filters.incident_filter import IncidentFilter

QUERIES: Final = (
    "",
    "from=2010-01-01&to=2010-12-31",
    "from=2005-01-01",
    "to=2004-12-31",
    "from=2015-03-01&to=2015-03-31",
    "outcome=killed",
    "actor=Civilians",
    "actor=Civilians&outcome=killed",
    "side=azerbaijan&outcome=injured",
    "victim=deminer",
    "victim=armed_forces&from=2008-01-01&to=2012-12-31",
    "device=antivehicle_mine",
    "device=antipersonnel_mine&device=mine_unspecified&outcome=injured",
    "activity=farming_herding",
    "district=AZ-AGM",
    "district=AZ-TAR&district=AZ-FUZ&actor=Civilians",
    "precision=1&precision=2",
    "verification=multiple_sources&precision=2",
    "actor=ANAMA+deminers&activity=demining&from=2000-01-01",
    "district=AZ-AGM&device=antivehicle_mine&outcome=killed&from=2001-01-01&to=2020-12-31",
)
"""As they stand in an address."""


def published_filters() -> dict[str, IncidentFilter]:
    """Each filter under its address."""
    filters = {}
    for query in QUERIES:
        filters[query], errors = IncidentFilter.from_query(parse_qsl(query))
        assert not errors, errors
    return filters
