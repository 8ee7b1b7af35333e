"""The tables of a dataset: terms, columns, checks, and the layers of districts that they refer to."""
