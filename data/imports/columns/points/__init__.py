"""Columns that give the position of a row: coordinates in any notation and coordinate system."""
