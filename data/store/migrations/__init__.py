"""The steps from one form of a collection's database to the next, for Alembic."""
