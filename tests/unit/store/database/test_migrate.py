"""A collection's database goes up and down between its forms, with what it holds."""

from __future__ import annotations

import os

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from data.errors import StoreError
from data.store.collection import Collection, open_collection
from data.store.database import migrate
from data.store.database.engine import engine_for
from data.store.database.tables import metadata
from data.store.records.records import State
from tests.postgresql import database
from tests.unit.store.made_incidents import WHO, document


def test_the_steps_make_the_tables_that_the_code_uses(collection: Collection) -> None:
    with collection.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_filled_collection_goes_down_and_up_again(collection: Collection) -> None:
    saved = collection.save(document(), **WHO, state=State.READY)
    edition = collection.publish(**WHO)
    collection.add_report("A mine exploded.", who="A")
    for step in reversed(migrate.known_steps()[:-1]):
        migrate.to(collection.engine, step)
    assert not {"reports", "decisions", "forms"} & {*sa.inspect(collection.engine).get_table_names()}
    migrate.to(collection.engine, "head")
    assert collection.incident("A-1") == saved
    assert collection.editions() == [edition]
    assert collection.reports() == []
    collection.save(document(notes="later"), **WHO, based_on=1)
    migrate.to(collection.engine, "base")
    assert sa.inspect(collection.engine).get_table_names() == ["alembic_version"]
    migrate.migrate(collection.engine, make=True)
    assert collection.find().total == 0


def test_an_older_collection_is_brought_up_when_it_is_opened(address: str) -> None:
    with open_collection(address) as collection:
        saved = collection.save(document(), **WHO)
        migrate.to(collection.engine, "0001")
    with open_collection(address, make=False) as collection:
        assert collection.incident("A-1") == saved
        assert collection.reports() == []


def test_the_collection_of_a_newer_atlas_is_refused_in_a_sentence(address: str) -> None:
    with open_collection(address) as collection, collection.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="A newer atlas made this collection"):
        open_collection(address)


def test_a_collection_lives_in_a_database_with_postgis() -> None:
    with database() as address:
        engine = engine_for(address, make=True)
        with engine.begin() as connection:
            known = connection.scalars(sa.text("SELECT name FROM pg_available_extensions")).all()
            if "postgis" not in known and os.environ.get("CI") != "true":
                pytest.skip("There is no PostGIS beside this PostgreSQL.")
            connection.execute(sa.text("CREATE EXTENSION postgis"))
        engine.dispose()
        with open_collection(address) as collection:
            saved = collection.save(document(), **WHO, state=State.READY)
            collection.publish(**WHO)
            assert collection.incident("A-1") == saved
            # A GIS reads the points of the newest revisions where they are.
            point = sa.text(
                "SELECT ST_AsText(ST_MakePoint((document->'incident'->>'longitude')::float,"
                " (document->'incident'->>'latitude')::float)) FROM revisions WHERE record_id ="
                " (SELECT id FROM records WHERE kind = 'incident')"
            )
            with collection.engine.connect() as connection:
                assert connection.scalar(point) == "POINT(46.773 40.327)"


def test_an_empty_database_is_no_collection_until_one_is_to_be_made(address: str) -> None:
    engine = engine_for(address, make=True)
    with pytest.raises(StoreError, match="holds no collection"):
        migrate.migrate(engine, make=False)
    engine.dispose()
