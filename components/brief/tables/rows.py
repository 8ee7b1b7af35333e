"""The tables of a brief as rows: the same incidents, casualties, sources and districts in every format."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import pandas as pd

from components.brief.contents import Brief
from data.exports import rows as export
from data.exports.case_tables import MATCHES, case_parts, columns_of_casualties, columns_of_sources
from data.filters.ranking import NO_DISTRICT
from data.tables.schema import CASUALTIES, INCIDENTS, SOURCES, Column

TABLES: Final = ("incidents", "casualties", "sources")
"""What a tabular file holds, in this order; their rows come from `rows_of`."""


def rows_of(brief: Brief, table: str) -> pd.DataFrame:
    """The rows of one of TABLES. Days are text (YYYY-MM-DD or ""); missing numbers are missing."""
    return {"incidents": incidents, "casualties": casualties, "sources": sources}[table](brief)


def incidents(brief: Brief) -> pd.DataFrame:
    """As `data.exports.rows.rows`."""
    parts = [*export.row_parts(brief.summary)] or [pd.DataFrame(columns=export.columns_of(brief.summary))]
    return pd.concat(parts, ignore_index=True)


def casualties(brief: Brief) -> pd.DataFrame:
    """As `data.exports.case_tables.casualty_rows`, of all matching incidents."""
    return pd.concat([*case_parts(brief.summary, "casualties")], ignore_index=True)


def sources(brief: Brief) -> pd.DataFrame:
    """As `data.exports.case_tables.source_rows`, of all matching incidents."""
    return pd.concat([*case_parts(brief.summary, "sources")], ignore_index=True)


def districts(brief: Brief) -> gpd.GeoDataFrame:
    """The ranking with polygons: `adm1_iso, name, incidents, casualties, killed, injured, at_least`, EPSG:4326.

    The last row, where there is one, has no code and no polygon: incidents that count in no
    district or are not drawn, so that the columns add up to the headline.
    """
    ranking = export.known_figures(brief.summary)
    names = brief.dataset.district_names
    shapes = brief.dataset.districts.dropna(subset="adm1_iso").set_index("adm1_iso").geometry
    table = ranking.reset_index(names="adm1_iso")
    table["adm1_iso"] = table["adm1_iso"].astype("str")
    labels = ["No district" if code == NO_DISTRICT else names.get(code, code) for code in table["adm1_iso"]]
    table.insert(1, "name", pd.Series(labels, index=table.index, dtype="str"))
    polygons = shapes.reindex(table["adm1_iso"]).reset_index(drop=True)
    return gpd.GeoDataFrame(table, geometry=polygons, crs=brief.dataset.districts.crs)


def meanings(brief: Brief, table: str) -> list[tuple[str, str]]:
    """Each column of one of TABLES or of "districts" and what it means, in the columns' order."""
    if table == "districts":
        return list(_OF_DISTRICTS.items())
    known = {column.name: _meaning(column) for column in _SCHEMAS[table].columns}
    written = known | (_OF_EXPORT if table == "incidents" else _OF_CASUALTIES)
    return [(name, written.get(name, OWN)) for name in columns_of(brief, table)]


def columns_of(brief: Brief, table: str) -> list[str]:
    """The columns of one of TABLES."""
    if table == "incidents":
        return export.columns_of(brief.summary)
    if table == "casualties":
        return columns_of_casualties(brief.summary)
    return columns_of_sources(brief.summary)


OWN: Final = "a column of the collection's own, as it stands there"
_SCHEMAS: Final = {"incidents": INCIDENTS, "casualties": CASUALTIES, "sources": SOURCES}

_BOUNDS: Final = {
    "low": "lowest figures",
    "best": "figures to use, a count without one with its lowest",
    "high": "highest figures, empty where a count has no upper bound",
}

_OF_EXPORT: Final = {
    f"{outcome}_{part}": f"people {outcome}, {words}, summed over the casualties that match the filter; empty "
    f"when not chosen, not known or not recorded"
    for outcome in ("killed", "injured")
    for part, words in _BOUNDS.items()
} | {
    "longitude": "degrees east, EPSG:4326; only where the place is exact or near a named one",
    "latitude": "degrees north, EPSG:4326; only where the place is exact or near a named one",
    "killed_all": "people killed in the whole incident, whatever the filter; empty when not known or not recorded",
    "injured_all": "people injured in the whole incident, whatever the filter; empty when not known or not recorded",
    "at_least": "outcomes whose best figure is a minimum, because a source gave no more than a lowest figure",
    "in_selection": "inside the selection in space, or possibly_inside: known only to a district that it overlaps",
    "in_area": "inside the areas that were asked for, or outside them where that was asked for; possibly_inside: known only "
    "to a district that an area overlaps",
    "sources": "publisher and address of each source; | between several",
}

_OF_CASUALTIES: Final = {
    MATCHES: "yes when this row matches the filter and is counted in killed_* or injured_*"
}

_OF_DISTRICTS: Final = {
    "adm1_iso": "district or province, ISO 3166-2; empty on the line “No district”",
    "name": "its name as the incidents give it",
    "incidents": "matching incidents on the map that are coded to it, dots included",
    "casualties": "people killed or injured there, figures to use, who match the filter",
    "killed": "people killed there, figures to use, who match the filter",
    "injured": "people injured there, figures to use, who match the filter",
    "at_least": "outcomes whose figure is a minimum, because a source gave no more than a lowest figure",
}


def _meaning(column: Column) -> str:
    if column.terms is None:
        return column.meaning
    if issubclass(column.terms, int):
        grades = ", ".join(f"{int(grade)} {grade.label}" for grade in column.terms)
        return f"{column.meaning}: {grades}"
    return f"{column.meaning}: {', '.join(str(term.value) for term in column.terms)}"
