"""ACLED as a dataset: mine events, coded as roughly as the source codes them."""

from __future__ import annotations

from data.imports.sources import acled
from data.imports.sources.acled_kinds import MINE_EVENT
from tests.unit.imports.imported import acled_event, imported, only, people


class TestAcled:
    def test_mine_events_are_taken_without_giving_their_dead_to_anybody(self) -> None:
        found = imported(
            [acled_event(), acled_event(event_id_cnty="AZE2", sub_event_type="Grenade", fatalities="9")]
        )
        row = only(found)
        assert (row["incident_id"], row["adm1_iso"], row["where_prec"], row["coord_method"]) == (
            "ACLED-AZE1",
            "AZ-TAR",
            2,
            "settlement",
        )
        assert (
            people(found, affected_actor="Not stated", victim_category="unknown", outcome="killed")
            == people(found)
            == 1
        )
        assert found.dataset.sources["publisher"].tolist() == ["Interfax", "TASS"]
        reason = acled.NOT_A_MINE_EVENT.format(kind="Grenade", counted=MINE_EVENT)
        assert found.account.out_of_scope_by_reason == {reason: 1}
        assert any("deaths only" in sentence for sentence in found.account.cannot_tell)

    def test_rough_times_and_places_are_coded_roughly(self) -> None:
        found = imported(
            [
                acled_event(time_precision="2", geo_precision="2"),
                acled_event(event_id_cnty="AZE3", time_precision="3", geo_precision="3", fatalities="0"),
            ]
        )
        rows = found.dataset.incidents.set_index("incident_id")
        week, month = rows.loc["ACLED-AZE1"], rows.loc["ACLED-AZE3"]
        assert (str(week["date_start"].date()), str(week["date_end"].date()), week["date_prec"]) == (
            "2020-11-20",
            "2020-11-26",
            3,
        )
        assert (str(month["date_start"].date()), str(month["date_end"].date()), month["date_prec"]) == (
            "2020-11-01",
            "2020-11-30",
            4,
        )
        assert (week["where_prec"], month["where_prec"]) == (3, 4)
        assert people(found) == 1
