"""The wheel has one name of its own: what the build step does to a module and to an unpacked wheel."""

from __future__ import annotations

import ast
import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def build_step() -> ModuleType:
    path = ROOT / ".build" / "wheel_of_one_name.py"
    specification = importlib.util.spec_from_file_location("wheel_of_one_name", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("line", "installed"),
    [
        ("from data.errors import AtlasError", "from mine_atlas.data.errors import AtlasError"),
        ("from components import ids, views", "from mine_atlas.components import ids, views"),
        (
            "    from data.tables import codes  # data late",
            "    from mine_atlas.data.tables import codes  # data late",
        ),
        ("from database.data import data", "from database.data import data"),
        ("text = 'from data.errors import AtlasError'", "text = 'from data.errors import AtlasError'"),
        ("from dash import Dash", "from dash import Dash"),
    ],
)
def test_imports_of_the_checkout_get_their_full_name(
    build_step: ModuleType, line: str, installed: str
) -> None:
    indented = line.startswith(" ")
    prefix = "if True:\n" if indented else ""
    assert build_step.rewritten(f"{prefix}{line}\n") == f"{prefix}{installed}\n"


def test_an_import_that_binds_a_top_level_name_is_refused(build_step: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"instead of “import data\.errors”"):
        build_step.rewritten("import data.errors\n")


def test_every_module_keeps_its_lines_and_names_no_top_level_module_of_the_checkout(
    build_step: ModuleType,
) -> None:
    modules = [ROOT / "app.py", *(ROOT / "data").rglob("*.py"), *(ROOT / "components").rglob("*.py")]
    for path in modules:
        if path.parent.name in ("bundled", "locales"):
            continue
        source = path.read_text(encoding="utf-8")
        installed = build_step.rewritten(source)
        assert len(installed.splitlines()) == len(source.splitlines())
        imported = {
            node.module for node in ast.walk(ast.parse(installed)) if isinstance(node, ast.ImportFrom)
        }
        assert {name for name in imported if name and name.partition(".")[0] in build_step.MOVED} == set()


def test_an_unpacked_wheel_is_moved_below_one_name(build_step: ModuleType, tmp_path: Path) -> None:
    facts = tmp_path / "mine_incident_atlas-1.dist-info"
    for folder in (facts, tmp_path / "data", tmp_path / "assets"):
        folder.mkdir()
    (facts / "entry_points.txt").write_text("[console_scripts]\nmine-atlas = app:main\n")
    (tmp_path / "app.py").write_text("from data import errors\n")
    (tmp_path / "data" / "errors.py").write_text("class AtlasError(Exception): ...\n")
    build_step.move_below_one_name(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine_atlas", facts.name]
    assert (tmp_path / "mine_atlas" / "app.py").read_text() == "from mine_atlas.data import errors\n"
    assert "mine-atlas = mine_atlas.app:main" in (facts / "entry_points.txt").read_text()
    assert (facts / "top_level.txt").read_text() == "mine_atlas\n"


def test_every_package_of_the_checkout_is_in_the_wheel() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "packages"
    ]
    found = {
        ".".join(path.relative_to(ROOT).parent.parts)
        for folder in ("data", "components")
        for path in (ROOT / folder).rglob("__init__.py")
    }
    assert set(named) == found | {"assets"}
