"""A view as one A4 page of PDF."""
