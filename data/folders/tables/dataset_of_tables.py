"""The dataset of typed tables: incidents in order with their points, on a folder's own boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from shapely import Point

from data.areas.boundary_join import joined
from data.areas.boundary_table import levels_of
from data.errors import DatasetError, RowProblem
from data.folders.tables.description import DESCRIPTION, Description
from data.tables.dataset import Dataset, IntArray
from data.tables.layers.districts import districts_of_the_world
from data.tables.layers.levels import Levels
from data.tables.schema import TABLES
from data.text.text_arrays import comes_before_next, positions, text_array


def dataset_from(
    typed: Mapping[str, pd.DataFrame],
    description: Description,
    sha256: str,
    columns_not_read: tuple[str, ...] = (),
    boundaries: gpd.GeoDataFrame | None = None,
    areas: gpd.GeoDataFrame | None = None,
    exposure: pd.DataFrame | None = None,
) -> Dataset:
    """The dataset of tables that `data.tables.checks.row_checks.check` has typed without a problem, on a folder's own
    boundaries, with its recorded areas and the points for exposure.
    """
    incidents, casualties = _in_order(typed["incidents"], typed["casualties"])
    _refuse_unrecorded_figures(casualties, description)
    dataset = Dataset(
        name=description.name,
        title=description.title,
        as_of=description.as_of,
        licence=description.licence,
        attribution=description.attribution,
        sha256=sha256,
        incidents=incidents,
        casualties=casualties,
        sources=typed["sources"].reset_index(drop=True),
        places=_table(typed, "places"),
        official_totals=_table(typed, "official_totals"),
        districts=districts_of_the_world(),
        areas=areas,
        exposure=exposure,
        language=description.language,
        columns_not_read=columns_not_read,
        limits=description.limits,
        translations=description.translations,
        cannot_tell=description.cannot_tell,
    )
    return dataset if boundaries is None else on_boundaries(dataset, boundaries)


def on_boundaries(dataset: Dataset, boundaries: gpd.GeoDataFrame) -> Dataset:
    """The dataset with its incidents and places in the areas of a folder's own boundaries."""
    incidents, join = dataset.incidents, joined(dataset.incidents, boundaries)
    as_read = pd.DataFrame(incidents[["adm1_iso", "adm1_name"]])
    levels = replace(levels_of(boundaries, dataset.districts, join.areas, dataset.as_of), as_read=as_read)
    places, place_areas = _placed(dataset.places, incidents, levels.of_incidents)
    return replace(on_levels(dataset, levels, places, place_areas), boundary_remarks=tuple(join.remarks))


def on_levels(dataset: Dataset, levels: Levels, places: pd.DataFrame, place_areas: pd.Series) -> Dataset:
    """The dataset at the level of a folder's own boundaries that is shaded first; its incidents are coded as their table is,
    `place_areas` are the deepest areas of `places`.
    """
    return replace(
        dataset,
        incidents=levels.coded_incidents(dataset.incidents, levels.shown),
        places=levels.coded(places, place_areas, levels.shown),
        place_areas=place_areas,
        districts=levels.layer(levels.shown),
        levels=levels,
        level=levels.shown,
    )


def _placed(
    places: pd.DataFrame, incidents: pd.DataFrame, areas: pd.Series
) -> tuple[pd.DataFrame, pd.Series]:
    """The places, each once for every area in which incidents name it, and these areas."""
    key = ["place_name", "adm1_iso"]
    used = pd.DataFrame(incidents[key]).astype("str").assign(area=areas.astype("str").to_numpy())
    rows = places.assign(**{name: places[name].astype("str") for name in key})
    rows = rows.merge(used.drop_duplicates(), on=key, how="left")
    return rows.drop(columns="area"), rows["area"].fillna(rows["adm1_iso"]).astype("category")


def _refuse_unrecorded_figures(casualties: pd.DataFrame, description: Description) -> None:
    for outcome in description.cannot_tell:
        if (casualties["outcome"] == outcome).any():
            remedy = (
                f"casualties.csv has rows with “{outcome}”; take the word out here, or those rows out there."
            )
            raise DatasetError([RowProblem(DESCRIPTION, None, "cannot_tell", outcome, remedy)])


def _in_order(incidents: pd.DataFrame, casualties: pd.DataFrame) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Both tables in the order of the incidents' first days, with a RangeIndex."""
    ordered = incidents.take(order) if (order := _order_of(incidents)) is not None else incidents
    incident = positions(ordered["incident_id"], casualties["incident_id"])
    if (incident[1:] < incident[:-1]).any():
        casualties = casualties.take(incident.argsort(kind="stable"))
    ordered = ordered.reset_index(drop=True)
    points = points_of(ordered["longitude"].to_numpy(), ordered["latitude"].to_numpy())
    return gpd.GeoDataFrame(ordered, geometry=points, crs="EPSG:4326"), casualties.reset_index(drop=True)


def _order_of(incidents: pd.DataFrame) -> IntArray | None:
    """The positions of the incidents by first day, then identifier; None when they stand in that order."""
    days, keys = incidents["date_start"].to_numpy(), text_array(incidents["incident_id"])
    is_earlier, is_same = days[:-1] < days[1:], days[:-1] == days[1:]
    if (is_earlier | (is_same & comes_before_next(keys))).all():
        return None
    rows = pa.table({"day": pa.array(days), "key": keys})
    order = pc.sort_indices(rows, sort_keys=[("day", "ascending"), ("key", "ascending")])
    return np.asarray(order.to_numpy(), dtype=np.intp)


def points_of(
    longitudes: npt.NDArray[np.float64], latitudes: npt.NDArray[np.float64]
) -> npt.NDArray[np.object_]:
    """A point each, empty where there is none; rows at one place share theirs, of which there are far fewer."""
    place, places = pd.factorize(longitudes + 1j * latitudes, use_na_sentinel=True)
    different = np.full(len(places) + 1, Point(), dtype=object)
    different[:-1] = shapely.points(places.real, places.imag)
    points: npt.NDArray[np.object_] = different.take(place)  # the code -1 of a missing one finds the last
    return points


def _table(typed: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """An optional table; without rows when the folder does not have it."""
    if name in typed:
        return typed[name].reset_index(drop=True)
    table = next(table for table in TABLES if table.name == name)
    return pd.DataFrame({column.name: pd.Series(dtype="str") for column in table.columns})
