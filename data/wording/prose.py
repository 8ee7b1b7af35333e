"""Words of running English text: whole dates, lists, and noun phrases for coded terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from data.tables.vocabulary import Activity, DeviceCategory

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DEVICES: Final = {
    DeviceCategory.ANTIPERSONNEL_MINE: "an anti-personnel mine",
    DeviceCategory.ANTIVEHICLE_MINE: "an anti-vehicle mine",
    DeviceCategory.MINE_UNSPECIFIED: "a mine of unstated type",
    DeviceCategory.IMPROVISED_MINE: "an improvised mine",
    DeviceCategory.IED_UNSPECIFIED: "an improvised explosive device",
    DeviceCategory.CLUSTER_SUBMUNITION: "a cluster submunition",
    DeviceCategory.UXO: "an item of unexploded ordnance",
    DeviceCategory.AXO: "an item of abandoned ordnance",
    DeviceCategory.ERW_UNSPECIFIED: "an explosive remnant of unstated type",
    DeviceCategory.BOOBY_TRAP: "a booby trap",
    DeviceCategory.OTHER: "an explosive device of another type",
    DeviceCategory.UNKNOWN: "an explosive device of unknown type",
}

_ACTIVITIES: Final = {
    Activity.TRAVELLING: "during travel",
    Activity.FARMING_HERDING: "during farming or herding",
    Activity.CONSTRUCTION_UTILITY: "during construction or utility work",
    Activity.DEMINING: "during demining",
    Activity.MILITARY_DUTY: "during military duty",
    Activity.SEARCH_AND_RECOVERY: "during search and recovery",
    Activity.JOURNALISM: "during journalistic work",
    Activity.VISITING_CEMETERY: "during a visit to a cemetery",
    Activity.GATHERING: "during the gathering of wood, food or scrap",
}
"""What the victims were doing; the other terms are not mentioned."""

_DEFINITE: Final = frozenset(
    [
        *("administration", "agency", "army", "authority", "campaign", "centre", "center", "chief"),
        *("commander", "committee", "community", "department", "director", "embassy", "federation"),
        *("foundation", "fund", "governor", "government", "head", "hospital", "mayor", "minister"),
        *("ministry", "mission", "newspaper", "office", "ombudsman", "organisation", "organization"),
        *("police", "president", "prosecutor", "service", "side", "spokesman", "spokesperson", "spokeswoman"),
        *("staff", "trust", "union"),
    ]
)
"""Words that make a body or an office of a name: English puts “the” before it."""


@dataclass(frozen=True)
class SourcedSentence:
    """One sentence and the rows of `sources` that it rests on."""

    text: str
    source_rows: tuple[int, ...] = ()
    """Positions in the dataset's `sources`."""
    is_of_one: bool = field(default=False, compare=False)
    """Whether it describes one incident of several, or announces such sentences."""


def plain(text: object) -> str:
    """A free text of the tables as it can stand inside a sentence: on one line, single spaces."""
    return " ".join(str(text).split())


def quoted(text: object) -> str:
    """The text in quotation marks; marks of the same kind inside become single ones."""
    return f"“{plain(text).replace('“', '‘').replace('”', '’')}”"


def written_day(when: date) -> str:
    """ "23 November 2020"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def two_days(start: date, end: date, between: str) -> str:
    """Both days with a word between them, nothing written twice: "1 and 31 July 2014"."""
    first = written_day(start).split(" ")
    shared = 2 if (start.year, start.month) == (end.year, end.month) else int(start.year == end.year)
    return f"{' '.join(first[: 3 - shared])} {between} {written_day(end)}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def verb(number: int, singular: str, plural: str) -> str:
    """The form that agrees with the number."""
    return singular if number == 1 else plural


def device_phrase(category: str) -> str:
    """The device as a noun phrase with its article."""
    return _DEVICES[DeviceCategory(category)]


def activity_phrase(activity: str) -> str:
    """ "during search and recovery"; "" where nothing certain is coded."""
    return _ACTIVITIES.get(Activity(activity), "")


def with_article(name: str) -> str:
    """A cited body as English names it: "the Russian Ministry of Defence", "ANAMA"."""
    text = plain(name)
    words = {word.strip("(),.").casefold() for word in text.split()}
    if text.casefold().startswith(("the ", "a ", "an ")):
        return text
    if "statement" in words:
        return f"a {text}"
    return f"the {text}" if words & _DEFINITE else text


def leading(counts: Sequence[int], number: int = 3, most: int = 5) -> int:
    """How many of falling counts to name: `wanted`, and equals of the last one up to `most`, else none of them."""
    if len(counts) <= number or counts[number] < counts[number - 1]:
        return min(len(counts), number)
    tied = [place for place, count in enumerate(counts) if count == counts[number - 1]]
    return tied[-1] + 1 if tied[-1] < most else tied[0]
