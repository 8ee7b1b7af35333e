"""A file gives the same on the page as by command: the rows and their remarks, the sums, what was understood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from app import create_app
from components.own_data.addresses import REPORT_FILE
from components.own_data.report import report
from components.server.visitors.own_datasets import OwnDatasets
from data.imports.import_tables import read_files
from data.imports.report.ledger import Result
from data.language import number_text
from data.tables.dataset import Dataset
from tests.unit.imports.made_quirks import days, points, shapes, sources
from tests.unit.own_data.visitor_files import Clock, given, own_of

KINDS: Final = [kind for group in (sources, points, days, shapes) for kind in group.KINDS][::4]


def texts(part: Any) -> Iterator[str]:
    """Every text of a page's part."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from texts(one)
    elif isinstance(part, str | int):
        yield str(part)
    elif part is not None:
        yield from texts(getattr(part, "children", None))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_page_says_what_the_command_says(kind: Any, dataset: Dataset, tmp_path: Path) -> None:
    made = kind(0)
    datasets = OwnDatasets(Clock())
    visitor = create_app(dataset, own_datasets=datasets).server.test_client()
    token = given(visitor, made.content, made.name)
    account = read_files([(made.name, made.content)]).account
    assert visitor.get(REPORT_FILE, query_string={"own": token}).get_data(as_text=True).lstrip(
        "\ufeff"
    ) == account.to_csv().lstrip("\ufeff")
    shown = " ".join(texts(report(own_of(datasets, token))))
    for sentence in (*account.notices, *account.about):
        assert sentence in shown
    counts = [account.count(result) for result in Result]
    if not counts[-1]:
        counts.pop()
    assert f"{number_text(account.rows_in)} = {' + '.join(map(number_text, counts))}" in shown
    for result in (Result.REFUSED, Result.OUT_OF_SCOPE, Result.WITH_REMARK):
        for reason in account.reasons_of(result, 20)["reason"]:
            assert reason in shown
