"""The data that ships, against the figures of its editors.

Figures by year, district and official total are those of the README that the editors handed over
with the tables; `data/bundled/SOURCES.md` repeats them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from data.bundled import build
from data.filters.incident_filter import IncidentFilter
from data.filters.ranking import NO_DISTRICT
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.tables.layers.districts import districts_of_the_world
from data.tables.vocabulary import Outcome, VictimCategory
from data.wording.phrases import people_counted
from tests.tables import summary

THE_FOUNDING_CASE: Final = "KAR-20201123-01"
ITS_DAY: Final = {"date_from": date(2020, 11, 23), "date_to": date(2020, 11, 23)}

BY_YEAR: Final = {
    1997: (1, 0, 1),
    2001: (1, 1, 0),
    2004: (8, 10, 18),
    2005: (3, 2, 3),
    2006: (2, 1, 7),
    2008: (1, 1, 0),
    2009: (1, 0, 1),
    2010: (1, 0, 2),
    2012: (4, 0, 5),
    2013: (1, 2, 0),
    2014: (6, 6, 14),
    2016: (1, 1, 0),
    2017: (2, 3, 2),
    2018: (4, 4, 7),
    2020: (6, 8, 9),
    2021: (37, 18, 44),
    2022: (26, 7, 36),
    2023: (21, 15, 16),
    2024: (20, 2, 27),
    2025: (17, 2, 19),
    2026: (2, 0, 2),
}
"""Incidents, killed and injured (best counts)."""

BY_DISTRICT: Final = {
    "AZ-AGM": ("Ağdam", 32),
    "AZ-TAR": ("Tərtər", 30),
    "AZ-FUZ": ("Füzuli", 15),
    "AZ-CAB": ("Cəbrayıl", 14),
    "AZ-XVD": ("Xocavənd", 13),
    "AZ-KAL": ("Kəlbəcər", 9),
    "AZ-LAC": ("Laçın", 8),
    "AZ-SUS": ("Şuşa", 6),
    "AZ-QAZ": ("Qazax", 5),
    "AM-TV": ("Tavush", 4),
    "AZ-XCI": ("Xocalı", 3),
    "AZ-GOR": ("Goranboy", 3),
    "AZ-QBI": ("Qubadlı", 3),
    "AM-AR": ("Ararat", 2),
    "AZ-AGA": ("Ağstafa", 1),
    "AM-GR": ("Gegharkunik", 1),
    "AM-SH": ("Shirak", 1),
    "AZ-SAH": ("Şahbuz", 1),
    "AZ-TOV": ("Tovuz", 1),
    "AZ-YEV": ("Yevlax", 1),
    "AZ-ZAN": ("Zəngilan", 1),
}
NOT_GIVEN: Final = 11
"""Incidents that are coded to no district."""

MILITARY: Final = ("armed_forces", "police_security")
CIVILIANS: Final = tuple(sorted(set(VictimCategory) - set(MILITARY)))
AGAINST_OFFICIAL: Final = {
    date(2020, 12, 22): ((6, 3), (1, 1)),
    date(2021, 2, 9): ((9, 9), (2, 6)),
    date(2021, 11, 22): ((20, 28), (2, 9)),
    date(2021, 12, 9): ((22, 29), (2, 11)),
    date(2022, 12, 15): ((27, 56), (4, 18)),
    date(2024, 5, 21): ((37, 78), (10, 23)),
}
"""Killed and injured of this data since 10 November 2020: civilians; military, border guards and police."""

UTM_38N: Final = "EPSG:32638"
"""Metres; its zone reaches from 42 to 48 degrees east, as the incidents do."""


def ids(dataset: Dataset, **fields: Any) -> set[str]:
    views = summary(dataset, **fields)
    return set(dataset.incidents["incident_id"].iloc[views.rows])


class TestHeadline:
    """The figures that stand over the map without a filter, and for the founding case."""

    def test_without_a_filter_the_figures_are_those_of_the_design(self, dataset: Dataset) -> None:
        views = summary(dataset)
        assert (views.incidents, views.drawn, views.not_drawn) == (165, 154, 11)
        assert (views.killed, views.injured) == (CountRange(83, 83, 86), CountRange(213, 210, 216, 2, 1, 1))
        assert people_counted(views, Outcome.KILLED) == "83 killed (83–86)"
        message = "at least 213 injured (accounts give 210–216; 1 count may be higher)"
        assert people_counted(views, Outcome.INJURED) == message

    def test_the_founding_case_is_alone_on_its_day(self, dataset: Dataset) -> None:
        views = summary(dataset, **ITS_DAY)
        assert ids(dataset, **ITS_DAY) == {THE_FOUNDING_CASE}
        assert (views.killed, views.injured) == (CountRange(1, 1, 1), CountRange(5, 5, 5))

    def test_its_peacekeeper_was_wounded_and_somebody_else_killed(self, dataset: Dataset) -> None:
        peacekeepers: dict[str, Any] = {"actor": ("Russian peacekeepers",)} | ITS_DAY
        views = summary(dataset, **peacekeepers)
        assert (views.incidents, views.killed.best, views.injured.best) == (1, 0, 1)
        assert ids(dataset, **peacekeepers, outcome=("killed",)) == set()

    @pytest.mark.parametrize("words", ["Madagiz", "Suqovuşan", "Sugovushan", "Мадагиз"])
    def test_the_founding_case_is_found_under_every_name_of_its_place(
        self, dataset: Dataset, words: str
    ) -> None:
        assert THE_FOUNDING_CASE in ids(dataset, words=words)

    def test_the_name_of_a_district_in_another_script_finds_all_that_is_coded_to_it(
        self, dataset: Dataset
    ) -> None:
        assert ids(dataset, words="Тертер") >= ids(dataset, district=("AZ-TAR",))
        assert len(ids(dataset, district=("AZ-TAR",))) == BY_DISTRICT["AZ-TAR"][1]


class TestEditorsFigures:
    """The tables of the editors' README."""

    def test_incidents_and_people_by_year(self, dataset: Dataset) -> None:
        """By the year of the first day; no span crosses a year's end."""
        found = {}
        for year in range(1990, 2027):
            views = summary(dataset, date_from=date(year, 1, 1), date_to=date(year, 12, 31))
            if views.incidents:
                found[year] = (views.incidents, views.killed.best, views.injured.best)
        assert found == BY_YEAR

    def test_incidents_by_district(self, dataset: Dataset) -> None:
        coded = dataset.incidents.groupby(["adm1_iso", "adm1_name"]).size()
        expected = {(code, name): number for code, (name, number) in BY_DISTRICT.items()} | {
            ("", ""): NOT_GIVEN
        }
        assert coded.to_dict() == expected
        ranking = summary(dataset).districts["incidents"]
        assert ranking.drop(NO_DISTRICT).to_dict() == {
            code: number for code, (_, number) in BY_DISTRICT.items()
        }
        assert ranking[NO_DISTRICT] == NOT_GIVEN

    @pytest.mark.parametrize("last_day", AGAINST_OFFICIAL, ids=str)
    def test_people_against_the_official_totals(self, dataset: Dataset, last_day: date) -> None:
        since = {"side": ("azerbaijan",), "date_from": date(2020, 11, 10), "date_to": last_day}
        found = []
        for categories in (CIVILIANS, MILITARY):
            views = summary(dataset, victim=categories, **since)
            found.append((views.killed.best, views.injured.best))
        assert tuple(found) == AGAINST_OFFICIAL[last_day]

    def test_28_incidents_affected_the_armenian_side_20_of_them_before_the_war_of_2020(
        self, dataset: Dataset
    ) -> None:
        side: dict[str, Any] = {"side": ("armenia_or_nagorno_karabakh",)}
        assert len(ids(dataset, **side)) == 28
        assert len(ids(dataset, **side, date_to=date(2020, 9, 26))) == 20

    def test_54_of_the_111_dots_share_21_points(self, dataset: Dataset) -> None:
        dots = summary(dataset).dots
        shared = dots.loc[dots["incidents"] > 1, "incidents"]
        assert (int(dots["incidents"].sum()), int(shared.sum()), len(shared)) == (111, 54, 21)


