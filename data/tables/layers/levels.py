"""A folder's own boundaries of several levels, and which area of them each incident is known to lie in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.tables.layers.districts import NAME_LANGUAGES

_Positions = npt.NDArray[np.intp]

_NAMES = tuple(f"name_{language}" for language in NAME_LANGUAGES)


@dataclass(frozen=True, eq=False)
class Levels:
    """Areas of all levels, of which a reader has one shaded and ranked; what matches a filter is the same at each."""

    areas: gpd.GeoDataFrame
    """A row an area, those of upper levels first: `adm1_iso` (its code), `parent`, `level`, `is_ended` and the columns
    of `districts_of_the_world`; after them, with level 0 and no parent, the bundled districts that stay.
    """
    shown: int
    """The level that is shaded unless a reader chooses another."""
    of_incidents: pd.Series
    """The deepest area of each incident, in the dataset's order; where it lies in none the code of its table."""
    attribution: str = ""
    """Whose boundaries they are, in the words of the one who added them."""
    as_read: pd.DataFrame | None = None
    """`adm1_iso` and `adm1_name` of each incident as its table has them, in the dataset's order."""

    def of_some(self, areas: pd.Series) -> Levels:
        """The same areas, shown for the whole dataset, with the deepest areas of only some of its incidents; missing where it is
        none of the dataset's. What is made of the areas alone is made once for both.
        """
        # With the categories of the whole, so that the layers are the same.
        coded = pd.Categorical(areas.astype("str"), categories=self.of_incidents.cat.categories)
        made = replace(self, of_incidents=pd.Series(coded), as_read=None)
        made.__dict__.update({name: getattr(self, name) for name in _OF_AREAS})
        return made

    def in_use(self, level: int) -> list[str]:
        """The codes by which incidents of the whole dataset are coded at a level, in order; "" for those in no district."""
        return sorted({*self.at(level, map(str, self.of_incidents.cat.categories)).values()})

    @cached_property
    def numbers(self) -> dict[int, int]:
        """How many areas each level has, by level."""
        levels = self.areas.loc[self.areas["level"] > 0, "level"]
        return {int(level): int((levels == level).sum()) for level in sorted(levels.unique())}

    @cached_property
    def _parents(self) -> dict[str, str]:
        return dict(zip(self._codes, self.areas["parent"].astype("str"), strict=True))

    @cached_property
    def _codes(self) -> list[str]:
        return [str(code) for code in self.areas["adm1_iso"].fillna("")]

    @cached_property
    def _level_of(self) -> dict[str, int]:
        return dict(zip(self._codes, self.areas["level"].tolist(), strict=True))

    def chain(self, code: str) -> list[str]:
        """An area and those that it lies in, itself first; only the code where it is no area."""
        if (known := self._chains.get(code)) is not None:
            return known
        found = [code]
        while (parent := self._parents.get(found[-1], "")) and parent not in found:
            found.append(parent)
        if code in self._parents:
            self._chains[code] = found
        return found

    @cached_property
    def _chains(self) -> dict[str, list[str]]:
        """Those that were requested, by code."""
        return {}

    def at(self, level: int, codes: Iterable[str]) -> dict[str, str]:
        """Of each code that of its area at the level; where nothing is known so closely, or nothing lies above it at
        that level, of the nearest one.
        """
        found = {}
        for code in codes:
            chain = self.chain(code)
            above = (one for one in chain if self._level_of.get(one, 0) <= level)
            found[code] = next(above, chain[-1])
        return found

    def coded_incidents(self, incidents: gpd.GeoDataFrame, level: int) -> gpd.GeoDataFrame:
        """The dataset's incidents, in its order, with the districts of a level."""
        return gpd.GeoDataFrame(self.coded(incidents, self.of_incidents, level), crs=incidents.crs)

    def coded(self, table: pd.DataFrame, areas: pd.Series, level: int) -> pd.DataFrame:
        """The table with `adm1_iso` and, where it has that, `adm1_name` at a level, of its rows' areas."""
        codes = areas.astype("category")
        at = self.at(level, map(str, codes.cat.categories))
        coded = table.assign(adm1_iso=codes.map(at).astype("category").to_numpy())
        if "adm1_name" not in table.columns:
            return coded
        own = table["adm1_name"].astype("str").to_numpy(dtype=object)
        titles = coded["adm1_iso"].map(self.titles).astype("object").fillna("").to_numpy(dtype=object)
        is_area = coded["adm1_iso"].isin([*self.titles]).to_numpy(dtype=bool)
        coded["adm1_name"] = pd.Series(np.where(is_area, titles, own), coded.index, dtype="str").astype(
            "category"
        )
        return coded

    @cached_property
    def titles(self) -> dict[str, str]:
        """The English name of each area, or one that it has, by code; none of bundled districts."""
        own = self.areas[self.areas["level"] > 0]
        return {str(code): str(name) for code, name in zip(own["adm1_iso"], own["name_en"], strict=True)}

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """The names of every area by language, by code."""
        rows = self.areas.dropna(subset="adm1_iso").set_index("adm1_iso")[[*_NAMES]].fillna("")
        return {
            str(code): {str(name): str(text) for name, text in row.items()}
            for code, row in rows.to_dict("index").items()
        }

    def layer(self, level: int) -> gpd.GeoDataFrame:
        """The layer of districts with this level shaded: `is_outlined` is false for what is drawn under it."""
        used = set(self.at(level, map(str, self.of_incidents.astype("category").cat.categories)).values())
        levels, codes = self.areas["level"], self.areas["adm1_iso"]
        is_used = codes.isin(used)
        is_there = (levels <= level) & ~self.areas["is_ended"] | is_used
        own_countries = self.areas.loc[levels > 0, "adm0"].unique()
        is_outlined = (levels >= level).where(levels > 0, ~self.areas["adm0"].isin(own_countries))
        layer = self.areas.assign(is_outlined=is_outlined.astype(bool))[is_there]
        return gpd.GeoDataFrame(layer.reset_index(drop=True), crs=self.areas.crs)

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for code, parent in self._parents.items():
            if parent:
                parts.setdefault(parent, []).append(code)
        return parts

    def with_parts(self, codes: Sequence[str]) -> list[str]:
        """Codes and those of all areas below them."""
        found: dict[str, None] = {}
        left = [*codes]
        while left:
            code = left.pop()
            if code not in found:
                found[code] = None
                left += self._parts.get(code, ())
        return sorted(found)

    def with_wholes(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Numbers by code, those of an area with its parts'."""
        codes = tuple(counts)
        known = self._wholes.get(len(codes))
        if known is None or known[0] != codes:
            known = self._wholes[len(codes)] = codes, *self._wholes_of(codes)
        _codes, every, part, whole = known
        numbers = np.fromiter(counts.values(), dtype=np.int64, count=len(codes))
        sums = np.bincount(whole, numbers[part], minlength=len(every)).astype(np.int64)
        return dict(zip(every, sums.tolist(), strict=True))

    @cached_property
    def _wholes(self) -> dict[int, tuple[tuple[str, ...], list[str], _Positions, _Positions]]:
        """What `_wholes_of` gave for the codes that were requested last, by their number: each level has its own."""
        return {}

    def _wholes_of(self, codes: Sequence[str]) -> tuple[list[str], _Positions, _Positions]:
        """These codes with those of all that they lie in, and pairs of positions: of a code in `codes`, and of it or
        one that it lies in, in the first list.
        """
        chains = [self.chain(code) for code in codes]
        above = {one for chain in chains for one in chain}.difference(codes)
        every = [*codes, *sorted(above)]
        position = {code: at for at, code in enumerate(every)}
        pairs = [(at, position[one]) for at, chain in enumerate(chains) for one in chain]
        part, whole = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        return every, part, whole

    @cached_property
    def searched(self) -> pd.DataFrame:
        """`adm1_iso` of each area with `names`, its own and those of all that it lies in."""
        own = dict(zip(self._codes, self.areas["names"].fillna("").astype("str"), strict=True))
        names = [" ".join(own.get(one, "") for one in self.chain(code)) for code in self._codes]
        return pd.DataFrame({"adm1_iso": self.areas["adm1_iso"], "names": names})


_OF_AREAS = ("numbers", "_parents", "_codes", "_level_of", "_chains", "titles", "names", "_parts", "searched")
"""What `Levels` has of its areas, whatever the incidents."""
