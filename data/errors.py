"""Everything that can go wrong with what a person gives the atlas.

    AtlasError               one sentence that its reader can act on
    ├── ClusterError         a cluster cannot answer now, or not as it is
    ├── DatasetError         a table breaks a rule of the schema: every row at fault is named
    ├── FileError            a file cannot be opened as a table, or is more than is read
    ├── FilterError          an address or a control asks for something that is not a filter
    ├── LayerError           a bundled layer is missing or is not what it should be
    └── StoreError           a collection cannot be opened, or does not take what is saved or published
        └── ConflictError    somebody saved the same incident meanwhile (data.store.records.revisions)

Each error's text is written for the person who sees it: what was found, where, and what to do.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.text.excerpt import excerpt

_ROOT: Final = Path(__file__).resolve().parent.parent


class AtlasError(Exception):
    """A fault that is explained in one sentence; its text is safe to show."""


@dataclass(frozen=True)
class RowProblem:
    """One value of one input row that cannot be used."""

    file: str
    row: int | None
    """Row of the file as a spreadsheet counts it, the header being 1; None for the whole file."""
    column: str | None
    value: str | None
    remedy: str
    """What is wrong and what to write instead, as a sentence without the place."""

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        found = "" if self.value is None else f" found “{excerpt(self.value)}”;"
        return f"{place}:{found} {self.remedy}"


class DatasetError(AtlasError):
    """A dataset that was not loaded, with each row problem that prevents it."""

    SHOWN = 20
    """A longer list is cut in the text; `problems` holds all of them."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[: self.SHOWN]]
        if len(self.problems) > self.SHOWN:
            lines.append(f"… and {len(self.problems) - self.SHOWN} more.")
        super().__init__("\n".join(lines))


class ClusterError(AtlasError):
    """A cluster that cannot answer, now or as it is: why, and what to do."""


class FileError(AtlasError):
    """A file of which nothing was read: why, and what to do."""

    def __init__(self, file: str, sentence: str) -> None:
        self.file = file
        self.sentence = sentence
        super().__init__(f"{file}: {sentence}" if file else sentence)


class FilterError(AtlasError):
    """One query key whose value is not understood; the rest of the filter still holds."""

    def __init__(self, key: str, sentence: str, value: str = "") -> None:
        self.key, self.value = key, value
        super().__init__(sentence)


def where_it_failed(error: BaseException) -> str:
    """The kind of an error and the lines of the atlas that led to it, in one line without any value."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)] or frames[-1:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(ours[-5:])]
    return f"{type(error).__name__} at {' < '.join(places)}"


class LayerError(AtlasError):
    """A bundled layer cannot be read."""


class StoreError(AtlasError):
    """A collection that cannot be opened, or that refuses what is saved or published: why, and what to do."""
