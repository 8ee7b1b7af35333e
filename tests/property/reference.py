"""What a filter means, written plainly from the design page: loops over rows of text.

Slow, and nothing in it comes from `data/`, so that what both give is what the design page says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import shapely
import shapely.affinity
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from data.text.search_scripts import latin_word, sound_key, sound_of_search

Row = Mapping[str, str]
Question = Mapping[str, Sequence[str]]
"""Query keys, each with its values as an address has them."""

INCIDENT_KEYS: Final = {
    "device": "device_category",
    "activity": "activity",
    "district": "adm1_iso",
    "precision": "where_prec",
    "verification": "verification_status",
}
CASUALTY_KEYS: Final = {
    "actor": "affected_actor",
    "side": "affected_side",
    "outcome": "outcome",
    "victim": "victim_category",
}
NO_DISTRICT: Final = "no district"

BARE_LETTERS: Final = {"ə": "e", "ı": "i", "й": "и", "ё": "е"}
"""Letters whose bare form their Unicode name does not tell."""


@dataclass(frozen=True)
class Collection:
    """The tables as they stand in their files, and every name of each district of the layer."""

    incidents: Sequence[Row]
    casualties: Sequence[Row]
    sources: Sequence[Row]
    places: Sequence[Row]
    district_names: Mapping[str, str]
    district_shapes: Mapping[str, BaseGeometry]
    not_recorded: Sequence[str] = ()
    """Outcomes that the collection cannot tell."""
    areas: Mapping[str, tuple[str, BaseGeometry]] = field(default_factory=dict)
    """Kind and outline of recorded areas by identifier."""

    def in_order(self) -> list[Row]:
        """The incidents by first day, then identifier."""
        return sorted(self.incidents, key=lambda incident: (incident["date_start"], incident["incident_id"]))

    def casualties_of(self, incident: Row) -> list[Row]:
        return [row for row in self.casualties if row["incident_id"] == incident["incident_id"]]


def matching_incidents(collection: Collection, question: Question) -> list[Row]:
    """The incidents that match, in order of time."""
    return [incident for incident in collection.in_order() if matches(collection, question, incident)]


def matches(collection: Collection, question: Question, incident: Row) -> bool:
    if not is_in_time(question, incident):
        return False
    for key, column in INCIDENT_KEYS.items():
        if question.get(key) and incident[column] not in question[key]:
            return False
    if question.get("within") and not is_selected(collection, question["within"][0], incident):
        return False
    if question.get("area") and not any(is_in(collection, choice, incident) for choice in question["area"]):
        return False
    if question.get("q") and not has_every_word(collection, question["q"][0], incident):
        return False
    selects_people = any(question.get(key) for key in CASUALTY_KEYS)
    return not selects_people or any(
        matches_people(question, row) for row in collection.casualties_of(incident)
    )


def is_selected(collection: Collection, selection: str, incident: Row) -> bool:
    members = ("inside", "possibly_inside") if selection.endswith(",possible") else ("inside",)
    return membership(collection, selection, incident) in members


def membership(collection: Collection, selection: str, incident: Row) -> str:
    """inside, possibly_inside, outside or not_mapped; only dots are inside."""
    area = area_of(selection)
    turned = [shapely.affinity.translate(area, turn) for turn in (-360, 0, 360)]
    if has_dot(incident):
        longitude, latitude = float(incident["longitude"]), float(incident["latitude"])
        if selection.startswith("circle"):
            north, east, km = (float(part) for part in selection.split(":")[1].split(",")[:3])
            metres = Geod(ellps="WGS84").inv(east, north, longitude, latitude)[2]
            return "inside" if metres <= km * 1000 else "outside"
        is_inside = any(one.intersects(shapely.Point(longitude, latitude)) for one in turned)
        return "inside" if is_inside else "outside"
    if not is_drawn(collection, incident):
        return "not_mapped"
    return "possibly_inside" if overlaps(selection, collection, incident["adm1_iso"]) else "outside"


def is_in(collection: Collection, choice: str, incident: Row) -> bool:
    members = ("inside", "possibly_inside") if choice.endswith(",possible") else ("inside",)
    return membership_in_areas(collection, [choice], incident) in members


HAZARDOUS: Final = ("suspected_hazardous_area", "confirmed_hazardous_area", "minefield", "battle_area")


def membership_in_areas(collection: Collection, choices: Sequence[str], incident: Row) -> str:
    """The best of what the choices give; of those that ask for what lies elsewhere "inside" is outside the area."""
    found = [
        _membership_in_area(collection, choice.removesuffix(",possible"), incident) for choice in choices
    ]
    return next(each for each in ("not_mapped", "inside", "possibly_inside", "outside") if each in found)


def _membership_in_area(collection: Collection, choice: str, incident: Row) -> str:
    is_turned, what = choice.startswith("outside:"), choice.removeprefix("outside:")
    kinds = {"kind:hazardous": HAZARDOUS}.get(what, (what.removeprefix("kind:"),))
    shapes = [
        shapely.affinity.translate(shape, turn)
        for name, (kind, shape) in collection.areas.items()
        for turn in (-360, 0, 360)
        if name == what or what == "kind:any" or (what.startswith("kind:") and kind in kinds)
    ]
    if has_dot(incident):
        point = shapely.Point(float(incident["longitude"]), float(incident["latitude"]))
        is_inside = any(shape.intersects(point) for shape in shapes)
        return "inside" if is_inside != is_turned else "outside"
    if not is_drawn(collection, incident):
        return "not_mapped"
    district = collection.district_shapes[incident["adm1_iso"]]
    if any(_share_more_than_an_edge(shape, district) for shape in shapes):
        return "possibly_inside"
    return "inside" if is_turned else "outside"


@cache
def _share_more_than_an_edge(shape: BaseGeometry, district: BaseGeometry) -> bool:
    shared = shape.intersection(district)
    return shared.area > 0 or (not shape.area and shared.length > 0)


def overlaps(selection: str, collection: Collection, code: str) -> bool:
    return _overlaps(selection, collection.district_shapes[code])


@cache
def _overlaps(selection: str, district: BaseGeometry) -> bool:
    turned = [shapely.affinity.translate(area_of(selection), turn) for turn in (-360, 0, 360)]
    return any(one.intersection(district).area > 0 for one in turned)


@cache
def area_of(selection: str) -> BaseGeometry:
    """The selection in degrees; its east may lie beyond 180. Corners are written out, latitude first."""
    name, _, rest = selection.removesuffix(",possible").partition(":")
    if name == "circle":
        north, east, km = map(float, rest.split(","))
        every = [Geod(ellps="WGS84").fwd(east, north, degree / 4, km * 1000)[:2] for degree in range(1440)]
        return shapely.Polygon([(lon - 360 * round((lon - east) / 360), lat) for lon, lat in every])
    if name == "box":
        south, west, north, east = map(float, rest.split(","))
        return shapely.box(west, south, east if east > west else east + 360, north)
    corners = [tuple(map(float, part.split())) for part in rest.split(",")]
    west = corners[0][1]
    return shapely.Polygon([(lon - 360 * round((lon - west) / 360), lat) for lat, lon in corners])


def matching_casualties(collection: Collection, question: Question, incident: Row) -> list[Row]:
    """The casualty rows of an incident that match; none when the incident does not."""
    if not matches(collection, question, incident):
        return []
    return [row for row in collection.casualties_of(incident) if matches_people(question, row)]


def is_in_time(question: Question, incident: Row) -> bool:
    """ISO days as text stand in the order of time."""
    if question.get("from") and incident["date_end"] < question["from"][0]:
        return False
    return not (question.get("to") and incident["date_start"] > question["to"][0])


def matches_people(question: Question, row: Row) -> bool:
    for key, column in CASUALTY_KEYS.items():
        if question.get(key) and row[column] not in question[key]:
            return False
    return True


def has_every_word(collection: Collection, requested: str, incident: Row) -> bool:
    aliases = [
        place["aliases"]
        for place in collection.places
        if (place["place_name"], place["adm1_iso"]) == (incident["place_name"], incident["adm1_iso"])
    ]
    district = [incident["adm1_name"], *collection.district_names.get(incident["adm1_iso"], "").split("|")]
    seats = [
        place["aliases"]
        for place in collection.places
        if place["adm1_iso"] == incident["adm1_iso"] and place["place_name"].split(" (")[0] in district
    ]
    names = [incident["place_name"], *aliases, *seats, *district]
    named = [word for text in names for word in bare_words(text)]
    latin = [latin_word(word) or word for word in named]
    words = [*named, *latin]
    words += [
        word for text in (incident["location_as_reported"], incident["summary"]) for word in bare_words(text)
    ]
    return all(is_found(words, latin, beginning) for beginning in bare_words(requested))


def is_found(words: list[str], names: list[str], beginning: str) -> bool:
    """Whether a word begins so, in its own letters or in Latin ones, or a name sounds so."""
    written, sound = latin_word(beginning), sound_of_search(beginning)
    beginnings = tuple(filter(None, (beginning, written)))
    return any(word.startswith(beginnings) for word in words) or any(
        sound != "" and name.isascii() and sound_key(name).startswith(sound) for name in names
    )


@cache
def bare_words(text: str) -> list[str]:
    """The words of a text in small letters without marks."""
    letters = "".join(bare(letter) for letter in text.casefold())
    return "".join(letter if letter.isalnum() else " " for letter in letters).split()


@cache
def bare(letter: str) -> str:
    """A letter without its marks, found by its Unicode name; nothing for a mark that stands alone."""
    if unicodedata.category(letter) == "Mn":
        return ""
    if letter in BARE_LETTERS:
        return BARE_LETTERS[letter]
    name = unicodedata.name(letter, "")
    without_mark, with_, mark = name.partition(" WITH ")
    if not with_ or "STROKE" in mark:
        return letter
    try:
        return unicodedata.lookup(without_mark)
    except KeyError:
        return letter


def has_dot(incident: Row) -> bool:
    return incident["where_prec"] in ("1", "2") and incident["longitude"] != ""


def is_drawn(collection: Collection, incident: Row) -> bool:
    is_shaded = incident["where_prec"] in ("3", "4") and incident["adm1_iso"] in collection.district_names
    return has_dot(incident) or is_shaded


def people(rows: Sequence[Row], outcome: str) -> dict[str, int]:
    """Best, low and high sums, the number of counts without a best figure, and of these without a highest one.

    A count without a best figure counts with its lowest: then the best is "at least".
    """
    total = {"best": 0, "low": 0, "high": 0, "unknown": 0, "open": 0, "somebody": 0}
    for row in rows:
        if row["outcome"] != outcome:
            continue
        low, best, high = row["count_low"], row["count_best"], row["count_high"]
        total["best"] += int(best or low or 0)
        total["low"] += int(low or best or 0)
        total["high"] += int(high or best or low or 0)
        total["unknown"] += best == ""
        total["open"] += best == "" and high == ""
        total["somebody"] += best == "" and high == "" and low != "0"
    return total


def worst_outcome(rows: Sequence[Row]) -> str:
    """Of somebody, be it of unknown number; "" where nobody was hurt, or only by the highest of differing figures."""
    for outcome in ("killed", "injured"):
        total = people(rows, outcome)
        if total["best"] or total["somebody"]:
            return outcome
    return ""


def counts(collection: Collection, question: Question, incidents: Sequence[Row]) -> dict[str, int]:
    """Incidents, the best figures of their casualties that match, and how many of these figures are minimums."""
    rows = [row for incident in incidents for row in matching_casualties(collection, question, incident)]
    killed, injured = people(rows, "killed"), people(rows, "injured")
    return {
        "incidents": len(incidents),
        "casualties": killed["best"] + injured["best"],
        "killed": killed["best"],
        "injured": injured["best"],
        "killed_unknown": killed["unknown"],
        "injured_unknown": injured["unknown"],
    }


def ranking(collection: Collection, question: Question) -> dict[str, dict[str, int]]:
    """Counts by district of the matching incidents; those not drawn or not coded under NO_DISTRICT."""
    groups: dict[str, list[Row]] = {}
    for incident in matching_incidents(collection, question):
        code = incident["adm1_iso"] if is_drawn(collection, incident) else ""
        groups.setdefault(code or NO_DISTRICT, []).append(incident)
    return {code: counts(collection, question, incidents) for code, incidents in groups.items()}


def dots(collection: Collection, question: Question) -> dict[tuple[float, float], dict[str, Any]]:
    """One entry a point with matching incidents: their counts, identifiers and worst outcome, whoever is chosen."""
    groups: dict[tuple[float, float], list[Row]] = {}
    for incident in matching_incidents(collection, question):
        if has_dot(incident):
            groups.setdefault((float(incident["longitude"]), float(incident["latitude"])), []).append(
                incident
            )
    return {
        point: counts(collection, question, incidents)
        | {
            "ids": [incident["incident_id"] for incident in incidents],
            "is_near": any(incident["where_prec"] == "2" for incident in incidents),
            "worst": worst_outcome(
                [row for incident in incidents for row in collection.casualties_of(incident)]
            ),
        }
        for point, incidents in groups.items()
    }


def option_counts(collection: Collection, question: Question) -> dict[str, dict[str, int]]:
    """For each value of each field: the incidents that would match if it alone were chosen there."""
    found: dict[str, dict[str, int]] = {}
    for keys, rows in ((INCIDENT_KEYS, collection.incidents), (CASUALTY_KEYS, collection.casualties)):
        for key, column in keys.items():
            values = {row[column] for row in rows} - {""}
            found[key] = {
                value: len(matching_incidents(collection, {**question, key: [value]})) for value in values
            }
    return found


def exported(collection: Collection, question: Question) -> list[dict[str, str]]:
    """Identifier, coordinates and people of the matching incidents, as the cells of a CSV file."""
    table = []
    for incident in matching_incidents(collection, question):
        cells = {"incident_id": incident["incident_id"], "longitude": "", "latitude": "", "at_least": ""}
        if question.get("within"):
            cells["in_selection"] = membership(collection, question["within"][0], incident)
        if question.get("area"):
            cells["in_area"] = membership_in_areas(collection, question["area"], incident)
        if has_dot(incident):
            cells |= {
                "longitude": str(float(incident["longitude"])),
                "latitude": str(float(incident["latitude"])),
            }
        for outcome in ("killed", "injured"):
            matching = people(matching_casualties(collection, question, incident), outcome)
            everyone = people(collection.casualties_of(incident), outcome)
            is_given = bool(matching["high"]) or not matching["unknown"]
            figures = {
                f"{outcome}_low": str(matching["low"]) if is_given else "",
                f"{outcome}_best": best_cell(matching),
                f"{outcome}_high": str(matching["high"]) if is_given and not matching["open"] else "",
                f"{outcome}_all": best_cell(everyone),
            }
            if not selects(question, outcome):
                figures |= {f"{outcome}_{part}": "" for part in ("low", "best", "high")}
            cells |= dict.fromkeys(figures, "") if outcome in collection.not_recorded else figures
            if matching["unknown"] and matching["best"]:
                cells["at_least"] += f"|{outcome}" if cells["at_least"] else outcome
        table.append(cells)
    return table


def divided(collection: Collection, question: Question) -> dict[str, int]:
    """How many of the incidents that the rest of a question matches lie where."""
    rest = {key: values for key, values in question.items() if key != "within"}
    return _counted_by_member(
        membership(collection, question["within"][0], incident)
        for incident in matching_incidents(collection, rest)
    )


def divided_by_areas(collection: Collection, question: Question) -> dict[str, int]:
    """The same for the areas that are requested."""
    rest = {key: values for key, values in question.items() if key != "area"}
    return _counted_by_member(
        membership_in_areas(collection, question["area"], incident)
        for incident in matching_incidents(collection, rest)
    )


def _counted_by_member(found: Iterable[str]) -> dict[str, int]:
    members = [*found]
    return {name: members.count(name) for name in ("inside", "possibly_inside", "outside", "not_mapped")}


def selects(question: Question, outcome: str) -> bool:
    """Whether people of an outcome are counted: where no outcome that there is was chosen, of both."""
    chosen = [each for each in question.get("outcome", []) if each in ("killed", "injured")]
    return not chosen or outcome in chosen


def best_cell(total: Mapping[str, int]) -> str:
    """Empty where only counts that are not known stand behind a 0."""
    return "" if total["unknown"] and not total["best"] else str(total["best"])


def timeline(collection: Collection, question: Question, step: str) -> dict[str, dict[str, int]]:
    """Counts by "2020", "2020-11" or "2020-11-23", without the empty ones; where less is known of the time, by
    "2020-??" or "2020-11-??".
    """
    groups: dict[str, list[Row]] = {}
    for incident in matching_incidents(collection, question):
        start, end = incident["date_start"], incident["date_end"]
        is_known = start[:7] == end[:7] and incident["date_prec"] != "5"
        by_month = start[:7] if is_known else f"{start[:4]}-??"
        by_day = (start if start == end else f"{by_month}-??") if is_known else by_month
        groups.setdefault({"year": start[:4], "month": by_month, "day": by_day}[step], []).append(incident)
    return {name: counts(collection, question, incidents) for name, incidents in groups.items()}


def periods_between(collection: Collection, question: Question, step: str) -> list[str]:
    """Every month or year from the first start to the last, and every day between two that are known, as `timeline`
    names them.
    """
    starts = [incident["date_start"] for incident in matching_incidents(collection, question)]
    if step == "day":
        known = [date.fromisoformat(name) for name in timeline(collection, question, step) if "?" not in name]
        days = (max(known) - min(known)).days + 1 if known else 0
        return [(min(known) + timedelta(days=after)).isoformat() for after in range(days)]
    if not starts:
        return []
    years = range(int(min(starts)[:4]), int(max(starts)[:4]) + 1)
    if step == "year":
        return [f"{year:04}" for year in years]
    months = [f"{year:04}-{month:02}" for year in years for month in range(1, 13)]
    return [month for month in months if min(starts)[:7] <= month <= max(starts)[:7]]
