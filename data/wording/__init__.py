"""Sentences about incidents, filters and totals, without any toolkit."""
