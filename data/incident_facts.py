"""What is coded of one incident, as names and values in words."""

from __future__ import annotations

from typing import Any

from data.dataset import Dataset
from data.vocabulary import Activity, DeviceCategory, VerificationStatus, WherePrecision


def facts(dataset: Dataset, incident: Any) -> list[tuple[str, str]]:
    """Names and values of what is coded; what is not known is left out, except who laid it."""
    claim = (
        f"{incident['emplacing_actor']} ({incident['attribution']})"
        if incident["attribution"]
        else "not known"
    )
    found = [
        ("Place as reported", incident["location_as_reported"]),
        ("Coded place", _coded_place(dataset, incident)),
        ("Place known", WherePrecision(incident["where_prec"]).label),
        ("Device", _device(incident)),
        ("Activity", Activity(incident["activity"]).label),
        ("Said to have laid it", claim),
        ("Publishers", VerificationStatus(incident["verification_status"]).label),
        ("Notes", incident["notes"]),
    ]
    return [(name, str(value)) for name, value in found if value]


def _coded_place(dataset: Dataset, incident: Any) -> str:
    names = [incident["place_name"], incident["adm1_name"]]
    places = dataset.places
    is_place = (places["place_name"] == incident["place_name"]) & (places["adm1_iso"] == incident["adm1_iso"])
    aliases = places.loc[is_place, "aliases"]
    others = (
        f" (also {', '.join(str(aliases.iloc[0]).split('|'))})" if len(aliases) and aliases.iloc[0] else ""
    )
    return ", ".join(name for name in names if name) + others


def _device(incident: Any) -> str:
    coded = DeviceCategory(incident["device_category"]).label
    reported = incident["device_as_reported"]
    return f"{coded}; reported as “{reported}”" if reported else coded
