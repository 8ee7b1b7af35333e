"""Files of recorded areas and of administrative boundaries, read into the tables `areas` and `boundaries`."""
