"""What the atlas is made of: its lock, the licences in the papers, and what is stated about an audit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from runpy import run_path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[3]
LOCKED: Final = re.findall(
    r"^([\w.-]+)==([\w.!+-]+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
)
FAULT: Final = {"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}


def script(name: str) -> dict[str, Any]:
    """The functions of a command of .ci, which is no module."""
    return run_path(str(ROOT / ".ci" / name))


def test_the_licences_name_every_locked_package_and_no_other() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", page, re.MULTILINE)
    listed = {(spelled(name), version) for name, version, _ in rows if name != "package" and version != "---"}
    assert listed == {(spelled(name), version) for name, version in LOCKED}
    assert [row for row in rows if "unknown" in row[2].lower()] == []


def spelled(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("MIT License\n\nPermission is hereby granted,\n  free of charge, to any person", "MIT"),
        ("# may be used to endorse\n# or promote products derived from this\n# software", "BSD-3-Clause"),
        ("Redistribution and use in source and binary\nforms, with or without", "BSD-2-Clause"),
        ("                 Apache License\n           Version 2.0, January 2004", "Apache-2.0"),
        ("All rights reserved.", None),
        ("", None),
    ],
)
def test_the_text_of_a_licence_is_recognised_however_its_lines_break(text: str, licence: str | None) -> None:
    assert script("licences")["of_text"](text) == licence


@pytest.mark.parametrize(
    ("found", "status", "sentence"),
    [
        (None, 0, "UNAUDITED: the advisories cannot be reached from here."),
        (
            [{"name": "a", "skip_reason": "not found"}],
            0,
            "UNAUDITED: the advisories cannot be reached from here.",
        ),
        (
            [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}],
            0,
            "Advisories know of a fault in 0 of 1 packages; UNAUDITED: 1.",
        ),
        (
            [{"name": "a", "version": "1", "vulns": [FAULT]}],
            1,
            "a 1: PYSEC-2026-1, repaired in 1.1.\n"
            "Advisories know of a fault in 1 of 1 packages; UNAUDITED: 0.",
        ),
    ],
)
def test_a_package_that_nobody_could_ask_about_is_not_called_faultless(
    found: list[dict[str, object]] | None,
    status: int,
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "audit.json"
    if found is not None:
        path.write_text(json.dumps({"dependencies": found}))
    assert script("audit")["main"](path) == status
    assert capsys.readouterr().out == f"{sentence}\n"
