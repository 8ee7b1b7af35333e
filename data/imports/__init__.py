"""Readers of incident data, one file a format; each returns a `data.tables.dataset.Dataset`."""
