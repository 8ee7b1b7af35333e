"""Drafts of incidents: a file for each part of a draft."""
