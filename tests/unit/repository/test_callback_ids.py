"""Every id, property and function that a callback or a script names exists: a wrong one fails in silence."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

import geopandas as gpd
import pytest
import shapely
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask.testing import FlaskClient

from app import create_app
from components.application.page_files import page_files
from components.areas import panel as areas_panel
from components.comparison import compare
from components.incidents import card as incident_card
from components.incidents import details as incident_details
from components.incidents import matches as incident_list
from components.own_data import report as own_data_report
from components.pages import page
from components.panels import active_filter, casualty_breakdown, change, district_ranking
from components.server.visitors.own_datasets import OwnDatasets
from components.server.visitors.visitors_data import OwnData
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.clusters import clusters_of
from data.filters.summary import summary_of
from data.recorded_areas.table import TEXTS
from data.tables.dataset import Dataset

SCRIPTS: Final = page_files("js")

TARTAR: Final = "circle:40.34,46.93,10"
"""A selection in which some incidents are, and others may be."""


def drawn_later(dataset: Dataset) -> list[Any]:
    """What callbacks put into the page, and patterns of other callbacks then match."""
    everything = summary_of(dataset, IncidentFilter())
    return [
        active_filter.parts(
            dataset, IncidentFilter.from_query([("outcome", "killed"), ("within", TARTAR)])[0]
        ),
        *casualty_breakdown.table(everything, "actor"),
        district_ranking.ranking(everything),
        incident_details.choice(dataset, [*range(incident_details.LISTED + 1)]),
        incident_card.card(dataset, 0, "http://localhost"),
        *incident_list.listed(everything),
        change.readings(dataset, IncidentFilter(), clusters_of(everything)),
        areas_panel.contents(with_an_area(dataset), IncidentFilter(), 0.0),
        areas_panel.contents(with_an_area(dataset), IncidentFilter(), 0.0, "MF-1"),
        own_data_report.report(own_data()),
    ]


def with_an_area(dataset: Dataset) -> Dataset:
    """The data with a minefield around most incidents."""
    row = dict.fromkeys(TEXTS, "") | {"area_id": "MF-1", "kind": "minefield"}
    return replace(
        dataset, areas=gpd.GeoDataFrame([row], geometry=[shapely.box(46, 39, 47, 41)], crs="EPSG:4326")
    )


def own_data() -> OwnData:
    """A visitor's file of an unknown layout, read: columns, kinds of event, values, likely doubles and the order of days can be corrected."""
    lines = [
        "when;killed;lon;lat;type;device",
        *["03/05/2020;1;46.93;40.34;Landmine;gizmo"] * 2,
        *["03/06/2020;1;46.93;40.34;Protest;mine"] * 2,
        "03/07/2020;1;46.93;40.34;Landmine;mine",
    ]
    rows = "\n".join(lines).encode()
    datasets = OwnDatasets()
    own = datasets.begin("rows.csv", len(rows))
    own.content = rows
    datasets.read_later(own)
    last = time.monotonic() + 60
    while own.is_reading and time.monotonic() < last:
        time.sleep(0.05)
    return own


def components(tree: object) -> Iterator[Component]:
    """Every component of a layout, in children and in every other property."""
    if isinstance(tree, Component):
        yield tree
        tree = tree.to_plotly_json()["props"]
    if isinstance(tree, dict):
        tree = list(tree.values())
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from components(part)


def callbacks(visitor: FlaskClient, under: str = "/") -> list[Any]:
    """The callbacks of the page whose parts are served under an address, as a browser is told of them."""
    listed: list[Any] = json.loads(visitor.get(f"{under}_dash-dependencies").data)
    return listed


def named(callback: Any) -> list[tuple[str, str]]:
    """Ids and properties that a callback names; a pattern's id is JSON."""
    whole = str(callback["output"]).strip(".")
    outputs = [] if callback["no_output"] else [output.rpartition(".") for output in whole.split("...")]
    given = [(part["id"], part["property"]) for part in (*callback["inputs"], *callback["state"])]
    return [*((target, name.partition("@")[0]) for target, _, name in outputs), *given]


