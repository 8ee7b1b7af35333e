"""The HTML page around a Dash application of the atlas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any

from dash import Dash
from flask import Flask, request

from components.application import page_files
from components.map import style as map_style
from components.server.visit import own_here, prefix
from components.sharing import oembed
from components.theme import style_variables
from data.language import _, calendar_names, current
from data.tables.dataset import Dataset

_PAGE = """<!DOCTYPE html>
<html lang="LANGUAGE">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
<!-- early -->
<!-- oEmbed -->
<style>STYLES</style>
</head>
<body data-calendar="CALENDAR" data-not-loaded="NOT LOADED" data-load-again="LOAD AGAIN" data-unanswered="UNANSWERED">
<!-- sandboxed -->
{%app_entry%}
<!-- first view -->
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


_LINKS = "<!-- oEmbed -->"
_EARLY = "<!-- early -->"
_SANDBOXED = "<!-- sandboxed -->"
_FIRST_VIEW = "<!-- first view -->"
_LOADED = re.compile(r'<script src="([^"]*)"></script>')
_WAITING = r'<script type="text/plain" src="\1"></script>'
"""For assets/first_view/start.js, which has them loaded when the page is to be seen: a browser reads it, and does nothing."""
_UNUSED = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>')
"""Dash names the script of its own table on every page; the atlas has another."""
_FOR_OLD_BROWSERS = re.compile(r'<script (src="[^"]*/polyfill@[^"]*")></script>')
_WITHOUT_PLOTLY = r'<script type="text/plain" id="without-plotly" \1></script>'
"""What a browser that draws maps needs of it comes with Plotly; the whole is loaded where that did not come."""


_PAGES = "mine_atlas_pages"
"""The name under which a server keeps its pages."""


