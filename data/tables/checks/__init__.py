"""The check of the tables: what each cell means, and which rules hold between rows."""
