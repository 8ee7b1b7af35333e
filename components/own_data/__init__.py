"""A visitor's own data: the panel, its addresses, the report of a reading."""
