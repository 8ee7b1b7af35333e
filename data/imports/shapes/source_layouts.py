"""The columns of known sources in their usual order, for their tables that have no heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_UCDP: Final = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id"
    " dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources"
    " source_article source_office source_date source_headline source_original where_prec where_coordinates"
    " where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity"
    " date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
_ACLED: Final = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2"
    " assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude"
    " geo_precision source source_scale notes fatalities tags timestamp population_best"
).split()
_UCDP_RELID: Final = re.compile(r"[A-Z0-9]{2,4}-\d{4}-\d+-[\d.]+-[\d.]+")
_ACLED_ID: Final = re.compile(r"[A-Z]{3}\d+")


def layout_of(cells: Sequence[str]) -> tuple[list[str], str]:
    """The names of the columns of which this is a row, and the source; nothing for a row of another table."""
    if len(cells) >= len(_UCDP) - 2 and _UCDP_RELID.fullmatch(cells[1].strip()):
        return list(_UCDP), "the UCDP Georeferenced Event Dataset"
    if len(cells) >= len(_ACLED) - 2 and _ACLED_ID.fullmatch(cells[0].strip()):
        return list(_ACLED), "ACLED"
    return [], ""
