"""The house plan: who may import whom, and what a module is never called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
FORBIDDEN_NAMES: Final = {"utils", "util", "helpers", "helper", "common", "config", "constants"}
SCREEN: Final = {
    "app",
    "assets",
    "components",
    "dash",
    "dash_ag_grid",
    "dash_mantine_components",
    "flask",
    "gunicorn",
    "plotly",
    "werkzeug",
}
"""What the data layer knows nothing of."""

ASSEMBLED_IN: Final = {"page", "embed", "compare", "first_view"}
"""Modules of `components/` that put panels together; every other one knows only what panels share."""

MAY_IMPORT: Final = {
    "data": "",
    "data.tables": "data",
    "data.tables.checks": "data data.tables",
    "data.areas": "data data.tables data.places data.places.notations",
    "data.exposure": "data data.tables data.areas data.filters",
    "data.imports.exposure": ""
    "data data.exposure data.folders data.imports.formats data.imports.formats.text data.store data.store.database",
    "data.recorded_areas": "data data.tables data.areas",
    "data.filters": "data data.tables data.areas data.recorded_areas",
    "data.filters.over_time": "data.filters data.tables",
    "data.filters.on_map": "data data.filters data.tables",
    "data.ground_maps": "data",
    "data.places.notations": "data data.tables",
    "data.places": "data data.places.naming data.places.notations data.tables",
    "data.places.naming": "data data.tables",
    "data.wording": "data data.tables data.filters data.areas data.recorded_areas data.filters.over_time",
    "data.wording.comparisons": "data data.filters data.filters.over_time data.tables data.wording",
    "data.wording.incidents": "data data.filters data.tables data.wording",
    "data.wording.paragraphs": ""
    "data data.filters data.filters.over_time data.tables data.wording data.wording.incidents",
    "data.exports": "data data.tables data.filters data.areas data.recorded_areas data.wording data.filters.on_map data.filters.over_time",
    "data.folders": "data data.exposure data.tables data.tables.checks data.areas data.recorded_areas data.places",
    "data.cluster": "data data.exports data.filters data.filters.on_map data.filters.over_time data.folders"
    " data.areas data.recorded_areas data.tables data.wording data.wording.paragraphs",
    "data.imports.report": "data data.tables",
    "data.imports.formats": ""
    "data data.imports.formats.spatial data.imports.formats.text data.imports.formats.workbooks",
    "data.imports.formats.spatial": "data data.imports.formats.text data.imports.formats.workbooks",
    "data.imports.formats.text": "data data.imports.report",
    "data.imports.formats.workbooks": "data data.imports.formats.text",
    "data.imports.dates": "data data.tables data.places.notations",
    "data.imports.columns": "data data.imports.columns.counts data.imports.columns.days data.imports.columns.words"
    " data.imports.dates data.imports.report data.places.notations data.tables",
    "data.imports.columns.counts": "data data.imports.columns.words data.places.notations",
    "data.imports.columns.days": ""
    "data.imports.dates data.imports.formats.text data.imports.report data.places.naming"
    " data.places.notations",
    "data.imports.columns.guessing": ""
    "data data.folders data.imports.columns data.imports.columns.counts data.imports.columns.days"
    " data.imports.columns.words data.imports.dates data.imports.events data.imports.formats.text"
    " data.places.naming data.places.notations data.tables",
    "data.imports.columns.points": ""
    "data data.folders data.imports.columns data.imports.formats.spatial data.imports.report"
    " data.places data.places.naming data.places.notations",
    "data.imports.columns.words": "data data.places.notations data.tables",
    "data.imports.areas": ""
    "data data.areas data.folders data.imports.columns.days data.imports.dates data.imports.formats"
    " data.imports.formats.spatial data.imports.formats.text data.places.notations data.recorded_areas"
    " data.store data.store.database data.tables",
    "data.imports.events": "data data.imports.columns data.imports.formats.text data.imports.report",
    "data.imports.shapes": "data data.imports.columns data.imports.columns.counts data.imports.columns.days data.imports.columns.words"
    " data.imports.dates data.imports.formats.text data.imports.report data.places.naming"
    " data.places.notations",
    "data.imports.sources": "data data.imports.columns data.imports.columns.counts data.imports.columns.days"
    " data.imports.columns.guessing data.imports.columns.points data.imports.columns.words"
    " data.imports.dates data.imports.events data.imports.formats.spatial data.imports.formats.text"
    " data.imports.report data.tables",
    "data.imports": "data data.folders data.imports.columns data.imports.columns.guessing data.imports.events"
    " data.imports.formats data.imports.formats.spatial data.imports.formats.text"
    " data.imports.formats.workbooks data.imports.report data.imports.shapes data.imports.sources"
    " data.places data.places.naming data.store data.tables data.tables.checks",
    "data.imports.isolation": "data data.areas data.folders data.imports data.imports.areas data.imports.columns"
    " data.imports.columns.days data.imports.columns.guessing data.imports.events data.imports.report"
    " data.recorded_areas data.tables",
    "data.store": "data data.exposure data.areas data.recorded_areas data.tables data.tables.checks data.folders data.store.database",
    "data.store.database": "data",
    "data.store.migrations": "",
    "data.store.migrations.versions": "",
    "data.reports.text": "",
    "data.reports": "data data.places",
    "data.reports.people": "data.reports.text",
    "data.reports.outcomes": "data.reports.people data.reports.text",
    "data.reports.where": "data.places data.places.naming data.reports.text",
    "data.reports.reading": "data.reports data.reports.outcomes data.reports.people data.reports.text",
    "data.reports.incidents": "data.places data.reports data.reports.outcomes data.reports.people data.reports.reading data.reports.text data.reports.where",
    "data.reports.casualties": "data.reports data.reports.incidents data.reports.outcomes data.reports.people data.reports.reading data.reports.text",
    "data.reports.drafting": "data.folders data.places data.places.naming data.reports data.reports.casualties data.reports.incidents data.reports.people"
    " data.reports.reading data.reports.text data.reports.where",
    "data.reports.model": "data data.tables data.reports data.reports.drafting data.reports.text",
    "data.reports.files": "data data.folders data.imports.formats.text data.imports.formats.workbooks data.reports"
    " data.reports.model data.reports.text",
    "data.coding": "data data.folders data.places data.places.naming data.reports data.store data.tables",
    "components.server.visitors": "data data.imports data.imports.areas data.imports.columns"
    " data.imports.columns.guessing data.imports.isolation data.store data.tables",
    "components.server": "components.server.visitors data data.filters data.ground_maps data.imports data.imports.areas data.imports.columns"
    " data.imports.columns.guessing data.imports.isolation data.store data.tables",
    "components": "data data.ground_maps data.tables data.filters data.folders data.recorded_areas data.wording components.server data.filters.over_time",
    "components.map": "components components.map.ground components.server data data.areas data.filters"
    " data.filters.on_map data.ground_maps data.recorded_areas data.tables data.wording",
    "components.map.ground": ""
    "components components.server data data.filters data.ground_maps data.recorded_areas data.tables",
    "components.panels": ""
    "components components.server data data.areas data.exports data.filters data.filters.over_time"
    " data.places.naming data.tables data.wording data.wording.comparisons",
    "components.incidents": ""
    "components components.server data data.areas data.exports data.filters data.filters.on_map"
    " data.tables data.wording data.wording.incidents",
    "components.areas": "data data.exposure data.tables data.filters data.recorded_areas data.wording components components.incidents components.server",
    "components.own_data": "components components.server components.server.visitors data data.filters data.imports data.imports.areas"
    " data.imports.columns data.imports.columns.days data.imports.columns.guessing data.imports.events"
    " data.imports.formats data.imports.report data.places.naming data.recorded_areas data.tables"
    " data.wording",
    "components.desk.placing": "data data.tables components",
    "components.desk.page_parts": "data data.coding data.reports data.store",
    "components.desk": "data data.tables data.store data.reports data.reports.drafting data.reports.files data.reports.model data.coding components"
    " components.desk.page_parts components.desk.placing components.server",
    "components.api": "data data.areas data.ground_maps data.recorded_areas data.tables data.filters data.filters.over_time data.exports components components.comparison"
    " components.ogc components.own_data components.server components.sharing",
    "components.ogc": "data data.tables data.filters data.exports components components.server data.filters.on_map",
    "components.cluster": "data data.cluster data.exports data.filters data.filters.on_map data.filters.over_time"
    " data.tables data.wording components components.api components.desk.page_parts components.map components.server",
    "components.comparison": ""
    "components components.brief.comparison components.map components.server data data.filters"
    " data.filters.over_time data.folders data.ground_maps data.tables data.wording"
    " data.wording.comparisons",
    "components.brief": ""
    "components data data.filters data.filters.over_time data.ground_maps data.tables data.wording"
    " data.wording.paragraphs",
    "components.brief.map": ""
    "components components.brief components.map components.map.ground data data.areas data.filters"
    " data.filters.on_map data.ground_maps data.recorded_areas data.tables data.wording",
    "components.brief.tables": "data data.tables data.filters data.wording data.exports components.brief",
    "components.brief.chart": "data data.filters data.tables data.wording components.brief components.brief.map data.filters.over_time",
    "components.brief.office": ""
    "components components.brief components.brief.chart components.brief.map components.brief.tables"
    " data data.filters.on_map data.wording data.wording.paragraphs",
    "components.brief.comparison": ""
    "components components.brief components.brief.map components.brief.office components.map data"
    " data.filters data.filters.on_map data.filters.over_time data.wording data.wording.comparisons"
    " data.wording.paragraphs",
    "components.brief.files": ""
    "components components.brief components.brief.chart components.brief.map components.brief.tables components.map"
    " components.map.ground data data.filters data.filters.on_map data.filters.over_time data.tables"
    " data.wording data.wording.incidents data.wording.paragraphs",
    "components.sharing": ""
    "components components.brief components.brief.files components.brief.map components.brief.office"
    " components.brief.tables components.comparison components.server data data.exports data.filters"
    " data.folders data.tables data.wording.paragraphs",
    "components.application": "data data.areas data.cluster data.ground_maps data.tables data.filters data.folders data.imports data.imports.areas data.imports.exposure data.reports data.reports.drafting data.reports.files data.reports.model"
    " data.store data.store.database"
    " data.wording components"
    " components.api components.brief components.cluster components.comparison components.desk components.first_view components.map components.ogc components.own_data components.pages"
    " components.server components.server.visitors components.sharing",
    "components.python_api": ""
    "components components.brief components.map components.map.ground components.sharing data"
    " data.exports data.filters data.folders data.imports data.imports.report data.recorded_areas"
    " data.store data.store.database data.tables data.wording",
    "components.first_view": ""
    "components components.incidents components.map components.map.ground components.pages"
    " components.panels components.server data data.areas data.filters data.filters.on_map data.folders"
    " data.recorded_areas data.tables data.wording",
    "components.pages": "components.areas data data.ground_maps data.tables data.filters data.folders data.wording components components.incidents"
    " components.map"
    " components.own_data"
    " components.panels components.server components.sharing",
}
"""Which folder may import from which others; `data` and `components` stand for what lies directly in them."""


@cache
def python_files(*folders: str) -> list[Path]:
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    assert found
    return found


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), path.name)


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Dotted names of all that a module imports, wherever in it the import stands."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("__import__", "import_module"):
            yield ast.unparse(node.args[0]).strip("'\"")


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def components_imported(path: Path) -> set[str]:
    """Names of the modules of `components/` that a module imports."""
    modules = {path.stem for path in python_files("components")}
    return {
        part
        for name in imported(path)
        if name.startswith("components.")
        for part in name.split(".")[1:]
        if part in modules
    }


def folder_of(path: Path) -> str:
    """The dotted name of the folder in which a module lies."""
    return ".".join(path.relative_to(ROOT).parent.parts)


def folders_imported(path: Path) -> set[str]:
    """Dotted names of the folders of this project from which a module imports."""
    found = set()
    for name in imported(path):
        parts = name.split(".")
        if parts[0] in ("data", "components"):
            depth = max(n for n in range(1, len(parts)) if (ROOT / Path(*parts[:n])).is_dir())
            found.add(".".join(parts[:depth]))
    return found - {folder_of(path)}


MODULES: Final = [
    path for path in python_files("data", "components") if (path.parent / "__init__.py").is_file()
]


def is_panel(path: Path) -> bool:
    functions = {node.name for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}
    return {"layout", "register"} <= functions


@cache
def folder_imports() -> dict[str, set[str]]:
    """Every folder that holds modules, with the folders from which these import."""
    imports: dict[str, set[str]] = {}
    for path in MODULES:
        imports.setdefault(folder_of(path), set()).update(folders_imported(path))
    return imports


@pytest.mark.parametrize("folder", sorted(folder_imports()))
def test_a_folder_imports_only_from_those_that_the_table_allows(folder: str) -> None:
    assert folder_imports()[folder] <= set(MAY_IMPORT[folder].split())


def test_the_table_knows_every_folder_and_no_other() -> None:
    assert set(MAY_IMPORT) == set(folder_imports())


def test_the_contributing_page_names_every_folder() -> None:
    named = set(re.findall(r"`([a-z_/]+)/`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    # A row names folders of one parent: `components/panels/`, `map/`, ...
    named |= {f"components/{name}" for name in named}
    folders = {
        str(path.parent.relative_to(ROOT))
        for part in ("data", "components")
        for path in (ROOT / part).glob("*/*.py")
    }
    assert len(folders) > 30
    assert folders - named == set()


def test_no_two_folders_import_each_other() -> None:
    used = folder_imports()
    assert [(one, other) for one in used for other in used[one] if one in used[other]] == []


PANELS: Final = sorted(path.stem for path in python_files("components") if is_panel(path))


@pytest.mark.parametrize("path", python_files("data"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_data_layer_knows_nothing_of_the_screen(path: Path) -> None:
    assert packages(path) & SCREEN == set()


@pytest.mark.parametrize("path", python_files("components"), ids=lambda path: str(path.relative_to(ROOT)))
def test_components_do_not_import_the_application(path: Path) -> None:
    assert "app" not in packages(path)


@pytest.mark.parametrize("path", python_files("components"), ids=lambda path: str(path.relative_to(ROOT)))
def test_panels_are_imported_only_where_the_page_is_put_together(path: Path) -> None:
    panels = components_imported(path) & (set(PANELS) - ASSEMBLED_IN)
    assert path.stem in ASSEMBLED_IN or panels == set()


def test_there_are_panels_and_the_page_is_one() -> None:
    assert {"filter_panel", "headline", "incident_map", "incident_table", "page"} <= set(PANELS)
    put_together = [
        components_imported(path) for path in python_files("components") if path.stem in ASSEMBLED_IN
    ]
    assert set.union(*put_together) >= set(PANELS) - ASSEMBLED_IN


def test_no_panel_registers_callbacks_with_a_decorator_of_the_module() -> None:
    """`@callback` registers once per process, so that two apps could not live in one."""
    for path in python_files("components"):
        assert "dash.callback" not in set(imported(path))
        assert "dash.clientside_callback" not in set(imported(path))


def test_modules_are_named_for_what_they_hold() -> None:
    names = {path.stem for path in [ROOT / "app.py", *python_files("data", "components", "tests")]}
    folders = [path for folder in ("data", "components", "tests") for path in (ROOT / folder).rglob("*/")]
    names |= {path.name for path in folders if "node_modules" not in path.parts}
    assert names & FORBIDDEN_NAMES == set()
