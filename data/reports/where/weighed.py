"""Names of places, each with how much speaks for its being the place of the incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.reports.where.toponym import Toponym


@dataclass(frozen=True)
class Weighed:
    """A name with how much speaks for its being the place of the incident."""

    toponym: Toponym
    weight: float


def with_weight(toponyms: Sequence[Toponym], weight: float) -> list[Weighed]:
    """The names of one sentence, all of one weight."""
    return [Weighed(replace(one), weight) for one in toponyms]
