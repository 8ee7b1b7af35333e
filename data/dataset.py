"""A dataset: the tables of one collection of incidents, checked, frozen and ready to be filtered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.districts import district_name
from data.search_text import folded
from data.vocabulary import WherePrecision

BoolArray = npt.NDArray[np.bool_]
"""One claim a row, shape (rows,)."""
IntArray = npt.NDArray[np.intp]
"""Row positions, shape (rows,)."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """One collection of incidents; nobody writes into its frames.

    Rows of `incidents` are in order of first day, then identifier, with a RangeIndex: a row's
    position is how every other part refers to it.
    """

    name: str
    """Short identifier, as in dataset.json."""
    title: str
    """What the collection covers, as a heading."""
    as_of: date
    """Day of the last check, not of the last incident."""
    licence: str
    attribution: str
    """One line that stands beside the map."""
    sha256: str
    """Of the tables' content, in hexadecimal."""
    incidents: gpd.GeoDataFrame
    """One row an incident; geometry is its point in EPSG:4326, empty where it has none."""
    casualties: pd.DataFrame
    """One row an incident × actor × victim category × outcome, in the incidents' order."""
    sources: pd.DataFrame
    places: pd.DataFrame
    official_totals: pd.DataFrame
    districts: gpd.GeoDataFrame
    """The layer of districts, as `data.districts.districts_of_the_world` gives it."""
    language: str = ""
    """Of its title and its free texts (BCP 47); "" when dataset.json does not say."""
    columns_not_read: tuple[str, ...] = ()
    """Columns of the files that the schema does not know, as `file: column`."""
    limits: tuple[str, ...] = ()
    """What the collection leaves out and why, in its editors' words, a sentence each."""

    @property
    def short_hash(self) -> str:
        """The first 12 digits of `sha256`, as links carry it."""
        return self.sha256[:12]

    @cached_property
    def casualty_incident(self) -> IntArray:
        """Position in `incidents` of each row of `casualties`."""
        positions = pd.Index(self.incidents["incident_id"]).get_indexer(self.casualties["incident_id"])
        return np.asarray(positions, dtype=np.intp)

    @cached_property
    def has_dot(self) -> BoolArray:
        """Which incidents are drawn as a dot: exact or near a named place, with coordinates."""
        is_close = self.incidents["where_prec"] <= WherePrecision.NEAR_PLACE
        return np.asarray(is_close & self.incidents["longitude"].notna(), dtype=bool)

    @cached_property
    def is_drawn(self) -> BoolArray:
        """Which incidents are on the map: as a dot, or by shading a district that the layer has."""
        grades = [WherePrecision.DISTRICT, WherePrecision.LARGER_AREA]
        is_in_layer = self.incidents["adm1_iso"].isin(self.districts["adm1_iso"].dropna())
        shades = self.incidents["where_prec"].isin(grades) & is_in_layer
        is_drawn: BoolArray = self.has_dot | np.asarray(shades, dtype=bool)
        return is_drawn

    @property
    def district_names(self) -> dict[str, str]:
        """Each district code in use and its name in the language spoken now, or the code itself."""
        return {code: district_name(code, own) for code, own in self._own_district_names.items()}

    @cached_property
    def _own_district_names(self) -> dict[str, str]:
        coded = self.incidents.loc[self.incidents["adm1_iso"] != "", ["adm1_iso", "adm1_name"]]
        named = coded[coded["adm1_name"] != ""].drop_duplicates("adm1_iso").set_index("adm1_iso")["adm1_name"]
        return {str(code): str(named.get(code, code)) for code in coded["adm1_iso"].unique()}

    @cached_property
    def search_texts(self) -> pd.Series:
        """What a filter's words are looked for in, folded, one text an incident: the place's names and
        aliases, the district's names in every language, the location as reported and the summary.
        """
        incidents = self.incidents
        place = ["place_name", "adm1_iso"]
        aliases = self.places.drop_duplicates(place).set_index(place)["aliases"]
        district_names = self.districts.dropna(subset="adm1_iso").set_index("adm1_iso")["names"]
        texts = [
            aliases.reindex(pd.MultiIndex.from_frame(incidents[place])).to_numpy(),
            district_names.reindex(incidents["adm1_iso"]).to_numpy(),
            incidents["adm1_name"],
            incidents["location_as_reported"],
            incidents["summary"],
        ]
        joined: pd.Series = incidents["place_name"].astype("str")
        for text in texts:
            joined = joined + " " + pd.Series(text, index=joined.index).fillna("").astype("str")
        return joined.map(folded)

    @cached_property
    def first_day(self) -> date | None:
        """The earliest first day of an incident; None when there are no incidents."""
        return None if self.incidents.empty else self.incidents["date_start"].min().date()

    @cached_property
    def last_day(self) -> date | None:
        """The latest last day of an incident; None when there are no incidents."""
        return None if self.incidents.empty else self.incidents["date_end"].max().date()

    def row_of(self, incident_id: str) -> int | None:
        """Position of an incident, or None when this dataset does not have it."""
        return self._positions.get(incident_id)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {str(key): row for row, key in enumerate(self.incidents["incident_id"])}
