"""Cells and columns that give days."""
