"""Sentences about one incident: facts, prose, places, citation of its sources."""
