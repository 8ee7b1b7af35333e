"""Panels that follow the filter, several in one answer.

Each panel says in its `VIEW` what it shows at once, and in `DEFERRED_VIEW` what it shows when the map is drawn. Panels
are requested together, because an answer costs the page's script and the server about as much as what most of them
put into it, and because processes that answer side by side would each work out the same sums.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from dash import ClientsideFunction, Dash, Input, Output

from components import ids
from components.server.visit import Datasets
from data.errors import AtlasError
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.language import _
from data.tables.dataset import Dataset


class Followed(NamedTuple):
    """What the filter asks for, and what of it was not understood."""

    summary: Summary
    errors: Sequence[AtlasError]

    @classmethod
    def of(cls, dataset: Dataset, stored: object) -> Followed:
        """What a store asks for."""
        incident_filter, errors = IncidentFilter.from_json(stored)
        return cls(summary_of(dataset, incident_filter), errors)


class View(NamedTuple):
    """What a panel shows of the filter: `draw` gives what its boxes hold, by their ids."""

    draw: Callable[[Followed], Mapping[str, Any]]


class LaterView(NamedTuple):
    """What a panel shows of the filter once the map shows it: `draw` gives one value for each of `outputs`.

    It is given the values of `inputs` too, which ask for the view as the filter does.
    """

    outputs: tuple[Output, ...]
    draw: Callable[..., tuple[Any, ...]]
    inputs: tuple[Input, ...] = ()


def while_outdated() -> dict[str, Any]:
    """The attribute of a part that says so while it is of a filter before that of the headline: assets/pages/outdated.js."""
    return {"data-while-outdated": _("Still of the filter before.")}


def show_later(
    app: Dash, datasets: Datasets, views: Sequence[LaterView], filter_store: str = ids.FILTER_DEFERRED
) -> None:
    """Have the views follow the filter in one callback, once `filter_store` holds it: once the map shows it."""

    @app.callback(
        [output for view in views for output in view.outputs],
        Input(filter_store, "data"),
        *(one for view in views for one in view.inputs),
        prevent_initial_call=True,
    )
    def follow(stored: object, *values: Any) -> list[Any]:
        followed, rest = Followed.of(datasets.here(), stored), iter(values)
        # Each takes as many of the values as it has inputs.
        return [value for view in views for value in view.draw(followed, *(next(rest) for _ in view.inputs))]


def while_open(app: Dash, panel: str, deferred: str, requested: str) -> None:
    """Have the store `requested` hold what the store `deferred` holds while the folded `panel` is open: what nobody sees
    is not requested.
    """
    app.clientside_callback(
        ClientsideFunction("page", "whileOpen"),
        Output(requested, "data"),
        Input(panel, "open"),
        Input(deferred, "data"),
        prevent_initial_call=True,
    )
