"""Controlled terms of the tables, each with the standard it comes from and the words a reader sees."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Final

from data.language import N_, _

NOT_STATED: Final = "Not stated"
"""The affected actor of an imported table that names none."""


class Term(StrEnum):
    """A coded value of a controlled list."""

    @property
    def label(self) -> str:
        """The term as a reader sees it inside a sentence, in the language spoken now."""
        return _(_WORDS[type(self)][self.value])


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
    """What the victims were doing (after IMSMA's activity at the time of the accident)."""

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
        """What the grade means, in plain words of the language spoken now."""
        return _(_GRADES[type(self)][self.value])


class DatePrecision(Precision):
    """How closely the day is known (UCDP GED codebook, `date_prec`)."""

    UNDATED = 0
    DAY = 1
    DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5


class WherePrecision(Precision):
    """Location precision (UCDP GED codebook, `where_prec`, in district terms)."""

    EXACT = 1
    NEAR_PLACE = 2
    DISTRICT = 3
    LARGER_AREA = 4
    VAGUE = 5
    COUNTRY = 6
    WATER_OR_AIR = 7


# By class, because equal codes of two lists are equal keys.
_WORDS: Final[dict[type[Term], dict[str, str]]] = {
    Outcome: {
        "killed": N_("killed"),
        "injured": N_("injured"),
    },
    VictimCategory: {
        "civilian": N_("civilian"),
        "armed_forces": N_("armed forces"),
        "police_security": N_("police or border guard"),
        "security_forces_unspecified": N_("security forces, unspecified"),
        "peacekeeper": N_("peacekeeper"),
        "deminer": N_("deminer"),
        "emergency_service": N_("emergency service"),
        "journalist": N_("journalist"),
        "local_official": N_("local official"),
        "other": N_("other"),
        "unknown": N_("not known"),
    },
    DeviceCategory: {
        "antipersonnel_mine": N_("anti-personnel mine"),
        "antivehicle_mine": N_("anti-vehicle mine"),
        "mine_unspecified": N_("mine, type not stated"),
        "improvised_mine": N_("improvised mine"),
        "ied_unspecified": N_("improvised explosive device"),
        "cluster_submunition": N_("cluster submunition"),
        "uxo": N_("unexploded ordnance"),
        "axo": N_("abandoned ordnance"),
        "erw_unspecified": N_("explosive remnant, type not stated"),
        "booby_trap": N_("booby trap"),
        "other": N_("other device"),
        "unknown": N_("device not known"),
    },
    Activity: {
        "travelling": N_("travelling"),
        "farming_herding": N_("farming or herding"),
        "construction_utility": N_("construction or utility work"),
        "demining": N_("demining"),
        "military_duty": N_("military duty"),
        "search_and_recovery": N_("search and recovery"),
        "journalism": N_("journalism"),
        "visiting_cemetery": N_("visiting a cemetery"),
        "gathering": N_("gathering wood, food or scrap"),
        "other": N_("other activity"),
        "unknown": N_("activity not known"),
    },
    VerificationStatus: {
        "single_source": N_("one publisher"),
        "multiple_sources": N_("several publishers"),
        "conflicting": N_("sources disagree"),
    },
    CoordinateMethod: {
        "reported": N_("coordinates given by the source"),
        "settlement": N_("point of the named settlement"),
        "described_offset": N_("point worked out from the description"),
        "district_point": N_("a point that stands for the district"),
        "none": N_("no point"),
    },
}
"""The words for each term."""

_GRADES: Final[dict[type[Precision], dict[int, str]]] = {
    DatePrecision: {
        0: N_("undated"),
        1: N_("exact day"),
        2: N_("within two to six days"),
        3: N_("within a week"),
        4: N_("within a month"),
        5: N_("within a year"),
    },
    WherePrecision: {
        1: N_("exact place"),
        2: N_("near a named place"),
        3: N_("district only"),
        4: N_("larger area or division"),
        5: N_("vague, or along a line"),
        6: N_("country only"),
        7: N_("water or air"),
    },
}
