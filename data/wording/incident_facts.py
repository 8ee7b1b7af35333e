"""What is coded of one incident, as names and values in words."""

from __future__ import annotations

from typing import Any

from data.language import _
from data.tables.dataset import Dataset
from data.tables.vocabulary import Activity, DeviceCategory, VerificationStatus, WherePrecision


def facts(dataset: Dataset, incident: Any) -> list[tuple[str, str]]:
    """Names and values of what is coded; what is not known is left out, except who laid it."""
    claim = (
        f"{incident['emplacing_actor']} ({incident['attribution']})"
        if incident["attribution"]
        else _("not known")
    )
    found = [
        (_("Place as reported"), incident["location_as_reported"]),
        (_("Coded place"), _coded_place(dataset, incident)),
        (_("Place known"), WherePrecision(incident["where_prec"]).label),
        (_("Device"), _device(incident)),
        (_("Activity"), Activity(incident["activity"]).label),
        (_("Said to have laid it"), claim),
        (_("Publishers"), VerificationStatus(incident["verification_status"]).label),
        (_("Notes"), incident["notes"]),
    ]
    return [(name, str(value)) for name, value in found if value]


def _coded_place(dataset: Dataset, incident: Any) -> str:
    named = ", ".join(name for name in (incident["place_name"], incident["adm1_name"]) if name)
    places = dataset.places
    is_place = (places["place_name"] == incident["place_name"]) & (places["adm1_iso"] == incident["adm1_iso"])
    aliases = places.loc[is_place, "aliases"]
    if not len(aliases) or not aliases.iloc[0]:
        return named
    others = ", ".join(str(aliases.iloc[0]).split("|"))
    return _("{place} (also {names})").format(place=named, names=others)


def _device(incident: Any) -> str:
    coded = DeviceCategory(incident["device_category"]).label
    reported = incident["device_as_reported"]
    return _("{device}; reported as “{words}”").format(device=coded, words=reported) if reported else coded
