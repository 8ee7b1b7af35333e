"""The chart of a brief: what it counts, and its picture."""
