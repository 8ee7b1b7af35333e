"""What names a collection, a PostgreSQL address or a file of SQLite, and who saves from a command. Without the
database's own packages, which take a moment to load.
"""

from __future__ import annotations

import argparse
import getpass
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


def add_who(command: argparse.ArgumentParser) -> None:
    """Adds `--who` to a command that saves in a collection."""
    command.add_argument(
        "--who", default=account_name(), metavar="NAME", help="who saves (default: the name of your account)"
    )


def account_name() -> str:
    """The name of the account on this machine that calls the command."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return "desk"
