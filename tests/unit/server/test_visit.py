"""A page's later requests are answered in the page's own language."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from data.language import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_on_in_its_own_language(client: FlaskClient, language: str) -> None:
    text = client.get(f"/?lang={language}").text
    assert f'<html lang="{language}">' in text
    settings = re.search(r'"requests_pathname_prefix":("[^"]*")', text)
    assert settings is not None
    prefix = json.loads(settings[1])
    assert prefix == f"/~{language}/"
    assert client.get(f"{prefix}_dash-layout").status_code == 200


def test_the_embedded_map_asks_on_under_its_own_address(client: FlaskClient) -> None:
    text = client.get("/embed?lang=ru").text
    assert '<html lang="ru">' in text
    assert r"\u002f~ru\u002fembed\u002f" in text or '"/~ru/embed/"' in text
    assert client.get("/~ru/embed/_dash-layout").status_code == 200


def test_a_language_that_the_atlas_does_not_have_is_english(client: FlaskClient) -> None:
    assert '<html lang="en">' in client.get("/?lang=xx").text
    assert client.get("/~xx/_dash-layout").status_code == 200


def test_what_is_no_language_is_no_address(client: FlaskClient) -> None:
    assert client.get("/~english/_dash-layout").status_code == 404
