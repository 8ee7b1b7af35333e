"""The map of a brief as a picture."""
