"""Official totals stand beside the same figures on a cluster as in one process, wherever the dataset is cut."""

from __future__ import annotations

from typing import Final
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from components.content import nodes_of
from components.panels.coverage import totals
from data.cluster import live_words
from data.cluster.clustered import Clustered
from data.cluster.live_dataset import LiveDataset
from data.filters.coverage import official_totals
from data.language import LANGUAGES, speaking
from tests.examples import costly
from tests.property.strategies import SIDES, days
from tests.property.test_cluster import LEVELS, collections_with_text, cut
from tests.tables import Row, Tables, casualty, incident, official_total, source, tables

assert live_words  # registers what the panel asks for

AREAS: Final = ["", "AZ", "AZ", "AM|AZ", "AZ-TAR", "AM-TV|AZ-AGM", "AZ-AGM|AM", "XX-1"]
"""Countries and districts; nothing lies in the last."""
FIGURES: Final = ["", "0", "3", "12"]
COUNTED: Final = [
    *(
        f"{people}{outcome}"
        for people in ("", "civilians_", "military_")
        for outcome in ("killed", "injured")
    ),
    "casualties",
]


@st.composite
def rows_of_totals(draw: st.DrawFn) -> Row:
    """A valid row: of a day, month or year, since one before it, since ever, or since nobody knows when."""
    first, last = sorted([draw(days), draw(days)])
    shown = draw(st.sampled_from([10, 10, 7, 4]))
    return official_total(
        as_of=str(last)[:shown],
        since=draw(st.sampled_from([str(first)[:shown], "2019", "2019-12", "all", ""])),
        affected_side=draw(st.sampled_from(["", *SIDES])),
        area=draw(st.sampled_from(AREAS)),
        **{name: draw(st.sampled_from(FIGURES)) for name in COUNTED},
    )


@st.composite
def with_soldiers(draw: st.DrawFn) -> Tables:
    """A collection some of whose people are military."""
    made = draw(collections_with_text())
    for row in made["casualties"]:
        if row["victim_category"] == "unknown":
            row["victim_category"] = "armed_forces"
    return made


@costly(120)
@given(
    tables=with_soldiers(),
    official=st.lists(rows_of_totals(), max_size=6),
    rows=st.integers(1, 9),
    level=st.sampled_from(LEVELS),
    language=st.sampled_from([*LANGUAGES]),
)
def test_the_coverage_on_a_cluster_is_that_of_one_process(
    tables: Tables, official: list[Row], rows: int, level: int | None, language: str
) -> None:
    with cut(tables | {"official_totals": official}, rows, level) as (whole, parts), speaking(language):
        live = LiveDataset.of(parts)
        assert official_totals(live) == official_totals(whole)
        assert nodes_of(totals(live)) == nodes_of(totals(whole))


def test_people_of_several_parts_stand_beside_one_total() -> None:
    made = [incident(incident_id=f"I-{at}", date_start=f"2020-12-0{at}") for at in range(1, 5)]
    named = [row | {"date_end": row["date_start"]} for row in made]
    ids = [row["incident_id"] for row in named]
    killed = [casualty(incident_id=name, outcome="killed", count_high="2") for name in ids]
    total = official_total(as_of="2020-12-03", since="all", area="AZ", killed="12", injured="")
    with cut(
        tables(
            incidents=named,
            casualties=killed,
            sources=[source(incident_id=name) for name in ids],
            official_totals=[total],
        ),
        1,
    ) as (_whole, parts):
        ((compared,),) = (one.comparisons for one in official_totals(LiveDataset.of(parts)))
        assert (compared.official, compared.found.best, compared.found.high) == (12, 3, 6)


def test_without_official_totals_the_panel_says_so_and_asks_nobody() -> None:
    with cut(tables(official_totals=[]), 1) as (whole, parts), patch.object(Clustered, "all") as ask:
        shown = nodes_of(totals(LiveDataset.of(parts)))
        assert shown == nodes_of(totals(whole))
        assert shown[0] == [
            "p",
            {},
            ["This dataset comes without official totals, so its coverage is not known."],
        ]
    assert not ask.called
