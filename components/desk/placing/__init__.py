"""The map of the coding form on which a point is placed: its view, its image, and what a press on it means."""
