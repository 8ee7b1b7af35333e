"""What is drawn for a view of the map."""

from __future__ import annotations

import math
from functools import cache

import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.grid import Grid, View
from data.filters.on_map.level_of_detail import (
    MOST_FEATURES,
    MOST_SINGLE,
    Features,
    casualties_of_cells,
    features_of,
    opened_cell,
)
from data.filters.summary import summary_of
from data.mercator import latitude_degrees, world_x, world_y
from data.tables.dataset import Dataset
from tests.benchmark.made_collection import made_collection
from tests.tables import bundled, casualty, dataset_of, incident, no_rows, summary, tables

CAUCASUS = (44.0, 38.0, 50.0, 42.0)
WORLD = (-180.0, -85.0, 180.0, 85.0)


@cache
def many() -> Dataset:
    return made_collection(20_000)


def drawn(dataset: Dataset, west: float, south: float, east: float, north: float, zoom: float) -> Features:
    return features_of(summary_of(dataset, IncidentFilter()), View(west, south, east, north, zoom))


class TestSingleIncidents:
    """While few are in view."""

    def test_the_bundled_incidents_are_always_drawn_for_themselves(self) -> None:
        for zoom in (0.0, 7.5, 18.0):
            features = drawn(bundled(), *CAUCASUS, zoom=zoom)
            views = summary_of(bundled(), IncidentFilter())
            assert features.is_single
            if zoom < 1:
                assert features.rows == views.dots["rows"].tolist()
                same = [
                    "longitude",
                    "latitude",
                    "incidents",
                    "casualties",
                    "killed",
                    "injured",
                    "worst",
                    "is_near",
                ]
                assert features.table[same].equals(views.dots[same])

    def test_incidents_at_one_point_are_one_circle_that_has_them(self) -> None:
        rows = [incident(incident_id="a"), incident(incident_id="b", where_prec="1", coord_method="reported")]
        dataset = dataset_of(tables(incidents=rows, casualties=[casualty(incident_id="a")], sources=[]))
        features = drawn(dataset, *CAUCASUS, zoom=5)
        assert (features.rows, features.table["incidents"].tolist()) == ([[0, 1]], [2])
        assert features.table["is_near"].tolist() == [True]

    def test_what_lies_beyond_the_cells_of_the_view_is_not_drawn(self) -> None:
        assert drawn(bundled(), 0, 0, 1, 1, zoom=10).table.empty

    def test_a_view_across_the_date_line_shows_both_sides(self) -> None:
        rows = [
            incident(incident_id=name, longitude=degrees, latitude="1")
            for name, degrees in (("a", "179.5"), ("b", "-179.5"), ("c", "170"))
        ]
        dataset = dataset_of(no_rows() | {"incidents": rows})
        for west, east in ((179, 181), (-181, -179)):
            assert drawn(dataset, west, 0, east, 2, zoom=8).table["longitude"].tolist() == [-179.5, 179.5]


