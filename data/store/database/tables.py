"""The tables of a collection in its database. `migrations` makes them; a test compares the two."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

metadata: Final = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    }
)

collection: Final = sa.Table(
    "collection",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Column("saves", sa.Integer, nullable=False),
)

records: Final = sa.Table(
    "records",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
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
    sa.UniqueConstraint("kind", "key"),
    sa.Index(None, "kind", "date_start", "key", "state"),
)

IS_PENDING: Final = sa.text("ready_number != coalesce(published_number, 0)")
"""Whether another revision of a record is ready than the newest edition has: few are, which an index of its own holds."""
sa.Index("ix_records_pending", records.c.id, sqlite_where=IS_PENDING, postgresql_where=IS_PENDING)

revisions: Final = sa.Table(
    "revisions",
    metadata,
    sa.Column("record_id", sa.Integer, sa.ForeignKey("records.id"), primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
)

editions: Final = sa.Table(
    "editions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("published_at", sa.DateTime, nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
)

edition_changes: Final = sa.Table(
    "edition_changes",
    metadata,
    sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), primary_key=True, autoincrement=False),
    sa.Column("record_id", sa.Integer, sa.ForeignKey("records.id"), primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer),
    sa.Column("change", sa.String(10), nullable=False),
    sa.Column("row_sha256", sa.String(64), nullable=False),
    sa.Index(None, "record_id", "edition"),
)

layers: Final = sa.Table(
    "layers",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

reports: Final = sa.Table(
    "reports",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("publisher", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("published", sa.String(10), nullable=False),
    sa.Column("language", sa.String(10), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("added_at", sa.DateTime, nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.UniqueConstraint("sha256"),
)

decisions: Final = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("one", sa.String(500), nullable=False),
    sa.Column("other", sa.String(500), nullable=False),
    sa.Column("is_same", sa.Boolean(create_constraint=False), nullable=False),
    sa.Column("decided_at", sa.DateTime, nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("is_unsure", sa.Boolean(create_constraint=False), nullable=False, server_default=sa.false()),
    sa.Index(None, "one"),
    sa.Index(None, "other"),
)

forms: Final = sa.Table(
    "forms",
    metadata,
    sa.Column("token", sa.String(100), primary_key=True),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("kept_at", sa.DateTime, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
)

visitors_data: Final = sa.Table(
    "visitors_data",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
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
)
"""What visitors of several servers explore, for as long as they do (`data.store.visitors_rows`); used in PostgreSQL alone."""

visitors_files: Final = sa.Table(
    "visitors_files",
    metadata,
    sa.Column(
        "digest",
        sa.String(64),
        sa.ForeignKey("visitors_data.digest", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("name", sa.String(400), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
