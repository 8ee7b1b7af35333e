"""What the gazetteer answers: where a named place is, how closely, and what a person should know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from data.tables.vocabulary import CoordinateMethod, WherePrecision


class Match(StrEnum):
    """How a candidate's name was found, from the closest to the loosest."""

    NAME = "name"
    """Letter by letter, but for case, diacritics and apostrophes."""
    TRANSLITERATED = "transliterated"
    """Letter by letter once both are written in Latin."""
    NAMESAKE = "namesake"
    """Not this name is recorded for it, but its own name is that of a place which has this one in another script."""
    SIMILAR = "similar"
    """A near-miss: a few letters differ. Never more than a proposal unless the remark says that it was taken."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the name may mean."""

    name: str
    other_names: tuple[str, ...]
    adm0: str
    """ISO alpha-2; "" where the gazetteer has none."""
    adm1_iso: str
    """District (ISO 3166-2); "" where there is none with a code."""
    adm1_name: str
    """The district's English name; "" without a district."""
    longitude: float
    latitude: float
    population: int | None
    """None where not known."""
    source: str
    """Where the point comes from, such as "GeoNames 146970"."""
    match: Match
    matched_name: str
    """The one of its names that was found."""
    score: float
    """0 to 100; 100 is the same name in the same script."""
    is_own: bool = False
    """Whether it is one of the dataset's own places, not of the gazetteer's."""

    def __str__(self) -> str:
        """The place as a list of candidates shows it."""
        district = ", ".join(part for part in (self.adm1_name, self.adm0) if part)
        is_found_by_another = self.match is Match.SIMILAR and self.matched_name != self.name
        name = f"{self.matched_name} = {self.name}" if is_found_by_another else self.name
        return f"{name} ({district})" if district else name


@dataclass(frozen=True, slots=True)
class Located:
    """The answer for one name with its country and district, ready to be coded as an incident's place.

    `where_prec` says what is known even without a clear place: a stated district is 3 with the point
    that stands for it, a country alone 6, nothing at all None.
    """

    name: str
    country: str
    district: str
    """The three as requested."""
    candidates: tuple[Candidate, ...] = ()
    """What the name may mean, best first; a long list is cut."""
    answer: Candidate | None = None
    """The one clear answer; None when there is none, or several."""
    longitude: float | None = None
    latitude: float | None = None
    """The point to code: of the answer, moved by a described offset, or of the district; None without one."""
    where_prec: WherePrecision | None = None
    coord_method: CoordinateMethod = CoordinateMethod.NONE
    place_name: str = ""
    """The answer's name; "" when only a district or a country is known."""
    adm0: str = ""
    adm1_iso: str = ""
    adm1_name: str = ""
    districts: tuple[str, ...] = ()
    """Codes of the districts that the name may mean, where several go by it."""
    remarks: tuple[str, ...] = field(default=())
    """Whole sentences for the account of the row; empty when the name was found just as written."""

    @property
    def is_clear(self) -> bool:
        """Whether one place was found, so that nothing is left for a person to decide."""
        return self.answer is not None
