"""A report as text, quotes of it by position, and what a draft of an incident holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data.language import N_, _
from data.places.located import Candidate


@dataclass(frozen=True)
class Report:
    """One report as it was pasted or read from a file."""

    text: str
    """Paragraphs, parted by an empty line where the source marks them."""
    title: str = ""
    published: date | None = None
    """The day from which relative days are counted; None where it is not known."""
    publisher: str = ""
    language: str = ""
    """ISO 639-1; "" to find it out from the text."""
    address: str = ""
    """Where it was published; never fetched."""
    report_id: str = ""

    @property
    def whole(self) -> str:
        """Title and text, parted by one line break: what the positions of quotes count in."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True)
class Quote:
    """Words of the report, by their position in `Report.whole`."""

    start: int
    end: int
    """Exclusive."""
    text: str


class Reason(StrEnum):
    """Why a sentence with figures or events was left out of the drafts."""

    TEASER = "teaser"
    TOTAL = "total"
    OLDER = "older"
    OTHER_CAUSE = "other_cause"
    DENIED = "denied"
    NO_EXPLOSION = "no_explosion"
    OUTDATED = "outdated"
    UNHURT = "unhurt"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The reason as a reader sees it."""
        return _(_REASONS[self.value])


_REASONS = {
    "teaser": N_("headline or link to another story"),
    "total": N_("total over a longer time"),
    "older": N_("older incident, recalled as context"),
    "other_cause": N_("another cause than explosive ordnance in the ground"),
    "denied": N_("rumour, or denied in the report"),
    "no_explosion": N_("find, clearance or controlled demolition"),
    "outdated": N_("earlier figure, replaced in the report"),
    "unhurt": N_("people who were not hurt"),
    "unclear": N_("not clear which incident it belongs to"),
}


@dataclass(frozen=True)
class LeftOut:
    """A passage with figures or events that no draft contains, and why."""

    quote: Quote
    reason: Reason


@dataclass(frozen=True)
class CasualtyRow:
    """Casualties of one actor, category and outcome."""

    affected_actor: str
    victim_category: str
    outcome: str
    count_low: int | None
    count_best: int | None
    """None where no number was given."""
    count_high: int | None
    quotes: tuple[Quote, ...] = field(default=(), compare=False)
    """The words that this row rests on."""


@dataclass(frozen=True)
class EmplacingClaim:
    """Who is said in the report to have laid the device, and by whom that is said."""

    actor: str
    claimant: str


@dataclass(frozen=True)
class Draft:
    """One incident as far as the report describes it; what it does not say is None or empty."""

    date_start: date | None = None
    date_end: date | None = None
    date_prec: int = 0
    """0 without a day."""
    country: str = ""
    adm1: str = ""
    adm1_iso: str = ""
    place_name: str = ""
    longitude: float | None = None
    latitude: float | None = None
    where_prec: int | None = None
    device_category: str = "unknown"
    device_as_reported: str = ""
    activity: str = "unknown"
    casualties: tuple[CasualtyRow, ...] = ()
    emplacing_claim: EmplacingClaim | None = None
    upstream: tuple[str, ...] = ()
    via: str = ""
    candidates: tuple[Candidate, ...] = ()
    """Places that the name may mean, the likeliest first."""
    evidence: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    """By field, the quotes that its value rests on."""
    by_model: tuple[str, ...] = ()
    """The fields whose values a language model gave."""


@dataclass(frozen=True)
class Drafts:
    """What was found in one report."""

    report: Report
    language: str
    incidents: tuple[Draft, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remark: str = ""
    """What came of asking a language model, as a sentence; "" where none was asked."""
