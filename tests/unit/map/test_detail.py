"""What the map is given to draw for a view, and what its script and its legend say of it."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Any

import numpy as np
import pytest
from dash import html, no_update
from dash.exceptions import PreventUpdate

from components.incidents.details import LISTED, choice
from components.map.detail import Detail, details_of, drawn_view, is_on_the_map, opened
from components.map.figure import CASING, DOTS, ON_KILLED, ON_OTHERS, RING, circles_patch, patch
from components.map.legend import (
    LARGEST_CELL_PX,
    LARGEST_PX,
    SMALLEST_PX,
    cell_diameters,
    diameters,
    fullest_shown,
    legend,
)
from components.theme import PALETTES
from data.filters.on_map.level_of_detail import MOST_FEATURES, MOST_SINGLE
from data.filters.summary import Summary
from data.tables.dataset import Dataset
from tests.benchmark.made_collection import made_collection
from tests.tables import bundled, summary

VIEW = {"west": 46.0, "south": 39.0, "east": 48.0, "north": 40.5, "zoom": 9.3}
FINE = VIEW | {"zoom": 12.0}


@cache
def many() -> Dataset:
    return made_collection(20_000)


def everything() -> Summary:
    return summary(many())


def only(detail_of: Summary, stored: object = None) -> Detail:
    return details_of([detail_of], stored)[0]


def marks(detail: Detail) -> dict[tuple[Any, ...], Any]:
    """What a patch sets, by where."""
    operations = circles_patch(detail, PALETTES["light"]).to_plotly_json()["operations"]
    return {tuple(operation["location"][1:]): operation["params"]["value"] for operation in operations}


def words(parts: Any) -> str:
    return json.dumps(
        html.Div(parts).to_plotly_json(), default=lambda part: part.to_plotly_json(), ensure_ascii=False
    )


class TestFewIncidents:
    """As the bundled ones: drawn once, wherever the map looks."""

    def test_all_of_them_are_drawn_for_any_view_and_the_script_never_asks(self) -> None:
        few = summary(bundled())
        for stored in (None, VIEW, FINE, {"west": 0, "south": 0, "east": 1, "north": 1, "zoom": 20}):
            detail = only(few, stored)
            assert detail.fullest is None
            assert detail.features.table["incidents"].sum() == bundled().has_dot.sum()
            assert drawn_view([detail], ["anything"]) is None

    def test_their_sizes_and_places_are_exact(self) -> None:
        set_to, dots = marks(only(summary(bundled()))), summary(bundled()).dots
        ordered = dots.sort_values("casualties", ascending=False, kind="stable")
        assert set_to[DOTS, "lon"] == ordered["longitude"].tolist()
        assert set_to[DOTS, "marker", "size"] == pytest.approx(diameters(ordered["casualties"]))
        assert len(set_to[RING, "lon"]) == dots["is_near"].sum() > 0


class TestManyIncidents:
    """More than can be drawn each for itself."""

    def test_a_view_is_drawn_in_cells_that_add_up(self) -> None:
        detail = only(everything(), VIEW)
        set_to = marks(detail)
        number = len(detail.features.table)
        assert 0 < number <= MOST_FEATURES
        assert {len(set_to[trace, axis]) for trace in (CASING, DOTS) for axis in ("lon", "lat")} == {number}
        assert set_to[RING, "lon"] == [None]
        assert sorted(set_to[DOTS, "customdata"]) == sorted(detail.features.table["point"])
        assert max(set_to[DOTS, "marker", "size"]) == LARGEST_CELL_PX
        counted = [
            text.split(" ")[0].removeprefix("<b>").replace(",", "") for text in set_to[DOTS, "hovertext"]
        ]
        assert sum(map(int, counted)) == detail.features.table["incidents"].sum()

    def test_numbers_stand_only_on_circles_that_hold_them(self) -> None:
        set_to = marks(only(everything(), VIEW))
        texts = [*set_to[ON_KILLED, "text"], *set_to[ON_OTHERS, "text"]]
        assert texts
        assert all(1 <= len(text) <= 5 for text in texts)

    def test_an_answer_is_small_however_much_is_in_view(self) -> None:
        for stored in (None, VIEW, FINE):
            change = patch(only(everything(), stored), "incidents", PALETTES["light"]).to_plotly_json()
            assert len(gzip.compress(json.dumps(change).encode())) < 60_000

    def test_without_a_view_everything_is_drawn(self) -> None:
        assert only(everything()).features.table["incidents"].sum() == many().has_dot.sum()

    @pytest.mark.parametrize(
        "stored",
        [
            {},
            [],
            "x",
            {"west": 1},
            VIEW | {"zoom": 99},
            VIEW | {"west": "a"},
            VIEW | {"west": None},
            VIEW | {"east": 10**400},
        ],
    )
    def test_what_is_no_view_counts_as_none(self, stored: object) -> None:
        assert only(everything(), stored).features.grid == only(everything()).features.grid

    def test_the_script_has_the_view_for_which_the_circles_are_enough(self) -> None:
        view = drawn_view([only(everything(), VIEW)], {"filter": {}})
        assert view is not None
        west, south, east, north = view["box"]
        assert (west <= 46, south <= 39, east >= 48, north >= 40.5) == (True,) * 4
        assert (view["zoom"], view["is_single"]) == (9, False)
        assert is_on_the_map(view, {"filter": {}})
        assert not is_on_the_map(view, {"filter": {"outcome": ["killed"]}})
        assert not is_on_the_map(None, {"filter": {}})

    def test_maps_beside_each_other_are_alike(self) -> None:
        left, right = details_of([everything(), summary(many(), district=("AZ-YEV",))], VIEW)
        assert right.features.table["incidents"].sum() < MOST_SINGLE
        assert (left.features.is_single, right.features.is_single) == (False, False)
        assert left.fullest == right.fullest
        assert drawn_view([left, right], []) is not None


class TestCells:
    """A click on one."""

    def test_a_cell_of_several_points_is_looked_at(self) -> None:
        features = only(everything(), VIEW).features
        cell = features.table.sort_values("points").iloc[-1]
        box, selected = opened(everything(), {"level": features.grid.level, "point": int(cell["point"])})
        assert box == cell[["west", "south", "east", "north"]].tolist()
        assert selected is no_update

    def test_a_cell_of_one_point_selects_its_latest_incidents(self) -> None:
        points = everything().points.reset_index(names="point")
        point, number = points.sort_values("incidents").iloc[-1][["point", "incidents"]].tolist()
        box, selected = opened(everything(), {"level": 28, "point": point})
        assert box is no_update
        assert len(selected) == min(number, MOST_SINGLE) > LISTED
        days = many().incidents.set_index("incident_id").loc[selected, "date_start"]
        assert days.is_monotonic_increasing

    @pytest.mark.parametrize(
        "cell", [None, 3, {}, {"level": 5}, {"level": 5, "point": "x"}, {"level": 99, "point": 1}]
    )
    def test_what_is_no_cell_opens_nothing(self, cell: object) -> None:
        with pytest.raises(PreventUpdate):
            opened(everything(), cell)

    def test_a_long_list_is_shown_in_parts_and_says_what_it_leaves_out(self) -> None:
        rows = [*range(LISTED * 2 + 5)]
        first, last = (words(choice(many(), rows, begin)) for begin in (0, LISTED * 2))
        assert first.count("incident-details-choose") == LISTED
        assert last.count("incident-details-choose") == 5
        assert f"101–105 of {len(rows)}" in last
        assert "Only the latest" not in first
        partial = words(choice(many(), rows, 0, matching_here=3_000))
        assert "Only the latest 105 can be listed here." in partial
        assert "incident-details-turn" not in words(choice(many(), rows[:LISTED]))


class TestSizes:
    """Of circles, in pixels."""

    def test_no_circle_grows_without_end(self) -> None:
        assert diameters(10**6) == LARGEST_PX
        assert cell_diameters([0, 10, 20, 10**6], 20).tolist() == pytest.approx(
            [
                SMALLEST_PX,
                SMALLEST_PX + (LARGEST_CELL_PX - SMALLEST_PX) * 0.5**0.5,
                LARGEST_CELL_PX,
                LARGEST_CELL_PX,
            ]
        )

    def test_the_fullest_cell_shown_is_a_round_number_that_few_exceed(self) -> None:
        assert fullest_shown(np.array([], dtype=np.int64)) == 4
        assert fullest_shown(np.full(100, 7)) == 8
        assert fullest_shown(np.full(100, 1_000)) == 1_000
        cells = np.arange(10_000)
        assert (cells > fullest_shown(cells)).mean() <= 0.02

    def test_the_legend_says_what_a_cell_is_only_where_cells_are_drawn(self) -> None:
        assert "small area" not in words(legend(everything(), "incidents"))
        assert "ring: near" in words(legend(everything(), "incidents"))
        of_cells = words(legend(everything(), "incidents", fullest=600))
        assert "all incidents of a small area" in of_cells
        assert "≥ 600" in of_cells
        assert "ring: near" not in of_cells
