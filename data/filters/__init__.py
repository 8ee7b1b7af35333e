"""Which incidents match a filter, and what the matching ones add up to."""
