"""What visitors of several servers explore, unlogged: no log and no copy of the database has it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    prefixes = ["UNLOGGED"] if op.get_context().dialect.name == "postgresql" else []
    op.create_table(
        "visitors_data",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("client", sa.String(100), nullable=False),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.Double, nullable=False),
        sa.Column("beat_at", sa.Double, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("is_reading", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("is_hopeless", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("is_left", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("part", sa.Double, nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_visitors_data"),
        prefixes=prefixes,
    )
    op.create_table(
        "visitors_files",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"],
            ["visitors_data.digest"],
            name="fk_visitors_files_digest_visitors_data",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", "name", name="pk_visitors_files"),
        prefixes=prefixes,
    )


def downgrade() -> None:
    """Remove the tables; visitors' data end, which they do of themselves."""
    op.drop_table("visitors_files")
    op.drop_table("visitors_data")