def is_meant(component: Component, callback_id: str) -> bool:
    """Whether the id is the component's, or a pattern that matches it."""
    datasets = getattr(component, "id", None)
    if not callback_id.startswith("{"):
        return bool(datasets == callback_id)
    pattern = json.loads(callback_id)
    return (
        isinstance(datasets, dict)
        and datasets.keys() == pattern.keys()
        and all(isinstance(value, list) or datasets[key] == value for key, value in pattern.items())
    )


def has_property(component: Any, name: str) -> bool:
    """Whether a component takes a property of this name."""
    return name in component.available_properties or name.startswith(
        tuple(component.available_wildcard_properties)
    )


def misnamed(visitor: FlaskClient, tree: Iterable[object], under: str = "/") -> list[str]:
    """Ids and properties that a callback names and no component has."""
    present = list(components(list(tree)))
    wrong = []
    for target, name in (pair for callback in callbacks(visitor, under) for pair in named(callback)):
        meant = [component for component in present if is_meant(component, target)]
        if not meant:
            wrong.append(target)
        elif not all(has_property(component, name) for component in meant):
            wrong.append(f"{target}.{name}")
    return wrong


@pytest.mark.parametrize("under", ["/", "/embed/", "/compare/"])
def test_no_two_callbacks_are_one_to_dash(dataset: Dataset, under: str) -> None:
    """Without outputs a callback is known by its inputs, and of two with the same ones only one is called."""
    atlas = create_app(dataset).server.test_client()
    known = Counter(str(callback["output"]) for callback in callbacks(atlas, under))
    assert [name for name, times in known.items() if times > 1] == []


@pytest.mark.parametrize("under", ["/", "/embed/", "/compare/"])
def test_one_callback_alone_draws_a_figure(dataset: Dataset, under: str) -> None:
    """Of two patches under way to one figure Dash loses that whose answer comes first."""
    atlas = create_app(dataset).server.test_client()
    outputs = [
        output.partition("@")[0]
        for callback in callbacks(atlas, under)
        for output in str(callback["output"]).strip(".").split("...")
    ]
    figures = Counter(output for output in outputs if output.endswith(".figure"))
    assert set(figures.values()) == {1}


def test_every_id_and_property_of_a_callback_exists(dataset: Dataset) -> None:
    atlas = create_app(dataset)
    assert len(callbacks(atlas.server.test_client())) > 15
    assert misnamed(atlas.server.test_client(), [atlas.layout(), *drawn_later(dataset)]) == []


def test_every_id_and_property_of_a_callback_of_the_comparison_exists(dataset: Dataset) -> None:
    visitor = create_app(dataset).server.test_client()
    assert len(callbacks(visitor, compare.PREFIX)) > 8
    assert misnamed(visitor, [compare.layout(dataset)], compare.PREFIX) == []


@pytest.mark.parametrize("layout", [page.layout, compare.layout], ids=["page", "comparison"])
def test_no_id_stands_twice_in_the_layout(dataset: Dataset, layout: Callable[[Dataset], Any]) -> None:
    datasets = [getattr(component, "id", None) for component in components(layout(dataset))]
    counts = Counter(
        json.dumps(identifier, sort_keys=True) for identifier in datasets if identifier is not None
    )
    assert [identifier for identifier, number in counts.items() if number > 1] == []


@pytest.mark.parametrize("under", ["/", compare.PREFIX])
def test_every_clientside_function_is_in_a_script(client: FlaskClient, under: str) -> None:
    functions = [
        callback["clientside_function"]
        for callback in callbacks(client, under)
        if callback["clientside_function"]
    ]
    assert len(functions) > 5
    defined = {
        (namespace, name)
        for script in SCRIPTS
        for namespace, body in _namespaces(script.read_text(encoding="utf-8"))
        for name in re.findall(r"^    (\w+)\(", body, re.MULTILINE)
    }
    assert [each for each in functions if (each["namespace"], each["function_name"]) not in defined] == []


