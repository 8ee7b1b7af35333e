"""Fields are chosen by short titles, and found by any heading that they are known by."""

from __future__ import annotations

import pytest

from data.imports.columns.field_titles import TITLES, field_names
from data.imports.columns.fields import FIELD_NAMES


def test_every_field_has_one() -> None:
    assert set(TITLES) == set(FIELD_NAMES)
    assert len(set(TITLES.values())) == len(TITLES)


@pytest.mark.parametrize(
    ("search", "field"),
    [
        ("lat", "latitude"),
        ("lng", "longitude"),
        ("широта", "latitude"),
        ("fatalities", "killed"),
        ("mgrs", "point"),
    ],
)
def test_a_field_is_found_by_its_headings(search: str, field: str) -> None:
    assert f" {search}" in field_names(field)
