"""The refusal of a whole file, with its remedy."""

from __future__ import annotations

from data.errors import DatasetError, RowProblem


def refusal(file: str, remedy: str) -> DatasetError:
    """The error that refuses a file as a whole."""
    return DatasetError([RowProblem(file, None, None, None, remedy)])
