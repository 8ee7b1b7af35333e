"""The Dash application of one dataset: its page, embedded map, comparison and addresses of data."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache, partial

from dash import Dash, html, set_props
from dash.development.base_component import Component
from flask import Flask

from components.api.addresses import serve_document
from components.api.openapi import openapi
from components.application import page_files
from components.application.page_shell import AtlasPage, pages_of
from components.comparison import compare
from components.comparison import files as comparison_files
from components.first_view.first_view import first_embed, first_page
from components.map import style as map_style
from components.map.selection import serve_selections
from components.ogc import addresses as ogc_addresses
from components.own_data import addresses as own_data_addresses
from components.pages import embed, page
from components.server import callbacks, compression, cross_origin, lasting_files, security
from components.server.visit import Datasets, follow_visits, own_here
from components.server.visitors.own_datasets import OwnDatasets
from components.server.visitors.visitors_data import VisitorsData
from components.sharing import brief_addresses, data_addresses, oembed
from data.folders.editions import Editions
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import _, current
from data.tables.dataset import Dataset


def create_app(
    dataset: Dataset,
    allowed_hosts: Collection[str] = (),
    public_url: str = "",
    embedding_sites: Collection[str] = ("*",),
    editions: Editions = Editions(),  # noqa: B008 - frozen and empty
    own_datasets: VisitorsData | None = None,
    ground_maps: GroundMaps = NO_GROUND_MAPS,
    *,
    is_one_process: bool = True,
    cors_origins: Collection[str] = (),
) -> Dash:
    """The atlas of one dataset, with its embedded map. Several can live in one process.

    `allowed_hosts` are the names under which it answers, `public_url` is its address for readers,
    `embedding_sites` the sources of a content policy that may frame the embedded map, `editions` the
    recorded states of the data, by which a link tells what changed since it was made. Visitors' own
    data are in `own_datasets`; where that is not given they are in this process's memory, and taken only
    when `is_one_process`. `ground_maps` are what a reader can put under the incidents. Pages of `cors_origins`
    may read the data addresses, "*" meaning any.
    """
    own = own_datasets or (OwnDatasets() if is_one_process else None)
    datasets = Datasets(dataset, own, ground_maps)
    app = page_and_embedded_map(datasets, public_url, editions, _say_that_it_failed(page.FAILURE))
    data_addresses.register(app, datasets)
    brief_addresses.register(app, datasets, public_url)
    oembed.register(app, datasets, public_url)
    ogc_addresses.register(app, datasets, public_url)
    described = partial(openapi, has_own_data=own is not None)
    serve_document(app.server, described, lambda: datasets.served, public_url)
    own_data_addresses.register(app, datasets, public_url)
    add_comparison(app, datasets, editions, public_url, _say_that_it_failed(compare.FAILURE))
    follow_visits(app.server, datasets)
    serve_pages(app)
    security.protect(app, allowed_hosts, embedding_sites, ground_maps.origins)
    cross_origin.allow_origins(app.server, cors_origins)
    return app


def page_and_embedded_map(
    datasets: Datasets,
    public_url: str,
    editions: Editions,
    on_error: Callable[[Exception], None],
    name: str = "mine_atlas",
    health_endpoint: str | None = "healthz",
) -> Dash:
    """The page and the map for other sites, of incidents that are here or on a cluster; `on_error` is called with what failed."""
    app = AtlasPage(
        name,
        title_here=lambda: _("Mine incident atlas: {title}").format(title=datasets.here().shown_title[0]),
        dataset_here=datasets.here,
        first_ground=datasets.ground_maps.opening_key,
        first_view=partial(first_page, editions, public_url, datasets.here),
        health_endpoint=health_endpoint,
        on_error=on_error,
        public_url=public_url,
    )
    app.layout = _laid_out(
        datasets,
        partial(
            page.layout,
            ground_maps=datasets.ground_maps,
            promise=own_data_addresses.promise_of(datasets.own),
        ),
    )
    page.register(app, datasets, public_url, editions)
    map_style.register(app, datasets, public_url)
    serve_selections(app, datasets)
    _add_embedded_map(app, datasets, editions)
    return app


def prepare_pages(server: Flask) -> None:
    """Lay out all pages of an atlas, for which their first reader would wait."""
    for one in pages_of(server):
        one.layout()


def serve_pages(app: Dash) -> None:
    """Serve what the pages are made of, compressed, and refuse callbacks that are none."""
    page_files.register(app.server)
    lasting_files.keep_files(app.server)
    compression.compress_answers(app.server)
    callbacks.refuse_other_forms(app.server)


def _laid_out(datasets: Datasets, layout: Callable[[Dataset], Component]) -> Callable[[], Component]:
    """The layout of the page being requested; that of the served dataset is made once for each language and level.

    It is made at the first request; `prepare_pages` makes it before.
    """

    @cache
    def served(_language: str, level: int) -> Component:
        return layout(datasets.served.at_level(level))

    def here() -> Component:
        dataset = datasets.here()
        return served(current(), dataset.level) if own_here() is None else layout(dataset)

    return here


def _add_embedded_map(app: Dash, datasets: Datasets, editions: Editions) -> None:
    embedded = AtlasPage(
        "mine_atlas_embedded",
        server=app.server,
        routes_pathname_prefix=embed.PREFIX,
        requests_pathname_prefix=embed.PREFIX,
        title_here=lambda: datasets.here().shown_title[0],
        dataset_here=datasets.here,
        first_ground=datasets.ground_maps.opening_key,
        first_view=partial(first_embed, editions, datasets.here),
        on_error=security.log_failure,
    )
    embedded.layout = _laid_out(datasets, partial(embed.layout, ground_maps=datasets.ground_maps))
    embed.register(embedded, datasets, editions)
    app.server.add_url_rule(embed.PREFIX.rstrip("/"), "embedded-map", embedded.index)


def add_comparison(
    app: Dash,
    datasets: Datasets,
    editions: Editions,
    public_url: str,
    on_error: Callable[[Exception], None],
) -> None:
    """The page that compares, the same for other sites, and its files; `on_error` is called with what failed."""
    for is_embedded in (False, True):
        _add_comparison(app, datasets, editions, public_url, on_error, is_embedded)
    comparison_files.register(app, datasets, public_url)


def _add_comparison(
    app: Dash,
    datasets: Datasets,
    editions: Editions,
    public_url: str,
    on_error: Callable[[Exception], None],
    is_embedded: bool,
) -> None:
    prefix = compare.EMBEDDED_PREFIX if is_embedded else compare.PREFIX
    comparison = AtlasPage(
        "mine_atlas_embedded_comparison" if is_embedded else "mine_atlas_comparison",
        server=app.server,
        routes_pathname_prefix=prefix,
        requests_pathname_prefix=prefix,
        title_here=lambda: _("Compare: {title}").format(title=datasets.here().shown_title[0]),
        dataset_here=datasets.here,
        first_ground=datasets.ground_maps.opening_key,
        on_error=on_error,
        unfolded_at=compare.PREFIX.rstrip("/"),
    )
    comparison.layout = _laid_out(
        datasets, partial(compare.layout, ground_maps=datasets.ground_maps, is_embedded=is_embedded)
    )
    compare.register(comparison, datasets, editions, public_url)
    name = "embedded-comparison" if is_embedded else "comparison"
    app.server.add_url_rule(prefix.rstrip("/"), name, comparison.index)


def _say_that_it_failed(place: str) -> Callable[[Exception], None]:
    """What to do with an error of a callback: log it, and say so at a place of the page."""

    def say(error: Exception) -> None:
        security.log_failure(error)
        sentence = _("The request failed; the page is unchanged. Try again, or reload.")
        set_props(place, {"children": html.P(sentence)})

    return say
