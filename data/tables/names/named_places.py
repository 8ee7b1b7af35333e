"""How a dataset names its places: as its tables write them, or in the language spoken now."""

from __future__ import annotations

import re
from abc import abstractmethod
from functools import cached_property

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.language import current
from data.tables.layers.levels import Levels
from data.tables.names.map_names import named_districts, named_towns, other_spellings
from data.tables.names.settlements import Settlements, alias_in, in_latin, without_qualifier
from data.tables.names.spelling import locally_spelled
from data.text.search_text import is_latin


class NamedPlaces:
    """The districts, settlements and towns of a `Dataset`, and their names."""

    incidents: gpd.GeoDataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    districts: gpd.GeoDataFrame
    levels: Levels | None

    @property
    @abstractmethod
    def has_dot(self) -> npt.NDArray[np.bool_]:
        """Which incidents are drawn as a dot."""

    def place_label(self, place_name: str, adm1_iso: str) -> str:
        """A settlement in the language spoken now, as its label on the map, or as the tables have it."""
        language, key = current(), (place_name, adm1_iso)
        if not place_name:
            return place_name
        aliases = self._aliases.get(key, "")
        alias = alias_in(language, aliases)
        fallback = place_name if is_latin(place_name) else in_latin(place_name, aliases)
        name = alias or self._settlements.names.get(key, {}).get(f"name_{language}", fallback)
        return place_name if name == without_qualifier(place_name) else name

    @cached_property
    def _aliases(self) -> dict[tuple[str, str], str]:
        columns = (self.places[name].astype("str") for name in ("place_name", "adm1_iso", "aliases"))
        return {(name, code): aliases for name, code, aliases in zip(*columns, strict=True)}

    @cached_property
    def named_districts(self) -> gpd.GeoDataFrame:
        """The districts for labels, named as the tables name them; none of a level above another one's."""
        return named_districts(self.outlined_districts, self._coded_names)

    @cached_property
    def outlined_districts(self) -> gpd.GeoDataFrame:
        """The districts whose borders a map has: of the folder's own boundaries the level that is shaded."""
        if self.levels is None:
            return self.districts
        return self.districts[self.districts["is_outlined"]]

    def district_label(self, code: str, own: str) -> str:
        """A district in the language spoken now, where its layer has it; otherwise its own name."""
        names = {} if self.levels is None else self.levels.names
        if code in names:
            return str(names[code][f"name_{current()}"]) or own
        labels = self._district_labels
        if current() not in labels:
            columns = self.named_districts[["adm1_iso", f"name_{current()}"]].dropna()
            pairs = zip(*(columns[name].tolist() for name in columns), strict=True)
            labels[current()] = {str(code): str(name) for code, name in pairs}
        return labels[current()].get(code, own)

    @cached_property
    def _district_labels(self) -> dict[str, dict[str, str]]:
        """By language: of each code the name that its label on a map has; made when first requested."""
        return {}

    @cached_property
    def named_towns(self) -> gpd.GeoDataFrame:
        """The bundled towns for labels, named as the tables name them."""
        return named_towns(self._settlements, self._coded_names)

    @cached_property
    def _settlements(self) -> Settlements:
        columns = ["place_name", "adm1_iso", "longitude", "latitude"]
        dots = pd.DataFrame(self.incidents.loc[self.has_dot, columns])
        return Settlements(dots, self._aliases, locally_spelled(self._coded_names))

    @property
    def _coded_names(self) -> dict[str, str]:
        """The district codes in use that the tables name."""
        return {code: name for code, name in self._own_district_names.items() if name != code}

    def spelled(self, text: str) -> str:
        """A text of the editors with the English names of districts and settlements as the tables spell them."""
        pattern, spellings = self._spellings
        return pattern.sub(lambda found: spellings[found[0]], text) if spellings else text

    @cached_property
    def _spellings(self) -> tuple[re.Pattern[str], dict[str, str]]:
        spellings = other_spellings(self.outlined_districts, self.named_districts, self.named_towns)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, spellings))})\b"), spellings

    @cached_property
    def shown_sources(self) -> pd.DataFrame:
        """`sources` with the names in `upstream_source` spelled as the tables spell them; for display."""
        if not self._spellings[1]:
            return self.sources
        cited = self.sources["upstream_source"].astype("str")
        spelled = {text: self.spelled(text) for text in cited.unique()}
        return self.sources.assign(upstream_source=cited.map(spelled).astype("category"))

    @property
    def district_names(self) -> dict[str, str]:
        """Each district code in use and its name in the language spoken now, or the code itself."""
        names = self._district_names_spoken
        if current() not in names:
            names[current()] = {
                code: self.district_label(code, own) for code, own in self._own_district_names.items()
            }
        return names[current()]

    @cached_property
    def _district_names_spoken(self) -> dict[str, dict[str, str]]:
        """By language; made when first requested."""
        return {}

    def own_district_name(self, code: str) -> str:
        """A district as the tables name it, or its code."""
        return self._own_district_names.get(code, code)

    @cached_property
    def _own_district_names(self) -> dict[str, str]:
        coded = self.incidents.loc[self.incidents["adm1_iso"] != "", ["adm1_iso", "adm1_name"]]
        named = coded[coded["adm1_name"] != ""].drop_duplicates("adm1_iso").set_index("adm1_iso")["adm1_name"]
        return {str(code): str(named.get(code, code)) for code in coded["adm1_iso"].unique()}
