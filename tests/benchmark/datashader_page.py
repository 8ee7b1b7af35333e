"""A Panel page with datashader: each filter change draws the matching incidents on the server and sends the image.

python -m tests.benchmark.datashader_page FOLDER PORT, with the folder of a collection. As the documentation of
HoloViews has it: points of a DataFrame in Web Mercator, `datashade`d to the size of the plot. Without tiles, so that
nothing is asked of other machines; Panel's own files come from its server.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import pandas as pd

from data.filters.incident_filter import IncidentFilter
from data.folders.tables.atlas_tables import read_folder
from data.mercator import world_x, world_y
from data.tables.dataset import Dataset
from tests.benchmark.pages import MAP_PX
from tests.benchmark.plain_pandas import plain_dots

WORLD_PX: Final = 256 * 2**7
"""Width of the world when all dots of a made collection are in view: Leaflet's zoom 7."""


def in_mercator(dots: pd.DataFrame) -> pd.DataFrame:
    """Columns x and y, a row a dot: the world is 1 wide and high, and north is up."""
    return pd.DataFrame(
        {
            "x": world_x(dots["longitude"].to_numpy(dtype=float)),
            "y": 1 - world_y(dots["latitude"].to_numpy(dtype=float)),
        }
    )


def limits(everything: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Lowest and highest x and y of a plot with `everything` in its middle, under HoloViews' names."""
    middles = (everything.min() + everything.max()) / 2
    halves = dict(zip("xy", (side / WORLD_PX / 2 for side in MAP_PX), strict=True))
    return {
        f"{axis}lim": (float(middles[axis] - half), float(middles[axis] + half))
        for axis, half in halves.items()
    }


def page(dataset: Dataset) -> Any:
    """A field for a filter as JSON, and the picture of what matches."""
    import holoviews as hv  # only the optional packages of the benchmark have these
    import panel as pn
    from holoviews.operation.datashader import datashade

    everything = in_mercator(plain_dots(dataset, IncidentFilter()))
    requested = pn.widgets.TextInput(name="filter", value="{}")

    def points(stored: str) -> Any:
        dots = plain_dots(dataset, IncidentFilter.from_json(json.loads(stored))[0])
        return hv.Points(in_mercator(dots), ["x", "y"])

    shaded = datashade(hv.DynamicMap(pn.bind(points, requested)))
    size = dict(zip(("frame_width", "frame_height"), MAP_PX, strict=True))
    return pn.Column(requested, shaded.opts(**size, **limits(everything), xaxis=None, yaxis=None))


def main() -> None:
    import holoviews as hv
    import panel as pn

    dataset = read_folder(Path(sys.argv[1]))
    hv.extension("bokeh")
    pn.serve(
        lambda: page(dataset), address="127.0.0.1", port=int(sys.argv[2]), show=False, websocket_origin="*"
    )


if __name__ == "__main__":
    main()
