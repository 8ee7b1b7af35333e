"""What is drawn for a view adds up to what matches there, however many circles it takes."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.on_map import level_of_detail as module
from data.filters.on_map.grid import FINEST_ZOOM, Grid, View
from data.filters.on_map.level_of_detail import MOST_FEATURES, MOST_SINGLE, Features, features_of
from data.filters.summary import Summary
from data.mercator import world_x, world_y
from data.tables.dataset import BoolArray, Dataset
from tests.benchmark.made_collection import made_collection
from tests.examples import costly
from tests.property.strategies import small_questions
from tests.tables import dataset_of, incident, no_rows

COUNTS = ["incidents", "casualties", "killed", "injured"]


@cache
def many() -> Dataset:
    return made_collection(30_000)


@cache
def scattered() -> Dataset:
    """Points all over the world, at its edges and on both sides of the date line."""
    places = [
        (x, y) for x in (-180, -179.99, -90.5, 0.25, 90, 179.99, 180) for y in (-90, -85.1, -40, 1, 85, 90)
    ]
    rows = [
        incident(incident_id=f"{number}", longitude=str(x), latitude=str(y), where_prec=str(1 + number % 2))
        for number, (x, y) in enumerate(places * 3)
    ]
    return dataset_of(no_rows() | {"incidents": rows})


@st.composite
def views(draw: st.DrawFn) -> View:
    """Any part of the world, most of them around the made-up collections."""
    around = draw(st.booleans())
    longitude = draw(st.floats(44, 50) if around else st.floats(-200, 200))
    latitude = draw(st.floats(38, 42) if around else st.floats(-90, 90))
    width, height = draw(st.floats(0, 10) if around else st.floats(0, 400)), draw(st.floats(0, 180))
    south, north = max(latitude - height / 2, -90), min(latitude + height / 2, 90)
    return View(longitude - width / 2, south, longitude + width / 2, north, draw(st.floats(0, 20)))


def views_of(dataset: Dataset, **fields: Any) -> Summary:
    incident_filter = IncidentFilter(**fields)
    return Summary(dataset, incident_filter, matching(dataset, incident_filter))


def within(summary: Summary, grid: Grid) -> BoolArray:
    """Which points lie in the grid, found without it: by the edges of its cells."""
    size = 2**grid.level
    x = world_x(summary.points["longitude"].to_numpy())
    y = world_y(summary.points["latitude"].to_numpy())
    # The last cell has its far edge too, so that 180° east is somewhere.
    x, y = np.minimum(x, np.nextafter(1, 0)), np.minimum(y, np.nextafter(1, 0))
    west, east = grid.first_column / size, (grid.first_column + grid.columns) / size
    north, south = grid.first_row / size, (grid.first_row + grid.rows) / size
    is_between = np.zeros(len(x), dtype=bool)
    for turn in (-2, -1, 0, 1, 2):
        is_between |= (x + turn >= west) & (x + turn < east)
    return np.asarray(is_between & (y >= north) & (y < south), dtype=bool)


def sound(summary: Summary, view: View) -> Features:
    """What is drawn, after everything that must hold for it."""
    features = features_of(summary, view)
    table = features.table
    assert len(table) <= MOST_FEATURES
    expected = summary.points[within(summary, features.grid)]
    assert table[COUNTS].sum().to_dict() == expected[COUNTS].sum().to_dict()
    assert int(table["points"].sum()) == len(expected)
    assert table["longitude"].between(table["west"], table["east"]).all()
    assert table["latitude"].between(table["south"], table["north"]).all()
    assert set(table["worst"]) <= {"killed", "injured", ""}
    assert (table["worst"] == "killed").sum() <= (expected["worst"] == "killed").sum()
    assert (table["worst"] == "killed").any() == (expected["worst"] == "killed").any()
    is_seen = summary.points["longitude"].between(view.west_degrees, view.east_degrees)
    is_seen &= summary.points["latitude"].between(view.south_degrees, view.north_degrees)
    assert set(summary.points.index[is_seen]) <= set(expected.index)
    if features.is_single:
        assert features.rows is not None
        assert [len(rows) for rows in features.rows] == table["incidents"].tolist()
        assert (table["points"] == 1).all()
        for (longitude, latitude), rows in zip(
            table[["longitude", "latitude"]].itertuples(index=False), features.rows, strict=True
        ):
            at = summary.dataset.incidents.iloc[rows]
            assert (at["longitude"] == longitude).all()
            assert (at["latitude"] == latitude).all()
            assert summary.matches.incidents[rows].all()
    else:
        assert features.rows is None
        corners = [
            (table[x].to_numpy(), table[y].to_numpy()) for x in ("west", "east") for y in ("north", "south")
        ]
        corners.append((table["longitude"].to_numpy(), table["latitude"].to_numpy()))
        cells = {tuple(number_of_cell(*corner, features.grid.level)) for corner in corners}
        assert len(cells) == 1
        assert len(set(*cells)) == len(table)
    return features


def number_of_cell(longitudes: Any, latitudes: Any, level: int) -> list[int]:
    size = 2**level
    column = np.minimum(np.floor(world_x(longitudes) * size), size - 1)
    row = np.minimum(np.floor(world_y(latitudes) * size), size - 1)
    return [int(number) for number in row * size + column]


@given(
    view=views(),
    fields=st.sampled_from([{}, {"outcome": ("killed",)}, {"precision": (1, 2), "device": ("uxo",)}]),
)
@costly(60)
def test_what_is_drawn_of_many_incidents_adds_up_in_the_cells_that_the_view_touches(
    view: View, fields: dict[str, Any]
) -> None:
    sound(views_of(many(), **fields), view)


@given(view=views())
@costly(60)
def test_nothing_is_lost_at_the_date_line_and_the_poles(view: View) -> None:
    sound(views_of(scattered()), view)


@given(view=views(), requested=small_questions(), most=st.integers(1, 5))
@costly(60)
def test_no_answer_has_more_circles_than_are_allowed(
    view: View, requested: dict[str, list[str]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "MOST_FEATURES", most)
        patched.setattr(module, "MOST_SINGLE", 1)
        pairs = [(key, value) for key, values in requested.items() for value in values]
        for dataset in (scattered(), many()):
            chosen = IncidentFilter.from_query(pairs)[0]
            features = sound(Summary(dataset, chosen, matching(dataset, chosen)), view)
            assert len(features.table) <= most or features.grid.level <= 1


@given(view=views())
@costly(60)
def test_zooming_opens_cells_into_finer_ones_and_then_into_incidents(view: View) -> None:
    summary = views_of(many())
    features = sound(summary, view)
    assume(not features.is_single and len(features.table))
    cell = features.table.sort_values("incidents").iloc[0]
    opened = sound(summary, View(cell["west"], cell["south"], cell["east"], cell["north"], view.zoom + 3))
    assert opened.grid.level > features.grid.level
    inside = opened.table["longitude"].between(cell["west"], cell["east"]) & opened.table["latitude"].between(
        cell["south"], cell["north"]
    )
    assert int(opened.table.loc[inside, "incidents"].sum()) == int(cell["incidents"])
    closest = sound(summary, View(cell["west"], cell["south"], cell["west"], cell["south"], FINEST_ZOOM))
    assert closest.is_single or closest.table["incidents"].max() > MOST_SINGLE
