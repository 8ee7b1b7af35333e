"""The house plan: who may import whom, and what a module is never called."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[3]
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


def table_of(rows: str) -> dict[str, list[str]]:
    """A table of lines `folder: folders`; a line that begins with blanks goes on with the one above."""
    lines = rows.strip().replace("\n    ", " ").splitlines()
    return {folder: others.split() for folder, _, others in (line.partition(":") for line in lines)}


MAY_IMPORT: Final = table_of(
    """
components: data.filters.* data.folders data.ground_maps data.recorded_areas data.tables.* data.text
    data.wording components.server
components.api: data.areas data.exports data.filters.* data.ground_maps data.recorded_areas data.tables
    components components.comparison components.ogc components.own_data components.server components.sharing
components.application: data.cluster data.folders data.ground_maps data.tables components components.api
    components.cluster components.comparison components.first_view components.map components.ogc
    components.own_data components.pages components.server.* components.sharing
components.application.commands: data.areas data.cluster data.filters data.folders.* data.ground_maps
    data.imports.commands data.reports.* data.store.* data.tables.* components components.application
    components.application.serving components.brief components.cluster components.desk components.map
    components.server.* components.sharing
components.application.serving: data.filters data.tables components.application components.own_data
    components.server
components.areas: data.exposure data.filters data.recorded_areas data.tables data.wording components
    components.incidents components.server
components.brief: data.filters.* data.ground_maps data.tables.* data.wording.* components
components.brief.chart: data.filters.* components.brief components.brief.map
components.brief.comparison: data.filters.* data.wording.* components components.brief components.brief.map
    components.brief.office components.map
components.brief.html: data.filters.* data.tables data.wording.* components components.brief
    components.map.*
components.brief.map: data.areas data.filters.* data.ground_maps data.recorded_areas data.tables.layers
    data.wording components components.brief components.map.*
components.brief.office: data.filters.on_map data.wording.* components components.brief
    components.brief.chart components.brief.map components.brief.tables
components.brief.pdf: data.filters data.tables data.wording.* components.brief components.brief.chart
    components.brief.map components.brief.tables
components.brief.tables: data.exports data.filters data.tables data.wording components.brief
components.cluster: data.cluster data.exports data.filters.* components components.server
components.comparison: data.filters.* data.folders data.ground_maps data.tables data.wording.* components
    components.brief.comparison components.map components.server
components.desk: data.coding data.reports.* data.store.* data.tables.* data.text components
    components.desk.page_parts components.desk.placing components.server
components.desk.page_parts: data.coding data.reports data.store.records
components.desk.placing: data.tables.layers components
components.first_view: data.areas data.filters.* data.folders data.recorded_areas data.tables.* data.wording
    components components.incidents components.map.* components.pages components.panels components.server
components.incidents: data.areas data.exports data.filters.* data.tables data.wording.* components
    components.server
components.map: data.areas data.filters.* data.ground_maps data.recorded_areas data.tables.* data.wording
    components components.map.ground components.server
components.map.ground: data.filters data.ground_maps data.recorded_areas data.tables.* components
    components.server
components.ogc: data.exports data.filters.* data.tables components components.server
components.own_data: data.filters data.imports.* data.places.naming data.recorded_areas data.tables.*
    data.text data.wording components components.server.*
components.pages: data.folders data.ground_maps data.tables data.wording components components.areas
    components.incidents components.map components.own_data components.panels components.server
    components.sharing
components.panels: data.areas data.exports data.filters.* data.places.naming data.tables data.wording.*
    components components.server
components.python_api: data.exports data.filters data.folders.tables data.imports.* data.recorded_areas
    data.store.* data.tables.* data.wording components components.brief components.map.* components.sharing
components.server: data.filters data.ground_maps data.tables components.server.visitors
components.server.visitors: data.imports.* data.store data.tables
components.sharing: data.exports data.filters data.folders data.tables data.wording.paragraphs components
    components.brief.* components.comparison components.server
data: data.text
data.areas: data.places.* data.tables.* data.text
data.cluster: data.areas data.exports data.filters.* data.folders.* data.recorded_areas data.tables.*
    data.text data.wording.*
data.coding: data.folders data.places.* data.reports data.store.* data.tables data.text
data.exports: data.areas data.filters.* data.recorded_areas data.tables data.text data.wording
data.exposure: data.areas data.filters data.tables
data.filters: data.areas data.recorded_areas data.tables.* data.text
data.filters.on_map: data.filters data.tables
data.filters.over_time: data.filters data.tables
data.folders: data.areas data.folders.tables data.places data.tables.*
data.folders.tables: data.areas data.exposure data.recorded_areas data.tables.* data.text
data.ground_maps: data.text
data.imports: data.folders.tables data.imports.columns data.imports.columns.guessing data.imports.events
    data.imports.formats data.imports.formats.spatial data.imports.formats.text
    data.imports.formats.workbooks data.imports.places data.imports.report data.imports.rows
    data.imports.shapes data.imports.sources data.tables.* data.text
data.imports.areas: data.areas data.imports.columns.days data.imports.dates data.imports.formats
    data.imports.formats.spatial data.imports.formats.text data.places.notations data.recorded_areas
    data.tables.* data.text
data.imports.columns: data.imports.columns.counts data.imports.columns.days data.imports.columns.words
    data.imports.dates data.imports.report data.places.notations data.tables data.text
