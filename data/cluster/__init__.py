"""A dataset in parts, which workers of a distributed engine hold: parts are asked, and their answers added up."""
