"""Known sources, one file each, and any other table."""
