"""The scripts of the pages: all of assets/ in one, and Plotly with no more than the atlas draws with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import brotli  # type: ignore[import-untyped]
import pytest
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version

from components.application.page_files import (
    ASSETS,
    page_files,
    plotly_addresses,
    script_address,
    without_comments,
)
from components.map.private_names import MAPLIBRE, PLOTLY

PAGES: Final = ("/", "/embed", "/compare")


def test_one_script_has_every_script_of_the_pages(client: FlaskClient) -> None:
    script = client.get(script_address(), buffered=True).text
    files = page_files("js")
    assert len(files) > 30
    assert {path.parent.name for path in files} >= {"assets", "map", "panels"}
    assert [
        path.name for path in files if without_comments(path.read_text(encoding="utf-8")) not in script
    ] == []


@pytest.mark.parametrize("path", [*page_files("js"), *page_files("css")], ids=lambda path: path.name)
def test_nothing_but_comments_stays_behind(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    # What begins a line as a comment does is one: no text of a script goes on in the next line.
    assert not [line for line in lines if line.count("`") % 2]
    kept = without_comments("\n".join([*lines, ""])).splitlines()
    is_within = False
    for line in map(str.strip, lines):
        if is_within or line.startswith(("/*", "//")):
            is_within = (is_within or line.startswith("/*")) and not line.endswith("*/")
        else:
            assert kept.pop(0).strip() == line
    assert not kept


def test_what_stands_behind_a_comment_is_kept() -> None:
    text = "a = 1; // one\n/* two */ b = 2;\n  /* three\n  // four */\n  // five\nc = '/* six */';\n"
    assert without_comments(text) == "a = 1; // one\n/* two */ b = 2;\nc = '/* six */';\n"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_styles_and_names_no_single_file(client: FlaskClient, page: str) -> None:
    text = client.get(page).text
    assert all(without_comments(path.read_text(encoding="utf-8")) in text for path in page_files("css"))
    named = re.findall(r'(?:src|href)="[^"]*/assets/([^"?]*)', text)
    assert {name.partition("/")[0] for name in named} <= {"together.js", "plotly", "favicon.ico"}


@pytest.mark.parametrize("address", plotly_addresses())
def test_plotly_goes_as_small_as_a_browser_takes_it_and_is_kept(client: FlaskClient, address: str) -> None:
    small = client.get(address, headers={"Accept-Encoding": "gzip, br, zstd"}, buffered=True)
    whole = client.get(address, headers={"Accept-Encoding": "identity"}, buffered=True)
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.data) == whole.data
    for answer in (small, whole):
        assert answer.headers["Cache-Control"] == "max-age=31536000, immutable"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.mimetype == "text/javascript"
    again = client.get(address, headers={"If-None-Match": whole.headers["ETag"]}, buffered=True)
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["nothing.js", "plotly-atlas.js.map"])
def test_there_is_nothing_else_beside_plotly(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/plotly/{name}").status_code == 404


def test_plotly_is_the_one_whose_figures_python_writes_with_the_names_that_the_page_relies_on() -> None:
    files = sorted((ASSETS / "plotly").glob("*.js"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert f"plotly.js {get_plotlyjs_version()} with scattermap, choroplethmap and bar" in text
    assert [name for name in (*PLOTLY, *MAPLIBRE) if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_old_browsers_need_is_loaded_only_without_our_plotly(client: FlaskClient, page: str) -> None:
    text = client.get(page).text
    [tag] = re.findall(r"<[^>]*polyfill@[^>]*>", text)
    assert 'type="text/plain"' in tag
    assert 'id="without-plotly"' in tag
    script = ASSETS / "plotly" / "plotly-atlas.js"
    # The one part of it that Dash's scripts call.
    assert "regeneratorRuntime=" in script.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_only_for_scripts_whose_components_it_has(client: FlaskClient, page: str) -> None:
    scripts = re.findall(r'src="[^"]*/_dash-component-suites/([^"]+)/[^"/]+"', client.get(page).text)
    assert {path.removesuffix("/build") for path in scripts} == {
        "dash/dcc",
        "dash/dash-renderer",
        "dash/deps",
        "dash/html",
        "dash_mantine_components",
    }


def test_a_style_of_the_pages_names_what_it_styles() -> None:
    """But for the one sheet of them all, a rule for every button or label comes from another kind of page."""
    bare = re.compile(
        r"(?:^|[},])\s*(?:main|button|input|select|label|form|dl|fieldset)\s*[,{]", re.MULTILINE
    )
    for path in (path for path in page_files("css") if path.name != "atlas.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not bare.search(text), path.name


def test_no_rule_for_every_screen_asks_a_large_part_of_the_page_what_is_in_it() -> None:
    """With a rule for something else in that part, each change below it would have the browser work out the style of all."""
    pattern = re.compile(
        r"(?:body|\.page|\.page-main|\.page-aside|\.incident-map|\.embed):has\([^{}]*\)\s+[^\s{,]"
    )
    assert pattern.search(".page-main:has(.one[open]) .other { color: red; }")
    of_some_screens = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
    for path in page_files("css"):
        text = of_some_screens.sub("", without_comments(path.read_text(encoding="utf-8")))
        assert not pattern.search(text), path.name