def test_every_id_that_a_script_looks_for_exists(dataset: Dataset) -> None:
    drawn = [create_app(dataset).layout(), compare.layout(dataset), *drawn_later(dataset)]
    present = {str(getattr(component, "id", "")) for component in components(drawn)}
    shell = create_app(dataset).server.test_client().get("/embed").text
    present |= set(re.findall(r' id="([^"]+)"', shell))
    sought = [
        identifier
        for script in SCRIPTS
        for identifier in re.findall(
            r"""(?:getElementById\("|querySelector\("#|set_props\(")([\w-]+)""",
            script.read_text(encoding="utf-8"),
        )
    ]
    assert len(sought) > 3
    assert [identifier for identifier in sought if identifier not in present] == []


class TestTheCheckItself:
    LAYOUT: Final = [
        html.Div(id="shown"),
        dcc.Store(id="stored"),
        html.Section(title="", children=[html.Button(id={"type": "part", "key": "a"})]),
    ]

    @pytest.mark.parametrize(
        ("output", "given"),
        [
            (Output("shown", "children"), Input("stored", "data")),
            (Output("shown", "aria-label"), Input({"type": "part", "key": ALL}, "n_clicks")),
        ],
    )
    def test_right_names_pass(self, output: Output, given: Input) -> None:
        assert misnamed(self._visitor(output, given), self.LAYOUT) == []

    @pytest.mark.parametrize(
        ("output", "given", "wrong"),
        [
            (Output("show", "children"), Input("stored", "data"), "show"),
            (Output("shown", "childen"), Input("stored", "data"), "shown.childen"),
            (Output("shown", "children"), Input("store", "data"), "store"),
            (Output("shown", "children"), Input("stored", "value"), "stored.value"),
            (
                Output("shown", "children"),
                Input({"type": "piece", "key": ALL}, "n_clicks"),
                '{"key":["ALL"],"type":"piece"}',
            ),
            (
                Output("shown", "children"),
                Input({"type": "part", "keys": ALL}, "n_clicks"),
                '{"keys":["ALL"],"type":"part"}',
            ),
        ],
    )
    def test_a_wrong_name_is_found(self, output: Output, given: Input, wrong: str) -> None:
        assert misnamed(self._visitor(output, given), self.LAYOUT) == [wrong]

    def test_a_wrong_state_of_a_callback_without_output_is_found(self) -> None:
        atlas = Dash("a test")
        atlas.layout = html.Div(self.LAYOUT)
        atlas.clientside_callback(
            ClientsideFunction("a", "b"), Input("stored", "data"), State("nothing", "data")
        )
        assert misnamed(atlas.server.test_client(), self.LAYOUT) == ["nothing"]

    def _visitor(self, output: Output, given: Input) -> FlaskClient:
        atlas = Dash("a test")
        atlas.layout = html.Div(self.LAYOUT)
        atlas.callback(output, given)(lambda value: value)
        visitor: FlaskClient = atlas.server.test_client()
        return visitor


def _namespaces(script: str) -> list[tuple[str, str]]:
    """Each object that a script puts under `dash_clientside`, with its text up to the closing brace."""
    return re.findall(
        r"^  window\.dash_clientside\.(\w+) = \{\n(.*?)^  \};", script, re.MULTILINE | re.DOTALL
    )


def test_every_button_of_a_drawn_content_is_answered_by_a_script(dataset: Dataset) -> None:
    """A button says what it means in a word; a script that waits for another word hears nothing."""
    drawn = drawn_later(dataset)[:-1]
    meant = {
        datasets["type"]
        for part in components(drawn)
        if isinstance(datasets := getattr(part, "id", None), dict)
    }
    answered = {
        word for script in SCRIPTS for word in re.findall(r'presses\["([a-z-]+)"\] =', script.read_text())
    }
    assert meant == answered
