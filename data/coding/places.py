"""The places that a coded name may mean, and an incident's cells after one of them was taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyproj import Geod

from data.folders.bundled_gazetteer import gazetteer
from data.language import _
from data.places.gazetteer import point_value
from data.places.located import Located
from data.places.naming.district_names import bundled_district_names
from data.store.records.documents import Cells

DISTRICT: Final = "district"
"""The key of the district alone."""
_MOST: Final = 9
_WITH_POINT: Final = ("1", "2")
_BY_HAND: Final = ("reported", "described_offset")
"""Origins of a point that may hold for one that a person placed."""
_GLOBE: Final = Geod(ellps="WGS84")


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


def placed(cells: Cells, longitude: float, latitude: float) -> tuple[dict[str, str], str]:
    """The cells with a point that a person placed, and a sentence on what is to be checked then.

    A location precision that has no point becomes 2; the origin of the point is requested; a district that is not
    coded yet is the one in which the point lies.
    """
    names = bundled_district_names()
    district, country = names.at(longitude, latitude), names.country_at(longitude, latitude)
    found = {
        **cells,
        "longitude": f"{longitude:.9g}",
        "latitude": f"{latitude:.9g}",
        "where_prec": cells["where_prec"] if cells.get("where_prec") in _WITH_POINT else "2",
        "coord_method": cells.get("coord_method", "") if cells.get("coord_method") in _BY_HAND else "",
    }
    is_coded = bool(cells.get("adm1_iso") or cells.get("adm1_name"))
    if district is not None and not is_coded:
        found |= {"adm0": district.adm0, "adm1_iso": district.adm1_iso}
        found["adm1_name"] = district_name(district.adm1_iso)
    elif country and not cells.get("adm0"):
        found["adm0"] = country
    sentences = [_("The point is placed. Choose how exactly it is known, and where it comes from.")]
    if district is not None and cells.get("adm1_iso") and district.adm1_iso != cells["adm1_iso"]:
        other = _("It lies in {district}; the coded district is another one.")
        sentences.append(other.format(district=district_name(district.adm1_iso)))
    if district is None and not country:
        sentences.append(_("It lies in no country of the map."))
    return found, " ".join(sentences)


def point_of(cells: Cells) -> tuple[float, float] | None:
    """The coded point; None without one that can be drawn."""
    try:
        longitude, latitude = float(cells.get("longitude", "")), float(cells.get("latitude", ""))
    except ValueError:
        return None
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None


def _located(cells: Cells, chosen: str = "") -> Located:
    name = cells.get("place_name") or cells.get("location_as_reported", "")
    return gazetteer().locate(name, cells.get("adm0", ""), cells.get("adm1_iso", ""), chosen=chosen)


def _district(cells: Cells) -> Located:
    return gazetteer().locate("", cells.get("adm0", ""), cells.get("adm1_iso") or cells.get("adm1_name", ""))


def district_name(adm1_iso: str) -> str:
    """A district's name as data are coded with it; "" for an unknown code."""
    district = bundled_district_names().by_code.get(adm1_iso)
    return "" if district is None else district.coded_name


def km_between(cells: Cells, place: Place) -> float | None:
    """How far a place lies from the point of an incident; None without one."""
    try:
        east, north = float(cells.get("longitude", "")), float(cells.get("latitude", ""))
        distance: float = _GLOBE.inv(east, north, place.longitude, place.latitude)[2] / 1000
    except ValueError:
        return None
    return distance
