"""Panels that show the filter and nothing else: one answer for all of them.

Each panel says in its `VIEW` what it shows and how that is drawn. They are asked for together, because an answer
costs the page's script and the server about as much as what most of these panels put into it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dash import Dash, Input, Output

from components import ids
from components.visit import Datasets
from data.errors import AtlasError
from data.incident_filter import IncidentFilter
from data.summary import Summary, summary_of


class Followed(NamedTuple):
    """What the filter asks for, and what of it was not understood."""

    summary: Summary
    errors: Sequence[AtlasError]


class View(NamedTuple):
    """What a panel shows of the filter: `draw` gives one value for each of `outputs`."""

    outputs: tuple[Output, ...]
    draw: Callable[[Followed], tuple[Any, ...]]


def show_together(app: Dash, datasets: Datasets, views: Sequence[View]) -> None:
    """Have the views follow the filter in one callback."""

    @app.callback(
        [output for view in views for output in view.outputs],
        Input(ids.FILTER, "data"),
        prevent_initial_call=True,
    )
    def follow(stored: object) -> list[Any]:
        asked, errors = IncidentFilter.from_json(stored)
        followed = Followed(summary_of(datasets.here(), asked), errors)
        return [value for view in views for value in view.draw(followed)]
