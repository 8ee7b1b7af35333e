"""What is known of the place of one incident, in sentences."""

from __future__ import annotations

from typing import Any

from data.language import _
from data.tables.dataset import Dataset
from data.tables.vocabulary import CoordinateMethod, WherePrecision
from data.wording.place_precision import is_nowhere


def known_place(dataset: Dataset, row: int) -> str:
    """How closely the place of the incident at this position is known, and how the map shows that."""
    incident = dataset.incidents.iloc[row]
    place, district = coded_names(dataset, incident)
    grade = WherePrecision(int(incident["where_prec"]))
    if grade <= WherePrecision.NEAR_PLACE:
        return _of_point(incident, grade, ", ".join(name for name in (place, district) if name))
    if grade <= WherePrecision.LARGER_AREA:
        return _of_district(grade, district, is_shaded=bool(dataset.is_drawn[row]))
    if is_nowhere(incident):
        if incident["location_as_reported"]:
            return _("The place was not found, so the incident is not mapped.")
        return _("No place is stated, so the incident is not mapped.")
    return {
        WherePrecision.VAGUE: _("The place is vague or a line, so the incident is not mapped."),
        WherePrecision.COUNTRY: _("Only the country is known, so the incident is not mapped."),
        WherePrecision.WATER_OR_AIR: _("It happened on water or in the air, and is not mapped."),
    }[grade]


def coded_names(dataset: Dataset, incident: Any) -> tuple[str, str]:
    """The incident's settlement and district in the language spoken now; "" where none is coded."""
    code = str(incident["adm1_iso"])
    place = dataset.place_label(str(incident["place_name"]), code)
    return place, dataset.district_label(code, str(incident["adm1_name"]))


def other_names(dataset: Dataset, incident: Any) -> list[str]:
    """Further names of the incident's settlement."""
    shown, _district = coded_names(dataset, incident)
    places = dataset.places
    is_place = (places["place_name"] == incident["place_name"]) & (places["adm1_iso"] == incident["adm1_iso"])
    aliases = places.loc[is_place, "aliases"]
    if not len(aliases) or not aliases.iloc[0]:
        return []
    names = [str(incident["place_name"]), *str(aliases.iloc[0]).split("|")]
    return [name for name in names if name != shown]


def _of_point(incident: Any, grade: WherePrecision, named: str) -> str:
    if grade is WherePrecision.EXACT:
        known = _("The exact place is known: {place}.") if named else _("The exact place is known.")
    else:
        known = (
            _("Near {place}; the exact place is not known.") if named else _("The exact place is not known.")
        )
    return f"{known.format(place=named)} {_of_method(CoordinateMethod(incident['coord_method']))}".strip()


def _of_method(method: CoordinateMethod) -> str:
    return {
        CoordinateMethod.REPORTED: _("Its point on the map was given by the source."),
        CoordinateMethod.SETTLEMENT: _("Its point on the map is that of the settlement."),
        CoordinateMethod.DESCRIBED_OFFSET: _("Its point on the map was worked out from the description."),
        CoordinateMethod.DISTRICT_POINT: _("Its point on the map stands for the district."),
        CoordinateMethod.NONE: "",
    }[method]


def _of_district(grade: WherePrecision, district: str, *, is_shaded: bool) -> str:
    if grade is WherePrecision.DISTRICT:
        known = _("Only the district is known: {district}.")
    else:
        known = _("Only a larger area is known: {district}.")
    shown = (
        _("The map counts it in the district's shade, without a point.")
        if is_shaded
        else _("It is not mapped.")
    )
    return f"{known.format(district=district or _('not named'))} {shown}"
