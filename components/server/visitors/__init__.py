"""Visitors' own data: what can be done with them, and where they are: in memory, in a process of their own, in a database."""
