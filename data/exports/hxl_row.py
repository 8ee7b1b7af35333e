"""The row of HXL tags (hxlstandard.org) below the heading of an exported table, for whoever asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

TAGS: Final = {
    "incident_id": "#event+id",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_prec": "#date+precision+code",
    "location_as_reported": "#geo+description+reported",
    "place_name": "#loc+name",
    "adm0": "#country+code+v_iso2",
    "adm1_name": "#adm1+name",
    "adm1_iso": "#adm1+code+v_iso3166_2",
    "longitude": "#geo+lon",
    "latitude": "#geo+lat",
    "where_prec": "#geo+precision+code",
    "coord_method": "#geo+method+code",
    "device_category": "#cause+type",
    "device_as_reported": "#meta+cause+reported",
    "emplacing_actor": "#org+emplacing",
    "attribution": "#org+claimant",
    "activity": "#activity",
    "verification_status": "#status+verification",
    "summary": "#event+description",
    "notes": "#meta+notes",
    "killed_low": "#affected+killed+min",
    "killed_best": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "injured_low": "#affected+injured+min",
    "injured_best": "#affected+injured",
    "injured_high": "#affected+injured+max",
    "killed_all": "#affected+killed+total",
    "injured_all": "#affected+injured+total",
    "at_least": "#meta+at_least",
    "in_selection": "#status+in_selection",
    "sources": "#meta+source",
    "affected_actor": "#group+name",
    "affected_side": "#group+side",
    "victim_category": "#group+type",
    "outcome": "#impact+type",
    "count_low": "#affected+min",
    "count_best": "#affected+num",
    "count_high": "#affected+max",
    "age_group": "#group+age",
    "sex": "#group+sex",
    "matches": "#status+matches",
    "publisher": "#meta+source+name",
    "url": "#meta+url",
    "published": "#date+published",
    "language": "#meta+language",
    "upstream_source": "#meta+source+upstream",
    "via": "#meta+source+via",
    "what_it_supports": "#meta+supports",
    "mirror": "#meta+url+mirror",
}
"""By column of an exported table. `data.imports.columns.guessing.hxl_tags` reads them again."""


def tags_of(columns: Iterable[str]) -> list[str]:
    """The tag of each column; "" for a column of the user's own, whose meaning the atlas does not know."""
    return [TAGS.get(column, "") for column in columns]
