"""Files of recorded areas, made in code."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd


def square(longitude: float, latitude: float, side: float = 0.1) -> dict[str, Any]:
    """A square with this corner in the south-west."""
    east, north = longitude + side, latitude + side
    ring = [[longitude, latitude], [east, latitude], [east, north], [longitude, north], [longitude, latitude]]
    return {"type": "Polygon", "coordinates": [ring]}


def line(*corners: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(corner) for corner in corners]}


def collection(*rows: tuple[dict[str, Any], dict[str, Any] | None]) -> bytes:
    """Rows of properties and geometry as GeoJSON."""
    features = [{"type": "Feature", "properties": facts, "geometry": shape} for facts, shape in rows]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def zipped_shapefile(areas: gpd.GeoDataFrame, folder: Path, *, with_system: bool = True) -> bytes:
    """The areas as a zipped shapefile, with or without its .prj."""
    areas.to_file(folder / "areas.shp")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for part in folder.glob("areas.*"):
            if with_system or part.suffix != ".prj":
                file.write(part, part.name)
    return archive.getvalue()
