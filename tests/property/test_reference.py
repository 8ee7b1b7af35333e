"""Every view of a filter agrees with the slow reference, on the data that ships and on small made-up data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.exports.rows import to_csv, to_geojson
from data.exports.summary_json import to_summary_json
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.over_time.timeline import Step, bar_of_each, timeline
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import Summary
from data.filters.tally import COUNTED
from data.recorded_areas.table import TEXTS, in_order
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED, districts_of_the_world
from data.wording.filter_phrases import filter_parts
from tests.examples import costly
from tests.property import reference
from tests.property.reference import Collection, Question, bare_words
from tests.property.strategies import AREA, AREAS, WITHIN, collections, questions, small_questions
from tests.tables import Tables, bundled, dataset_of

Comparison = Callable[[Summary, Collection, Question], None]

STEPS: Final[tuple[Step, ...]] = ("day", "month", "year")
CASUALTY_KEY: Final = ("incident_id", "affected_actor", "affected_side", "victim_category", "outcome")


def incidents_agree(views: Summary, collection: Collection, question: Question) -> None:
    expected = reference.matching_incidents(collection, question)
    assert incident_ids(views, views.rows.tolist()) == [incident["incident_id"] for incident in expected]
    assert views.incidents == len(expected)


def casualties_agree(views: Summary, collection: Collection, question: Question) -> None:
    found = views.dataset.casualties.loc[views.matches.casualties, list(CASUALTY_KEY)].astype("str")
    expected = [
        tuple(row[name] for name in CASUALTY_KEY)
        for incident in collection.in_order()
        for row in reference.matching_casualties(collection, question, incident)
    ]
    assert list(found.itertuples(index=False, name=None)) == expected


def headlines_agree(views: Summary, collection: Collection, question: Question) -> None:
    rows = [
        row
        for incident in collection.incidents
        for row in reference.matching_casualties(collection, question, incident)
    ]
    for outcome, found in (("killed", views.killed), ("injured", views.injured)):
        count = CountRange.of(reference.people(rows, outcome))
        assert found == replace(count, is_chosen=reference.selects(question, outcome))


def drawn_and_not_drawn_agree(views: Summary, collection: Collection, question: Question) -> None:
    found = reference.matching_incidents(collection, question)
    rest = [incident["incident_id"] for incident in found if not reference.is_drawn(collection, incident)]
    assert incident_ids(views, views.not_drawn_rows.tolist()) == rest
    assert views.not_drawn == len(rest)
    assert views.drawn == len(found) - len(rest)


def rankings_agree(views: Summary, collection: Collection, question: Question) -> None:
    ranking = views.districts
    found = ranking.rename(index={NO_DISTRICT: reference.NO_DISTRICT}).to_dict("index")
    assert found == reference.ranking(collection, question)
    assert int(ranking["incidents"].sum()) == views.incidents
    assert int(ranking["killed"].sum()) == views.killed.best
    assert int(ranking["injured"].sum()) == views.injured.best
    assert NO_DISTRICT not in list(ranking.index)[:-1]
    by_district = ranking.drop(index=NO_DISTRICT, errors="ignore")["incidents"]
    assert list(by_district) == sorted(by_district, reverse=True)


def dots_agree(views: Summary, collection: Collection, question: Question) -> None:
    found = {
        (dot.pop("longitude"), dot.pop("latitude")): dot | {"ids": incident_ids(views, dot.pop("rows"))}
        for dot in views.dots.to_dict("records")
    }
    assert found == reference.dots(collection, question)
    with_dot = [row for row in reference.matching_incidents(collection, question) if reference.has_dot(row)]
    assert int(views.dots["incidents"].sum()) == len(with_dot)


def name_of(row: Mapping[Any, Any], step: Step) -> str:
    """As `reference.timeline` names a bar."""
    year, month, _ = row["first_day"].isoformat().split("-")
    if step == "year":
        return str(year)
    if not row["is_known"]:
        return f"{year}-??" if row["first_day"].month != row["last_day"].month else f"{year}-{month}-??"
    return f"{year}-{month}" if step == "month" else row["first_day"].isoformat()


def timelines_agree(views: Summary, collection: Collection, question: Question) -> None:
    for step in STEPS:
        rows = timeline(views, step)
        names = [name_of(row, step) for row in rows.to_dict("records")]
        expected = reference.timeline(collection, question, step)
        every = {*reference.periods_between(collection, question, step), *expected}
        assert names == sorted(every, key=lambda name: name.replace("??", "99"))
        for name, row in zip(names, rows.to_dict("records"), strict=True):
            found = expected.get(name, {})
            assert [row[count] for count in COUNTED] == [found.get(count, 0) for count in COUNTED]
        places = bar_of_each(views, rows, step)
        assert [places.count(place) for place in range(len(rows))] == rows["incidents"].tolist()
        totals = (views.incidents, views.killed.best, views.injured.best)
        assert tuple(int(rows[count].sum()) for count in COUNTED[:3]) == totals


def option_counts_agree(views: Summary, collection: Collection, question: Question) -> None:
    # No made collection has columns of its own.
    assert views.option_counts == reference.option_counts(collection, question) | {"column": {}}


def csv_agrees(views: Summary, collection: Collection, question: Question) -> None:
    expected = reference.exported(collection, question)
    rows = list(csv.DictReader(io.StringIO(to_csv(views), newline="")))
    for row in rows:
        row |= {name: str(float(row[name])) for name in ("longitude", "latitude") if row[name]}
    names = expected[0] if expected else {}
    assert [{name: row[name] for name in names} for row in rows] == expected
    for outcome, count in (("killed", views.killed), ("injured", views.injured)):
        for part in ("low", "best"):
            assert sum(int(row[f"{outcome}_{part}"] or 0) for row in rows) == getattr(count, part)


def geojson_agrees(views: Summary, collection: Collection, question: Question) -> None:
    features = json.loads(to_geojson(views))["features"]
    incidents = reference.matching_incidents(collection, question)
    for feature, incident, cells in zip(
        features, incidents, reference.exported(collection, question), strict=True
    ):
        assert feature["id"] == feature["properties"]["incident_id"] == incident["incident_id"]
        point = [float(cells[name]) for name in ("longitude", "latitude") if cells[name]]
        assert feature["geometry"] == ({"type": "Point", "coordinates": point} if point else None)
        for name in ("date_start", "place_name", "adm1_iso", "device_category", "summary"):
            assert feature["properties"][name] == incident[name]
        for name in cells.keys() - {"incident_id", "longitude", "latitude"}:
            assert feature["properties"][name] == (
                cells[name]
                if name in ("at_least", "in_selection", "in_area")
                else int(cells[name])
                if cells[name]
                else None
            )
        cited = [row["url"] for row in collection.sources if row["incident_id"] == incident["incident_id"]]
        assert [entry["url"] for entry in feature["properties"]["sources"]] == cited


def summary_json_agrees(views: Summary, collection: Collection, question: Question) -> None:
    found = json.loads(to_summary_json(views))
    dataset = found.pop("dataset")
    unknown_values_agree(found.pop("unknown_values", []), collection, question)
    incidents = reference.matching_incidents(collection, question)
    totals = reference.counts(collection, question, incidents)
    rest = [incident for incident in incidents if not reference.is_drawn(collection, incident)]
    expected: dict[str, Any] = {
        "incidents": totals["incidents"],
        "not_drawn": len(rest),
        "undated": sum(incident["date_prec"] == "0" for incident in incidents),
        "not_recorded": [],
        "not_chosen": [each for each in ("killed", "injured") if not reference.selects(question, each)],
    }
    rows = [
        row for incident in incidents for row in reference.matching_casualties(collection, question, incident)
    ]
    for outcome in ("killed", "injured"):
        people = reference.people(rows, outcome)
        is_selected = reference.selects(question, outcome)
        selected: dict[str, Any] = {
            outcome: people["best"] if people["best"] or not people["unknown"] else None,
            f"{outcome}_low": people["low"],
            f"{outcome}_high": people["high"],
            f"{outcome}_without_upper_bound": people["open"],
        }
        expected |= {name: figure if is_selected else None for name, figure in selected.items()}
        expected[f"{outcome}_is_at_least"] = is_selected and people["unknown"] > 0
    if question.get("within"):
        expected["within"] = reference.divided(collection, question)
    if question.get("area"):
        expected["areas"] = reference.divided_by_areas(collection, question)
    assert found == expected
    assert dataset["sha256"] == views.dataset.sha256


def unknown_values_agree(sentences: list[str], collection: Collection, question: Question) -> None:
    """Each district, actor and side that nobody has is named once, and no other."""
    districts = {row["adm1_iso"] for row in collection.incidents} | collection.district_names.keys()
    actors, sides = ({row[f"affected_{key}"] for row in collection.casualties} for key in ("actor", "side"))
    unknown = [
        value
        for key, known in (("district", districts), ("actor", actors), ("side", sides))
        for value in question.get(key, [])
        if value not in known
    ]
    assert sorted(sentence.split("“")[1].split("”")[0] for sentence in sentences) == sorted(unknown)


def words_agree(views: Summary, collection: Collection, question: Question) -> None:
    """Each value requested is one part, and taking all parts away leaves nothing."""
    parts = filter_parts(views.dataset, views.incident_filter)
    chosen = {
        (key, value)
        for key, values in question.items()
        for value in values
        if key not in ("from", "to", "within", "q")
    }
    assert {(part.key, part.value) for part in parts if part.key not in ("dates", "within", "q")} == chosen
    assert [part.key for part in parts].count("within") == int("within" in question)
    assert [part.key for part in parts].count("dates") == int("from" in question or "to" in question)
    assert [part.text for part in parts if part.key == "q"] == [
        f"words “{text}”" for text in question.get("q", [])
    ]
    keys = {key for part in parts for key in (["from", "to"] if part.key == "dates" else [part.key])}
    assert views.incident_filter.without(*keys) == IncidentFilter()
    names: dict[str, str] = {}
    for incident in collection.in_order():
        if incident["adm1_name"]:
            names.setdefault(incident["adm1_iso"], incident["adm1_name"])
    for part in parts:
        if part.key == "actor":
            assert part.text == part.value
        if part.key == "district":
            # A district that the tables do not name has a name of the layer, where that knows it.
            known = collection.district_names.get(part.value, part.value).split("|")
            assert part.text in ([names[part.value]] if part.value in names else known)
        assert part.text.strip()
        assert "_" not in part.text or part.key == "actor"


COMPARISONS: Final[list[Comparison]] = [
    incidents_agree,
    casualties_agree,
    headlines_agree,
    drawn_and_not_drawn_agree,
    rankings_agree,
    dots_agree,
    timelines_agree,
    option_counts_agree,
    csv_agrees,
    geojson_agrees,
    summary_json_agrees,
    words_agree,
]


@given(tables=collections(), requested=st.lists(small_questions(), min_size=1, max_size=4))
@costly(60)
def test_every_view_of_small_data_agrees_with_the_reference(
    tables: Tables, requested: list[dict[str, list[str]]]
) -> None:
    dataset = replace(dataset_of(tables), areas=recorded_areas())
    collection = Collection(
        tables["incidents"],
        tables["casualties"],
        tables["sources"],
        tables["places"],
        names_of_districts(),
        shapes_of_districts(),
        areas=outlines(),
    )
    for question in requested:
        views = filter_of(dataset, question)
        for compare in COMPARISONS:
            compare(views, collection, question)


@given(tables=collections(), outcome=st.sampled_from(["killed", "injured"]), question=small_questions())
@costly(40)
def test_what_a_collection_cannot_tell_is_empty_or_null_whatever_is_requested(
    tables: Tables, outcome: str, question: dict[str, list[str]]
) -> None:
    recorded = tables | {"casualties": [row for row in tables["casualties"] if row["outcome"] != outcome]}
    views = filter_of(replace(dataset_of(recorded, cannot_tell=[outcome]), areas=recorded_areas()), question)
    collection = Collection(
        recorded["incidents"],
        recorded["casualties"],
        recorded["sources"],
        recorded["places"],
        names_of_districts(),
        shapes_of_districts(),
        [outcome],
        areas=outlines(),
    )
    csv_agrees(views, collection, question)
    geojson_agrees(views, collection, question)
    found = json.loads(to_summary_json(views))
    assert [found[name] for name in (outcome, f"{outcome}_low", f"{outcome}_high")] == [None] * 3
    assert found["not_recorded"] == [outcome]


@pytest.mark.parametrize("compare", COMPARISONS, ids=lambda compare: compare.__name__)
@given(data=st.data())
@costly(25)
def test_every_view_of_the_data_that_ships_agrees_with_the_reference(
    compare: Comparison, data: st.DataObject
) -> None:
    question = data.draw(questions_about_what_ships())
    compare(filter_of(bundled_with_areas(), question), what_ships(), question)


@pytest.mark.parametrize("compare", COMPARISONS, ids=lambda compare: compare.__name__)
def test_every_view_of_all_that_ships_agrees_with_the_reference(compare: Comparison) -> None:
    compare(filter_of(bundled(), {}), what_ships(), {})


@cache
def names_of_districts() -> dict[str, str]:
    """Every name of each district of the layer that has a code, and of the settlement that it is named after."""
    layer = districts_of_the_world().dropna(subset="adm1_iso")
    return dict(zip(layer["adm1_iso"], layer["names"] + "|" + layer["seat_names"], strict=True))


@cache
def shapes_of_districts() -> dict[str, Any]:
    """The polygon of each district of the layer that has a code."""
    layer = districts_of_the_world().dropna(subset="adm1_iso")
    return dict(zip(layer["adm1_iso"], layer.geometry, strict=True))


@cache
def what_ships() -> Collection:
    """The bundled tables, as the csv module reads them."""
    tables: dict[str, list[Any]] = {}
    for name in ("incidents", "casualties", "sources", "places"):
        with (BUNDLED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    return Collection(
        **tables,
        district_names=names_of_districts(),
        district_shapes=shapes_of_districts(),
        areas=outlines(),
    )


@cache
def bundled_with_areas() -> Dataset:
    return replace(bundled(), areas=recorded_areas())


@cache
def outlines() -> dict[str, Any]:
    """Kind and outline of AREAS by identifier."""
    return {name: (kind, shapely.from_wkt(outline)) for name, (kind, outline) in AREAS.items()}


def recorded_areas() -> gpd.GeoDataFrame:
    rows = [dict.fromkeys(TEXTS, "") | {"area_id": name, "kind": kind} for name, (kind, _) in AREAS.items()]
    return in_order(
        gpd.GeoDataFrame(rows, geometry=[shape for _, shape in outlines().values()], crs="EPSG:4326")
    )


@cache
def questions_about_what_ships() -> st.SearchStrategy[dict[str, list[str]]]:
    """Its own values, and the beginnings of words of its places and descriptions."""
    collection = what_ships()
    values = {
        key: sorted({row[column] for row in rows} - {""})
        for keys, rows in (
            (reference.INCIDENT_KEYS, collection.incidents),
            (reference.CASUALTY_KEYS, collection.casualties),
        )
        for key, column in keys.items()
    }
    texts = [f"{row['place_name']} {row['adm1_name']} {row['summary']}" for row in collection.incidents]
    texts += [row["aliases"] for row in collection.places]
    whole = sorted({word for text in texts for word in text.replace("|", " ").split() if bare_words(word)})
    beginnings = sorted({word[:3] for word in whole if bare_words(word[:3])})
    values["within"], values["area"] = WITHIN, AREA
    return questions(st.dates(date(2004, 3, 14), date(2026, 2, 18)), values, [*whole, *beginnings])


def filter_of(dataset: Dataset, question: Question) -> Summary:
    pairs = [(key, value) for key, values in question.items() for value in values]
    incident_filter, errors = IncidentFilter.from_query(pairs)
    assert errors == []
    return Summary(dataset, incident_filter, matching(dataset, incident_filter))


def incident_ids(views: Summary, rows: Sequence[int]) -> list[str]:
    return list(views.dataset.incidents["incident_id"].iloc[list(rows)])
