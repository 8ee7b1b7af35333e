"""Where a row was, from whichever of its columns says it, with a remark on each point that is not read."""

from __future__ import annotations

import pytest

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import Import, read_upload

TARTAR = pytest.approx((46.919, 40.345), abs=0.001)


def read(text: str, columns: ColumnMapping | None = None) -> Import:
    return read_upload("points.csv", text.encode(), columns)


def points(found: Import) -> list[tuple[float, float]]:
    rows = found.dataset.incidents.sort_values("incident_id")
    return list(zip(rows["longitude"], rows["latitude"], strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Date,MGRS\n2021-01-01,38TPK 62983 67821\n",
        "Date,Grid\n2021-01-01,38TPK6298367821\n",
        'Date,Map link\n2021-01-01,"https://maps.google.com/?q=40.345,46.919"\n',
        "Date,Easting,Northing,Zone\n2021-01-01,662983,4467821,38T\n",
        "Date,Easting,Northing,Zone\n2021-01-01,662983,4467821,38\n",
        "Date,Easting,Northing,CRS\n2021-01-01,662983,4467821,EPSG:32638\n",
        "Date,Easting UTM 38N,Northing UTM 38N\n2021-01-01,662983,4467821\n",
        "Date,Longitude,Latitude,Country\n2021-01-01,46919,40345,Azerbaijan\n",
        'Date,Longitude,Latitude,Country\n2021-01-01,"46°55\'08"" O","40°20\'42"" N",Azerbaijan\n',
        'Date,Longitude,Latitude\n2021-01-01,,"40.345, 46.919"\n',
        "Date,lon_lat\n2021-01-01,46.919 40.345\n",
        'Date,Location\n2021-01-01,"at the bridge, 38T PK 62983 67821"\n',
    ],
)
def test_a_point_is_found_in_whichever_column_has_it(text: str) -> None:
    assert points(read(text))[0] == TARTAR
