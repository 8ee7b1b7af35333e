"""What the victims were doing."""

from __future__ import annotations

from collections.abc import Sequence

from data.reports.reading.read_sentence import Read
from data.reports.text.sentences import Body
from data.reports.text.words import Found, Words

_ACTIVITIES = (
    "demining",
    "search_and_recovery",
    "visiting_cemetery",
    "journalism",
    "construction_utility",
    "farming_herding",
    "other",
    "military_duty",
    "travelling",
)


def activity(
    words: Words, body: Body, reads: Sequence[Read], roles: set[str]
) -> tuple[str, tuple[int, int]] | None:
    """What the victims were doing; None where nothing says it."""
    counts: dict[str, list[Found]] = {}
    for one in reads:
        for found in words.find("activity", body.plain, one.sentence.start, one.sentence.end):
            counts.setdefault(found.key.removeprefix("activity."), []).append(found)
    for name in _ACTIVITIES:
        if name not in counts or (
            name == "military_duty"
            and roles
            and not roles & {"armed_forces", "peacekeeper", "police_security"}
        ):
            continue
        if name == "demining" and roles and "deminer" not in roles:
            continue
        return name, (counts[name][0].start, counts[name][0].end)
    return None
