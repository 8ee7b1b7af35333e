"""A file put in the place of another at once."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

_TRIES: Final = 20
_SECONDS_BETWEEN: Final = 0.1


def replace_file(finished: Path, path: Path) -> None:
    """Give a finished file its name: whoever opens it finds the old or the new one. Raises OSError.

    Windows replaces no file that somebody has open; those who read a table close it within moments.
    """
    for last_try in range(_TRIES):
        try:
            finished.replace(path)
            return
        except PermissionError:
            if last_try == _TRIES - 1 or not path.is_file():
                raise
            time.sleep(_SECONDS_BETWEEN)
