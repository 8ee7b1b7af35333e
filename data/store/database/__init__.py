"""The database of a collection: its address, its tables, its connections, and the newest form of it."""
