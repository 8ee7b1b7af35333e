"""How drafts do on made-up reports in eight languages that no rule has been learned from.

python -m tests.benchmark.drafts prints how many incidents are found, and of those how many have the right day, killed,
injured, casualty rows, device, claim and place. Drafts and incidents of one report are paired by day, place and people.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from data.places.search import km_apart
from data.reports.drafting.drafts import drafts_of
from data.reports.report import Draft, Report

UNLEARNED: Final = Path(__file__).parent / "reports" / "unlearned.jsonl"
NEAR_KM: Final = 25
LONGEST_DAYS: Final = 3
"""A draft of a day farther away is not of the same incident."""

Rows = Counter[tuple[str, str, int | None]]
"""How many rows there are of each victim category, outcome and number; None is a number that nobody gives."""


def coded(incident: dict[str, Any]) -> Rows:
    """The casualty rows that are right."""
    return Counter(
        (row["victim_category"], row["outcome"], row["count_best"]) for row in incident["casualties"]
    )


def drafted(draft: Draft) -> Rows:
    """The casualty rows that were drafted; one of nobody says nothing."""
    rows = [(row.victim_category, row.outcome, row.count_best) for row in draft.casualties]
    return Counter(row for row in rows if row[2] != 0)


def total(rows: Rows, outcome: str) -> int | None:
    """All casualties of one outcome; None where a row of it gives no number."""
    counts = [count for (_category, each, count) in rows.elements() if each == outcome]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def km_off(incident: dict[str, Any], draft: Draft) -> float | None:
    """Between the two points; None where one of them has none."""
    if incident["longitude"] is None or draft.longitude is None or draft.latitude is None:
        return None
    return km_apart((incident["longitude"], incident["latitude"]), (draft.longitude, draft.latitude))


def rights_of(incident: dict[str, Any], draft: Draft) -> dict[str, bool]:
    """What of a draft is right; a place only where the incident has a point."""
    days = [day.isoformat() if day else None for day in (draft.date_start, draft.date_end)]
    right, made = coded(incident), drafted(draft)
    rights = {
        "day": days == [incident["date_start"], incident["date_end"]],
        "killed": total(right, "killed") == total(made, "killed"),
        "injured": total(right, "injured") == total(made, "injured"),
        "rows": right == made,
        "device": incident["device_category"] == draft.device_category,
        "claim": bool(incident["emplacing_claim"]) == bool(draft.emplacing_claim),
    }
    if incident["longitude"] is not None:
        away = km_off(incident, draft)
        rights["place"] = away is not None and away <= NEAR_KM
    return rights


def paired(incidents: list[dict[str, Any]], drafts: list[Draft]) -> Iterator[tuple[dict[str, Any], Draft]]:
    """Incidents with the drafts of them, the likest first; those of days too far apart are not of one another."""

    def likeness(pair: tuple[int, int]) -> tuple[int, int]:
        incident, draft = incidents[pair[0]], drafts[pair[1]]
        return -days_apart(incident, draft), sum(rights_of(incident, draft).values())

    pairs = [(at, made) for at in range(len(incidents)) for made in range(len(drafts))]
    taken: tuple[set[int], set[int]] = (set(), set())
    for at, made in sorted(pairs, key=likeness, reverse=True):
        is_near = days_apart(incidents[at], drafts[made]) <= LONGEST_DAYS
        if is_near and at not in taken[0] and made not in taken[1]:
            taken[0].add(at)
            taken[1].add(made)
            yield incidents[at], drafts[made]


def days_apart(incident: dict[str, Any], draft: Draft) -> int:
    """Between their first days; a draft without a day may be of any incident, but is the last to be."""
    if draft.date_start is None:
        return LONGEST_DAYS
    return abs((draft.date_start - date.fromisoformat(incident["date_start"])).days)


def main() -> None:
    """Print the figures."""
    reports = [json.loads(line) for line in UNLEARNED.read_text(encoding="utf-8").splitlines()]
    counts: Counter[str] = Counter()
    seconds: list[float] = []
    for one in reports:
        published = date.fromisoformat(one["published"])
        begun = time.process_time()
        drafts = list(
            drafts_of(
                Report(one["text"], one["title"], published, one["publisher"], one["language"])
            ).incidents
        )
        seconds.append(time.process_time() - begun)
        incidents = one["gold"]["incidents"]
        pairs = list(paired(incidents, drafts))
        counts["incidents"] += len(incidents)
        counts["found"] += len(pairs)
        counts["false"] += len(drafts) - len(pairs)
        counts["false without any"] += 0 if incidents else len(drafts)
        for incident, draft in pairs:
            rights = rights_of(incident, draft)
            counts["placed"] += "place" in rights
            counts["place left open"] += "place" in rights and draft.longitude is None
            counts.update(name for name, is_right in rights.items() if is_right)
    print(
        f"{len(reports)} reports, {counts['incidents']} incidents: found {counts['found']}, "
        f"false {counts['false']} ({counts['false without any']} in reports without an incident)"
    )
    for name in ("day", "killed", "injured", "rows", "device", "claim"):
        print(f"{name:>9} right {counts[name]:3} of {counts['found']}")
    print(
        f"{'place':>9} within {NEAR_KM} km {counts['place']} of {counts['placed']}, left open {counts['place left open']}"
    )
    first, *others = seconds
    print(
        f"{first:.2f} s of processor time for the first report, {sum(others) / len(others):.2f} s for each other"
    )


if __name__ == "__main__":
    main()
