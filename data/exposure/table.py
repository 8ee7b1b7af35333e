"""The table `exposure` of a folder: points of schools, health posts, settlements, or of people, as a user has them."""

from __future__ import annotations

import io
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from data.errors import FileError
from data.language import N_, _, number_text

EXPOSURE: Final = "exposure.parquet"
COLUMNS: Final = ("what", "name", "people", "longitude", "latitude", "file")
"""`people` is a number, missing where the file gives none."""
MOST_POINTS: Final = 1_000_000
_AGAIN: Final = N_("Make it anew with “mine-atlas exposure add”.")


class ExposureKind(StrEnum):
    """What a point is."""

    SCHOOL = "school"
    HEALTH_POST = "health_post"
    SETTLEMENT = "settlement"
    PEOPLE = "people"

    @property
    def label(self) -> str:
        """Several of them, in the language spoken now."""
        return _(_WORDS[self])


_WORDS: Final = {
    ExposureKind.SCHOOL: N_("schools"),
    ExposureKind.HEALTH_POST: N_("health posts"),
    ExposureKind.SETTLEMENT: N_("settlements"),
    ExposureKind.PEOPLE: N_("points with people"),
}


def read_exposure(folder: Path) -> pd.DataFrame | None:
    """The table of a folder; None where it has none. Raises FileError when it is damaged."""
    path = folder / EXPOSURE
    return exposure_of(path) if path.is_file() else None


def exposure_of(source: Path | bytes) -> pd.DataFrame:
    """The table of a file, or of its content. Raises FileError when it is damaged."""
    try:
        points = pd.read_parquet(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FileError(EXPOSURE, f"{_('The file cannot be read.')} {_(_AGAIN)}") from error
    if missing := {*COLUMNS} - {*points.columns}:
        sentence = _("The file has no column “{column}”.").format(column=sorted(missing)[0])
        raise FileError(EXPOSURE, f"{sentence} {_(_AGAIN)}")
    numbers = points[["people", "longitude", "latitude"]]
    if not all(np.issubdtype(kind, np.floating) for kind in numbers.dtypes):
        raise FileError(EXPOSURE, f"{_('A column of numbers has something else.')} {_(_AGAIN)}")
    degrees = numbers[["longitude", "latitude"]].to_numpy()
    if not (np.abs(degrees) <= [180.0, 90.0]).all() or not points["what"].isin([*ExposureKind]).all():
        sentence = _("A point is not on the globe, or of a kind that is not known.")
        raise FileError(EXPOSURE, f"{sentence} {_(_AGAIN)}")
    check_size(points)
    return points.reset_index(drop=True)


def written_exposure(points: pd.DataFrame) -> bytes:
    """The content of EXPOSURE."""
    file = io.BytesIO()
    points.to_parquet(file, compression="zstd", index=False)
    return file.getvalue()


def check_size(points: pd.DataFrame) -> None:
    """Raises FileError for more points than are taken."""
    if len(points) > MOST_POINTS:
        sentence = _(
            "There are {number} points, and at most {most} are taken; leave some out, or use larger cells."
        )
        numbers = {"number": number_text(len(points)), "most": number_text(MOST_POINTS)}
        raise FileError("", sentence.format(**numbers))
