"""The collections that measurements are made with are valid, repeatable, and as uneven as the bundled one."""

from __future__ import annotations

from functools import cache

import pandas as pd

from data.tables.checks.row_checks import check
from data.tables.dataset import Dataset
from tests.benchmark.made_collection import made_collection
from tests.tables import bundled

NUMBER = 5_000


@cache
def made() -> Dataset:
    return made_collection(NUMBER)


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """The cells as a file has them."""
    texts = {}
    for name, values in table.items():
        if pd.api.types.is_datetime64_any_dtype(values):
            texts[name] = values.dt.strftime("%Y-%m-%d")
        elif str(name).startswith("count_"):
            texts[name] = values.astype("Int64").astype("str")
        else:
            texts[name] = values.astype("str").replace("nan", "")
    return pd.DataFrame(texts).astype("str").fillna("")


def test_it_passes_the_check_of_files() -> None:
    tables = {
        "incidents": made().incidents.drop(columns="geometry"),
        "casualties": made().casualties.drop_duplicates(
            ["incident_id", "affected_actor", "affected_side", "victim_category", "outcome"]
        ),
        "sources": made().sources,
    }
    assert len(tables["casualties"]) == len(made().casualties)
    assert check({name: as_text(pd.DataFrame(table)) for name, table in tables.items()})[1] == []


def test_the_same_seed_gives_the_same_and_another_seed_another_collection() -> None:
    again, other = made_collection(NUMBER), made_collection(NUMBER, seed=2)
    assert again.incidents.equals(made().incidents)
    assert again.casualties.equals(made().casualties)
    assert not other.incidents.equals(made().incidents)
    assert other.sha256 != made().sha256 == again.sha256


def test_it_is_as_uneven_as_the_bundled_one() -> None:
    incidents, casualties = made().incidents, made().casualties
    assert len(incidents) == NUMBER
    assert 1.1 < len(casualties) / NUMBER < 1.25
    by_point = (
        incidents[made().has_dot].groupby(["longitude", "latitude"]).size().sort_values(ascending=False)
    )
    assert by_point.head(len(by_point) // 10).sum() > 0.5 * by_point.sum()
    by_month = incidents.groupby(incidents["date_start"].dt.strftime("%Y-%m")).size()
    assert by_month.max() > 10 * by_month.median()
    assert {*casualties["affected_actor"]} <= {*bundled().casualties["affected_actor"]}
    assert abs(made().has_dot.mean() - bundled().has_dot.mean()) < 0.15
    assert incidents["date_start"].is_monotonic_increasing
