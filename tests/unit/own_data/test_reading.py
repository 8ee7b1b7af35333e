"""What a visitor's file was read as, what the report shows, and how its columns are corrected."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook

from components.own_data.addresses import COLUMNS_FILE, REPORT_FILE, STATE
from components.own_data.corrected_mapping import corrected
from components.own_data.report import UNCHANGED, report
from components.server.visitors.own_datasets import OwnDatasets
from data.imports.columns.field_titles import TITLES
from data.imports.sources import acled_kinds
from data.language import LANGUAGES, speaking
from tests.foreign_files import GED_EVENT, csv_file
from tests.unit.own_data.visitor_files import NO_DATE, given, json_of, own_of, wait


class TestReading:
    def test_the_account_adds_up_and_can_be_taken_along(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        token = given(visitor)
        answer = visitor.get(f"{REPORT_FILE}?own={token}")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert [row["row"] for row in rows] == ["2", "3", "4"]
        assert [row["result"] == "refused" for row in rows] == [False, False, True]
        figures = json_of(visitor.get(f"/summary.json?own={token}"))
        assert (figures["incidents"], figures["killed"], figures["injured"]) == (2, 1, 3)
        columns = json_of(visitor.get(f"{COLUMNS_FILE}?own={token}"))
        assert columns["columns"]["date"] == "Date"
        assert "Victim name" not in columns["columns"].values()

    def test_a_table_without_a_known_date_can_be_corrected(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        token = given(visitor, NO_DATE)
        own = own_of(datasets, token)
        assert "date" in wait(visitor, token)["problem"]
        assert visitor.get(f"/?own={token}").status_code == 410
        assert own.columns is not None
        assert list(own.columns.examples) == ["Tag", "Meldung", "Killed"]
        datasets.read_later(own, corrected(own, {"Tag": "date", "Killed": "killed"}, {}))
        assert wait(visitor, token)["problem"] == ""
        assert json_of(visitor.get(f"/summary.json?own={token}"))["killed"] == 3

    def test_one_meaning_cannot_be_of_two_columns(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        own = own_of(datasets, given(visitor, NO_DATE))
        with pytest.raises(ValueError, match="“Tag” and “Killed” cannot mean the same"):
            corrected(own, {"Tag": "date", "Killed": "date"}, {})

    def test_a_personal_column_is_never_chosen(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        own = own_of(datasets, given(visitor))
        assert "summary" not in corrected(own, {"Victim name": "summary"}, {}).columns

    def test_the_kinds_of_event_are_listed_and_those_ticked_count(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        for kinds, shown in (
            (("SAF", "IED", "IED"), "Kinds of event in the column “type”"),
            (("Grenade", acled_kinds.MINE_EVENT, acled_kinds.MINE_EVENT), "Recognised as: Armed Conflict"),
        ):
            events = [
                {
                    "event_date": "2021-01-01",
                    "latitude": "33.1",
                    "longitude": "44",
                    "killed": "1",
                    "type": kind,
                }
                for kind in kinds
            ]
            own = own_of(datasets, given(visitor, csv_file(events), "attacks.csv"))
            assert shown in str(report(own))
            assert f"{kinds[0]} (1)" in str(report(own))
            assert json_of(visitor.get(f"/summary.json?own={own.token}"))["incidents"] == 2
            unchanged = corrected(own, {}, {}, [[kinds[1]]])
            assert not unchanged.kinds
            datasets.read_later(own, corrected(own, {}, {}, [[kinds[0], "not there"]]))
            assert wait(visitor, own.token)["problem"] == ""
            assert json_of(visitor.get(f"/summary.json?own={own.token}"))["incidents"] == 1

    def test_values_not_understood_are_listed_and_get_the_meaning_that_is_chosen(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        rows = [
            {"Date": "2021-01-01", "Killed men": "1", "Device": name} for name in ("Gyata", "Gyata", "Mine")
        ]
        own = own_of(datasets, given(visitor, csv_file(rows), "table.csv"))
        assert "Gyata" in str(report(own))
        again = corrected(own, {"Date": "date", "Device": "device"}, {}, [], ["antipersonnel_mine"])
        assert again.values == {"device": {"Gyata": "antipersonnel_mine"}}
        assert dict(again.counts) == {"Killed men": "killed best male adult"}
        datasets.read_later(own, again)
        assert wait(visitor, own.token)["problem"] == ""
        assert own.imported is not None
        assert [(one.value, one.term) for one in own.imported.unknown] == [("Gyata", "antipersonnel_mine")]
        assert corrected(own, {"Date": "date", "Device": "device"}, {}, [], [None]).values == {}
        assert own.imported.dataset.incidents["device_category"].tolist().count("antipersonnel_mine") == 2
        assert json_of(visitor.get(f"/summary.json?own={own.token}"))["killed"] == 3

    def test_an_actor_gets_the_name_that_is_chosen(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        rows = [
            {"Date": f"2021-01-0{day}", "lat": "40.3", "lon": "46.9", "Killed": "1", "Actor": name}
            for day, name in enumerate(("PK", "PK", "Peacekeepers"), 1)
        ]
        own = own_of(datasets, given(visitor, csv_file(rows), "table.csv"))
        assert own.imported is not None
        assert [(one.value, one.rows) for one in own.imported.unknown] == [("PK", 2), ("Peacekeepers", 1)]
        assert own.imported.account.values_not_understood == ()
        chosen = {column: field for field, column in own.imported.mapping.columns.items()}  # type: ignore[union-attr]
        datasets.read_later(own, corrected(own, chosen, {}, [], [" Peacekeepers ", ""]))
        assert wait(visitor, own.token)["problem"] == ""
        assert own.imported is not None
        assert set(own.imported.dataset.casualties["affected_actor"]) == {"Peacekeepers"}

    def test_a_sheet_can_be_chosen(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        book = Workbook()
        for number, name in enumerate(("2023", "2024")):
            sheet = book.active if number == 0 else book.create_sheet()
            assert sheet is not None
            sheet.title = name
            sheet.append(["Date", "lat", "lon", "Killed"])
            sheet.append([f"{name}-05-01", 40.3, 46.9, number])
        content = io.BytesIO()
        book.save(content)
        own = own_of(datasets, given(visitor, content.getvalue(), "years.xlsx"))
        assert own.columns is not None
        assert own.columns.sheets == ("2023", "2024")
        assert "Sheet or layer" in str(report(own))
        datasets.read_later(own, corrected(own, {}, {"sheet": "2024"}))
        assert wait(visitor, own.token)["problem"] == ""
        assert own.imported is not None
        assert own.imported.dataset.incidents["date_start"].dt.year.tolist() == [2024]
        assert own.imported.account.out_of_scope_by_reason == {
            "Another sheet or layer was chosen; this one was not read.": 1
        }

    def test_of_an_event_source_the_columns_file_has_what_was_chosen(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        rows = b"event_id_cnty,event_date,event_type,sub_event_type,country,fatalities,notes\n1,2022-03-04,Explosions/Remote violence,Remote explosive/landmine/IED,Syria,2,x\n"
        own = own_of(datasets, given(visitor, rows, "acled.csv"))
        answer = visitor.get(f"{COLUMNS_FILE}?own={own.token}")
        assert answer.status_code == 200
        assert "sub_event_type" in json_of(answer)["kinds"]

    def test_a_given_up_reading_changes_nothing(self, visitor: FlaskClient, datasets: OwnDatasets) -> None:
        token = given(visitor)
        own = own_of(datasets, token)
        before = own.dataset
        with datasets._turn_of(own.client):
            datasets.read_later(own)
            assert json_of(visitor.delete(f"{STATE}?own={token}"))["reading"] is False
        assert own_of(datasets, token).dataset is before

    def test_a_reading_that_fails_keeps_what_was_read_before(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        token = given(visitor)
        own = own_of(datasets, token)
        before = visitor.get(f"/incidents.csv?own={token}").data
        columns = visitor.get(f"{COLUMNS_FILE}?own={token}").data
        datasets.read_later(own, corrected(own, {"Killed": "killed"}, {}))
        problem = wait(visitor, token)["problem"]
        assert "date" in problem
        assert visitor.get(f"/incidents.csv?own={token}").data == before
        assert visitor.get(f"{REPORT_FILE}?own={token}").text.count("\n") == 4
        assert visitor.get(f"{COLUMNS_FILE}?own={token}").data == columns
        assert own.columns is not None
        assert dict(own.columns.mapping.columns) == {"killed": "Killed"}
        shown = str(report(own))
        assert problem in shown
        assert UNCHANGED in shown
        assert "Explore on the map" in shown
        datasets.read_later(own, corrected(own, {"Date": "date", "Killed": "killed"}, {}))
        assert wait(visitor, token)["problem"] == ""
        assert json_of(visitor.get(f"/summary.json?own={token}"))["injured"] is None
        assert UNCHANGED not in str(report(own))

    def test_a_reader_s_failure_at_a_second_reading_keeps_the_first(
        self, visitor: FlaskClient, datasets: OwnDatasets, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise RuntimeError

        token = given(visitor)
        own = own_of(datasets, token)
        before, columns = own.dataset, own.columns
        monkeypatch.setattr("components.server.visitors.own_datasets.Reading.result", fail)
        datasets.read_later(own, corrected(own, {"Date": "date"}, {}))
        assert "could not be read" in wait(visitor, token)["problem"]
        assert own.dataset is before
        assert own.columns is columns

    def test_giving_up_a_reading_keeps_why_the_one_before_failed(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        token = given(visitor, NO_DATE)
        own, problem = own_of(datasets, token), wait(visitor, token)["problem"]
        with datasets._turn_of(own.client):
            datasets.read_later(own, corrected(own, {"Tag": "date"}, {}))
            visitor.delete(f"{STATE}?own={token}")
        assert problem
        assert wait(visitor, token)["problem"] == problem

    def test_what_a_reader_does_not_expect_is_a_sentence(
        self, visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise RuntimeError("a cell of the file")

        monkeypatch.setattr("components.server.visitors.own_datasets.Reading.result", fail)
        problem = wait(visitor, given(visitor))["problem"]
        assert "could not be read" in problem
        assert "a cell" not in problem

    def test_the_report_says_what_the_source_cannot_tell_and_why_rows_are_out_of_scope(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        fight = GED_EVENT | {"source_article": "Clashes in town", "source_headline": "Clashes in town"}
        events = [fight | {"id": str(2000 + number)} for number in range(30)]
        events += [fight | {"id": "3000", "source_headline": "Attack at Ndassima gold mine"}, GED_EVENT]
        token = given(visitor, csv_file(events), "ged.csv")
        own = own_of(datasets, token)
        assert own.imported is not None
        shown = str(report(own))
        assert "1 incident: 3 killed" in shown
        assert "injured: not recorded by UCDP" in shown
        assert "the injured are not recorded" in shown
        assert "does not code the device" in shown
        assert shown.index("Not recorded by this source") < shown.index("Rows out of scope")
        # An example of each reason, though the rarer stands far behind in the file.
        assert shown.count("one to dig in") == 2
        assert "ged.csv: " not in shown
        page = visitor.get(f"/~en.{token}/_dash-layout").text
        assert "GeoNames (CC BY 4.0)" in page

    def test_many_reasons_that_are_alike_are_one_line_of_the_report(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        rows = [
            {
                "Date": "2020-05-03",
                "Country": "Azerbaijan",
                "lat": f"{50 + row / 2}",
                "lon": "46,9",
                "Killed": "1",
            }
            for row in range(30)
        ]
        own = own_of(datasets, given(visitor, csv_file(rows)))
        shown = str(report(own))
        assert "The decimal comma of the coordinate was read as a decimal point." in shown
        assert "(and 29 like it, with other values)" in shown

    @pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
    def test_what_a_column_can_stand_for_is_stated_in_the_page_s_language(
        self, visitor: FlaskClient, datasets: OwnDatasets, language: str
    ) -> None:
        own = own_of(datasets, given(visitor))
        with speaking(language):
            shown = str(report(own))
        assert [title for title in TITLES.values() if f"'label': {title!r}," in shown] == []
        assert ": a table of another kind" not in shown

    def test_a_page_of_another_language_says_that_the_remarks_are_in_english(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        own = own_of(datasets, given(visitor))
        assert "are in English" not in str(report(own))
        with speaking("ru"):
            assert "на английском языке" in str(report(own))
