"""The mine incident atlas: the Dash application, its WSGI callable, and the command that starts it."""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import socket
import sys
from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from dash import Dash, html, set_props
from dash.development.base_component import Component
from flask import Flask, request

from components.address import read_address
from components.brief.contents import Brief
from components.comparison import compare
from components.map import style as map_style
from components.own_data import addresses as own_data_addresses
from components.pages import embed, page
from components.server import compression, kept_files, security
from components.server.own_datasets import OwnDatasets
from components.server.visit import Datasets, follow_visits, own_here, prefix
from components.sharing import brief_addresses, data_addresses, oembed
from components.sharing.brief_files import KINDS, kind_of
from components.theme import style_variables
from data.errors import AtlasError
from data.filters.incident_filter import KEYS, IncidentFilter
from data.filters.summary import summary_of
from data.folders.atlas_tables import read_folder
from data.folders.editions import Editions, read_editions, record_edition
from data.imports.import_command import add_commands
from data.imports.progress_bar import progress_bar
from data.language import _, calendar_names, current
from data.tables.dataset import Dataset
from data.tables.districts import BUNDLED
from data.wording.phrases import counted

_PAGE = """<!DOCTYPE html>
<html lang="LANGUAGE">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
<!-- early -->
{%css%}
<!-- oEmbed -->
<style>STYLE_VARIABLES</style>
</head>
<body data-calendar="CALENDAR">
{%app_entry%}
<noscript>WITHOUT_SCRIPTS</noscript>
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


_LINKS = "<!-- oEmbed -->"
_EARLY = "<!-- early -->"


def create_app(
    dataset: Dataset,
    allowed_hosts: Collection[str] = (),
    public_url: str = "",
    embedding_sites: Collection[str] = ("*",),
    editions: Editions = Editions(),  # noqa: B008 - frozen and empty
    own_datasets: OwnDatasets | None = None,
    *,
    is_one_process: bool = True,
) -> Dash:
    """The atlas of one dataset, with its embedded map. Several can live in one process.

    `allowed_hosts` are the names under which it answers, `public_url` is its address for readers,
    `embedding_sites` the sources of a content policy that may frame the embedded map, `editions` the
    recorded states of the data, by which a link tells what changed since it was made. Visitors' own
    data are taken only when `is_one_process`, because they are in its memory: in `own_datasets`, or in
    a new place for them.
    """
    datasets = Datasets(dataset, (own_datasets or OwnDatasets()) if is_one_process else None)
    app = _Atlas(
        "mine_atlas",
        title_here=lambda: _("Mine incident atlas: {title}").format(title=datasets.here().title),
        dataset_here=datasets.here,
        health_endpoint="healthz",
        on_error=_say_that_it_failed(page.FAILURE),
        public_url=public_url,
    )
    app.layout = _laid_out(datasets, partial(page.layout, takes_own_data=is_one_process))
    page.register(app, datasets, public_url, editions)
    map_style.register(app, datasets)
    data_addresses.register(app, datasets)
    brief_addresses.register(app, datasets, public_url)
    oembed.register(app, datasets, public_url)
    own_data_addresses.register(app, datasets, public_url)
    _add_embedded_map(app, datasets, editions)
    _add_comparison(app, datasets, editions)
    follow_visits(app.server, datasets)
    kept_files.keep_files(app.server)
    compression.compress_answers(app.server)
    security.protect(app, allowed_hosts, embedding_sites)
    return app


class _Atlas(Dash):
    """A Dash application in the atlas's own page, which names its oEmbed answer where it `unfolds`."""

    def __init__(
        self,
        name: str,
        title_here: Callable[[], str],
        dataset_here: Callable[[], Dataset],
        public_url: str = "",
        unfolds: bool = True,
        **settings: Any,
    ) -> None:
        super().__init__(
            name,
            assets_folder=str(Path(__file__).parent / "assets"),
            assets_ignore=r"embed-height\.js",
            index_string=_PAGE.replace("STYLE_VARIABLES", style_variables()),
            update_title="",
            # Else each page carries the layout twice, for Dash to look for ids in; a test looks for them here.
            suppress_callback_exceptions=True,
            **settings,
        )
        self.title_here = title_here
        self.dataset_here = dataset_here
        self.public_url = public_url
        self.unfolds = unfolds

    def index(self, *arguments: Any, **settings: Any) -> str:
        """The page, with discovery links for its own address."""
        base = self.public_url or request.host_url.rstrip("/")
        query = request.query_string.decode("utf-8", errors="replace")
        links = "" if own_here() else oembed.discovery_links(base, query)
        page_text = str(super().index(*arguments, **settings))  # type: ignore[no-untyped-call]
        without_scripts = _("The atlas draws its map with JavaScript. The incidents are at /incidents.csv.")
        texts = {
            _EARLY: self._asked_early(),
            _LINKS: links if self.unfolds else "",
            'lang="LANGUAGE"': f'lang="{current()}"',
            'data-calendar="CALENDAR"': f'data-calendar="{escape(json.dumps(calendar_names(), ensure_ascii=False))}"',
            "WITHOUT_SCRIPTS": escape(without_scripts),
            "Loading...": escape(_("Loading...")),
        }
        for marked, text in texts.items():
            page_text = page_text.replace(marked, text, 1)
        return page_text

    def _asked_early(self) -> str:
        """Links by which the browser asks, with the page's scripts, for what these would ask for one after the other."""
        here, dataset = prefix() + self.config.requests_pathname_prefix, self.dataset_here()
        suites = "_dash-component-suites"
        answers = "".join(
            f'<link rel="preload" as="fetch" crossorigin href="{escape(address)}">'
            for address in (
                f"{here}_dash-layout",
                f"{here}_dash-dependencies",
                *map_style.first_addresses(dataset),
            )
        )
        # The map's own script takes these; as a preload they would be missed on the page, with a warning.
        layers = "".join(
            f'<link rel="prefetch" as="fetch" crossorigin href="{escape(address)}">'
            for address in map_style.next_addresses(dataset)
        )
        scripts = "".join(
            f'<link rel="preload" as="script" href="{address}">'
            for address in (
                f"{here}{suites}/plotly/package_data/plotly.min.js",
                f"{self.config.requests_pathname_prefix}{suites}/dash/dcc/async-graph.js",
            )
        )
        return answers + scripts + layers

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """The page with its title in the language of its reader."""
        titled = {**parts, "title": escape(self.title_here())}
        return str(super().interpolate_index(**titled))  # type: ignore[no-untyped-call]

    def _config(self) -> dict[str, Any]:
        """Dash's settings for the page, which asks on in its own language."""
        settings: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]
        return {**settings, "requests_pathname_prefix": prefix() + self.config.requests_pathname_prefix}


