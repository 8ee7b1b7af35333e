"""The Dash application of an atlas on a cluster: the same page and embedded map, and the addresses of its sums."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from dash import Dash, html, set_props

from components.api.addresses import DOCUMENT, serve_document
from components.api.cluster import openapi_of_cluster
from components.application.atlas import (
    add_comparison,
    page_and_embedded_map,
    prepare_pages,
    serve_pages,
)
from components.cluster import addresses, admission, server
from components.comparison import compare
from components.ogc import addresses as ogc_addresses
from components.own_data import addresses as own_data_addresses
from components.pages import page
from components.server import cross_origin, security
from components.server.visit import Datasets, follow_visits
from components.sharing import brief_addresses, data_addresses, oembed
from data.cluster import live_map, live_words  # noqa: F401 - register what maps, texts and files ask for
from data.cluster.clustered import Clustered
from data.cluster.live_dataset import LiveDataset
from data.errors import ClusterError
from data.folders.editions import Editions
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import N_, _

PARQUET: Final = "incidents.parquet"
_CANNOT: Final = N_(
    "The cluster that counts for this atlas cannot answer at the moment; try again in a while."
)
_WITHOUT_WORKERS: Final = ("healthz", DOCUMENT, "page-script", "page-plotly", "ground-tile")
"""Endpoints that ask no worker."""
_DOWNLOADS: Final = (
    *addresses.DOWNLOADS,
    "incidents-parquet",
    "brief-csv",
    "brief-geojson",
    "brief-parquet",
    "brief-csv-zip",
    "brief-xlsx",
    "brief-gpkg",
)
"""Endpoints of files with all matching rows."""
_DASH_FILES: Final = (
    "_dash-component-suites",
    "_dash-dependencies",
    "_favicon.ico",
    "_reload-hash",
    "assets",
)


def create_cluster_app(
    clustered: Clustered,
    allowed_hosts: Collection[str] = (),
    public_url: str = "",
    embedding_sites: Collection[str] = ("*",),
    can_answer: Callable[[], bool] = lambda: True,
    ground_maps: GroundMaps = NO_GROUND_MAPS,
    *,
    cors_origins: Collection[str] = (),
) -> Dash:
    """The atlas of a dataset in parts; settings as those of `create_app`. `can_answer` tells whether there are workers."""
    datasets = Datasets(LiveDataset.of(clustered), ground_maps=ground_maps)
    app = page_and_embedded_map(
        datasets, public_url, Editions(), _saying_at(page.FAILURE), server.NAME, health_endpoint=None
    )
    add_comparison(app, datasets, Editions(), public_url, _saying_at(compare.FAILURE))
    brief_addresses.register(app, datasets, public_url)
    data_addresses.register(app, datasets, [PARQUET])
    oembed.register(app, datasets, public_url)
    ogc_addresses.register(app, datasets, public_url)
    own_data_addresses.register(app, datasets, public_url)
    addresses.register(app.server, clustered)
    server.register(app.server, can_answer)
    serve_document(app.server, openapi_of_cluster, lambda: datasets.served, public_url)
    follow_visits(app.server, datasets)
    serve_pages(app)
    security.protect(app, allowed_hosts, embedding_sites, ground_maps.origins)
    cross_origin.allow_origins(app.server, cors_origins)
    # Last: a request that is refused for another reason has no place to give back.
    admission.bound_answers(app.server, free_endpoints(app), _DOWNLOADS)
    # Here, while nobody waits: what a layout asks the workers for is kept.
    prepare_pages(app.server)
    return app


def free_endpoints(app: Dash) -> set[str]:
    """The endpoints that ask no worker."""
    rules = app.server.url_map.iter_rules()
    return {
        rule.endpoint
        for rule in rules
        if rule.endpoint in _WITHOUT_WORKERS or any(f"/{name}" in rule.rule for name in _DASH_FILES)
    }


def _saying_at(place: str) -> Callable[[Exception], None]:
    """What says at a place of a page that a callback failed, and why in the log."""

    def say(error: Exception) -> None:
        sentence = _("The request failed; the page is unchanged. Try again, or reload.")
        if isinstance(error, ClusterError):
            server.log_cluster_error(error)
            sentence = _(_CANNOT)
        else:
            security.log_failure(error)
        set_props(place, {"children": html.P(sentence)})

    return say
