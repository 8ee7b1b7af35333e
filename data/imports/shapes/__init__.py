"""Tables as they stand in a file brought into one shape: one heading a column, one row an incident or a person."""
