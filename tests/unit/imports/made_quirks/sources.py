"""Files of the collections of others: quirks 1 to 4, 31 and 33 to 36."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from tests.unit.imports.made_quirks.made import Made, Put, as_json, chance_of, puts, text

QUIRKS: Final = Path(__file__).parents[3] / "quirks"


def _first(name: str) -> dict[str, str]:
    """The first row of a quirk's file, by column."""
    with (QUIRKS / name).open(encoding="utf-8-sig", newline="") as opened:
        return next(csv.DictReader(opened))


def _killed_only(rows: list[Put]) -> tuple[Put, ...]:
    return tuple(replace(one, injured=0) for one in rows)


def _table(rows: list[dict[str, Any]], heading: bool = True) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    if heading:
        writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def _ged(seed: int, kind: str) -> tuple[list[dict[str, Any]], list[Put]]:
    chance = chance_of(seed, kind)
    like = _first("01_ucdp_candidate_newlines.csv")
    rows = [replace(one, killed=one.killed + 1) for one in puts(chance, 8, 11)]
    weapons = ("Landmine", "An IED", "A roadside bomb", "Unexploded ordnance", "An anti-tank mine")
    events: list[dict[str, Any]] = []
    for number, one in enumerate(rows):
        assert one.day is not None
        headline = f"{weapons[seed]} kills {one.killed}\nnear Village {number}"
        day = f"{one.day} 00:00:00.000"
        events.append(
            like
            | {
                "id": 900001 + number,
                "relid": f"XXX-{one.day.year}-3-{number}-1",
                "year": one.day.year,
                "latitude": one.latitude,
            }
            | {"longitude": one.longitude, "geom_wkt": f"POINT ({one.longitude} {one.latitude})"}
            | {
                "date_start": day,
                "date_end": day,
                "best": one.killed,
                "low": one.killed,
                "high": one.killed + 1,
            }
            | {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": one.killed, "deaths_unknown": 0}
            | {"source_headline": headline, "number_of_sources": 1}
            | {"source_article": f'"Test Agency,{one.day},{headline}"'}
        )
    clash = {"source_headline": "Armed clash", "source_article": '"Test Agency,2026-01-08,Armed clash"'}
    for number in range(1 + seed):
        events.append(events[0] | clash | {"id": 800000 + number, "relid": f"XXX-2026-3-{number}-9"})
    return events, rows


def ucdp_candidates(seed: int) -> Made:
    events, rows = _ged(seed, "ged")
    return Made("ged.csv", _table(events), _killed_only(rows), out_of_scope=1 + seed)


def ucdp_without_heading(seed: int) -> Made:
    events, rows = _ged(seed, "headless")
    return Made("ged.csv", _table(events, heading=False), _killed_only(rows), out_of_scope=1 + seed)


def _acled(seed: int, kind: str) -> tuple[list[dict[str, Any]], list[Put]]:
    chance = chance_of(seed, kind)
    like = _first("02_acled_2025_text_codes_maritime.csv")
    rows = puts(chance, 36.5, 34.5)
    events: list[dict[str, Any]] = []
    for number, one in enumerate(rows):
        assert one.day is not None
        events.append(
            like
            | {"event_id_cnty": f"SYR{number}", "year": one.day.year, "country": "Syria", "iso": 760}
            | {"event_date": one.day.isoformat() if number % 2 else f"{one.day.day} {one.day:%B %Y}"}
            | {"latitude": one.latitude, "longitude": one.longitude, "fatalities": one.killed}
            | {
                "geo_precision": 1,
                "location": "Testville",
                "notes": f"A landmine exploded. {one.killed} killed.",
            }
        )
    for number, (event, sub_event) in enumerate(_OTHER_EVENTS[: 1 + seed]):
        other = {"event_id_cnty": f"X{number}", "event_type": event, "sub_event_type": sub_event}
        events.append(events[0] | other | {"notes": "Something else.", "fatalities": 9})
    return events, rows


_OTHER_EVENTS: Final = (
    ("Battles", "Armed clash"),
    ("Protests", "Peaceful protest"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Violence against civilians", "Attack"),
    ("Riots", "Mob violence"),
)


def acled_with_codes_in_words(seed: int) -> Made:
    events, rows = _acled(seed, "acled")
    if seed % 2:
        events[0] |= {"country": "Red Sea", "iso": 0, "admin1": "NA"}
    return Made("acled.csv", _table(events), _killed_only(rows), out_of_scope=1 + seed)


def acled_api(seed: int) -> Made:
    events, rows = _acled(seed, "api")
    answer = {"status": 200, "success": True, "count": len(events), "messages": [], "data": events}
    return Made("read.json", as_json(answer), _killed_only(rows), out_of_scope=1 + seed)


def acled_cut_short(seed: int) -> Made:
    events, rows = _acled(seed, "short")
    names = ["country", "year", "event_date", "source", "admin1", "location", "event_type", "sub_event_type"]
    names += ["fatalities", *(["latitude", "longitude"] if seed % 2 else [])]
    cut = [{name: event[name] for name in names} for event in events]
    read = _killed_only(rows)
    if seed % 2 == 0:
        read = tuple(replace(one, longitude=None, latitude=None) for one in read)
    return Made("acled.csv", _table(cut), read, out_of_scope=1 + seed)


def acled_of_event_types(seed: int) -> Made:
    """Without kinds below the event type nothing tells a mine from an air strike: nothing is taken in silence."""
    events, _rows = _acled(seed, "types")
    names = ["event_date", "latitude", "longitude", "fatalities", "event_type"]
    cut = [{name: event[name] for name in names} for event in events]
    return Made("acled.csv", _table(cut), (), out_of_scope=len(cut))


def acled_of_2016(seed: int) -> Made:
    chance = chance_of(seed, "2016")
    like = _first("35_acled_layout_of_2016.csv")
    rows = puts(chance, 1, 9)
    events: list[dict[str, Any]] = []
    for number, one in enumerate(rows):
        place = {"latitude": one.latitude, "longitude": one.longitude, "fatalities": one.killed}
        named = {"data_id": number, "event_id_cnty": f"{number}TST", "event_date": one.day}
        events.append(like | place | named | {"notes": "A landmine went off on a road."})
    air = like | {"data_id": 98, "event_id_cnty": "98TST", "notes": "An air strike hit a market."}
    march = air | {
        "data_id": 99,
        "event_id_cnty": "99TST",
        "event_type": "Riots/Protests",
        "notes": "A march.",
    }
    return Made("acled.csv", _table([*events, air, march]), _killed_only(rows), out_of_scope=2)


def counts_of_events(seed: int) -> Made:
    chance = chance_of(seed, "counts")
    head = ["Country", "Admin1", "Admin2", "ISO3", "Month", "Year", "Events", "Fatalities"]
    tags = "#country+name,#adm1+name,#adm2+name,#country+code,#date+month,#date+year,#affected+events"
    months = ("January", "February", "March")
    cells = [
        [
            "Testland",
            f"Province {chance.randrange(3)}",
            f"District {number}",
            "TST",
            chance.choice(months),
            2026,
            chance.randrange(1, 20),
            chance.randrange(5) if number % 3 else "",
        ]
        for number in range(chance.randrange(4, 9))
    ]
    hxl = [[*tags.split(","), "#affected+killed"]] if seed % 2 else []
    return Made("hdx.csv", text([head, *hxl, *cells]), (), out_of_scope=len(cells) + len(hxl))


def attacks_with_a_type(seed: int) -> Made:
    chance = chance_of(seed, "types of attack")
    rows = [replace(one, killed=0, injured=0) for one in puts(chance, 43, 33)]
    kinds = ("IED", "Mine strike", "Landmine", "UXO", "Anti-tank mine")
    others = ("SAF", "Kidnapping", "Air strike", "Protest", "other")
    cells: list[list[object]] = [[one.day, one.longitude, one.latitude, kinds[seed]] for one in rows]
    last = rows[-1].day
    assert last is not None
    for number, kind in enumerate([*others, *others[: seed + 1]]):
        cells.append([last + timedelta(days=number), 44.5, 33.5, kind])
    return Made(
        "attacks.csv",
        text([["date", "longitude", "latitude", "type"], *cells]),
        tuple(rows),
        out_of_scope=len(others) + seed + 1,
    )


KINDS = (
    ucdp_candidates,
    ucdp_without_heading,
    acled_with_codes_in_words,
    acled_api,
    acled_cut_short,
    acled_of_event_types,
    acled_of_2016,
    counts_of_events,
    attacks_with_a_type,
)
