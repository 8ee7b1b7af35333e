"""What is coded of one incident, as names and values in words."""

from __future__ import annotations

from typing import Any

from data.language import _
from data.tables.dataset import Dataset
from data.tables.vocabulary import Activity, DeviceCategory, VerificationStatus
from data.wording.incidents.place_sentences import coded_names, other_names
from data.wording.place_precision import precision_label


def facts(dataset: Dataset, incident: Any) -> list[tuple[str, str]]:
    """Names and values of what is coded; what is not known is left out, except who laid it."""
    found = [
        (_("Place as reported"), incident["location_as_reported"]),
        (_("Coded place"), _coded_place(dataset, incident)),
        (_("Location precision"), precision_label(incident)),
        *event_facts(dataset, incident),
        (_("Notes"), incident["notes"]),
    ]
    return [(name, str(value)) for name, value in found if value]


def event_facts(dataset: Dataset, incident: Any) -> list[tuple[str, str]]:
    """Those of what happened: neither its place nor the coder's notes."""
    claim = (
        f"{dataset.actor_label(incident['emplacing_actor'])} ({incident['attribution']})"
        if incident["attribution"]
        else _("not known")
    )
    return [
        (_("Device"), _device(incident)),
        (_("Activity"), Activity(incident["activity"]).label),
        (_("Alleged emplacing actor"), claim),
        (_("Source verification"), VerificationStatus(incident["verification_status"]).label),
    ]


def _coded_place(dataset: Dataset, incident: Any) -> str:
    named = ", ".join(filter(None, coded_names(dataset, incident)))
    others = other_names(dataset, incident)
    return _("{place} (also {names})").format(place=named, names=", ".join(others)) if others else named


def _device(incident: Any) -> str:
    coded = DeviceCategory(incident["device_category"]).label
    reported = incident["device_as_reported"]
    return _("{device}; reported as “{words}”").format(device=coded, words=reported) if reported else coded