class TestTables:
    """What the tables promise."""

    def test_every_source_has_an_address_of_the_web_or_none(self, dataset: Dataset) -> None:
        urls = dataset.sources["url"]
        assert urls[urls != ""].str.match("https?://").all()
        assert (urls != "").sum() > len(dataset.incidents)

    def test_every_incident_has_a_source(self, dataset: Dataset) -> None:
        assert set(dataset.incidents["incident_id"]) == set(dataset.sources["incident_id"])

    def test_several_publishers_are_several(self, dataset: Dataset) -> None:
        several = dataset.incidents.loc[
            dataset.incidents["verification_status"] == "multiple_sources", "incident_id"
        ]
        publishers = dataset.sources.groupby("incident_id")["publisher"].nunique()
        assert (publishers[several] > 1).all()

    def test_whoever_names_an_emplacing_actor_is_named(self, dataset: Dataset) -> None:
        is_claimed = ~dataset.incidents["emplacing_actor"].isin(["", "unknown"])
        assert (dataset.incidents["attribution"] != "").equals(is_claimed)

    def test_nothing_was_left_unread(self, dataset: Dataset) -> None:
        assert dataset.columns_not_read == ()

    def test_nothing_is_newer_than_the_last_check(self, dataset: Dataset) -> None:
        assert dataset.last_day is not None
        assert dataset.last_day <= dataset.as_of
        assert (dataset.sources["published"].dropna() <= pd.Timestamp(dataset.as_of)).all()

    def test_no_dot_pretends_to_be_exact(self, dataset: Dataset) -> None:
        """Of each village only its point is known, and the explosion was somewhere around it."""
        assert (dataset.incidents["where_prec"] > 1).all()
        is_village = dataset.incidents["coord_method"] == "settlement"
        assert (dataset.incidents.loc[is_village, "where_prec"] == 2).all()


