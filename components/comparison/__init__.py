"""The page with two filters side by side."""
