"""Empty, zero, bare and damaged cells: nothing of them becomes a figure, a day or a place that nobody wrote."""

from __future__ import annotations

import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.imports.events.event_words import Names, names
from data.imports.import_tables import Import, read_upload
from data.imports.report.ledger import Result
from data.imports.rows.empty_counts import EMPTY_COUNT


def read(content: str | bytes) -> Import:
    return read_upload("rows.csv", content if isinstance(content, bytes) else content.encode())


class TestEmptyCounts:
    def test_beside_zeros_an_empty_cell_is_not_recorded_and_makes_a_casualty_without_figures(self) -> None:
        found = read(
            "Date,lat,lon,Killed\n2021-03-01,40.31,46.92,1\n2021-03-02,40.35,46.95,\n2021-03-03,40.35,46.95,0\n"
        )
        assert found.account.remarks_by_reason[EMPTY_COUNT.format(outcome="killed")] == 1
        assert found.dataset.casualties["count_best"].isna().tolist() == [False, True]
        assert "killed is not recorded" in found.dataset.incidents["notes"].iloc[1]

    def test_in_a_column_without_zeros_it_is_nobody_and_the_account_says_so(self) -> None:
        found = read("Date,lat,lon,Killed\n2021-03-01,40.31,46.92,1\n2021-03-02,40.35,46.95,\n")
        assert any("never 0" in sentence for sentence in found.account.about)
        assert summary_of(found.dataset, IncidentFilter()).killed.unknown == 0


@pytest.mark.parametrize("text", ["0000-00-00", "00.00.0000", "0000-00-00 00:00:00", "00/00/0000"])
def test_a_day_of_zeros_leaves_the_incident_undated(text: str) -> None:
    found = read(f"Date,lat,lon,Killed\n2021-03-01,40.31,46.92,1\n{text},40.35,46.95,2\n")
    assert found.dataset.incidents["date_prec"].tolist() == [1, 0]
    assert found.account.count(Result.REFUSED) == 0


class TestBareDegrees:
    def test_two_columns_of_degrees_without_a_heading_are_the_point(self) -> None:
        found = read("Date,A,B,Killed\n2021-03-01,40.3123,46.9212,1\n2021-03-02,40.3512,46.9512,2\n")
        assert found.dataset.incidents["longitude"].tolist() == [46.9212, 46.9512]
        assert sum("no header says so" in sentence for sentence in found.account.about) == 2

    def test_what_can_only_be_a_longitude_is_one(self) -> None:
        found = read("Date,,,Killed\n2021-03-01,146.9212,40.3123,1\n2021-03-02,146.9512,40.3512,2\n")
        assert found.dataset.incidents["longitude"].tolist() == [146.9212, 146.9512]

    def test_three_such_columns_are_no_point(self) -> None:
        found = read(
            "Date,A,B,C,Killed\n2021-03-01,40.3123,46.9212,1.0001,1\n2021-03-02,40.3512,46.9512,1.0002,2\n"
        )
        assert found.dataset.incidents["longitude"].isna().all()


class TestPointsInAColumnOfPlaces:
    def test_a_pair_is_read_with_a_remark(self) -> None:
        found = read('Date,Village,Killed\n2021-03-01,"40.31, 46.92",1\n2021-03-02,Ganja,2\n')
        assert found.dataset.incidents["longitude"].iloc[0] == pytest.approx(46.92)
        assert any("among the words" in reason for reason in found.account.remarks_by_reason)

    @pytest.mark.parametrize("text", ["46.92", "N40 46", "40° 18"])
    def test_half_of_one_gets_a_remark(self, text: str) -> None:
        found = read(f"Date,Village,Killed\n2021-03-01,{text},1\n2021-03-02,Ganja,2\n")
        assert any("looks like a coordinate" in reason for reason in found.account.remarks_by_reason)

    @pytest.mark.parametrize("text", ["Ganja", "Sector 12", "km 14.5 of the road", "12"])
    def test_a_name_gets_none(self, text: str) -> None:
        found = read(f"Date,Village,Killed\n2021-03-01,{text},1\n2021-03-02,Ganja,2\n")
        assert not any("looks like a coordinate" in reason for reason in found.account.remarks_by_reason)


class TestDamagedBytes:
    @pytest.mark.parametrize("bad", [b"\xed\xa0\x80", b"\xff", b"\xc3"])
    def test_a_bad_byte_costs_its_row_a_remark_and_no_other_row_anything(self, bad: bytes) -> None:
        content = "Date;Village;Killed\n2021-03-01;Yeniköy şəhəri;1\n2021-03-02;Çaylı;2\n".encode()
        found = read(content + b"2021-03-03;Bad" + bad + b"name;1\n")
        assert found.dataset.incidents["location_as_reported"].tolist() == [
            "Yeniköy şəhəri",
            "Çaylı",
            "Bad\ufffdname",
        ]
        assert sum("cannot be read" in reason for reason in found.account.remarks_by_reason) == 1

    def test_a_code_page_is_still_found(self) -> None:
        content = "Дата;Село;Погибло\n2021-03-01;Новая Деревня;1\n2021-03-02;Красное;2\n".encode("cp1251")
        assert any("Windows-1251" in sentence for sentence in read(content).account.about)


class TestKindsThatAreNoAccident:
    @pytest.mark.parametrize(
        "value",
        [
            "No mine found",
            "Mine clearance",
            "Mine risk education",
            "Разминирование",
            "Mayın temizleme",
            "Demining",
        ],
    )
    def test_work_on_mines_is_no_ordnance_incident(self, value: str) -> None:
        assert names(value) is Names.OTHER_EVENT

    @pytest.mark.parametrize(
        "value", ["Mine", "Mine incident", "Demining accident", "Landmine explosion", "Mine strike"]
    )
    def test_an_accident_is_one(self, value: str) -> None:
        assert names(value) is Names.ORDNANCE


def test_a_source_without_its_column_of_deaths_has_no_total_of_zero() -> None:
    found = read(
        "event_id_cnty,event_date,event_type,sub_event_type,country,latitude,longitude\n"
        "AZE1,2021-03-01,Explosions/Remote violence,Remote explosive/landmine/IED,Azerbaijan,40.31,46.92\n"
    )
    assert found.account.totals == ()
    assert not any(sentence.startswith("Killed") for sentence in found.account.about)
    assert found.account.notices[-1].startswith("killed: no column recognised")
