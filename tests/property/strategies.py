"""What Hypothesis makes up: small collections of incidents, and what may be asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from data.filters.incident_filter import IncidentFilter
from data.tables.schema import LONGEST_SPAN_DAYS
from tests.tables import Row, Tables, casualty, incident, source

FIRST_DAY: Final = date(2019, 12, 20)
LAST_DAY: Final = date(2020, 3, 10)
"""Few days, so that spans touch, overlap, and cross the ends of months and of a year."""

DISTRICTS: Final = {"": "", "AZ-TAR": "Tərtər", "AZ-AGM": "Ağdam", "AM-TV": "Tavush", "AZ-ZZZ": "Nowhere"}
"""Codes and names; the layer does not have the last."""
POINTS: Final = [
    ("46.77", "40.33"),
    ("46.77", "39.7"),
    ("47.25", "40.33"),
    ("-0.5", "-51.25"),
    ("0", "40.33"),
    ("-179.9", "-51.25"),
]
PLACES: Final = {
    "": "",
    "Suqovuşan": "Sugovushan|Madagiz|Мадагиз|Մատաղիս",
    "Qazançı": "Gazanchy|Казанчи",
    "Kəngərli": "",
}
TEXTS: Final = ["", "a mine on the road", "Mine-clearing, near Mədəgiz", "дорога у Казанчи", "35 km (Ağdam)"]
WORDS: Final = (
    "mine MINES min ine road suqovusan SUQOV şan madagiz мад МАДАГИЗ մատաղիս qazanci Qazançı казан "
    "terter Тертер tər agdam Ağ kengerli 35 5 tavush nowh x"
)
"""Whole words, beginnings and ends of what the texts and places hold, and of what they do not."""
ACTORS: Final = ["Civilians", "civilians", "Police", "Russian peacekeepers"]
SIDES: Final = ["", "one_side", "another"]
VICTIMS: Final = ["civilian", "peacekeeper", "unknown"]
OUTCOMES: Final = ["killed", "injured"]
DEVICES: Final = ["uxo", "mine_unspecified", "unknown"]
ACTIVITIES: Final = ["travelling", "demining", "unknown"]
STATUSES: Final = ["single_source", "conflicting"]

WITHIN: Final = [
    "circle:40.33,46.77,20",
    "circle:40.33,46.77,41.5,possible",
    "circle:-51.25,179.6,30",
    "box:39,46,40.33,46.77",
    "box:-60,170,60,-0.5,possible",
    "polygon:39.5 46.5,40.5 46.5,40.5 47.5,possible",
    "polygon:-60 170,-60 -170,45 -170,45 170",
    "polygon:39 45,39 46,40.9 45.2,possible",
]
"""Around, beside and over the points and districts, on edges, over the antimeridian; corners are written out."""

AREAS: Final = {
    "M-1": ("minefield", "POLYGON ((46.7 39.6, 46.9 39.6, 46.9 40.4, 46.7 40.4, 46.7 39.6))"),
    "M-2": ("minefield", "POLYGON ((179 -52, 181 -52, 181 -50, 179 -50, 179 -52))"),
    "S 3": (
        "suspected_hazardous_area",
        "POLYGON ((46 39, 48 39, 48 41, 46 41, 46 39), (46.5 39.5, 47.5 39.5, 47.5 40.5, 46.5 40.5, 46.5 39.5))",
    ),
    "C-4": (
        "cleared_area",
        "MULTIPOLYGON (((47.2 40.33, 47.25 40.3, 47.25 40.33, 47.2 40.33)), ((0 0, 1 0, 0 1, 0 0)))",
    ),
    "R-5": ("road", "LINESTRING (46 40, 47 40.2)"),
}
"""Kind and outline by identifier: around, beside and through the points and districts, with a hole, over the antimeridian."""
AREA: Final = [
    "M-1",
    "M-2,possible",
    "S 3,possible",
    "C-4",
    "R-5,possible",
    "kind:minefield",
    "kind:hazardous,possible",
    "outside:kind:hazardous",
    "outside:M-1,possible",
    "kind:any",
    "kind:camp",
]

days = st.dates(FIRST_DAY, LAST_DAY)


@st.composite
def incidents(draw: st.DrawFn, incident_id: str) -> Row:
    """A valid row: any span with a grade that allows it, any grade of place, with or without a point."""
    start = draw(days)
    length = draw(st.sampled_from([1, 1, 2, 6, 7, 8, 31, 60]))
    grades = [
        grade
        for grade, longest in LONGEST_SPAN_DAYS.items()
        if longest >= length and (grade == 1) == (length == 1)
    ]
    code = draw(st.sampled_from(sorted(DISTRICTS)))
    longitude, latitude = draw(st.sampled_from([*POINTS, ("", "")]))
    return incident(
        incident_id=incident_id,
        date_start=start.isoformat(),
        date_end=(start + timedelta(days=length - 1)).isoformat(),
        date_prec=str(draw(st.sampled_from(grades))),
        location_as_reported=draw(st.sampled_from(TEXTS)),
        place_name=draw(st.sampled_from(sorted(PLACES))),
        adm1_iso=code,
        adm1_name=draw(st.sampled_from(["", DISTRICTS[code]])),
        longitude=longitude,
        latitude=latitude,
        where_prec=str(draw(st.integers(1, 7))),
        coord_method="settlement" if longitude else "none",
        device_category=draw(st.sampled_from(DEVICES)),
        activity=draw(st.sampled_from(ACTIVITIES)),
        verification_status=draw(st.sampled_from(STATUSES)),
        summary=draw(st.sampled_from(TEXTS)),
    )


@st.composite
def casualties(draw: st.DrawFn, incident_id: str) -> Row:
    """A valid row: low, best and high in order, any of them missing."""
    figures = sorted(draw(st.lists(st.integers(0, 4), min_size=3, max_size=3)))
    low, best, high = (draw(st.sampled_from([str(figure), str(figure), ""])) for figure in figures)
    return casualty(
        incident_id=incident_id,
        affected_actor=draw(st.sampled_from(ACTORS)),
        affected_side=draw(st.sampled_from(SIDES)),
        victim_category=draw(st.sampled_from(VICTIMS)),
        outcome=draw(st.sampled_from(OUTCOMES)),
        count_low=low,
        count_best=best,
        count_high=high,
    )


@st.composite
def collections(draw: st.DrawFn) -> Tables:
    """Valid tables of a few incidents, or none; some without casualties, some without sources."""
    ids = draw(st.permutations([f"I-{number}" for number in range(draw(st.integers(0, 8)))]))
    victims = [draw(st.lists(casualties(name), max_size=4, unique_by=_same_people)) for name in ids]
    cited = [source(incident_id=name) for name in ids for _ in range(draw(st.integers(0, 2)))]
    known = draw(st.sets(st.tuples(st.sampled_from(sorted(PLACES)[1:]), st.sampled_from(sorted(DISTRICTS)))))
    return {
        "incidents": [draw(incidents(name)) for name in ids],
        "casualties": [row for rows in victims for row in rows],
        "sources": cited,
        "places": [_place(name, code) for name, code in sorted(known)],
        "official_totals": [],
    }


@st.composite
def questions(
    draw: st.DrawFn, dates: st.SearchStrategy[date], values: dict[str, list[str]], words: list[str]
) -> dict[str, list[str]]:
    """Query keys with their values: up to three of the keys of `values`, "dates" and "q".

    Few keys with many values, for most questions with many keys find nothing.
    """
    requested: dict[str, list[str]] = {}
    for key in draw(st.lists(st.sampled_from([*values, "dates", "q"]), max_size=3, unique=True)):
        if key == "dates":
            ends = [day.isoformat() for day in sorted(draw(st.tuples(dates, dates)))]
            chosen = draw(st.sampled_from([("from", "to"), ("from",), ("to",)]))
            requested |= {end: [day] for end, day in zip(("from", "to"), ends, strict=True) if end in chosen}
        elif key == "q":
            requested["q"] = [" ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=2)))]
        elif key == "within":
            requested[key] = [draw(st.sampled_from(values[key]))]
        else:
            requested[key] = draw(st.lists(st.sampled_from(values[key]), min_size=1, max_size=8, unique=True))
    return requested


def small_questions() -> st.SearchStrategy[dict[str, list[str]]]:
    """Questions that suit `collections`, also for what none of them has."""
    return questions(
        days,
        {
            "actor": [*ACTORS, "Nobody"],
            "side": SIDES[1:],
            "outcome": OUTCOMES,
            "victim": [*VICTIMS, "journalist"],
            "device": [*DEVICES, "axo"],
            "activity": [*ACTIVITIES, "gathering"],
            "district": [*sorted(DISTRICTS)[1:], "XX-1"],
            "precision": [str(grade) for grade in range(1, 8)],
            "verification": [*STATUSES, "multiple_sources"],
            "within": WITHIN,
            "area": AREA,
        },
        WORDS.split(),
    )


def filter_of(question: Mapping[str, Sequence[str]]) -> IncidentFilter:
    """What a question asks for."""
    return IncidentFilter.from_query([(key, value) for key, values in question.items() for value in values])[
        0
    ]


def _same_people(row: Row) -> tuple[str, ...]:
    return row["affected_actor"], row["affected_side"], row["victim_category"], row["outcome"]


def _place(name: str, code: str) -> Row:
    return {
        "place_name": name,
        "aliases": PLACES[name],
        "adm1_iso": code,
        "longitude": "",
        "latitude": "",
        "coord_source": "",
        "note": "",
    }
