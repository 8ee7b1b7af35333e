"""A browser asks once for a state of a file of the page, and again for another."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("page", ["/", "/embed", "/compare"])
def test_files_are_kept_under_the_address_that_the_page_names(client: FlaskClient, page: str) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*/assets/[^"]*)"', client.get(page).text)
    assert any("favicon" in address for address in addresses)
    for address in addresses:
        answer = client.get(address, buffered=True)
        assert answer.headers["Cache-Control"] == "max-age=31536000, immutable", address
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]}, buffered=True)
        assert (again.status_code, again.headers["Cache-Control"]) == (304, "max-age=31536000, immutable")


@pytest.mark.parametrize("query", ["", "?m=", "?m=1", "?m=1&m=2", "?n=1"])
def test_files_are_requested_again_under_another_address(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/assets/favicon.ico{query}", buffered=True)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
