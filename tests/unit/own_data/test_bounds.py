"""How many files of which size are taken, and what is refused."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.own_data.addresses import UPLOAD
from components.server.security import LARGEST_REQUEST_BYTES
from components.server.visitors.own_datasets import FULL, IDLE_SECONDS, OwnDatasets
from components.server.visitors.visitors_data import NoRoom
from data.limits import Limits
from data.tables.dataset import Dataset
from tests.unit.own_data.visitor_files import NO_DATE, OURS, ROWS, Clock, given, json_of, own_of, wait


class TestBounds:
    def test_a_file_larger_than_a_request_may_be_elsewhere_is_taken(self, visitor: FlaskClient) -> None:
        padding = "x" * LARGEST_REQUEST_BYTES
        token = given(visitor, ROWS + f"04.05.2020;D;Tartar;1;0;;40,34;46,93;{padding}\n")
        assert json_of(visitor.get(f"/summary.json?own={token}"))["incidents"] == 3
        assert (
            visitor.post(
                "/_dash-update-component", data=padding + "x", content_type="application/json"
            ).status_code
            == 413
        )

    def test_a_file_of_more_than_50_mb_is_refused_before_it_is_read(self, visitor: FlaskClient) -> None:
        size = 50_000_001
        answer = visitor.post(
            UPLOAD,
            input_stream=io.BytesIO(b""),
            headers=OURS,
            environ_overrides={"CONTENT_LENGTH": str(size)},
        )
        assert answer.status_code == 413
        assert json_of(answer)["problem"] == (
            "The file has 50.0 MB, and at most 50 MB are read; give a smaller part of it."
        )

    def test_an_upload_that_breaks_off_leaves_nothing(
        self, visitor: FlaskClient, datasets: OwnDatasets
    ) -> None:
        answer = visitor.post(
            UPLOAD, input_stream=io.BytesIO(b"ab"), headers=OURS, environ_overrides={"CONTENT_LENGTH": "100"}
        )
        assert answer.status_code == 400
        assert "ended before" in json_of(answer)["problem"]
        assert not datasets._datasets

    def test_an_empty_file_is_refused(self, visitor: FlaskClient) -> None:
        answer = visitor.post(UPLOAD, headers=OURS, environ_overrides={"CONTENT_LENGTH": "0"})
        assert (answer.status_code, json_of(answer)["problem"]) == (400, "The file is empty; choose another.")

    def test_more_rows_than_are_read_are_refused(self, dataset: Dataset) -> None:
        datasets = OwnDatasets(limits=Limits(1_000_000, 1_000_000, 2, 100, 60))
        visitor = create_app(dataset, own_datasets=datasets).server.test_client()
        token = given(visitor)
        assert "more than 2 rows" in wait(visitor, token)["problem"]
        assert visitor.get(f"/summary.json?own={token}").status_code == 410

    def test_a_reading_that_takes_too_long_is_refused(self, dataset: Dataset) -> None:
        datasets = OwnDatasets(limits=Limits(1_000_000, 1_000_000, 100, 100, 0.0))
        visitor = create_app(dataset, own_datasets=datasets).server.test_client()
        assert "longer than 0 seconds" in wait(visitor, given(visitor))["problem"]

    @pytest.mark.parametrize(("visitors", "size", "most"), [(2, 1, 1000), (100, 400, 1000)])
    def test_the_memory_for_visitors_is_bounded(
        self, clock: Clock, visitors: int, size: int, most: int
    ) -> None:
        datasets = OwnDatasets(clock, visitors, most)
        first, _second = datasets.begin("a", size), datasets.begin("b", size)
        with pytest.raises(NoRoom, match=FULL):
            datasets.begin("c", size)
        datasets.forget(first)
        datasets.begin("c", size)
        clock.now += IDLE_SECONDS
        assert [datasets.begin("d", size), datasets.begin("e", size)]

    @pytest.mark.parametrize(("visitors", "most"), [(3, 10_000), (100, len(ROWS) + len(NO_DATE) + 6)])
    def test_a_file_that_cannot_be_read_takes_nobody_s_room(
        self, dataset: Dataset, clock: Clock, visitors: int, most: int
    ) -> None:
        datasets = OwnDatasets(clock, visitors, most)
        visitor = create_app(dataset, own_datasets=datasets).server.test_client()
        good, correctable = given(visitor), given(visitor, NO_DATE)
        for _attempt in range(5):
            clock.now += 1
            last = given(visitor, "%PDF-1")
            assert "This is a PDF" in wait(visitor, last)["problem"]
        assert datasets.find(good)
        assert datasets.find(correctable)
        assert datasets.find(last)

    @pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\a\\b.csv", "a\r\nX: y.csv", ""])
    def test_a_file_s_name_is_only_a_name(
        self, visitor: FlaskClient, datasets: OwnDatasets, name: str
    ) -> None:
        own = own_of(datasets, given(visitor, name=name))
        assert own.name
        assert not set("/\\\r\n") & set(own.name)
