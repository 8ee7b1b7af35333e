"""How far a reading is, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tqdm import tqdm

from data.limits import Progress

_STEPS: Final = 1000
"""Parts of the bar."""


@contextmanager
def progress_bar(delay_seconds: float = 0.0) -> Iterator[Progress]:
    """What tells the terminal of a step and its part, from `delay_seconds` on; nothing where output is no terminal."""
    form = "{desc:<28} {percentage:3.0f}% {bar:30} {elapsed}"
    with tqdm(total=_STEPS, bar_format=form, disable=None, leave=False, delay=delay_seconds) as bar:

        def show(step: str, part: float) -> None:
            bar.set_description_str(step, refresh=False)
            bar.n = int(part * _STEPS)
            bar.update(0)

        yield show
