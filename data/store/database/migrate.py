"""The form of a collection's database, brought to the one that this atlas works with."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from data.errors import StoreError
from data.store.database.engine import locked, reading

_STEPS: Final = Path(__file__).parents[1] / "migrations"
_NO_PROGRAMS: Final = {"spatial_ref_sys", "alembic_version"}
"""Tables that PostGIS and Alembic make."""
_LOCK: Final = 7_205_113
"""The number of the lock under which one process at a time migrates a PostgreSQL database."""


def migrate(engine: sa.Engine, *, make: bool) -> None:
    """Bring the database to the newest form. Raises StoreError when it has none yet and none is to be made,
    or when a newer atlas made it.
    """
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    with reading(engine) as connection:
        now = _form(connection)
        others = set(sa.inspect(connection).get_table_names()) - _NO_PROGRAMS
    if now == newest:
        return
    if now is None and not make:
        raise StoreError("This database holds no collection; make one with: mine-atlas desk ADDRESS")
    if now is None and others:
        raise StoreError(
            "This database has tables of another program; name a file or a database for the collection alone."
        )
    if now is not None and now not in known_steps():
        raise StoreError(
            f"A newer atlas made this collection (its form is {now}, the newest here is {newest}); update the atlas."
        )
    to(engine, "head")


def to(engine: sa.Engine, step: str) -> None:
    """Go up or down to a step: its number, `head` or `base`. All of it happens, or nothing."""
    config = _config()
    with locked(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        config.attributes["connection"] = connection
        steps = known_steps()
        now = _form(connection)
        is_down = step == "base" or (step in steps and now in steps and steps.index(step) < steps.index(now))
        (command.downgrade if is_down else command.upgrade)(config, step)


def known_steps() -> list[str]:
    """The numbers of the steps, the first first."""
    script = ScriptDirectory.from_config(_config())
    return [one.revision for one in script.walk_revisions()][::-1]


def _form(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
