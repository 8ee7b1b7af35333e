"""A decision about two incidents may be "not sure"."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the answer."""
    column: sa.Column[bool] = sa.Column(
        "is_unsure", sa.Boolean(create_constraint=False), nullable=False, server_default=sa.false()
    )
    op.add_column("decisions", column)


def downgrade() -> None:
    """Remove the answers "not sure", which the earlier form would hold for "another one"."""
    op.execute(sa.text("DELETE FROM decisions WHERE is_unsure"))
    op.drop_column("decisions", "is_unsure")
