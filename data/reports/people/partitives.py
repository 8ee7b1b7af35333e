"""Whether people are a part of others of their sentence: two of the five soldiers."""

from __future__ import annotations

import re
from dataclasses import replace

from data.reports.people.described import is_of_one
from data.reports.people.group import Group
from data.reports.people.scanned import PART_LAST, Scanned
from data.reports.text.words import Found


def parted(scan: Scanned, group: Group) -> Group:
    """The group, marked as a part of another where it is one."""
    is_part = any(
        one.end <= group.start + 1
        and group.start - one.end < 60
        and not _has_own_outcome(scan, one, group)
        and not re.search(r"[;:.—]", scan.text[one.end : group.start])
        and not any(one.end <= other.start and other.end <= group.start for other in scan.outcomes)
        for one in scan.including
    )
    if scan.words.language in PART_LAST:
        is_part = is_part or any(0 <= group.start - one.end <= 2 for one in scan.partitives)
    else:
        is_part = is_part or any(
            0 <= one.start - group.end <= 2
            and "," not in scan.text[group.end : one.start]
            and not any(own.start == one.start for own in scan.colleagues)
            for one in scan.partitives
            if group.noun == "" or _names_people(scan, one) or scan.words.has("joins.elder", group.noun)
        )
    is_part = is_part and not is_of_one(scan, group)
    is_part = is_part or scan.words.has("joins.of_them", scan.text, group.start, group.end)
    is_part = is_part or (not group.noun and _is_out_of(scan, group))
    is_part = is_part or group.is_part
    is_named_behind = _is_included(scan, group)
    return replace(group, is_part=is_part or is_named_behind, is_named_behind=is_named_behind)


def _is_included(scan: Scanned, group: Group) -> bool:
    """Whether words that end its clause call it a part: a lieutenant of the police among them."""
    return any(
        re.fullmatch(r"[^.,;:]{0,40},?\s", scan.text[group.end : one.start])
        and re.match(r"\s*(?:[.,;:)]|$)", scan.text[one.end : scan.end])
        for one in scan.words.find("joins.included", scan.text, group.end, scan.end)
    )


def _has_own_outcome(scan: Scanned, including: Found, group: Group) -> bool:
    """Whether a number behind the part has an outcome of its own: nine dead, including four women, and 14 wounded."""
    is_outcome = any(one.start < group.end == one.end for one in scan.outcomes)
    if is_outcome and scan.words.has("joins.and", scan.text, including.end, group.start):
        # "Two dead, among them the mayor, and four wounded."
        return True
    if is_outcome and "," in scan.text[including.end : group.start] and group.is_counted:
        # "Seven dead, among them two girls, four wounded."
        return True
    if group.noun or not any(0 <= one.start - group.end <= 1 for one in scan.outcomes):
        return False
    return any(including.end <= one.start and one.end < group.start for one in scan.counts)


def _is_out_of(scan: Scanned, part: Group) -> bool:
    """Whether people named at the beginning of the clause are those it is a part of: of the five wounded, two …"""
    for one in scan.words.find("joins.out_of", scan.text, scan.start, part.start):
        before = scan.text[scan.start : one.start].rstrip()
        is_first = not before or before[-1] in ",;:—–"
        whole = [n for n in scan.counts if 0 <= n.start - one.end <= 2 and n.end < part.start]
        if is_first and whole and (whole[0].best or 0) > (part.best or 99):
            return True
    return False


def _names_people(scan: Scanned, partitive: Found) -> bool:
    """Whether "of them", not "of the", which any noun may follow."""
    return scan.words.has("joins.of_them", scan.text, partitive.start, partitive.end)


def is_whole(scan: Scanned, before: Group | None, group: Group, after: Group | None) -> bool:
    """Whether only a part of the group is meant: one of the three men; üç nəfərdən biri."""
    if scan.words.language not in PART_LAST:
        return before is not None and before.is_part and _is_part_of(scan, before, group)
    has_own = any(0 <= group.start - one.end <= 2 for one in scan.outcomes)
    is_split = any(group.start <= one.start <= group.end + 1 for one in scan.partitives)
    return after is not None and after.is_part and is_split and not has_own


def _is_part_of(scan: Scanned, part: Group, whole: Group) -> bool:
    """Whether the words between say that the one is a part of the other."""
    between = [one for one in scan.partitives if part.end <= one.start + 1 and one.start < whole.start]
    return bool(between) and whole.start - part.end < 30
