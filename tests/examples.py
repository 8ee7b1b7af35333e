"""How many examples a test of a property tries: a twelfth of all where each is costly, all of them on request."""

from __future__ import annotations

import os
from typing import Any, Final

from hypothesis import settings

IS_THOROUGH: Final = os.environ.get("MINE_ATLAS_THOROUGH") == "1"
"""Whether costly properties are tried on all their examples, as after a change of what they are about."""
FEWEST: Final = 5


def costly(examples: int, **others: Any) -> settings:
    """Settings of a test whose every example makes a dataset or reads a file, for a given number of all examples."""
    return settings(max_examples=examples if IS_THOROUGH else max(FEWEST, examples // 12), **others)


def seeds(number: int) -> range:
    """The seeds by which files of a kind are made anew: two of five, and all of them on request."""
    return range(number if IS_THOROUGH else max(2, number * 2 // 5))
