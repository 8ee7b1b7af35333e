"""Cells and columns that count people."""
