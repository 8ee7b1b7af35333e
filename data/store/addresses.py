"""What names a collection: a PostgreSQL address, or a file of SQLite. Without the database's own packages, which take
a moment to load.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

POSTGRESQL: Final = re.compile(r"postgres(ql)?(\+psycopg)?://")
_SQLITE: Final = b"SQLite format 3\0"


def is_postgresql(address: str) -> bool:
    """Whether an address names a PostgreSQL database, not a file."""
    return POSTGRESQL.match(address) is not None


def is_collection(address: str) -> bool:
    """Whether `--data` names a collection: a PostgreSQL address, or a file of SQLite."""
    if is_postgresql(address):
        return True
    try:
        with Path(address).open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def shown_address(address: str) -> str:
    """The address without a password, for messages."""
    return re.sub(r"(://[^:/@]*):.*@", r"\1:…@", address) if is_postgresql(address) else address
