"""The description of every public address for other programs: OpenAPI 3.1, made from the tables of the code itself."""
