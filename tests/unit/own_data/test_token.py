"""What a token opens, and what nobody sees without it."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest
from flask.testing import FlaskClient

from components.comparison.files import FILES
from components.server.ended_data import ENDED
from components.server.visitors.own_datasets import OwnDatasets
from components.sharing.brief_files import KINDS
from data.tables.dataset import Dataset
from tests.unit.own_data.visitor_files import ROWS, given, json_of, texts_of

_NAMING: Final = ("pptx", "docx", "pdf", "html", "xlsx", "csv.zip")
"""Files that say where they come from."""


class TestToken:
    def test_a_token_has_256_bits_and_no_two_are_the_same(self, datasets: OwnDatasets) -> None:
        tokens = {datasets.begin("a.csv", 1).token for _ in range(20)}
        assert len(tokens) == 20
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)

    def test_the_stored_data_do_not_show_its_token(self, datasets: OwnDatasets) -> None:
        own = datasets.begin("a.csv", 1)
        assert own.token not in repr(own)

    @pytest.mark.parametrize("path", ["/summary.json", "/incidents.csv", "/incidents.geojson", "/brief.csv"])
    def test_data_addresses_give_own_data_with_their_token_only(
        self, visitor: FlaskClient, path: str, dataset: Dataset
    ) -> None:
        token = given(visitor)
        own = visitor.get(f"{path}?own={token}")
        bundled = visitor.get(path)
        assert own.status_code == bundled.status_code == 200
        assert own.data != bundled.data
        for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "", "x" * 43, "ä"):
            refused = visitor.get(path, query_string={"own": wrong})
            assert refused.status_code == 410
            assert refused.text.strip() == ENDED

    def test_two_visitors_never_see_each_other_s_data(self, visitor: FlaskClient) -> None:
        one, other = given(visitor), given(visitor, ROWS.replace("Alpha", "Omega").replace("13.05", "14.05"))
        assert "Alpha" in visitor.get(f"/incidents.csv?own={one}").text
        assert "Omega" not in visitor.get(f"/incidents.csv?own={one}").text
        assert "Omega" in visitor.get(f"/incidents.csv?own={other}").text
        assert "Alpha" not in visitor.get(f"/incidents.csv?own={other}").text
        assert not {"Alpha", "Omega"} & set(re.findall(r"\w+", visitor.get("/incidents.csv").text))

    @pytest.mark.parametrize("path", ["/", "/embed"])
    def test_a_page_asks_on_with_its_token_and_tells_no_other_site(
        self, visitor: FlaskClient, path: str
    ) -> None:
        token = given(visitor)
        page = visitor.get(f"{path}?own={token}&lang=ru")
        settings = re.search(r'"requests_pathname_prefix":("[^"]*")', page.text)
        assert settings is not None
        prefix = json.loads(settings[1])
        assert prefix.startswith(f"/~ru.{token}/")
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert "oembed" not in page.text
        # Nothing of them may be kept, so that asking early would be asking twice.
        assert 'rel="prefetch"' not in page.text
        layout = visitor.get(f"{prefix}_dash-layout")
        assert layout.status_code == 200
        assert "rows" in layout.text

    def test_the_map_s_own_addresses_carry_the_token(self, visitor: FlaskClient) -> None:
        token = given(visitor)
        layout = json.dumps(json_of(visitor.get(f"/~en.{token}/_dash-layout")))
        style = re.search(r'"(/map/style\.json[^"]*)"', layout)
        shaded = re.search(r'"(/map/shaded_districts\.geojson[^"]*)"', layout)
        assert style is not None
        assert shaded is not None
        assert f"own={token}" in style[1]
        assert f"own={token}" in shaded[1]
        sources = json_of(visitor.get(json.loads(f'"{style[1]}"')))["sources"]
        addresses = [source["data"] for source in sources.values() if isinstance(source["data"], str)]
        assert len(addresses) > 1
        assert all(f"own={token}" in address for address in addresses)
        assert (
            json_of(visitor.get(json.loads(f'"{shaded[1]}"')))["features"][0]["properties"]["adm1_iso"]
            == "AZ-TAR"
        )

    @pytest.mark.parametrize("ending", ["html", "csv", "svg", "csv.zip"])
    def test_files_of_a_view_hold_no_token(self, visitor: FlaskClient, ending: str) -> None:
        token = given(visitor)
        answer = visitor.get(f"/brief.{ending}?own={token}")
        assert answer.status_code == 200
        assert token.encode() not in answer.data

    def test_files_of_own_data_name_the_table_and_no_dead_address(self, visitor: FlaskClient) -> None:
        token = given(visitor, name="rows of mine.csv")
        for ending in KINDS:
            answer = visitor.get(f"/brief.{ending}?own={token}")
            text = texts_of(answer.data)
            assert "/?data=" not in text, ending
            assert "/brief." not in text, ending
            assert token not in text, ending
            if ending in _NAMING:
                assert "user’s own table “rows of mine.csv”" in text, ending
        for ending in FILES:
            text = texts_of(visitor.get(f"/compare.{ending}?own={token}&a=outcome%3Dkilled").data)
            assert "/compare?" not in text, ending

    def test_an_own_view_is_not_unfolded(self, visitor: FlaskClient) -> None:
        token = given(visitor)
        refused = visitor.get("/oembed", query_string={"url": f"http://localhost/?own={token}"})
        assert refused.status_code == 404
        assert token not in refused.text
