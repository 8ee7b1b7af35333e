"""Briefs that are one file by themselves: HTML and PDF."""
