"""Where the map looks before a browser has told its size."""

from __future__ import annotations

import pytest

from components.map_figure import first_zoom


@pytest.mark.parametrize(
    ("bounds", "zoom"),
    [
        ((43.5, 38.5, 47.5, 41.8), 6.1),
        ((46.0, 40.0, 46.0, 40.0), 10.0),
        ((-180.0, -60.0, 180.0, 75.0), 0.57),
    ],
)
def test_the_first_zoom_is_about_that_at_which_the_data_fit(
    bounds: tuple[float, float, float, float], zoom: float
) -> None:
    assert first_zoom(bounds) == pytest.approx(zoom, abs=0.01)
