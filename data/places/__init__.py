"""Where a name or a pair of coordinates is."""