def _laid_out(datasets: Datasets, layout: Callable[[Dataset], Component]) -> Callable[[], Component]:
    """The layout of the page being asked for; that of the served dataset is made once for each language."""

    @cache
    def served(_language: str) -> Component:
        return layout(datasets.served)

    served(current())
    return lambda: served(current()) if own_here() is None else layout(datasets.here())


def _add_embedded_map(app: Dash, datasets: Datasets, editions: Editions) -> None:
    embedded = _Atlas(
        "mine_atlas_embedded",
        server=app.server,
        routes_pathname_prefix=embed.PREFIX,
        requests_pathname_prefix=embed.PREFIX,
        title_here=lambda: datasets.here().title,
        dataset_here=datasets.here,
        on_error=security.log_failure,
    )
    embedded.layout = _laid_out(datasets, embed.layout)
    embed.register(embedded, datasets, editions)
    app.server.add_url_rule(embed.PREFIX.rstrip("/"), "embedded-map", embedded.index)


def _add_comparison(app: Dash, datasets: Datasets, editions: Editions) -> None:
    comparison = _Atlas(
        "mine_atlas_comparison",
        server=app.server,
        routes_pathname_prefix=compare.PREFIX,
        requests_pathname_prefix=compare.PREFIX,
        title_here=lambda: _("Compare: {title}").format(title=datasets.here().title),
        dataset_here=datasets.here,
        on_error=_say_that_it_failed(compare.FAILURE),
        unfolds=False,
    )
    comparison.layout = _laid_out(datasets, compare.layout)
    compare.register(comparison, datasets, editions)
    app.server.add_url_rule(compare.PREFIX.rstrip("/"), "comparison", comparison.index)


def create_wsgi(
    folder: Path = BUNDLED, allowed_hosts: Collection[str] = (), *, is_one_process: bool = False
) -> Flask:
    """The WSGI application for a folder of tables. Raises AtlasError when they cannot be read.

    A server that runs it in one process may say so: then visitors can use their own data. One that forks
    several should load it before (`gunicorn --preload`), so that they share the dataset in memory.
    """
    dataset = read_folder(folder)
    server: Flask = create_app(dataset, allowed_hosts, is_one_process=is_one_process).server
    map_style.prepare(dataset)
    if not is_one_process:
        _get_ready_to_fork(dataset)
    return server


