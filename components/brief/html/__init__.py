"""A view as one HTML file with scripts of its own, to be opened without the atlas."""