class AtlasPage(Dash):
    """A Dash application in the atlas's own page, which names its oEmbed answer where it `unfolds`.

    `first_view` gives, of the layout and the query string, the HTML that is there before a script has run.
    """

    def __init__(
        self,
        name: str,
        title_here: Callable[[], str],
        dataset_here: Callable[[], Dataset],
        public_url: str = "",
        unfolded_at: str = "/",
        first_ground: str = "",
        first_view: Callable[[Any, str], str] | None = None,
        **settings: Any,
    ) -> None:
        super().__init__(
            name,
            assets_folder=str(page_files.ASSETS),
            # They come by page_files; of the rest a page has its icon.
            assets_ignore=r"\.(css|js)$",
            index_string=_PAGE.replace("STYLES", f"{style_variables()}\n{page_files.styles()}"),
            update_title="",
            # Else each page carries the layout twice, for Dash to look for ids in; a test looks for them here.
            suppress_callback_exceptions=True,
            **settings,
        )
        self.title_here = title_here
        self.dataset_here = dataset_here
        self.public_url = public_url
        self.unfolded_at = unfolded_at
        self.first_ground = first_ground
        self.first_view = first_view
        self._opened: dict[str, str] = {}
        self.server.extensions.setdefault(_PAGES, []).append(self)

    def index(self, *arguments: Any, **settings: Any) -> str:
        """The page, with discovery links for its own address."""
        base = self.public_url or request.host_url.rstrip("/")
        query = request.query_string.decode("utf-8", errors="replace")
        links = "" if own_here() else oembed.discovery_links(base, query, self.unfolded_at)
        page_text = str(super().index(*arguments, **settings))  # type: ignore[no-untyped-call]
        texts = {
            _EARLY: self._requested_early(),
            _LINKS: links,
            _SANDBOXED: _why_nothing_is_drawn() if request.path.startswith("/embed") else "",
            'lang="LANGUAGE"': f'lang="{current()}"',
            'data-calendar="CALENDAR"': f'data-calendar="{escape(json.dumps(calendar_names(), ensure_ascii=False))}"',
            "NOT LOADED": escape(_("The atlas did not answer, so nothing could be loaded.")),
            "LOAD AGAIN": escape(_("Load the page again")),
            "UNANSWERED": escape(
                _("The server did not answer. What is shown may be incomplete, or of the filter before.")
            ),
            "Loading...": escape(_("Loading...")),
            # The last, because it holds texts of the data.
            _FIRST_VIEW: self._first_view(query),
        }
        for marked, text in texts.items():
            page_text = page_text.replace(marked, text, 1)
        return page_text

    def _first_view(self, query: str) -> str:
        """What can be read before a script has run; a sentence on a page that has no such view.

        That of the served dataset without a filter is made once for each language and level, as its layout is.
        """
        if self.first_view is not None:
            if query or own_here():
                return self.first_view(self._layout_value(), query)  # type: ignore[no-untyped-call]
            if prefix() not in self._opened:
                self._opened[prefix()] = self.first_view(self._layout_value(), "")  # type: ignore[no-untyped-call]
            return self._opened[prefix()]
        sentence = _("The atlas draws its map with JavaScript. The incidents are at /incidents.csv.")
        return f"<noscript>{escape(sentence)}</noscript>"

    def _requested_early(self) -> str:
        """Links by which the browser asks, with the page's scripts, for what these would ask for one after the other."""
        here, dataset = prefix() + self.config.requests_pathname_prefix, self.dataset_here()
        suites = "_dash-component-suites"
        answers = "".join(
            f'<link rel="preload" as="fetch" crossorigin href="{escape(address)}">'
            for address in (
                f"{here}_dash-layout",
                f"{here}_dash-dependencies",
                *map_style.first_addresses(dataset, self.first_ground),
            )
        )
        # The map's own script takes these; as a preload they would be missed on the page, with a warning.
        layers = "".join(
            f'<link rel="prefetch" as="fetch" crossorigin href="{escape(address)}">'
            for address in map_style.next_addresses(dataset)
        )
        plotly, module, _worker = page_files.plotly_addresses()
        script = page_files.script_address()
        early = f'<link rel="preload" as="script" href="{plotly}"><link rel="modulepreload" href="{module}">'
        early += f'<script defer src="{script}" data-plotly="{plotly}"></script>'
        graph = f"{self.config.requests_pathname_prefix}{suites}/dash/dcc/async-graph.js"
        return f'{early}{answers}<link rel="preload" as="script" href="{graph}">{layers}'

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """The page with its title in the language of its reader, and with scripts that assets/first_view/start.js starts."""
        own = {
            "title": escape(self.title_here()),
            "scripts": _LOADED.sub(
                rf'<link rel="preload" as="script" href="\1">{_WAITING}',
                _FOR_OLD_BROWSERS.sub(_WITHOUT_PLOTLY, _UNUSED.sub("", parts["scripts"])),
            ),
            "renderer": parts["renderer"].replace('type="application/javascript"', 'type="text/plain"'),
        }
        return str(super().interpolate_index(**parts | own))  # type: ignore[no-untyped-call]

    def _config(self) -> dict[str, Any]:
        """Dash's settings for the page, which asks on in its own language."""
        settings: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]
        return {**settings, "requests_pathname_prefix": prefix() + self.config.requests_pathname_prefix}


def pages_of(server: Flask) -> list[AtlasPage]:
    """The pages that a server serves, in the order in which they were made."""
    pages: list[AtlasPage] = server.extensions.get(_PAGES, [])
    return pages


def _why_nothing_is_drawn() -> str:
    """What `embed.js` shows in a frame whose browser keeps the page from the atlas it came from."""
    sentence = _(
        "The map cannot be drawn here: the page frames it with “sandbox” and without “allow-same-origin”, and so the "
        "browser keeps it from its data. Whoever runs the page can add “allow-same-origin”."
    )
    return f'<p id="embed-sandboxed" class="embed-sandboxed" hidden>{escape(sentence)}</p>'
