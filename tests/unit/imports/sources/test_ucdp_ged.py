"""UCDP GED as a dataset: events whose report names ordnance, with their groups and articles."""

from __future__ import annotations

from typing import Any

from data.imports.import_tables import read_upload
from data.imports.sources import ucdp_ged
from tests.foreign_files import GED_EVENT, geojson_file
from tests.unit.imports.imported import Row, imported, only, people, result_of


class TestUcdpGed:
    """Events of organised violence, of which those of mines are chosen."""

    def event(self, **cells: Any) -> Row:
        return GED_EVENT | cells

    def test_an_event_whose_report_names_a_mine_is_taken_with_its_groups_and_articles(self) -> None:
        found = imported([self.event()])
        row = only(found)
        assert (row["incident_id"], row["adm0"], row["adm1_iso"], row["where_prec"]) == (
            "GED-1001",
            "CF",
            "CF-NM",
            1,
        )
        assert row["device_category"] == "unknown"
        assert row["device_as_reported"] == "in the report: explosion of a mine; landmine"
        assert (
            people(
                found, affected_actor="Government of Somewhere", victim_category="security_forces_unspecified"
            )
            == 2
        )
        assert people(found, affected_actor="Civilians", victim_category="civilian", outcome="killed") == 1
        sources = found.dataset.sources
        assert sources["publisher"].tolist() == ["Radio A", "B"]
        assert sources["published"].dt.strftime("%Y-%m-%d").tolist() == ["2021-05-17", "2021-05-18"]
        assert result_of(found, 2) == ("read with a remark", ucdp_ged.CHOSEN)
        assert any("the injured are not recorded" in sentence for sentence in found.account.cannot_tell)

    def test_other_events_are_out_of_scope_with_their_reason_and_counted(self) -> None:
        gold = self.event(source_article="near a gold mine", source_headline="Massacre at gold mine")
        grenade = self.event(source_article="Grenade attack", source_headline="Grenade attack", best="7")
        found = imported([self.event(), gold, grenade])
        assert found.account.out_of_scope_by_reason == {ucdp_ged.ONLY_MINING: 1, ucdp_ged.NO_WORD: 1}
        assert "Events: 3 in the input." in found.account.about
        assert "Events whose report names explosive ordnance: 1 in the input." in found.account.about
        assert "Killed, in all events: 13 in the input." in found.account.about
        assert [(total.what, total.in_input, total.in_dataset) for total in found.account.totals] == [
            ("Killed", 3, 3)
        ]

    def test_the_older_layout_without_descriptions_is_read_too(self) -> None:
        older = {name: value for name, value in self.event().items() if name != "where_description"}
        found = imported([older | {"source_article": "Reuters 17/5-21: landmine kills three"}])
        assert only(found)["location_as_reported"] == "Bouar town"
        assert found.dataset.sources["publisher"].tolist() == ["Reuters 17/5-21: landmine kills three"]

    def test_as_geojson_the_geometry_gives_the_point(self) -> None:
        found = read_upload("ged.geojson", geojson_file([self.event()]))
        assert (only(found)["longitude"], only(found)["latitude"]) == (15.59317, 5.933314)

    def test_the_range_of_one_group_is_kept_and_of_several_is_not_divided(self) -> None:
        one = imported([self.event(deaths_a="0", deaths_civilians="3", low="2", high="5")]).dataset.casualties
        assert one[["count_low", "count_best", "count_high"]].to_numpy().tolist() == [[2, 3, 5]]
        several = imported([self.event(low="2", high="5")])
        assert (several.dataset.casualties["count_low"] == several.dataset.casualties["count_best"]).all()
        assert ucdp_ged.RANGE_OF_THE_WHOLE in result_of(several, 2)[1]
        assert "2 to 5 killed in the event" in only(several)["notes"]

    def test_an_event_without_a_best_figure_keeps_its_highest(self) -> None:
        nobody = self.event(deaths_a="0", deaths_civilians="0", low="0", best="0", high="4")
        casualties = imported([nobody]).dataset.casualties
        assert casualties[["count_low", "count_best", "count_high"]].to_numpy().tolist() == [[0, 0, 4]]

    def test_a_precision_that_does_not_fit_the_days_is_taken_from_them(self) -> None:
        found = imported(
            [self.event(date_end="2021-05-19", date_prec="1"), self.event(id="2", date_prec="5")]
        )
        assert found.dataset.incidents["date_prec"].tolist() == [2, 1]
        assert ucdp_ged.GRADE_CHANGED in result_of(found, 2)[1]
