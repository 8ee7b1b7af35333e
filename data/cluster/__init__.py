"""A dataset in parts, which workers of a distributed engine have in memory: parts are queried, and their answers added up."""
