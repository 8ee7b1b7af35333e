"""Points and days of exports of phones: a short Plus code beside its town, and when something occurred."""

from __future__ import annotations

from data.imports.import_tables import read_upload


def test_a_short_plus_code_among_the_words_of_a_place_is_completed_from_its_town() -> None:
    rows = b'Date,Location,Country,Killed\n2021-03-05,"9W83+5X Barda, Azerbaijan",,1\n2021-03-06,km 2345+67,Azerbaijan,0\n'
    incidents = read_upload("rows.csv", rows).dataset.incidents
    assert abs(incidents["longitude"][0] - 47.1) < 0.6
    assert abs(incidents["latitude"][0] - 40.4) < 0.6
    assert incidents["longitude"].isna()[1]


def test_the_time_at_which_it_occurred_is_its_day() -> None:
    rows = b'occurred_at,where,killed,injured\n1614816000000,"geo:40.34512,46.93012;u=35",1,0\n1617235200000,"geo:39.6,47.145",0,1\n'
    days = read_upload("rows.csv", rows).dataset.incidents["date_start"]
    assert days.dt.strftime("%Y-%m-%d").tolist() == ["2021-03-04", "2021-04-01"]
