"""The sentences with which the gazetteer says what it did, and what it leaves to a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data.language import N_, ngettext
from data.places.located import Candidate

SHOWN: Final = 6
"""So many candidates are named in a sentence."""

COUNTRY_UNKNOWN: Final = N_(
    "The country “{country}” is not known, so the place was looked for in all countries."
)
DISTRICT_UNKNOWN: Final = N_(
    "The district “{district}” is not among the first-level districts that the atlas has, "
    "so it did not narrow the search."
)
DISTRICT_ABROAD: Final = N_(
    "The district “{district}” is in {found}, not in {country}, so it did not narrow the search."
)
DISTRICT_BY_SOUND: Final = N_(
    "The district “{district}” was taken for {found}, the only one of the country that sounds the same."
)
AREA_NOT_USED: Final = N_(
    "“{area}” beside the place's name is not a known district or country; it was not used."
)
ONLY_ONE_IN_THE_WORLD: Final = N_(
    "No country was stated; {place} is the only place of that name in the gazetteer."
)
OWN_PLACE_TAKEN: Final = N_(
    "No country or district was stated; {place}, one of the dataset's own places, was taken."
)
NAMESAKE_TAKEN: Final = N_(
    "The gazetteer does not have “{name}” for {place}, but for a namesake; it was taken all the same."
)
BESIDE_THE_DISTRICT: Final = N_(
    "{place} lies {km} km outside the generalised outline of {district}; the stated district was kept."
)
SEVERAL: Final = N_("“{name}” may be any of these places: {places}. Choose one.")
ELSEWHERE: Final = N_("No “{name}” was found in {area}, but elsewhere: {places}. None was taken.")
CHOSEN: Final = N_("A person chose {place} for “{name}”.")
NOT_FOUND: Final = N_("“{name}” was not found.")
NOT_FOUND_IN: Final = N_("“{name}” was not found in {area}.")
SIMILAR: Final = N_("“{name}” was not found. Similar names: {places}. None was taken.")
SIMILAR_IN: Final = N_("“{name}” was not found in {area}. Similar names: {places}. None was taken.")
SIMILAR_TAKEN: Final = N_(
    "“{name}” was not found; “{found}”, the only name in {area} that is very much like it, was taken."
)
READ_AS: Final = N_("“{name}” was read as “{form}”.")
MOVED: Final = {
    0.0: N_("The point was moved {km} km north of {place}, as described."),
    45.0: N_("The point was moved {km} km north-east of {place}, as described."),
    90.0: N_("The point was moved {km} km east of {place}, as described."),
    135.0: N_("The point was moved {km} km south-east of {place}, as described."),
    180.0: N_("The point was moved {km} km south of {place}, as described."),
    225.0: N_("The point was moved {km} km south-west of {place}, as described."),
    270.0: N_("The point was moved {km} km west of {place}, as described."),
    315.0: N_("The point was moved {km} km north-west of {place}, as described."),
}
"""By bearing."""
NO_DIRECTION: Final = N_(
    "The description says {km} km from {place} but not in which direction; the point is that of {place}."
)
NO_DISTANCE: Final = N_(
    "The description says in which direction from {place} but not how far; the point is that of {place}."
)
NEAR_THE_SEAT: Final = N_(
    "Several places go by this name; {place} was taken, the only one within {km} km of the town that {division} is named after."
)
ON_A_LINE: Final = N_(
    "It was between {place} and {other}, which are {km} km apart; no point was made of that."
)
BETWEEN: Final = N_("The point is half way between {place} and {other}, which are {km} km apart.")
NO_OFFSET_FROM_A_DISTRICT: Final = N_(
    "A distance from the district {district} gives no point; only the district is coded."
)
NAME_OF_A_DISTRICT: Final = N_(
    "“{name}” was read as the district {district}; no settlement of that name was found."
)
DISTRICT_ONLY: Final = N_("Only the district {district} is coded, by a point that stands for it.")
COUNTRY_ONLY: Final = N_("Only the country {country} is coded, without a point.")
SEVERAL_DISTRICTS: Final = N_("“{name}” may be any of these districts: {districts}. Choose one.")


def listed(places: Sequence[Candidate]) -> str:
    """The places with their districts, with longitude and latitude where that does not tell them apart.

    A long list is cut, and says so.
    """
    texts = [str(place) for place in places[:SHOWN]]
    shown = "; ".join(
        f"{text} {place.longitude:.2f} {place.latitude:.2f}" if texts.count(text) > 1 else text
        for text, place in zip(texts, places, strict=False)
    )
    more = len(places) - SHOWN
    if more <= 0:
        return shown
    return ngettext("{places}; and {number} more", "{places}; and {number} more", more).format(
        places=shown, number=more
    )
