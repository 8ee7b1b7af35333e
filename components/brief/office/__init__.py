"""Slides and documents for office programs."""
