"""A view as one HTML file that opens from a disk, without a network: map, filter, incidents and sources."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from plotly.offline import get_plotlyjs

from components.brief.contents import Brief
from components.brief.html.page_data import layers, page_data
from components.map.ground.layers import layer_geojson
from components.theme import style_variables
from data.language import counted
from data.wording.phrases import DISCLAIMER, SAFETY_LINE

MOST_INCIDENTS: Final = 5_000
"""More would make a file that a browser opens slowly and a mailbox refuses."""

_PARTS: Final = Path(__file__).parent
_SHARED: Final = Path(__file__).parents[3] / "assets"
"""Where the page's own scripts and styles are, of which the file has some."""
_SCRIPTS: Final = (
    _SHARED / "map" / "internals.js",
    _SHARED / "map" / "camera.js",
    _SHARED / "map" / "scale.js",
    _SHARED / "map" / "shade.js",
    _SHARED / "map" / "circle_canvas.js",
    _SHARED / "map" / "circles.js",
    _SHARED / "map" / "callouts.js",
    _SHARED / "timeline" / "axis_ticks.js",
    _SHARED / "timeline" / "time_strip.js",
    _PARTS / "matching.js",
    _PARTS / "timeline.js",
    _PARTS / "map.js",
    _PARTS / "page.js",
)

_NARROWED_TO_NOTHING: Final = "No incident of this file matches. Reset the filter, or remove a part of it."
_HOLDS_NOTHING: Final = (
    "No incident matches the filter that this file was made for. Make the file again with a wider filter."
)

_BUNDLED_GROUND: Final = "On the bundled ground: “{title}” is shown in the atlas, not in this file"


def html_brief(brief: Brief) -> bytes:
    """One HTML file, UTF-8, that asks nothing of any machine. The same brief gives the same bytes.

    It holds the matching incidents with all their casualties and sources; its own filter narrows them
    down further. `files` refuses more than MOST_INCIDENTS.
    """
    scripts = [_part("worker_address.js"), get_plotlyjs(), *map(_text, _SCRIPTS)]
    blocks = {"data": _in_script(page_data(brief))}
    blocks |= {f"layer-{name}": _escaped(layer_geojson(brief.dataset, name)) for name in layers(brief)}
    page = Template(_part("page.html")).substitute(
        {name: escape(text) for name, text in texts(brief).items()},
        policy=content_policy(scripts),
        figures=_figures(brief),
        styles="\n".join(
            [style_variables(), _text(_SHARED / "timeline" / "time_strip.css"), _part("page.css")]
        ),
        data="\n".join(
            f'<script type="application/json" id="{name}">{text}</script>' for name, text in blocks.items()
        ),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )
    return page.encode()


def content_policy(scripts: Iterable[str]) -> str:
    """A content policy under which these inline scripts alone run, and nothing can be fetched.

    Map workers come from data addresses, see worker_address.js; Plotly sets styles in the page.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {hashes}",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "worker-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def texts(brief: Brief) -> dict[str, str]:
    """What the file says outside its data, by the names of page.html; plain text."""
    dataset = brief.dataset
    return {
        "title": brief.title,
        "filter": brief.filter_text,
        "drawn": brief.drawn_text,
        "edition": brief.edition_text,
        "sources": counted(brief.source_count, "source"),
        "nothing": _NARROWED_TO_NOTHING if brief.summary.incidents else _HOLDS_NOTHING,
        "safety": SAFETY_LINE,
        "disclaimer": DISCLAIMER,
        "attribution": _attribution(brief),
        "licence": dataset.licence,
        "sha256": dataset.sha256,
        "address": brief.origin or f"{'Address' if brief.public_url else 'In the atlas'}: {brief.address}",
    }


def _attribution(brief: Brief) -> str:
    """The file has the bundled ground alone, and says so where the view has another."""
    note = _BUNDLED_GROUND.format(title=brief.ground_map.title) if brief.ground_map else ""
    return " · ".join(filter(None, [brief.data_attribution, note]))


def _figures(brief: Brief) -> str:
    """The headline as markup, for readers without scripts."""
    shown = []
    for figure in brief.figures:
        number = f"<b>{escape(figure.number)}</b>" if figure.number else ""
        rest = [escape(figure.word), f"<small>{escape(figure.remark)}</small>" if figure.remark else ""]
        shown.append(f'<span class="figure">{" ".join(filter(None, [figure.lead, number, *rest]))}</span>')
    return " ".join(shown)


def _in_script(value: object) -> str:
    return _escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def _escaped(text: str) -> str:
    """JSON that no HTML parser and no script takes for anything else."""
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _part(name: str) -> str:
    return _text(_PARTS / name)


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
