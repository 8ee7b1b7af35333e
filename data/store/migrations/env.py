"""What Alembic runs: the steps on the connection that `data.store.database.migrate` gives it."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
