"""Accident forms of IMSMA Core as a dataset, in one table or in two."""

from __future__ import annotations

from data.imports.import_tables import Import, read_upload
from data.imports.sources import imsma
from tests.foreign_files import xlsx_file
from tests.unit.imports.imported import Row, imported, only, people, result_of


class TestImsma:
    """An accident form with the repeated part of its victims."""

    def accident(self, **cells: str) -> Row:
        return {
            "ac_code": "SY-1",
            "ac_date_known": "yes",
            "ac_date": "2020-11-23",
            "ac_governorate_name": "Aleppo",
            "ac_district_name": "Menbij",
            "ac_subdistrict_name": "",
            "ac_community_name": "Manbij",
            "ac_location": "a field",
            "ac_latitude": "36.528",
            "ac_longitude": "37.955",
            "ac_gps_accuracy": "5 m",
            "casualty": "yes",
            "killed": "1",
            "injured": "2",
            "casualty_number": "3",
            "ac_eo": "Anti-personnel mine",
            "ac_cause": "stepped on it",
            "ac_area": "Agricultural",
        } | cells

    def victim(self, **cells: str) -> Row:
        return {
            "va_id": "V-1",
            "ac_id_victim": "SY-1",
            "vi_name": "N. N.",
            "vi_birth": "2010-01-01",
            "vi_gender": "Male",
            "vi_age_accident": "10",
            "vi_status_prior": "Civilian",
            "vi_activity_accident": "Farming",
            "vi_death": "no",
            "key_name": "N. N.",
            "key_phone": "000",
        } | cells

    def assert_as_counted_by_hand(self, found: Import) -> None:
        """One killed woman, one injured boy, one injured person of whom nothing is listed."""
        assert (people(found, outcome="killed"), people(found, outcome="injured")) == (1, 2)
        assert (
            people(found, outcome="injured", sex="male", age_group="child", affected_actor="Civilians") == 1
        )
        assert people(found, outcome="killed", sex="female", age_group="adult") == 1
        assert people(found, outcome="injured", affected_actor="Not stated") == 1
        row = only(found)
        assert (row["incident_id"], row["adm1_iso"], row["where_prec"]) == ("IMSMA-SY-1", "SY-HL", 1)
        assert row["device_category"] == "antipersonnel_mine"

    def test_in_one_table_totals_are_counted_once(self) -> None:
        dead = self.victim(va_id="V-2", vi_gender="Female", vi_age_accident="40", vi_death="yes")
        found = imported([self.accident() | self.victim(), self.accident() | dead])
        self.assert_as_counted_by_hand(found)

    def test_in_two_tables_victims_are_joined_by_the_code(self) -> None:
        dead = self.victim(va_id="V-2", vi_gender="Female", vi_age_accident="40", vi_death="yes")
        stray = self.victim(va_id="V-3", ac_id_victim="SY-9")
        found = read_upload(
            "form.xlsx", xlsx_file({"accident": [self.accident()], "victim": [self.victim(), dead, stray]})
        )
        self.assert_as_counted_by_hand(found)
        rows = found.account.rows
        assert rows[["sheet", "row", "result"]].to_numpy().tolist() == [
            ["accident", 2, "read"],
            ["victim", 2, "read"],
            ["victim", 3, "read"],
            ["victim", 4, "refused"],
        ]
        assert found.account.refused_by_reason == {imsma.NO_SUCH_ACCIDENT: 1}

    def test_in_two_tables_the_columns_of_both_are_read(self) -> None:
        found = read_upload(
            "form.xlsx", xlsx_file({"accident": [self.accident()], "victim": [self.victim(vi_re_prior="no")]})
        )
        assert only(found)["activity"] == "farming_herding"
        assert found.account.columns_not_read == ("form.xlsx (victim): vi_re_prior",)

    def test_accidents_without_a_list_of_victims_need_no_remark(self) -> None:
        found = imported([self.accident(), self.accident(ac_code="SY-2", ac_date="2021-03-04")])
        assert found.account.rows["result"].tolist() == ["read", "read"]
        assert (people(found, outcome="killed"), people(found, outcome="injured")) == (2, 4)

    def test_what_is_personal_is_dropped_and_listed(self) -> None:
        found = imported([self.accident() | self.victim()])
        assert found.account.columns_dropped == (
            "table.csv: vi_name",
            "table.csv: vi_birth",
            "table.csv: vi_age_accident (only child or adult was kept)",
            "table.csv: key_name",
            "table.csv: key_phone",
        )
        everything = b"".join(found.files.values())
        assert b"N. N." not in everything
        assert b"2010-01-01" not in everything

    def test_more_victims_than_the_totals_are_all_counted(self) -> None:
        found = imported([self.accident(killed="0", injured="0") | self.victim()])
        assert people(found) == 1
        assert imsma.MORE_VICTIMS in result_of(found, 2)[1]
