"""The point, district and country of each incident of an import, from its coordinates or from names."""
