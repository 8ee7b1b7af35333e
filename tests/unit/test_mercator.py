"""Places in the world as web maps draw it."""

from __future__ import annotations

import pytest

from data.mercator import fitting_zoom


@pytest.mark.parametrize(
    ("bounds", "zoom"),
    [
        ((43.5, 38.5, 47.5, 41.8), 6.1),
        ((46.0, 40.0, 46.0, 40.0), 10.0),
        ((-180.0, -60.0, 180.0, 75.0), 0.57),
    ],
)
def test_bounds_fit_the_map_at_their_zoom(bounds: tuple[float, float, float, float], zoom: float) -> None:
    assert fitting_zoom(bounds, 760, 420) == pytest.approx(zoom, abs=0.01)
