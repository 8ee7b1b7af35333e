"""Records, their revisions, and the editions published from them."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    collection = op.create_table(
        "collection",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("saves", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_collection"),
    )
    op.bulk_insert(collection, [{"id": 1, "made_at": datetime.now(UTC).replace(tzinfo=None), "saves": 0}])
    op.create_table(
        "records",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(500), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("ready_number", sa.Integer),
        sa.Column("published_number", sa.Integer),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("changed_by", sa.String(200), nullable=False),
        sa.Column("date_start", sa.String(10), nullable=False),
        sa.Column("date_end", sa.String(10), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("adm1_iso", sa.String(10), nullable=False),
        sa.Column("device_category", sa.String(40), nullable=False),
        sa.Column("killed", sa.Integer),
        sa.Column("injured", sa.Integer),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
        sa.UniqueConstraint("kind", "key", name="uq_records_kind_key"),
    )
    op.create_index("ix_records_kind_date_start_key", "records", ["kind", "date_start", "key"])
    op.create_table(
        "revisions",
        sa.Column("record_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("record_id", "number", name="pk_revisions"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_revisions_record_id_records"),
    )
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("published_at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_editions"),
    )
    op.create_table(
        "edition_changes",
        sa.Column("edition", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("change", sa.String(10), nullable=False),
        sa.Column("row_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("edition", "record_id", name="pk_edition_changes"),
        sa.ForeignKeyConstraint(["edition"], ["editions.number"], name="fk_edition_changes_edition_editions"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_edition_changes_record_id_records"),
    )
    op.create_index("ix_edition_changes_record_id_edition", "edition_changes", ["record_id", "edition"])


def downgrade() -> None:
    """Remove the tables with all that they hold."""
    for table in ("edition_changes", "editions", "revisions", "records", "collection"):
        op.drop_table(table)
