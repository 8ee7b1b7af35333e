"""The query keys of a filter: which columns they ask for, and in which order an address has them."""

from __future__ import annotations

from typing import Final

from data.areas.selection import KEY as WITHIN
from data.recorded_areas.choice import KEY as AREA
from data.tables.vocabulary import Activity, DeviceCategory, Outcome, Term, VerificationStatus, VictimCategory

LONGEST_VALUE: Final = 200
"""Characters of one value; longer ones are refused."""
MOST_VALUES: Final = 200
"""Values of one key; more are refused."""

INCIDENT_COLUMNS: Final = {
    "device": "device_category",
    "activity": "activity",
    "district": "adm1_iso",
    "precision": "where_prec",
    "verification": "verification_status",
}
"""Query keys that ask for a value of an incident, with its column."""

CASUALTY_COLUMNS: Final = {
    "actor": "affected_actor",
    "side": "affected_side",
    "outcome": "outcome",
    "victim": "victim_category",
}
"""Query keys that ask for a value of a casualty row, with its column; all hold for the same row."""

CHOICE_COLUMNS: Final = {**CASUALTY_COLUMNS, **INCIDENT_COLUMNS}

TERMS: Final[dict[str, type[Term]]] = {
    "outcome": Outcome,
    "victim": VictimCategory,
    "device": DeviceCategory,
    "activity": Activity,
    "verification": VerificationStatus,
}
"""Query keys whose values are terms of a vocabulary."""

OWN: Final = "column"
"""Query key that asks for values of the user's own columns: Team=Alpha."""

CHOICES: Final = (*CHOICE_COLUMNS, OWN)
"""Query keys that ask for values of columns."""

SEVERAL: Final = (*CHOICES, AREA)
"""Query keys that may stand several times."""

KEYS: Final = ("from", "to", *CHOICES, AREA, WITHIN, "q")
"""Every query key of a filter, in the order in which an address is written."""


FIELDS: Final = {"from": "date_from", "to": "date_to", "q": "words"}
"""Query keys that are not the name of their field, with that name."""
