"""The papers: short where they must be, and every link and picture of theirs is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[3]
PAPERS: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_the_readme_has_at_most_120_lines() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_file_that_a_paper_links_to_is_there(paper: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)\)", paper.read_text(encoding="utf-8"))
    missing = [
        target
        for target in targets
        if not re.match(r"https?://", target) and not (paper.parent / target).exists()
    ]
    assert missing == []


def test_the_readme_links_to_every_page_of_the_guide() -> None:
    linked = set(re.findall(r"\]\(docs/([^)]+\.md)\)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert linked == {path.name for path in (ROOT / "docs").glob("*.md")}
