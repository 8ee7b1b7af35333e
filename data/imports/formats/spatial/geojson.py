"""Tables of GeoJSON: a feature collection, or features one a line.

Read by Python's own JSON parser, not by GDAL, which chooses a driver by what a file holds and so can be
led to another one than the file's name says.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any, Final

import numpy as np
import shapely
from shapely.errors import ShapelyError

from data.errors import FileError
from data.imports.formats.spatial.json_records import records_of, table_of_records
from data.imports.formats.spatial.points import crs_of, with_points
from data.imports.formats.text.text_encoding import decoded
from data.imports.formats.text.text_table import TextTable, without_surrogates
from data.imports.formats.workbooks.spreadsheet import cell_text
from data.language import N_
from data.limits import Work

_FEATURES: Final = '"features"'


def read_geojson(file: str, content: bytes, work: Work) -> TextTable:
    """The features as rows, their properties as columns. Raises FileError when it is not GeoJSON."""
    text, _ = decoded(file, content)
    collection = _parsed(file, text)
    if (records := records_of(collection)) is not None:
        return table_of_records(file, records, work)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(one, dict) for one in features):
        raise FileError(
            file,
            "This JSON is no GeoJSON and no list of records; export the layer as GeoJSON, or the table as CSV.",
        )
    work.check_rows(file, len(features))
    work.at(N_("Reading features"))
    properties = [feature.get("properties") for feature in features]
    attributes = [_texts(values) if isinstance(values, dict) else {} for values in properties]
    work.check_columns(file, len({name for row in attributes for name in row}))
    geometries = np.array([_geometry(feature.get("geometry")) for feature in features], dtype=object)
    system = _crs_name(collection) if isinstance(collection, dict) else ""
    return with_points(file, "", attributes, geometries, crs_of(file, system), work)


def _parsed(file: str, text: str) -> object:
    try:
        parsed = json.loads(
            text, object_pairs_hook=partial(_object, file) if text.count(_FEATURES) > 1 else None
        )
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            features = [json.loads(line) for line in lines]
        except ValueError:
            where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "one place"
            raise FileError(file, f"This is not JSON: it breaks off or is wrong in {where}.") from error
        except RecursionError as too_deep:
            raise _too_deep(file) from too_deep
        is_of_features = any(isinstance(one, dict) and "geometry" in one for one in features)
        return {"features": features} if is_of_features else features
    except RecursionError as error:
        raise _too_deep(file) from error
    return parsed


def _object(file: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of an object, of which a second list of features would replace the first."""
    if sum(name == "features" for name, _ in pairs) > 1:
        raise FileError(file, "This JSON has several lists of features; give each in a file of its own.")
    return dict(pairs)


def _too_deep(file: str) -> FileError:
    return FileError(file, "This JSON is nested too deeply to be GeoJSON.")


def _crs_name(collection: dict[str, Any]) -> str:
    """The name in the member “crs” that GeoJSON had before RFC 7946; "" without one."""
    crs = collection.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else ""


def _texts(properties: dict[str, Any]) -> dict[str, str]:
    return {without_surrogates(name): without_surrogates(_text(value)) for name, value in properties.items()}


def _text(value: object) -> str:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return cell_text(value)


def _geometry(geometry: object) -> object:
    """The shape; None where there is none, or what stands there is no geometry."""
    if not isinstance(geometry, dict):
        return None
    try:
        return shapely.from_geojson(json.dumps(geometry))
    except (ShapelyError, ValueError):
        return None