def _get_ready_to_fork(dataset: Dataset) -> None:
    """Make what all processes need before there are several, so that they share one copy of it in memory.

    Frozen, nothing of it is written to by the collector of garbage, which would copy it.
    """
    dataset.prepare()
    summary_of(dataset, IncidentFilter())
    gc.collect()
    gc.freeze()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; returns the exit status. Faults of its input are one sentence each."""
    options = _options(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except AtlasError as error:
        print(f"{options.failure}\n{error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads has read enough (`| head`); what is still to be written on leaving goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _start(options: argparse.Namespace) -> int:
    with progress_bar(delay_seconds=0.5) as progress:
        dataset = read_folder(options.data, lambda step, part: progress(step, part * _READ))
        dataset.prepare(lambda step, part: progress(step, _READ + part * (1 - _READ)))
    for column in dataset.columns_not_read:
        print(f"Not read, because the atlas has no such column: {column}")
    print(f"{dataset.title}: {len(dataset.incidents):,} incidents, as of {dataset.as_of}.")
    _check_that_it_is_free(options.host, options.port)
    hosts = {options.host, *([urlsplit(options.public_url).hostname or ""] if options.public_url else [])}
    server = create_app(
        dataset,
        hosts,
        options.public_url,
        options.embedding_sites,
        read_editions(options.data),
        is_one_process=options.workers <= 1,
    ).server
    map_style.prepare(dataset)
    if options.workers > 1:
        _get_ready_to_fork(dataset)
    address = options.public_url or f"http://{_in_an_address(options.host)}:{options.port}"
    print(f"The atlas is at {address} (stop it with Ctrl+C).")
    _serve(server, options)
    return 0


_READ = 0.7
"""The part of the start that reading the tables takes; the rest is getting ready to filter them."""


def _write_brief(options: argparse.Namespace) -> int:
    kind = kind_of(options.out.name)
    pairs = [(key, str(value)) for key in _BRIEF_KEYS for value in getattr(options, f"key_{key}") or []]
    address = read_address(urlencode(pairs))
    if address.errors:
        raise address.errors[0]
    summary = summary_of(read_folder(options.data), address.asked)
    brief = Brief(summary, address.view, options.public_url)
    parts = kind.parts(brief)
    try:
        with options.out.open("wb") as file:
            file.writelines(parts)
        if kind.read_me is not None:
            read_me = options.out.with_name(f"{options.out.name}.README.txt")
            read_me.write_text(kind.read_me(brief), encoding="utf-8")
    except OSError as error:
        raise AtlasError(f"{options.out} cannot be written ({error.strerror}).") from error
    print(f"{options.out}: {kind.label.lower()} of {counted(summary.incidents, 'incident')}.")
    return 0


def _record_edition(options: argparse.Namespace) -> int:
    recorded = record_edition(options.data)
    print(f"Recorded this edition of {options.data}: {recorded} incidents.")
    return 0


_BRIEF_KEYS = (*KEYS, "incident", "lon", "lat", "zoom", "measure", "lang", "lines")
"""Query keys that the command `brief` takes as options of the same name."""


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="mine-atlas", description="Show mine incidents on a map in the browser."
    )
    parser.set_defaults(run=_start, failure="The atlas was not started.")
    _add_folder(parser)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=_port, default=8050, help="port to listen on (default: 8050)")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that answer (default: 1)"
    )
    parser.add_argument(
        "--embedding-sites",
        nargs="+",
        type=_site,
        default=["*"],
        metavar="SITE",
        help="sites that may frame the embedded map, as https://example.org (default: any)",
    )
    commands = parser.add_subparsers(title="commands", metavar="")

    brief = commands.add_parser("brief", help="write a view as a file, without a browser")
    brief.set_defaults(run=_write_brief, failure="No file was written.")
    _add_folder(brief)
    brief.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"ending: {', '.join(KINDS)}")
    for key in _BRIEF_KEYS:
        brief.add_argument(f"--{key}", action="append", dest=f"key_{key}", metavar="VALUE")

    add_commands(commands)

    edition = commands.add_parser(
        "edition", help="record the data as they are now, for links to tell what changed"
    )
    edition.set_defaults(run=_record_edition, failure="No edition was recorded.")
    edition.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder with the tables")
    return parser.parse_args(arguments)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    help_text = "folder with tables like those of data/bundled (default: the bundled ones)"
    parser.add_argument("--data", type=Path, default=BUNDLED, metavar="FOLDER", help=help_text)
    parser.add_argument(
        "--public-url",
        type=_url,
        default="",
        metavar="URL",
        help="address under which readers reach the atlas",
    )


def _in_an_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _check_that_it_is_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = f"Port {port} of {host} cannot be used ({error.strerror}); choose another with --port."
        raise AtlasError(reason) from error


def _serve(server: Flask, options: argparse.Namespace) -> None:
    if sys.platform == "win32":
        # It would log each address, with what was searched and the tokens of visitors' own data.
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        server.run(options.host, options.port, threaded=True)
        return
    from gunicorn.app.base import BaseApplication

    class Atlas(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{_in_an_address(options.host)}:{options.port}")
            self.cfg.set("workers", max(1, options.workers))
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", 8)
            self.cfg.set("preload_app", True)
            # Browsers keep their connections while a reader thinks; closed after two seconds, as is usual here,
            # they would be opened again for each change, and some requests be lost on the way.
            self.cfg.set("keepalive", 75)
            self.cfg.set("loglevel", "warning")

        def load(self) -> Flask:
            return server

    Atlas().run()


def _say_that_it_failed(place: str) -> Callable[[Exception], None]:
    """What to do with an error of a callback: log it, and say so at a place of the page."""

    def say(error: Exception) -> None:
        security.log_failure(error)
        sentence = _("That did not work; what you see is as it was. Try again, or reload.")
        set_props(place, {"children": html.P(sentence)})

    return say


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port; use a number from 1 to 65535")
    return int(text)


def _url(text: str) -> str:
    parts = urlsplit(text)
    if text == "":  # not given
        return text
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise argparse.ArgumentTypeError(f"“{text}” is not an address; write it as https://atlas.example.org")
    return text.rstrip("/")


def _site(text: str) -> str:
    return text if text in ("*", "'none'", "'self'") else _url(text)


if __name__ == "__main__":
    sys.exit(main())
