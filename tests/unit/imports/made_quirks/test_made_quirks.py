"""Files of each kind of quirk, made anew: incidents, days, points and people are those that were put in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import pandas as pd
import pytest

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import Import, read_files
from data.imports.report.ledger import Result
from tests.unit.imports.made_quirks import days, points, shapes, sources
from tests.unit.imports.made_quirks.made import SEEDS, Made, Put

KINDS: Final[dict[str, Callable[[int], Made]]] = {
    kind.__name__: kind for group in (sources, points, days, shapes) for kind in group.KINDS
}


def read(made: Made) -> Import:
    columns = ColumnMapping({}, crs=made.crs) if made.crs else None
    return read_files([(made.name, made.content)], columns, today=date(2026, 11, 28))


def as_put(found: Import) -> list[Put]:
    """The incidents as they were read, in their order."""
    people = found.dataset.casualties.groupby(["incident_id", "outcome"], observed=True)["count_best"].sum()
    read_ones = []
    for row in found.dataset.incidents.to_dict("records"):
        killed, injured = (int(people.get((row["incident_id"], which), 0)) for which in ("killed", "injured"))
        first, last = (
            None if pd.isna(row[name]) else row[name].date() for name in ("date_start", "date_end")
        )
        has_point = not pd.isna(row["longitude"]) and row["coord_method"] != "district_point"
        longitude, latitude = (float(row[name]) if has_point else None for name in ("longitude", "latitude"))
        read_ones.append(Put(first, longitude, latitude, killed, injured, last))
    return read_ones


def in_order(one: Put) -> tuple[object, ...]:
    return one.days[0] or date.min, -1.0 if one.longitude is None else round(one.longitude, 2), one.killed


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_made_file_is_read_as_what_it_was_made_of(kind: str, seed: int) -> None:
    made = KINDS[kind](seed)
    found = read(made)
    account = found.account
    assert sum(account.count(result) for result in Result) == account.rows_in == len(account.rows)
    got = sorted(as_put(found), key=in_order)
    expected = sorted(made.incidents, key=in_order)
    assert [one.days for one in got] == [one.days for one in expected]
    for one, put in zip(got, expected, strict=True):
        assert (one.killed, one.injured) == (put.killed, put.injured)
        if put.longitude is None or one.longitude is None:
            assert one.longitude == put.longitude
            continue
        assert one.longitude == pytest.approx(put.longitude, abs=made.degrees)
        assert one.latitude == pytest.approx(put.latitude, abs=made.degrees)
    assert (account.count(Result.REFUSED), account.count(Result.OUT_OF_SCOPE)) == (
        made.refused,
        made.out_of_scope,
    )
    written = account.to_csv() + str(account)
    for sentence in made.sentences:
        assert sentence in written
    assert made.groups in (None, len(found.clusters))
