"""A filter survives its address and its store; nothing that comes in makes it fail."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from data.filters.filter_keys import KEYS
from data.filters.incident_filter import IncidentFilter
from data.recorded_areas.choice import AreaChoice
from data.recorded_areas.kinds import AreaKind
from data.tables.vocabulary import (
    Activity,
    DeviceCategory,
    Outcome,
    VerificationStatus,
    VictimCategory,
    WherePrecision,
)
from tests.property.test_selections import selections

SINGLE: Final = ("from", "to", "within", "q")
"""Keys that may stand once."""

names = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200).filter(str.strip)
codes = st.from_regex(r"[A-Z]{2}-[A-Z0-9]{1,3}", fullmatch=True)
words = st.lists(st.text("abcşəАմ1", min_size=1, max_size=8), max_size=4).map(" ".join)


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


@st.composite
def area_choices(draw: st.DrawFn) -> AreaChoice:
    identifiers = st.from_regex(r"[A-Za-zА-Яə0-9][A-Za-zА-Яə0-9 ./-]{0,70}[A-Za-z0-9]", fullmatch=True)
    kinds = st.sampled_from(["kind:any", "kind:hazardous", *(f"kind:{kind}" for kind in AreaKind)])
    km = draw(st.just(0.0) | st.integers(1, 10_000).map(lambda number: number / 100))
    return AreaChoice(draw(identifiers | kinds), km, draw(st.booleans()), draw(st.booleans()))


@st.composite
def filters(draw: st.DrawFn) -> IncidentFilter:
    date_from, date_to = draw(st.none() | st.dates()), draw(st.none() | st.dates())
    if date_from and date_to and date_from > date_to:
        date_from, date_to = date_to, date_from
    return IncidentFilter(
        date_from=date_from,
        date_to=date_to,
        actor=draw(several(names)),
        side=draw(several(names)),
        outcome=draw(several(st.sampled_from([term.value for term in Outcome]))),
        victim=draw(several(st.sampled_from([term.value for term in VictimCategory]))),
        device=draw(several(st.sampled_from([term.value for term in DeviceCategory]))),
        activity=draw(several(st.sampled_from([term.value for term in Activity]))),
        district=draw(several(codes)),
        precision=draw(several(st.sampled_from([int(grade) for grade in WherePrecision]))),
        verification=draw(several(st.sampled_from([term.value for term in VerificationStatus]))),
        area=draw(several(area_choices())),
        within=draw(st.none() | selections()),
        words=draw(words),
    )


half_right = st.sampled_from(
    ["2020-11-23", "2020-02-30", "killed", "AZ-TAR", "2", "uxo", "", " ", "Police", "…"]
)
texts = half_right | st.text(max_size=300)
pairs = st.lists(st.tuples(st.sampled_from(KEYS) | st.text(max_size=20), texts), max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(incident_filter=filters())
def test_a_filter_survives_its_address(incident_filter: IncidentFilter) -> None:
    assert IncidentFilter.from_query(
        parse_qsl(str(incident_filter), strict_parsing=bool(str(incident_filter)))
    ) == (incident_filter, [])


@given(incident_filter=filters())
def test_a_filter_survives_its_store(incident_filter: IncidentFilter) -> None:
    stored = json.loads(json.dumps(incident_filter.to_json()))
    again, errors = IncidentFilter.from_json(stored)
    assert (again, errors) == (incident_filter, [])
    assert again.to_json() == stored


@given(incident_filter=filters(), data=st.data())
def test_the_order_of_an_address_does_not_matter(
    incident_filter: IncidentFilter, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(incident_filter.to_query()))
    assert IncidentFilter.from_query(shuffled) == (incident_filter, [])


@given(incident_filter=filters(), taken_out=st.sets(st.sampled_from(KEYS)))
def test_taking_keys_out_leaves_the_others(incident_filter: IncidentFilter, taken_out: set[str]) -> None:
    rest = {key: values for key, values in incident_filter.to_json().items() if key not in taken_out}
    assert incident_filter.without(*taken_out).to_json() == rest


@given(query=pairs)
def test_no_address_makes_the_filter_fail_and_every_refusal_is_a_sentence(
    query: list[tuple[str, str]],
) -> None:
    incident_filter, errors = IncidentFilter.from_query(query)
    for error in errors:
        sentence = str(error)
        assert error.key in dict(query)
        assert sentence.isprintable()
        assert sentence.endswith(".")
        assert len(sentence) < 400
    assert IncidentFilter.from_query(incident_filter.to_query()) == (incident_filter, [])


@given(query=pairs)
def test_every_value_is_requested_or_refused(query: list[tuple[str, str]]) -> None:
    """What is neither in the filter nor among the errors asks for nothing: an empty q."""
    incident_filter, errors = IncidentFilter.from_query(query)
    refused, written = {error.key for error in errors}, incident_filter.to_json()
    for key, value in query:
        if key == "q" and not value.strip():
            continue
        is_stored = (
            " ".join(value.split()) in written.get(key, []) if key == "q" else value in written.get(key, [])
        )
        assert is_stored or key in refused or (key == "to" and "from" in refused)


@given(query=pairs, unknown=st.text(max_size=20).filter(lambda key: key not in KEYS))
def test_an_unknown_key_is_refused_and_the_rest_holds(query: list[tuple[str, str]], unknown: str) -> None:
    known = [(key, value) for key, value in query if key in KEYS]
    incident_filter, errors = IncidentFilter.from_query(known)
    again, more = IncidentFilter.from_query([(unknown, "x"), *known])
    assert again == incident_filter
    assert sorted(error.key for error in more) == sorted([unknown, *(error.key for error in errors)])


@given(incident_filter=filters(), key=st.sampled_from(SINGLE))
def test_a_single_key_that_stands_twice_is_refused_and_the_rest_holds(
    incident_filter: IncidentFilter, key: str
) -> None:
    query = incident_filter.to_query()
    again, errors = IncidentFilter.from_query([*query, *(pair for pair in query if pair[0] == key)])
    assert again == incident_filter.without(key)
    assert [error.key for error in errors] == [key] * (key in incident_filter.to_json())


@given(stored=json_values)
def test_no_store_makes_the_filter_fail(stored: object) -> None:
    incident_filter, errors = IncidentFilter.from_json(stored)
    assert all(str(error).isprintable() for error in errors)
    assert IncidentFilter.from_query(incident_filter.to_query()) == (incident_filter, [])
