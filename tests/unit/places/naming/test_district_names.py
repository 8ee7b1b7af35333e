"""The keys of the bundled districts' names."""

from __future__ import annotations

import pandas as pd
from pandas.testing import assert_frame_equal

from data.places.naming.district_names import bundled_district_names, keys_of_districts
from data.tables.layers.districts import BUNDLED, districts_of_the_world


def test_the_keys_that_ship_are_those_that_the_code_makes_of_the_layer() -> None:
    shipped = pd.read_parquet(BUNDLED / "district_keys.parquet")
    assert_frame_equal(shipped, keys_of_districts(districts_of_the_world()), check_dtype=False)


def test_a_district_is_found_by_its_shipped_keys() -> None:
    assert [one.adm1_iso for one in bundled_district_names().named("Тертерский район")] == ["AZ-TAR"]
