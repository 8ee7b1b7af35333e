"""The private names of Plotly and MapLibre: listed, reached through one script, and there in what is installed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import dash
import plotly
import pytest

from components.application.page_files import page_files
from components.map.private_names import DASH, MAPLIBRE, PLOTLY

SCRIPTS: Final = page_files("js")
SHIPPED: Final = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
RENDERER: Final = Path(dash.__file__).parent / "dash-renderer" / "build" / "dash_renderer.min.js"
PRIVATE: Final = re.compile(r"\._([a-z][\w-]*)")
MAY_NAME: Final = {"internals.js": {*PLOTLY, *MAPLIBRE}, "graphs.js": set(MAPLIBRE), "start.js": set(DASH)}
"""Which script may write which private names: graphs.js puts drawings together where internals.js says that it can."""


@pytest.fixture(scope="module")
def plotly_js() -> str:
    return SHIPPED.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*PLOTLY, *MAPLIBRE])
def test_the_name_stands_unmangled_in_the_plotly_that_is_installed(plotly_js: str, name: str) -> None:
    assert re.search(rf"\b{name}\b", plotly_js)


@pytest.mark.parametrize("name", DASH)
def test_the_class_stands_in_the_dash_that_is_installed(name: str) -> None:
    assert f'"{name}"' in RENDERER.read_text(encoding="utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_writes_no_private_name_but_those_that_it_may(script: Path) -> None:
    written = {f"_{name}" for name in PRIVATE.findall(script.read_text(encoding="utf-8"))}
    assert written <= MAY_NAME.get(script.name, set())


def test_no_name_is_listed_that_nothing_uses() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS if path.name in MAY_NAME)
    assert [name for name in [*PLOTLY, *MAPLIBRE, *DASH] if not re.search(rf"\b{name}\b", text)] == []
