"""When a visitor's data end, and what stays of them: nothing."""

from __future__ import annotations

import gc
import json
import weakref
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.map.ground.layers import layer_geojson
from components.own_data.addresses import LEAVE, STATE, UPLOAD
from components.server.ended_data import ENDED
from components.server.visitors.own_datasets import IDLE_SECONDS, MOST_OF_ONE_CLIENT, OwnDatasets
from components.server.visitors.visitors_data import NoRoom
from data.filters import summary
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import LANGUAGES
from data.tables.dataset import Dataset
from tests.unit.own_data.visitor_files import Clock, given, json_of, own_of


class TestEnd:
    def test_data_end_30_minutes_after_the_last_request(self, visitor: FlaskClient, clock: Clock) -> None:
        token = given(visitor)
        for _ in range(3):
            clock.now += IDLE_SECONDS - 1
            assert visitor.get(f"/summary.json?own={token}").status_code == 200
        clock.now += IDLE_SECONDS
        assert visitor.get(f"/summary.json?own={token}").status_code == 410

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_an_ended_page_says_so_and_shows_the_way_back(self, visitor: FlaskClient, language: str) -> None:
        page = visitor.get(f"/?own={'x' * 43}&lang={language}")
        assert page.status_code == 410
        assert f'<html lang="{language}">' in page.text
        assert f'href="/?lang={language}"' in page.text
        assert "_dash-config" not in page.text

    def test_a_page_that_outlives_its_data_gets_a_message(self, visitor: FlaskClient) -> None:
        answer = json_of(visitor.post(f"/~en.{'x' * 43}/_dash-update-component", json={}))
        assert answer["response"] == {}
        assert answer["sideUpdate"]["page-failure"]["children"]["props"]["children"] == ENDED

    @pytest.mark.parametrize("path", ["/", "/embed/", "/compare/", "/embed/compare/"])
    def test_a_page_whose_data_end_while_it_opens_gets_a_sentence_as_its_layout(
        self, visitor: FlaskClient, path: str
    ) -> None:
        here = f"/~hy.{'x' * 43}{path}"
        layout = visitor.get(f"{here}_dash-layout")
        assert layout.status_code == 200
        assert "Այս տվյալներն այլևս այստեղ չեն" in json.dumps(json_of(layout), ensure_ascii=False)
        assert "/?lang=hy" in layout.text
        dependencies = visitor.get(f"{here}_dash-dependencies")
        assert (dependencies.status_code, json.loads(dependencies.text)) == (200, [])

    def test_what_a_page_left_is_there_until_others_need_the_room(
        self, dataset: Dataset, clock: Clock
    ) -> None:
        datasets = OwnDatasets(clock, 2, 10_000)
        visitor = create_app(dataset, own_datasets=datasets).server.test_client()
        left, kept = given(visitor), given(visitor)
        assert json_of(visitor.post(f"{LEAVE}?own={left}")) == {"left": True}
        assert datasets.is_stored(left)
        clock.now += 1
        assert visitor.get(f"/?own={left}").status_code == 200
        with pytest.raises(NoRoom):
            # Who opens it again has it as before.
            datasets.begin("c", 1)
        visitor.post(f"{LEAVE}?own={left}")
        datasets.begin("c", 1)
        assert (datasets.is_stored(left), datasets.is_stored(kept)) == (False, True)

    def test_what_is_left_keeps_no_file_of_the_same_client_out(self, clock: Clock) -> None:
        datasets = OwnDatasets(clock)
        files = [datasets.begin(f"{number}.csv", 1, "one") for number in range(MOST_OF_ONE_CLIENT)]
        other = datasets.begin("other.csv", 1, "two")
        for own in (files[3], other):
            datasets.leave(own)
        datasets.begin("new.csv", 1, "one")
        assert not datasets.is_stored(files[3].token)
        assert all(datasets.is_stored(own.token) for own in (*files[:3], *files[4:], other))

    def test_forgetting_ends_at_once(self, visitor: FlaskClient) -> None:
        token = given(visitor)
        assert json_of(visitor.delete(f"{UPLOAD}?own={token}")) == {"ended": True}
        assert visitor.get(f"/incidents.csv?own={token}").status_code == 410
        assert visitor.get(f"{STATE}?own={token}").status_code == 410

    def test_ended_data_leave_every_cache_and_the_memory(
        self, visitor: FlaskClient, datasets: OwnDatasets, dataset: Dataset
    ) -> None:
        token = given(visitor)
        own = own_of(datasets, token).dataset
        assert own is not None
        layer_geojson(own, "names")
        summary_of(dataset, IncidentFilter())
        assert any(key[0] is own for key in summary._summaries)
        visitor.delete(f"{UPLOAD}?own={token}")
        assert not any(key[0] is own for key in summary._summaries)
        assert any(key[0] is dataset for key in summary._summaries)
        assert summary_of(own, IncidentFilter()).incidents == 2
        assert not any(key[0] is own for key in summary._summaries)
        last = weakref.ref(own)
        del own
        gc.collect()
        assert last() is None

    def test_nothing_is_left_on_disk(
        self, visitor: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("tempfile.tempdir", None)
        token = given(visitor)
        visitor.get(f"/incidents.csv?own={token}")
        assert list(tmp_path.iterdir()) == []
