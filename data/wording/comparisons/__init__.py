"""Sentences about two filters or two periods side by side."""