class TestCells:
    """Where more are in view."""

    def test_many_incidents_are_drawn_as_cells_that_add_up(self) -> None:
        views = summary_of(many(), IncidentFilter())
        features = features_of(views, View(*WORLD, 3))
        assert not features.is_single
        assert int(features.table["incidents"].sum()) == int(many().has_dot.sum()) > MOST_SINGLE
        assert 1 < len(features.table) < len(views.points)
        assert not features.table.loc[features.table["points"] > 1, "is_near"].any()

    def test_a_cell_stands_at_the_mean_of_its_incidents(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.filters.on_map.level_of_detail.MOST_SINGLE", 2)
        at = [("10.5", "1"), ("10.5", "1"), ("10.5", "1"), ("10.9", "1.4")]
        rows = [
            incident(incident_id=str(number), longitude=longitude, latitude=latitude)
            for number, (longitude, latitude) in enumerate(at)
        ]
        dataset = dataset_of(
            no_rows() | {"incidents": rows, "casualties": [casualty(incident_id="3", outcome="killed")]}
        )
        cell = drawn(dataset, 0, 0, 20, 5, zoom=0).table.iloc[0]
        assert cell[["longitude", "latitude"]].tolist() == pytest.approx([10.6, 1.1])
        assert cell[["west", "south", "east", "north"]].tolist() == [10.5, 1.0, 10.9, 1.4]
        assert cell[["incidents", "points", "killed", "worst", "is_near"]].tolist() == [
            4,
            2,
            1,
            "killed",
            False,
        ]

    def test_a_cell_does_not_change_while_the_map_is_panned(self) -> None:
        west, south, east, north = 46.0, 39.0, 47.6, 40.2
        here, there = (drawn(many(), west + by, south, east + by, north, zoom=8) for by in (0, 0.3))
        assert not here.is_single
        assert not there.is_single
        both = here.table.merge(there.table, on=["longitude", "latitude"])
        shared = here.table[here.table["west"].between(west + 0.4, east)]
        assert len(shared) > 3
        assert {*shared["longitude"]} <= {*both["longitude"]}
        assert (both["incidents_x"] == both["incidents_y"]).all()

    def test_the_grid_is_coarsened_until_few_enough_cells_are_left(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = drawn(many(), *WORLD, zoom=9)
        assert 20 < len(before.table) <= MOST_FEATURES
        monkeypatch.setattr("data.filters.on_map.level_of_detail.MOST_FEATURES", 20)
        after = drawn(many(), *WORLD, zoom=9)
        assert len(after.table) <= 20
        assert after.grid.level < before.grid.level
        assert after.table["incidents"].sum() == before.table["incidents"].sum()

    def test_cells_are_drawn_of_few_incidents_beside_a_map_that_needs_them(self) -> None:
        features = features_of(summary(bundled()), View(*WORLD, 2), as_cells=True)
        assert not features.is_single
        assert len(features.table) < len(summary(bundled()).points)
        assert features.table["incidents"].sum() == bundled().has_dot.sum()

    def test_a_cell_is_found_again_by_any_of_its_points(self) -> None:
        views = summary_of(many(), IncidentFilter())
        features = features_of(views, View(*WORLD, 7))
        for cell in features.table.sort_values("points").iloc[[0, -1]].to_dict("records"):
            box, incidents = opened_cell(views, features.grid.level, cell["point"])
            if cell["points"] > 1:
                assert box == tuple(cell[edge] for edge in ("west", "south", "east", "north"))
            else:
                assert len(incidents) == min(cell["incidents"], MOST_SINGLE)

    @pytest.mark.parametrize(("level", "point"), [(-1, 0), (29, 0), (5, -1), (5, 10**9)])
    def test_a_cell_that_no_grid_has_is_refused(self, level: int, point: int) -> None:
        with pytest.raises(ValueError, match="no point"):
            opened_cell(summary(bundled()), level, point)

    def test_the_casualties_of_all_cells_are_those_of_all_points(self) -> None:
        views = summary_of(many(), IncidentFilter())
        for level in (0, 8, 28):
            assert (
                casualties_of_cells(views, Grid.of(View(*WORLD, 0), level)).sum()
                == views.points["casualties"].sum()
            )
        assert len(casualties_of_cells(views, Grid.of(View(*WORLD, 0), 0))) == 1

    def test_nothing_that_matches_gives_no_cells(self) -> None:
        features = features_of(summary(many(), district=("XX-1",)), View(*CAUCASUS, 8))
        assert features.table.empty
        assert features.rows == []


@pytest.mark.parametrize(
    "numbers",
    [
        (10, 0, 0, 1, 5),
        (0, 10, 1, 0, 5),
        (0, -91, 1, 0, 5),
        (0, 0, 1, 91, 5),
        (0, 0, 1, 1, -0.1),
        (0, 0, 1, 1, 24.1),
        (0, 0, 1_001, 1, 5),
        (math.nan, 0, 1, 1, 5),
        (0, 0, math.inf, 1, 5),
    ],
)
def test_an_impossible_view_is_refused(numbers: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="A view"):
        View(*numbers)


def test_the_box_of_a_grid_reaches_around_its_view() -> None:
    for view in (View(46.1, 39.2, 47.3, 40.4, 8.5), View(179, -1, 181, 1, 5), View(*WORLD, 0)):
        west, south, east, north = Grid.of(view, 9).box
        assert west <= view.west_degrees < view.east_degrees <= east
        assert south <= view.south_degrees < view.north_degrees <= north


def test_a_latitude_is_found_again_where_it_is_drawn() -> None:
    for degrees in (-85.0, -0.5, 0.0, 40.2, 84.9):
        assert latitude_degrees(world_y(degrees)) == pytest.approx(degrees)


def test_the_world_begins_in_the_north_west_and_ends_in_the_south_east() -> None:
    assert (world_x(-180.0), world_x(0.0), world_x(180.0)) == (0, 0.5, 1)
    assert (world_y(90.0), world_y(-90.0)) == pytest.approx((0, 1), abs=1e-12)
    assert world_y(0.0) == 0.5
    assert world_y(40.0) == pytest.approx(0.5 - math.log(math.tan(math.pi / 4 + math.radians(20))) / math.tau)