data.imports.columns.counts: data.imports.columns.words data.places.notations data.text
data.imports.columns.days: data.imports.dates data.imports.formats.text data.imports.report data.places.*
data.imports.columns.guessing: data.folders data.imports.columns data.imports.columns.counts
    data.imports.columns.days data.imports.columns.words data.imports.dates data.imports.events
    data.imports.formats.text data.places.* data.tables data.text
data.imports.columns.points: data.folders data.imports.columns data.imports.formats.spatial
    data.imports.report data.places.*
data.imports.columns.words: data.places.notations data.tables data.text
data.imports.commands: data.areas data.exposure data.folders.* data.imports data.imports.areas
    data.imports.columns data.imports.events data.imports.exposure data.imports.formats
    data.imports.isolation data.recorded_areas data.store.* data.tables data.text
data.imports.dates: data.places.notations data.tables data.text
data.imports.events: data.imports.columns data.imports.formats.text data.imports.report data.text
data.imports.exposure: data.exposure data.imports.formats data.imports.formats.text data.text
data.imports.formats: data.imports.formats.spatial data.imports.formats.text data.imports.formats.workbooks
data.imports.formats.spatial: data.imports.formats.text data.imports.formats.workbooks
data.imports.formats.text: data.imports.report data.text
data.imports.formats.workbooks: data.imports.formats.text
data.imports.isolation: data.areas data.folders.* data.imports data.imports.areas data.imports.columns
    data.imports.columns.days data.imports.columns.guessing data.imports.events data.imports.report
    data.recorded_areas data.tables
data.imports.places: data.folders data.imports.columns data.imports.report data.places.* data.tables
    data.text
data.imports.report: data.tables data.text
data.imports.rows: data.imports.columns data.imports.columns.counts data.imports.columns.days
    data.imports.columns.guessing data.imports.columns.points data.imports.columns.words
    data.imports.formats.spatial data.imports.formats.text data.imports.report data.tables data.text
data.imports.shapes: data.imports.columns data.imports.columns.counts data.imports.columns.days
    data.imports.dates data.imports.formats.text data.imports.report data.places.* data.text
data.imports.sources: data.imports.columns data.imports.columns.counts data.imports.columns.days
    data.imports.columns.guessing data.imports.columns.words data.imports.dates data.imports.events
    data.imports.formats.text data.imports.report data.imports.rows data.tables data.text
data.places: data.places.naming data.tables.* data.text
data.places.coordinates: data.places.naming data.places.notations data.text
data.places.naming: data.tables.layers data.text
data.places.notations: data.tables data.text
data.recorded_areas: data.areas data.tables.* data.text
data.reports: data.places
data.reports.casualties: data.reports data.reports.incidents data.reports.outcomes data.reports.people
    data.reports.reading data.reports.text
data.reports.drafting: data.folders data.places.naming data.reports data.reports.casualties
    data.reports.incidents data.reports.reading data.reports.text data.reports.where
data.reports.files: data.folders data.imports.* data.reports data.reports.model data.reports.text data.text
data.reports.incidents: data.places data.reports data.reports.outcomes data.reports.people
    data.reports.reading data.reports.text data.reports.where
data.reports.model: data.reports data.reports.drafting data.reports.text data.tables
data.reports.outcomes: data.reports.people data.reports.text
data.reports.people: data.reports.text
data.reports.reading: data.reports data.reports.outcomes data.reports.people data.reports.text
data.reports.text:
data.reports.where: data.places.* data.reports.text
data.store: data.areas data.folders.* data.store.database data.store.editions data.store.records
    data.tables.*
data.store.database:
data.store.editions: data.folders.* data.store.database data.store.records data.tables.* data.text
data.store.migrations:
data.store.migrations.versions:
data.store.records: data.folders.tables data.store.database data.tables.* data.text
data.tables: data.tables.layers data.tables.names data.text
data.tables.checks: data.tables data.text
data.tables.layers:
data.tables.names: data.tables.layers data.text
data.text:
data.wording: data.areas data.filters.* data.recorded_areas data.tables.*
data.wording.comparisons: data.filters.* data.tables data.wording
data.wording.incidents: data.filters data.tables data.text data.wording
data.wording.paragraphs: data.filters.* data.tables data.wording data.wording.incidents
"""
)
"""Which folder may import from which others. `x.y.*` is that folder with all beneath it; what lies directly in
`data` everybody may import."""


def is_allowed(imported: str, names: Collection[str]) -> bool:
    return (
        imported == "data"
        or imported in names
        or any(name.endswith(".*") and f"{imported}.".startswith(name[:-1]) for name in names)
    )


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
    assert [name for name in folder_imports()[folder] if not is_allowed(name, MAY_IMPORT[folder])] == []


@pytest.mark.parametrize("folder", sorted(folder_imports()))
def test_the_table_allows_nothing_that_no_folder_uses(folder: str) -> None:
    used = folder_imports()[folder]
    assert [
        name for name in MAY_IMPORT[folder] if not any(is_allowed(one, [name]) for one in used - {"data"})
    ] == []


def test_the_table_names_every_folder_and_no_other() -> None:
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


def test_no_folder_imports_itself_through_others() -> None:
    """So no two import each other either."""
    list(TopologicalSorter(folder_imports()).static_order())  # raises CycleError


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
