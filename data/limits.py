"""How much of a file is read before it is refused, and how far the reading has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa

from data.errors import FileError
from data.language import N_
from data.statement import statement

Progress = Callable[[str, float], None]
"""Told what is being done and which part of it is done, 0 to 1."""

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What a file may cost."""

    size_bytes: int
    """Of the file as it comes."""
    unpacked_bytes: int
    """Of all that an archive or a compressed file holds."""
    rows: int
    columns: int
    seconds: float
    """For the whole import."""
    memory_bytes: int = 1_500 * MEGABYTE
    """Of the process that reads, beyond what it has before it reads."""
    corners: int = 2_000_000
    """Of boundaries; each takes some ten microseconds to check, to generalise and to compare with points."""


UPLOAD: Final = Limits(50 * MEGABYTE, 500 * MEGABYTE, 1_000_000, 1_000, 60.0)
"""For a visitor of a served atlas."""
COMMAND_LINE: Final = Limits(
    2_000 * MEGABYTE, 2_000 * MEGABYTE, 20_000_000, 1_000, 3_600.0, 8_000 * MEGABYTE, 20_000_000
)
"""For the person whose own machine it is."""
UNPACKED_OF_MEMORY: Final = COMMAND_LINE.unpacked_bytes / COMMAND_LINE.memory_bytes
"""The part of the memory of a reading that a file may unpack to; texts, checks and the dataset take the rest."""


def took_too_long(limits: Limits) -> FileError:
    """Why a reading was stopped by its clock."""
    return FileError(
        "",
        statement(
            N_(
                "Reading took longer than {seconds} seconds; give a smaller part of the file, or use the command "
                "“mine-atlas import” with a higher --time-limit."
            ),
            seconds=f"{limits.seconds:g}",
        ),
    )


def needs_too_much_memory(limits: Limits) -> FileError:
    """Why a reading was stopped by its limit of memory."""
    return FileError(
        "",
        statement(
            N_(
                "Reading needs more than {megabytes} MB of memory; give a smaller part of the file, or use the command "
                "“mine-atlas import” with a higher --memory-limit."
            ),
            megabytes=round(limits.memory_bytes / MEGABYTE),
        ),
    )


def ignore_progress(_step: str, _part: float) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Work:
    """One import under way: its limits, when it began, and whom it tells how far it is."""

    limits: Limits = UPLOAD
    progress: Progress = ignore_progress
    started: float = field(default_factory=time.monotonic)
    _retained_bytes: list[float] = field(default_factory=lambda: [0.0], repr=False)

    def at(self, step: str, part: float = 0.0) -> None:
        """Tell how far a step is; raises FileError when the time is over."""
        if time.monotonic() - self.started > self.limits.seconds:
            raise took_too_long(self.limits)
        if not part:
            # Arrow keeps what the step before has freed: a third of an import's peak.
            pa.default_memory_pool().release_unused()
        self.progress(step, min(max(part, 0.0), 1.0))

    def check_size(self, file: str, content: bytes) -> None:
        """Raises FileError when the file is empty or larger than is read."""
        if not content.strip():
            raise FileError(file, N_("The file is empty; choose another."))
        if len(content) > self.limits.size_bytes:
            raise FileError(
                file,
                statement(
                    N_("The file has {size} MB, and at most {most} MB are read; give a smaller part of it."),
                    size=f"{len(content) / MEGABYTE:,.1f}",
                    most=round(self.limits.size_bytes / MEGABYTE),
                ),
            )

    def check_rows(self, file: str, rows: int) -> None:
        """Raises FileError when there are more rows than are read."""
        if rows > self.limits.rows:
            raise FileError(
                file,
                statement(
                    N_("The table has more than {rows} rows; give a smaller part of it."),
                    rows=self.limits.rows,
                ),
            )

    def check_columns(self, file: str, columns: int) -> None:
        """Raises FileError when there are more columns than are read."""
        if columns > self.limits.columns:
            raise FileError(
                file,
                statement(
                    N_(
                        "The table has {columns} columns, and at most {most} are read; delete those that say nothing "
                        "about incidents."
                    ),
                    columns=columns,
                    most=self.limits.columns,
                ),
            )

    def keep(self, file: str, size_bytes: float) -> None:
        """Count what is kept of a table beside all that is kept already; raises FileError when it is too much."""
        self._retained_bytes[0] += size_bytes
        self.check_unpacked(file, self._retained_bytes[0])

    def check_unpacked(self, file: str, size_bytes: float) -> None:
        """Raises FileError when the file unpacks to more than is read."""
        if size_bytes > self.limits.unpacked_bytes:
            raise FileError(
                file,
                statement(
                    N_(
                        "Unpacked it has more than {most} MB; nothing of it was read. Give a smaller part of it."
                    ),
                    most=round(self.limits.unpacked_bytes / MEGABYTE),
                ),
            )
