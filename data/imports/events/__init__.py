"""Which kind of event a row is, and whether it counts."""
