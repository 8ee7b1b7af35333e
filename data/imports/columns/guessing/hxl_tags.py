"""HXL tags (hxlstandard.org), which say what a column is whatever its heading."""

from __future__ import annotations

from typing import Final

from data.imports.columns.counts.group_counts import GroupCount

_FIELDS: Final[tuple[tuple[str, set[str], str], ...]] = (
    ("#date", {"start"}, "date"),
    ("#date", {"end"}, "date_end"),
    ("#date", {"year"}, "year"),
    ("#date", {"month"}, "month"),
    ("#date", {"day"}, "day"),
    ("#date", {"reported"}, "published"),
    ("#date", {"published"}, "published"),
    ("#date", set(), "date"),
    ("#geo", {"lat"}, "latitude"),
    ("#geo", {"lon"}, "longitude"),
    ("#geo", {"coord"}, "point"),
    ("#country", set(), "country"),
    ("#adm1", set(), "district"),
    ("#adm2", set(), "subdistrict"),
    ("#loc", set(), "place"),
    ("#adm3", set(), "place"),
    ("#affected", {"killed"}, "killed"),
    ("#affected", {"injured"}, "injured"),
    ("#affected", {"wounded"}, "injured"),
    ("#event", {"id"}, "incident_id"),
    ("#event", {"code"}, "incident_id"),
    ("#event", {"description"}, "summary"),
    ("#description", set(), "summary"),
    ("#meta", {"source"}, "publisher"),
    ("#source", set(), "publisher"),
    ("#meta", {"url"}, "url"),
    ("#activity", set(), "activity"),
    ("#cause", set(), "device"),
    ("#item", set(), "device"),
)
"""Tag, attributes that it must have, field; the first that fits counts."""
_PEOPLE: Final = {
    "f": {"sex": "female"},
    "m": {"sex": "male"},
    "children": {"age_group": "child"},
    "child": {"age_group": "child"},
    "adults": {"age_group": "adult"},
    "adult": {"age_group": "adult"},
    "civilians": {"victim_category": "civilian"},
    "military": {"victim_category": "armed_forces"},
}


_OF_ANOTHER_MEANING: Final = frozenset("code min max total precision upstream".split())
"""Attributes of a column that counts or names something beside what its tag says."""


def field_of_tag(tag: str) -> str:
    """The field of the atlas that a tag names; "" for none."""
    name, attributes = _parted(tag)
    if name == "#country" and "v_iso2" in attributes:
        return "country"
    if attributes & _OF_ANOTHER_MEANING and name != "#event":
        return ""
    if tagged_group(tag) is not None:
        return ""
    return next((field for known, needed, field in _FIELDS if known == name and needed <= attributes), "")


def tagged_group(tag: str) -> GroupCount | None:
    """Whom a tag counts, where that is a part of the people; None for any other."""
    name, attributes = _parted(tag)
    outcome = "killed" if "killed" in attributes else "injured" if attributes & {"injured", "wounded"} else ""
    group = {kind: value for word in sorted(attributes) for kind, value in _PEOPLE.get(word, {}).items()}
    return GroupCount(outcome, **group) if name == "#affected" and outcome and group else None


def _parted(tag: str) -> tuple[str, set[str]]:
    name, *attributes = tag.strip().lower().replace(" ", "").split("+")
    return name, set(attributes)
