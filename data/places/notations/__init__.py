"""Notations of a point: a text of a cell, read as longitude and latitude with the precision that it is written to."""
