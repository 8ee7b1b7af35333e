"""Who may give a file: the atlas's own page and nobody else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.own_data.addresses import STATE, UPLOAD
from components.server.ended_data import OFF
from data.tables.dataset import Dataset
from tests.unit.own_data.visitor_files import OURS, ROWS, json_of


class TestWhoMayGive:
    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://elsewhere.example"},
            {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        ],
    )
    def test_a_page_of_another_site_may_not(self, visitor: FlaskClient, headers: dict[str, str]) -> None:
        answer = visitor.post(UPLOAD, data=ROWS, headers=headers)
        assert answer.status_code == 403
        assert "own page" in json_of(answer)["problem"]

    def test_the_atlas_s_own_page_may(self, visitor: FlaskClient) -> None:
        assert visitor.post(UPLOAD, data=ROWS, headers={"Origin": "http://localhost"}).status_code == 202

    def test_a_host_that_is_not_served_may_not(self, visitor: FlaskClient) -> None:
        answer = visitor.post(UPLOAD, data=ROWS, headers=OURS | {"Host": "rebound.example"})
        assert answer.status_code == 403

    def test_in_several_processes_of_another_server_it_is_off_and_says_so(self, dataset: Dataset) -> None:
        visitor = create_app(dataset, is_one_process=False).server.test_client()
        answer = visitor.post(UPLOAD, data=ROWS, headers=OURS)
        assert (answer.status_code, json_of(answer)["problem"]) == (403, OFF)
        layout = visitor.get("/~en/_dash-layout").text
        assert "Your own data are off on this atlas" in layout
        assert "own-data-choose" not in layout
        token = "x" * 43
        assert visitor.get(f"{STATE}?own={token}").status_code == 403
        for address in ("/", "/embed", "/summary.json"):
            answer = visitor.get(f"{address}?own={token}")
            assert answer.status_code == 410
            assert OFF in answer.text
            assert "30 minutes" not in answer.text
        assert "own-data" not in visitor.get("/openapi.json").text
        assert '"own"' not in visitor.get("/openapi.json").text
