"""One command runs every measurement of large collections, and tells it so that anyone can repeat it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmark import __main__ as all_of_them
from tests.benchmark.pages import CHECKOUT


@pytest.mark.parametrize("name", all_of_them.MEASUREMENTS)
def test_each_measurement_is_there_and_listed_with_its_command(name: str) -> None:
    result = all_of_them.result(name, "a table\n")
    assert (CHECKOUT / "tests" / "benchmark" / f"{name}.py").is_file()
    heading, _, command, *printed = result.splitlines()[:1] + result.splitlines()[2:]
    assert heading.startswith("## ")
    assert heading.endswith((".", ":"))
    assert command.startswith(f"$ python -m tests.benchmark.{name}")
    assert "{" not in command
    assert printed == ["a table", "```"]


def test_a_folder_stands_for_each_place_in_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_of_them, "collection", lambda size, folder: folder / str(size))
    assert all_of_them.call("brush", tmp_path) == ["1000", str(tmp_path / "1000000")]
    assert all_of_them.call("opening", tmp_path)[:2] == ["--keep", str(tmp_path)]
