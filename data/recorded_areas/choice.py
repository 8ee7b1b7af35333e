"""Which recorded areas an address asks for, as a value of its key `area`.

| text | which incidents |
|---|---|
| `MF-12` | inside the area with this identifier |
| `MF-12,2` | inside or within 2 km of it; a line has no inside |
| `kind:minefield` | inside any area of a kind |
| `kind:hazardous`, `kind:any` | inside any recorded hazardous area; inside any area |
| `outside:kind:hazardous,1` | on the map, neither in nor possibly in nor within 1 km of any |

`,possible` at the end also matches what is only possibly so: known only to a district that the area overlaps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from data.errors import FilterError
from data.language import _, number_text
from data.recorded_areas.kinds import HAZARDOUS, AreaKind
from data.text.excerpt import quoted

KEY: Final = "area"
"""The query key."""
OUTSIDE: Final = "outside:"
KIND: Final = "kind:"
ANY: Final = "any"
HAZARD: Final = "hazardous"
POSSIBLE: Final = "possible"
LEAST_KM: Final = 0.01
MOST_KM: Final = 100.0
LONGEST_ID: Final = 80
_KM: Final = re.compile(r"(.+),(\d{1,4}(?:\.\d{1,6})?)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, order=True)
class AreaChoice:
    """Some of the areas, with what lies near to them; equal ones are written alike."""

    what: str
    """An identifier, or KIND with a kind, HAZARD or ANY."""
    km: float = 0.0
    """Distance along the ellipsoid from the outline that still belongs to it."""
    is_outside: bool = False
    """Whether what lies elsewhere is requested."""
    takes_possible: bool = False
    """Whether what is only possibly so matches too."""

    def __str__(self) -> str:
        km = f",{self.km:g}" if self.km else ""
        return f"{OUTSIDE if self.is_outside else ''}{self.what}{km}{',' + POSSIBLE if self.takes_possible else ''}"

    @property
    def kinds(self) -> tuple[AreaKind, ...]:
        """The kinds that are meant; none where an identifier is."""
        if not self.what.startswith(KIND):
            return ()
        name = self.what.removeprefix(KIND)
        return {ANY: tuple(AreaKind), HAZARD: HAZARDOUS}.get(name) or (AreaKind(name),)

    def plain(self) -> AreaChoice:
        """The areas and the distance alone."""
        return replace(self, is_outside=False, takes_possible=False)


def read_area_choice(text: str) -> AreaChoice:
    """The choice of an address; raises FilterError with one sentence for a text that is none."""
    rest = text.strip()
    is_outside, rest = rest.startswith(OUTSIDE), rest.removeprefix(OUTSIDE)
    takes_possible, rest = rest.endswith(f",{POSSIBLE}"), rest.removesuffix(f",{POSSIBLE}")
    found = _KM.fullmatch(rest)
    what, km = (found[1], round(float(found[2]), 3)) if found else (rest, 0.0)
    if found and not LEAST_KM <= km <= MOST_KM:
        sentence = _("{km} km is not a distance from an area; write one from {least} to {most} km.")
        least, most = f"{LEAST_KM:g}", number_text(MOST_KM)
        raise FilterError(KEY, sentence.format(km=found[2], least=least, most=most))
    if not what.strip() or "," in what or len(what) > LONGEST_ID + len(KIND):
        sentence = _(
            "“{value}” names no area; write its identifier, as MF-12 or MF-12,2 for within 2 km of it."
        )
        raise FilterError(KEY, sentence.format(value=quoted(text)))
    if what.startswith(KIND) and what.removeprefix(KIND) not in {ANY, HAZARD, *AreaKind}:
        known = ", ".join([HAZARD, ANY, *AreaKind])
        sentence = _("“{value}” is no kind of area; use one of: {known}.")
        raise FilterError(KEY, sentence.format(value=quoted(what.removeprefix(KIND)), known=known))
    return AreaChoice(what, km, is_outside, takes_possible)
