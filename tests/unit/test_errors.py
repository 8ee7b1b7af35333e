"""An error's text is for the person who sees it."""

from __future__ import annotations

import pytest

from data.errors import AtlasError, DatasetError, FilterError, LayerError, RowProblem


def test_a_problem_says_where_what_and_the_remedy() -> None:
    problem = RowProblem("incidents.csv", 7, "date_start", "soon", "Write a day.")
    assert str(problem) == "incidents.csv, row 7, column date_start: found “soon”; Write a day."
    assert str(RowProblem("sources.csv", None, None, None, "Add it.")) == "sources.csv: Add it."


def test_a_long_value_is_cut() -> None:
    text = str(RowProblem("a.csv", 2, "notes", "x" * 5000, "Shorten it."))
    assert len(text) < 200
    assert "xx…”" in text


def test_the_text_names_the_first_problems_and_how_many_more_there_are() -> None:
    problems = [
        RowProblem("a.csv", row, None, None, "Mend it.") for row in range(2, 2 + DatasetError.SHOWN + 3)
    ]
    error = DatasetError(problems)
    lines = str(error).splitlines()
    assert len(lines) == DatasetError.SHOWN + 1
    assert lines[-1] == "… and 3 more."
    assert error.problems == tuple(problems)
    assert "more" not in str(DatasetError(problems[: DatasetError.SHOWN]))


@pytest.mark.parametrize(
    "error", [DatasetError([]), FilterError("from", "A sentence."), LayerError("A sentence.")]
)
def test_every_error_is_an_atlas_error(error: Exception) -> None:
    assert isinstance(error, AtlasError)
