"""A dataset's own folder on disk: its tables and the editions recorded beside them."""
