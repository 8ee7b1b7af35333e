"""What stands below every map: whose data it shows, and that boundaries and names imply no opinion."""

from __future__ import annotations

from dash import html

from components.map.ground.choice import ground_credits
from components.sentences import free_text
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import _
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, RIVERS_FROM


def credits_of(dataset: Dataset, ground_maps: GroundMaps = NO_GROUND_MAPS) -> html.P:
    """A paragraph: the sources of incidents, places, boundaries, rivers and ground maps, and the disclaimer."""
    return html.P(
        [
            free_text(*dataset.shown_attribution),
            ". ",
            _(RIVERS_FROM),
            " ",
            *ground_credits(ground_maps),
            html.Span(_(DISCLAIMER), className="disclaimer"),
        ],
        className="incident-map-credits",
    )
