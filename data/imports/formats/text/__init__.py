"""Tables of text: delimited files and plain rows in any encoding, and the table that every reader gives."""
