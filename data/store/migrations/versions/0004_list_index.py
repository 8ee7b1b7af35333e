"""Indexes for the list of incidents, by all that it is ordered and counted by, and for what is to be published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_FORMER = "ix_records_kind_date_start_key"
_NAME = "ix_records_kind_date_start_key_state"
_PENDING = "ix_records_pending"
_IS_PENDING = sa.text("ready_number != coalesce(published_number, 0)")


def upgrade() -> None:
    """Put the state into the index, so that a page is found and counted without reading the records."""
    op.create_index(_NAME, "records", ["kind", "date_start", "key", "state"])
    op.drop_index(_FORMER, "records")
    op.create_index(_PENDING, "records", ["id"], sqlite_where=_IS_PENDING, postgresql_where=_IS_PENDING)


def downgrade() -> None:
    """The index without the state, and none of what is to be published."""
    op.drop_index(_PENDING, "records")
    op.create_index(_FORMER, "records", ["kind", "date_start", "key"])
    op.drop_index(_NAME, "records")
