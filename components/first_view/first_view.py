"""What the first answer shows of an address: headline, map and list, in the layout of the page that follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

from flask import request

from components.address import Address, camera_of, problems_of, query_of, read_address
from components.content import nodes_of
from components.first_view.drawn_map import drawn_detail, drawn_map
from components.first_view.written_layout import Filled, written, written_nodes
from components.incidents import details
from components.incidents import matches as incident_list
from components.incidents.card import card
from components.map import incident_map
from components.map.legend import KEY, LEGEND, key, legend
from components.map.markers import ALTERNATIVE, alternative
from components.pages import embed, page
from components.panels import active_filter, headline, incident_table, side_panel
from components.server.visit import with_own
from components.views import Followed
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.folders.editions import Editions
from data.language import _
from data.tables.dataset import Dataset
from data.wording.filter_phrases import chosen_in_words

_CSV: Final = "/incidents.csv"

FirstView = Callable[[Any, str], str]
"""HTML of the view that a query string asks for, in a layout."""


def first_page(
    editions: Editions, public_url: str, dataset_here: Callable[[], Dataset], layout: Any, query: str
) -> str:
    """The page of a query string: its headline, filter, map, legend, and the list or the card of the selected incident."""
    dataset, address = dataset_here(), read_address(query)
    followed = _followed(dataset, address)
    contents, drawing = _on_every_map(followed, address)
    sentences = problems_of(address, dataset, editions)
    link = partial(_address_of, address)
    given = {
        **contents,
        **_contents({**active_filter.VIEW.draw(followed), **incident_table.VIEW.draw(followed)}, link),
        **_contents({incident_list.LIST: incident_list.listed(followed.summary)}, link),
        page.ADDRESS_NOTICE: _paragraphs(sentences),
    }
    holding, rows = dataset.holding([address.view.incident] if address.view.incident else [])
    if not rows:
        return _framed(written(layout, Filled(given, drawing, {})), address.incident_filter)
    base = public_url or request.host_url.rstrip("/")
    given |= _contents({details.PANEL: card(holding, rows[0], base)}, link)
    opened: dict[str, dict[str, Any]] = {
        details.SECTION: {"hidden": False},
        side_panel.PANEL: {"className": "page-aside has-card"},
    }
    return _framed(written(layout, Filled(given, drawing, opened)), address.incident_filter)


def first_embed(editions: Editions, dataset_here: Callable[[], Dataset], layout: Any, query: str) -> str:
    """The embedded map of a query string."""
    dataset, address = dataset_here(), read_address(query)
    followed = _followed(dataset, address)
    contents, drawing = _on_every_map(followed, address)
    given = {
        **contents,
        embed.FILTER: escape(chosen_in_words(dataset, address.incident_filter)),
        embed.NOTICE: _paragraphs(problems_of(address, dataset, editions)),
    }
    return _framed(written(layout, Filled(given, drawing, {})), address.incident_filter)


def _followed(dataset: Dataset, address: Address) -> Followed:
    return Followed(summary_of(dataset, address.incident_filter), address.errors)


def _on_every_map(followed: Followed, address: Address) -> tuple[dict[str, str], dict[str, str]]:
    """Contents of boxes, and the drawn map; the legend is that of the circles that are drawn."""
    view, camera, summary = address.view, camera_of(address.view), followed.summary
    detail = drawn_detail(summary, camera)
    contents = {
        **headline.VIEW.draw(followed),
        LEGEND: legend(summary, view.measure, fullest=detail.fullest),
        KEY: key(summary, view.measure),
        ALTERNATIVE: alternative(summary),
    }
    drawing = drawn_map(detail, camera, view.measure, view.lines, view.graticule)
    return _contents(contents, _no_link), {incident_map.GRAPH: drawing}


def _contents(drawn: Mapping[str, Any], link: Callable[[Mapping[str, str]], str | None]) -> dict[str, str]:
    return {box: written_nodes(nodes_of(made), link) for box, made in drawn.items()}


def _no_link(_press: Mapping[str, str]) -> None:
    return None


def _address_of(address: Address, press: Mapping[str, str]) -> str | None:
    """Where the page leads that the button of a row or of a part of the filter would show; "" for a button that only a
    script can follow, but that takes its room.
    """
    incident_filter, view = address.incident_filter, address.view
    if "incident" in press:
        view = replace(view, incident=press["incident"])
    elif press["type"] == incident_list.SCOPE:
        return ""
    elif press["type"] == active_filter.PART:
        keys = ("from", "to") if press["key"] == "dates" else (press["key"],)
        pairs = incident_filter.to_query()
        incident_filter = IncidentFilter.from_query(
            (key, value) for key, value in pairs if key not in keys or press["value"] not in ("", value)
        )[0]
    else:
        return None
    return with_own(f"/?{query_of(incident_filter, view)}")


def _paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


_WITHOUT_SCRIPTS: Final = (
    ".first-view :is(.page-filters, .timeline, .choose-language, .incident-map-scale, .map-settings, .map-selection,"
    " button:disabled) { display: none; }"
    " @media (min-width: 1181px) { .first-view .page { grid-template-columns: 0 minmax(0, 1fr) 316px; } }"
)
"""What only a script can use or fill is not shown where none runs, and takes no room."""


def _framed(inner: str, incident_filter: IncidentFilter) -> str:
    sentence = escape(
        _("Without JavaScript this page cannot be filtered; the incidents are at /incidents.csv.")
    )
    address = escape(with_own(f"{_CSV}?{urlencode(incident_filter.to_query())}"))
    linked = sentence.replace(_CSV, f'<a href="{address}">{_CSV}</a>')
    note = f"<noscript><style>{_WITHOUT_SCRIPTS}</style><p>{linked}</p></noscript>"
    return f'<div id="first-view" class="first-view">{note}{inner}</div>'
