"""Incidents that may be one, grouped and judged by a person: the same, not the same, or not sure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

SEPARATOR: Final = " | "
"""Between the identifiers of a judgement."""
_FAR_KM: Final = 1_000.0


class Judgement(StrEnum):
    """What a person says of incidents that may be one."""

    SAME = "same"
    DIFFERENT = "not the same"
    UNSURE = "not sure"


@dataclass(frozen=True)
class Cluster:
    """Incidents that may be one."""

    incident_ids: tuple[str, ...]
    reasons: tuple[str, ...]
    """How near and how alike they are, the likeliest pair first."""
    judgement: str = ""
    """A person's judgement of them; "" where there is none."""

    @property
    def key(self) -> str:
        """The identifiers as a judgement names them."""
        return SEPARATOR.join(self.incident_ids)


def clusters_of(pairs: pd.DataFrame, judged: Mapping[str, str]) -> list[Cluster]:
    """The pairs grouped, the likeliest first; without those that were judged not the same, unsure ones last."""
    apart = {
        frozenset(key.split(SEPARATOR)) for key, verdict in judged.items() if verdict == Judgement.DIFFERENT
    }
    left = [
        (str(one), str(other), str(reason))
        for one, other, reason in pairs[["incident_id", "other_incident_id", "reason"]].itertuples(
            index=False
        )
        if not any({one, other} <= ids for ids in apart)
    ]
    head: dict[str, str] = {}

    def find(name: str) -> str:
        while head.setdefault(name, name) != name:
            head[name] = head[head[name]]
            name = head[name]
        return name

    for one, other, _reason in left:
        head[find(other)] = find(one)
    grouped: dict[str, list[tuple[str, str, str]]] = {}
    for pair in left:
        grouped.setdefault(find(pair[0]), []).append(pair)
    clusters = [_cluster(group, judged) for group in grouped.values()]
    return sorted(clusters, key=lambda cluster: (cluster.judgement != "", _distance(cluster.reasons[0])))


def same_incidents(judged: Mapping[str, str]) -> list[list[str]]:
    """The identifiers of each group that a person judged to be one incident."""
    return [key.split(SEPARATOR) for key, verdict in judged.items() if verdict == Judgement.SAME]


def _cluster(group: Sequence[tuple[str, str, str]], judged: Mapping[str, str]) -> Cluster:
    ids = tuple(dict.fromkeys(name for one, other, _reason in group for name in (one, other)))
    reasons = sorted(dict.fromkeys(reason for _one, _other, reason in group), key=_distance)
    return Cluster(ids, tuple(reasons), judged.get(SEPARATOR.join(ids), ""))


def _distance(reason: str) -> tuple[float, float]:
    """How far apart the points are, then how unlike the numbers of people: smaller is likelier."""
    km = re.search(r"([\d.]+) km apart", reason)
    people = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", reason.rpartition(", ")[2])]
    near = 0.0 if "at the same point" in reason else float(km[1]) if km else _FAR_KM
    return near, abs(people[0] - people[-1]) if people else 0.0
