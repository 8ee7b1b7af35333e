"""What stands below every map: whose data it shows, and that boundaries and names imply no opinion."""

from __future__ import annotations

from dash import html

from components.sentences import free_text
from data.language import _
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, RIVERS_FROM


def credits_of(dataset: Dataset) -> html.P:
    """A paragraph: the sources of incidents, places, boundaries and rivers, and the disclaimer."""
    return html.P(
        [
            free_text(*dataset.shown_attribution),
            ". ",
            _(RIVERS_FROM),
            " ",
            html.Span(_(DISCLAIMER), className="disclaimer"),
        ],
        className="incident-map-credits",
    )
