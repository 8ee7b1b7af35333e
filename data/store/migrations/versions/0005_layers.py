"""Boundaries, recorded areas and points for exposure: the bytes of each file once, by their hash."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_RECORDS = sa.table("records", sa.column("id"), sa.column("kind"))
_LAYERS = sa.select(_RECORDS.c.id).where(_RECORDS.c.kind == "layer")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "layers",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_layers"),
    )


def downgrade() -> None:
    """Remove the layers with their history, which nothing could be made of without the bytes; incidents stay."""
    for rows in ("edition_changes", "revisions"):
        table = sa.table(rows, sa.column("record_id"))
        op.execute(sa.delete(table).where(table.c.record_id.in_(_LAYERS)))
    op.execute(sa.delete(_RECORDS).where(_RECORDS.c.kind == "layer"))
    op.drop_table("layers")
