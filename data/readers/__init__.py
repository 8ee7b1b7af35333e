"""Readers of incident data, one file a format; each returns a `data.dataset.Dataset`."""
