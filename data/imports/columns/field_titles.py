"""What the fields are called where a person chooses one: short, in the words of the field."""

from __future__ import annotations

from typing import Final

from data.imports.columns.fields import FIELDS, HEADINGS
from data.language import N_, _
from data.text.search_text import folded

TITLES: Final = {
    "date": N_("Date"),
    "date_end": N_("Last day"),
    "year": N_("Year"),
    "month": N_("Month"),
    "day": N_("Day of the month"),
    "longitude": N_("Longitude"),
    "latitude": N_("Latitude"),
    "point": N_("Coordinates in one cell"),
    "easting": N_("Easting"),
    "northing": N_("Northing"),
    "zone": N_("UTM zone or coordinate system"),
    "where_prec": N_("Location precision"),
    "place": N_("Settlement"),
    "location": N_("Place as reported"),
    "subdistrict": N_("Municipality or other smaller division"),
    "district": N_("District"),
    "country": N_("Country"),
    "killed": N_("Killed"),
    "injured": N_("Injured"),
    "casualties": N_("Casualties together"),
    "outcome": N_("Outcome"),
    "victim_category": N_("Victim category"),
    "affected_actor": N_("Who was affected"),
    "affected_side": N_("Side"),
    "sex": N_("Sex"),
    "age_group": N_("Age group"),
    "device": N_("Device"),
    "activity": N_("Activity"),
    "summary": N_("Description"),
    "publisher": N_("Publisher"),
    "url": N_("Address of the report"),
    "published": N_("Day of the report"),
    "incident_id": N_("Incident identifier"),
}
"""By field, in the order of the list: when, where, who, what, who says so."""


def field_title(name: str) -> str:
    """The title of a field in the reader's language."""
    return _(TITLES[name])


def field_names(name: str) -> str:
    """The folded words under which a search finds a field: its title, its meaning and the headings that it is known by."""
    meaning = next(field.meaning for field in FIELDS if field.name == name)
    headings = " ".join(HEADINGS[name]).replace("_", " ")
    return folded(f"{field_title(name)} {_(meaning)} {headings}")
