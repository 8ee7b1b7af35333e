"""Controlled terms of the tables, each with the standard it comes from and the words a reader sees."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Final


class Term(StrEnum):
    """A coded value of a controlled list."""

    @property
    def label(self) -> str:
        """The term as a reader sees it inside a sentence."""
        return _WORDS.get(type(self), {}).get(self.value, self.value.replace("_", " "))


class Outcome(Term):
    """What happened to a casualty (IMAS 04.10: a casualty is killed or injured)."""

    KILLED = "killed"
    INJURED = "injured"


class VictimCategory(Term):
    """Who was hurt, by role at the time (after the Landmine Monitor's and IMSMA's civilian status)."""

    CIVILIAN = "civilian"
    ARMED_FORCES = "armed_forces"
    POLICE_SECURITY = "police_security"
    SECURITY_FORCES_UNSPECIFIED = "security_forces_unspecified"
    PEACEKEEPER = "peacekeeper"
    DEMINER = "deminer"
    EMERGENCY_SERVICE = "emergency_service"
    JOURNALIST = "journalist"
    LOCAL_OFFICIAL = "local_official"
    OTHER = "other"
    UNKNOWN = "unknown"


class DeviceCategory(Term):
    """What exploded (after IMAS 04.10)."""

    ANTIPERSONNEL_MINE = "antipersonnel_mine"
    ANTIVEHICLE_MINE = "antivehicle_mine"
    MINE_UNSPECIFIED = "mine_unspecified"
    IMPROVISED_MINE = "improvised_mine"
    IED_UNSPECIFIED = "ied_unspecified"
    CLUSTER_SUBMUNITION = "cluster_submunition"
    UXO = "uxo"
    AXO = "axo"
    ERW_UNSPECIFIED = "erw_unspecified"
    BOOBY_TRAP = "booby_trap"
    OTHER = "other"
    UNKNOWN = "unknown"


class Activity(Term):
    """What the people hit were doing (after IMSMA's activity at the time of the accident)."""

    TRAVELLING = "travelling"
    FARMING_HERDING = "farming_herding"
    CONSTRUCTION_UTILITY = "construction_utility"
    DEMINING = "demining"
    MILITARY_DUTY = "military_duty"
    SEARCH_AND_RECOVERY = "search_and_recovery"
    JOURNALISM = "journalism"
    VISITING_CEMETERY = "visiting_cemetery"
    GATHERING = "gathering"
    OTHER = "other"
    UNKNOWN = "unknown"


class VerificationStatus(Term):
    """How many publishers report it, as coded by the editor; several are not independent confirmation."""

    SINGLE_SOURCE = "single_source"
    MULTIPLE_SOURCES = "multiple_sources"
    CONFLICTING = "conflicting"


class CoordinateMethod(Term):
    """Where a coordinate comes from."""

    REPORTED = "reported"
    SETTLEMENT = "settlement"
    DESCRIBED_OFFSET = "described_offset"
    DISTRICT_POINT = "district_point"
    NONE = "none"


class Precision(IntEnum):
    """A graded precision."""

    @property
    def label(self) -> str:
        """What the grade means, in plain words."""
        return _GRADES[type(self)][self.value]


class DatePrecision(Precision):
    """How closely the day is known (UCDP GED codebook, `date_prec`)."""

    DAY = 1
    DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5


class WherePrecision(Precision):
    """How closely the place is known (UCDP GED codebook, `where_prec`, in district terms)."""

    EXACT = 1
    NEAR_PLACE = 2
    DISTRICT = 3
    LARGER_AREA = 4
    VAGUE = 5
    COUNTRY = 6
    WATER_OR_AIR = 7


# By class, because equal codes of two lists are equal keys.
_WORDS: Final[dict[type[Term], dict[str, str]]] = {
    VictimCategory: {
        "police_security": "police or border guard",
        "security_forces_unspecified": "security forces, unspecified",
        "unknown": "not known",
    },
    DeviceCategory: {
        "antipersonnel_mine": "anti-personnel mine",
        "antivehicle_mine": "anti-vehicle mine",
        "mine_unspecified": "mine, type not stated",
        "ied_unspecified": "improvised explosive device",
        "uxo": "unexploded ordnance",
        "axo": "abandoned ordnance",
        "erw_unspecified": "explosive remnant, type not stated",
        "other": "other device",
        "unknown": "device not known",
    },
    Activity: {
        "farming_herding": "farming or herding",
        "construction_utility": "construction or utility work",
        "visiting_cemetery": "visiting a cemetery",
        "gathering": "gathering wood, food or scrap",
        "unknown": "not known",
    },
    VerificationStatus: {
        "single_source": "one publisher",
        "multiple_sources": "several publishers",
        "conflicting": "sources disagree",
    },
    CoordinateMethod: {
        "reported": "coordinates given by the source",
        "settlement": "point of the named settlement",
        "described_offset": "point worked out from the description",
        "district_point": "a point that stands for the district",
        "none": "no point",
    },
}
"""Terms that read differently from their code."""

_GRADES: Final[dict[type[Precision], dict[int, str]]] = {
    DatePrecision: {
        1: "exact day",
        2: "within two to six days",
        3: "within a week",
        4: "within a month",
        5: "within a year",
    },
    WherePrecision: {
        1: "exact place",
        2: "near a named place",
        3: "district only",
        4: "larger area or division",
        5: "vague, or along a line",
        6: "country only",
        7: "water or air",
    },
}