class TestDistricts:
    """The layer of districts fits the incidents."""

    @pytest.fixture
    def districts(self) -> gpd.GeoDataFrame:
        return districts_of_the_world()

    def test_codes_are_unique(self, districts: gpd.GeoDataFrame) -> None:
        assert districts["adm1_iso"].dropna().is_unique
        assert districts["adm1_iso"].dropna().str.fullmatch("[A-Z]{2}-[A-Z0-9]{1,3}").all()

    def test_every_code_in_use_is_there(self, districts: gpd.GeoDataFrame, dataset: Dataset) -> None:
        assert set(dataset.incidents["adm1_iso"]) - {""} <= set(districts["adm1_iso"])
        assert set(dataset.places["adm1_iso"]) - {""} <= set(districts["adm1_iso"])

    def test_the_polygon_at_lachin_is_the_lachin_district(self, districts: gpd.GeoDataFrame) -> None:
        """Natural Earth calls it Lankaran."""
        here = districts[districts.contains(Point(46.32, 39.73))]
        assert list(here["adm1_iso"]) == ["AZ-LAC"]
        assert list(here["name_az"]) == ["Laçın"]

    def test_every_dot_is_within_5_km_of_its_district(
        self, districts: gpd.GeoDataFrame, dataset: Dataset
    ) -> None:
        """The polygons are generalised; the editors found 4.8 km at most."""
        dots = dataset.incidents[(dataset.incidents["where_prec"] == 2) & dataset.has_dot]
        polygons = districts.set_index("adm1_iso").loc[dots["adm1_iso"]].to_crs(UTM_38N)
        metres = dots.to_crs(UTM_38N).geometry.distance(polygons.geometry, align=False)
        assert len(metres) == 111
        assert metres.max() < 5000
        assert (metres > 0).sum() == 18

    def test_every_point_of_a_rougher_grade_is_inside_its_district(
        self, districts: gpd.GeoDataFrame, dataset: Dataset
    ) -> None:
        rough = dataset.incidents[dataset.is_drawn & ~dataset.has_dot]
        polygons = districts.set_index("adm1_iso").loc[rough["adm1_iso"]]
        assert len(rough) == 43
        assert rough.geometry.within(polygons.geometry, align=False).all()

    def test_everything_drawn_lies_within_the_bounds(self, dataset: Dataset) -> None:
        views = summary(dataset)
        assert views.bounds is not None
        west, south, east, north = views.bounds
        assert 43 < west < 45
        assert 47 < east < 49
        assert 38 < south < 40
        assert 40 < north < 42


def test_no_filter_and_all_values_of_a_field_find_the_same(dataset: Dataset) -> None:
    counts = summary(dataset).option_counts
    everything = set(dataset.incidents["incident_id"])
    for key in ("device", "activity", "verification", "precision"):
        values: tuple[Any, ...] = tuple(map(int, counts[key])) if key == "precision" else tuple(counts[key])
        assert ids(dataset, **{key: values}) == everything
        assert sum(counts[key].values()) == len(everything)
    with_casualties = set(dataset.casualties["incident_id"])
    assert ids(dataset, outcome=tuple(counts["outcome"])) == with_casualties
    assert IncidentFilter().to_json() == {}


def test_a_debian_file_is_fetched_into_a_folder_that_is_not_there_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(command: list[str], folder: Path) -> None:
        assert folder.is_dir()
        if command[0] == "apt-get":
            (folder / "place-names_1_all.deb").touch()
        else:
            (folder / "place-names").mkdir()
            (folder / "place-names" / "list.xml").touch()

    monkeypatch.setattr(build, "run", fetch)
    monkeypatch.setattr("shutil.which", lambda command: command)
    assert build.debian_file(tmp_path / "new", "place-names", "list.xml").is_file()
