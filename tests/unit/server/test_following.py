"""Readers get a new edition without a restart, and keep the one before while the collection cannot be read."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from components.server.following import FOLLOWING, Following


def application(text: str) -> Flask:
    made = Flask("made")
    made.add_url_rule("/", "text", lambda: text)
    return made


def test_a_newer_edition_takes_the_place_of_the_one_before() -> None:
    server, newest = application("edition 1"), [1]
    following = Following(
        server, 1, lambda: newest[0], lambda: (newest[0], application(f"edition {newest[0]}"))
    )
    client = server.test_client()
    following.look()
    assert client.get("/").text == "edition 1"
    newest[0] = 3
    following.look()
    assert client.get("/").text == "edition 3"
    assert server.config[FOLLOWING] is following


def test_a_collection_that_cannot_be_read_is_logged_once_and_looked_at_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    server, faults = application("edition 1"), [True]

    def newest() -> int:
        if faults[0]:
            raise OSError("gone")
        return 2

    following = Following(server, 1, newest, lambda: (2, application("edition 2")))
    with caplog.at_level(logging.WARNING):
        following.look()
        following.look()
    assert [record.getMessage() for record in caplog.records] == ["No new edition can be shown: gone"]
    assert server.test_client().get("/").text == "edition 1"
    faults[0] = False
    following.look()
    assert server.test_client().get("/").text == "edition 2"
