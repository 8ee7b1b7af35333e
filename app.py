"""The mine incident atlas: the Dash application, its WSGI callable, and the command that starts it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from dash import Dash, html, set_props
from flask import Flask

from components import data_addresses, map_style, page, security
from components.theme import style_variables
from data.dataset import Dataset
from data.districts import BUNDLED
from data.errors import AtlasError
from data.readers.atlas_tables import read_folder

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
{%css%}
<style>STYLE_VARIABLES</style>
</head>
<body>
{%app_entry%}
<noscript>The atlas draws its map with JavaScript. The incidents are at /incidents.csv.</noscript>
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def create_app(dataset: Dataset, allowed_hosts: Collection[str] = ()) -> Dash:
    """The atlas of one dataset. Several can live in one process."""
    app = Dash(
        "mine_atlas",
        assets_folder=str(Path(__file__).parent / "assets"),
        index_string=_PAGE.replace("STYLE_VARIABLES", style_variables()),
        title=escape(f"Mine incident atlas: {dataset.title}"),
        update_title="",
        health_endpoint="healthz",
        on_error=_say_that_it_failed,
    )
    app.layout = page.layout(dataset)
    page.register(app, dataset)
    map_style.register(app, dataset)
    data_addresses.register(app, dataset)
    security.protect(app, allowed_hosts)
    return app


def create_wsgi(folder: Path = BUNDLED, allowed_hosts: Collection[str] = ()) -> Flask:
    """The WSGI application for a folder of tables. Raises AtlasError when they cannot be read."""
    server: Flask = create_app(read_folder(folder), allowed_hosts).server
    return server


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the atlas; returns the exit status."""
    options = _options(arguments)
    allowed = {options.host, *([urlsplit(options.public_url).hostname or ""] if options.public_url else [])}
    try:
        dataset = read_folder(options.data)
    except AtlasError as error:
        print(f"The atlas was not started.\n{error}", file=sys.stderr)
        return 1
    for column in dataset.columns_not_read:
        print(f"Not read, because the atlas has no such column: {column}")
    print(f"{dataset.title}: {len(dataset.incidents):,} incidents, as of {dataset.as_of}.")
    print(
        f"The atlas is at {options.public_url or f'http://{options.host}:{options.port}'} (stop it with Ctrl+C)."
    )
    _serve(create_app(dataset, allowed).server, options)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="mine-atlas", description="Show mine incidents on a map in the browser."
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=_port, default=8050, help="port to listen on (default: 8050)")
    parser.add_argument(
        "--data",
        type=Path,
        default=BUNDLED,
        metavar="FOLDER",
        help="folder with tables like those of data/bundled (default: the bundled ones)",
    )
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that answer (default: 1)"
    )
    parser.add_argument(
        "--public-url", type=_url, metavar="URL", help="address under which readers reach the atlas"
    )
    return parser.parse_args(arguments)


def _serve(server: Flask, options: argparse.Namespace) -> None:
    if sys.platform == "win32":
        server.run(options.host, options.port, threaded=True)
        return
    from gunicorn.app.base import BaseApplication

    class Atlas(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{options.host}:{options.port}")
            self.cfg.set("workers", max(1, options.workers))
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", 8)
            self.cfg.set("preload_app", True)
            self.cfg.set("loglevel", "warning")

        def load(self) -> Flask:
            return server

    Atlas().run()


def _say_that_it_failed(error: Exception) -> None:
    security.log_failure(error)
    set_props(
        page.FAILURE,
        {"children": html.P("That did not work; what you see is as it was. Try again, or reload.")},
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port; use a number from 1 to 65535")
    return int(text)


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise argparse.ArgumentTypeError(f"“{text}” is not an address; write it as https://atlas.example.org")
    return text.rstrip("/")


if __name__ == "__main__":
    sys.exit(main())
