"""Builds the wheel of the atlas under one name of its own, `mine_atlas`, from a checkout of several folders.

The checkout has `app.py`, `data/`, `components/` and `assets/` at its top, so that `python app.py` works. Installed as
they are, these names would stand beside, and collide with, those of any other package. So the wheel that setuptools
makes has them moved into `mine_atlas/`, and each import of one of them rewritten to its full name there. Lines keep
their numbers. An editable installation is left to setuptools: it serves the checkout as it stands.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from setuptools.build_meta import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
)
from setuptools.build_meta import build_wheel as _build_wheel

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
]

NAME: Final = "mine_atlas"
MOVED: Final = ("app", "assets", "components", "data")
"""What stands at the top of the checkout, and below `NAME` when installed."""

_FIRST: Final = '''"""The mine incident atlas in Python; `mine_atlas.app` starts its page."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mine_atlas.components.python_api import Atlas, Matches, map_of, open_atlas

__all__ = ["Atlas", "Matches", "map_of", "open_atlas"]


def __getattr__(name: str) -> Any:
    # Loaded when it is needed: a process that reads a file needs nothing of the page.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from mine_atlas.components import python_api

    return getattr(python_api, name)
'''
"""What `import mine_atlas` gives: docs/python.md."""

_MOVED_MODULE: Final = re.compile(rf"\b({'|'.join(MOVED)})\b")


def build_wheel(
    wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None
) -> str:
    """Write the wheel into a folder; its file name. Raises SystemExit where an import cannot be rewritten."""
    with tempfile.TemporaryDirectory() as work:
        made = _build_wheel(work, config_settings, metadata_directory)
        _wheel("unpack", "--dest", work, str(Path(work) / made))
        (unpacked,) = (path for path in Path(work).iterdir() if path.is_dir())
        move_below_one_name(unpacked)
        _wheel("pack", "--dest-dir", wheel_directory, str(unpacked))
    return made


def move_below_one_name(unpacked: Path) -> None:
    """Rearrange an unpacked wheel: modules, their imports, the console command, and the list of top-level names."""
    home = unpacked / NAME
    home.mkdir()
    (home / "__init__.py").write_text(_FIRST)
    (home / "py.typed").touch()
    for name in MOVED:
        for path in (unpacked / name, unpacked / f"{name}.py"):
            if path.exists():
                path.rename(home / path.name)
    for path in home.rglob("*.py"):
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    (facts,) = unpacked.glob("*.dist-info")
    commands = facts / "entry_points.txt"
    commands.write_text(re.sub(r"= *app:", f"= {NAME}.app:", commands.read_text()))
    (facts / "top_level.txt").write_text(f"{NAME}\n")


def rewritten(source: str) -> str:
    """The text of a module with its imports of moved modules by their full names.

    `import data.x` binds the name `data`, which would not be there: it is refused with SystemExit.
    """
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            moved = [alias.name for alias in node.names if alias.name.partition(".")[0] in MOVED]
            if moved:
                raise SystemExit(
                    f"Write “from … import …” instead of “import {moved[0]}” (line {node.lineno})."
                )
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in MOVED:
            first = node.lineno - 1
            head, tail = lines[first][: node.col_offset], lines[first][node.col_offset :]
            lines[first] = head + _MOVED_MODULE.sub(rf"{NAME}.\1", tail, count=1)
    return "".join(lines)


def _wheel(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "wheel", *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
