"""The places that a coded name may mean, and an incident's cells after one of them was taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyproj import Geod

from data.language import _
from data.places.district_names import bundled_district_names
from data.places.gazetteer import point_value
from data.places.located import Located
from data.reports.drafting import gazetteer
from data.store.documents import Cells

DISTRICT: Final = "district"
"""The key of the district alone."""
_MOST: Final = 9
_GLOBE: Final = Geod(ellps="WGS84")
_OWN_LANGUAGE: Final = {"AZ": "az"}
"""The column of the district layer with the names in a country's own language, where data are coded with them."""


@dataclass(frozen=True)
class Place:
    """One place to take."""

    key: str
    """What a form sends to take it."""
    text: str
    longitude: float
    latitude: float


def places_for(cells: Cells) -> list[Place]:
    """The candidates for the settlement or the place as reported, the likeliest first, then the district alone."""
    found = _located(cells)
    places = [
        Place(point_value(one), str(one), one.longitude, one.latitude) for one in found.candidates[:_MOST]
    ]
    district = _district(cells)
    if district.longitude is not None and district.latitude is not None and district.adm1_iso:
        text = _("{district}: the district only").format(district=district.adm1_name or district.adm1_iso)
        places.append(Place(DISTRICT, text, district.longitude, district.latitude))
    return places


def taken(cells: Cells, key: str) -> dict[str, str]:
    """The cells with the place of a key; as they are for a key that is none of `places_for`."""
    found = _district(cells) if key == DISTRICT else _located(cells, key)
    if key != DISTRICT and (
        found.answer is None or key not in {point_value(one) for one in found.candidates}
    ):
        return dict(cells)
    if found.longitude is None or found.latitude is None or found.where_prec is None:
        return dict(cells)
    adm0, adm1_iso = found.adm0 or cells.get("adm0", ""), found.adm1_iso
    return {
        **cells,
        "place_name": found.place_name,
        "adm0": adm0,
        "adm1_iso": adm1_iso,
        "adm1_name": district_name(adm1_iso) or found.adm1_name,
        "longitude": f"{found.longitude:.9g}",
        "latitude": f"{found.latitude:.9g}",
        "where_prec": str(int(found.where_prec)),
        "coord_method": found.coord_method.value,
    }


def _located(cells: Cells, chosen: str = "") -> Located:
    name = cells.get("place_name") or cells.get("location_as_reported", "")
    return gazetteer().locate(name, cells.get("adm0", ""), cells.get("adm1_iso", ""), chosen=chosen)


def _district(cells: Cells) -> Located:
    return gazetteer().locate("", cells.get("adm0", ""), cells.get("adm1_iso") or cells.get("adm1_name", ""))


def district_name(adm1_iso: str) -> str:
    """A district's name as data are coded with it; "" for an unknown code."""
    names = bundled_district_names()
    district = names.by_code.get(adm1_iso)
    if district is None:
        return ""
    language = _OWN_LANGUAGE.get(district.adm0)
    if language is None:
        return district.name
    rows = names.layer[names.layer["adm1_iso"] == adm1_iso]
    return str(rows[f"name_{language}"].iloc[0])


def km_between(cells: Cells, place: Place) -> float | None:
    """How far a place lies from the point of an incident; None without one."""
    try:
        east, north = float(cells.get("longitude", "")), float(cells.get("latitude", ""))
        distance: float = _GLOBE.inv(east, north, place.longitude, place.latitude)[2] / 1000
    except ValueError:
        return None
    return distance
