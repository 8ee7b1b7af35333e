"""Coordinates as cells have them: read as degrees, corrected, and checked against the stated country and district."""
