"""What reported the rows of a table, and whom that cites."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from data.imports.columns.cells import links, looked_up, one_line
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.day_cells import report_days
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import source_rows

_CITING: Final = re.compile(
    r"(?i)^(\S.*?),?\s+(?:citing|quoting|referring to|со ссылкой на|посилаючись на|citando(?: a)?|citant)\s+(.*\S)$"
)
"""One who publishes what another reported."""


def sources_of_rows(
    table: TextTable,
    given: dict[str, pd.Series],
    incidents: pd.DataFrame,
    mapping: ColumnMapping,
    today: date,
    ledger: Ledger,
) -> pd.DataFrame:
    """Rows of sources: the publisher of each row or the host of its link, else the file."""
    nothing = pd.Series("", index=incidents.index, dtype="str")
    url = links(given.get("url", nothing), ledger)
    host = looked_up(url, {text: urlsplit(text).hostname or "" for text in url.unique()})
    publisher = one_line(given.get("publisher", nothing))
    cited = {text: found for text in publisher.unique() if (found := _CITING.match(text))}
    own = looked_up(publisher, {text: found[1] for text, found in cited.items()})
    upstream = looked_up(publisher, {text: found[2] for text, found in cited.items()})
    publisher = publisher.where(own == "", own).where(publisher != "", host)
    number = pd.Series(incidents.index.astype("str"), index=incidents.index)
    row = ("row " + number).where(publisher == "", "")
    published = given.get("published", nothing)
    return source_rows(
        incidents.index,
        publisher=publisher.where(publisher != "", PurePosixPath(table.title).name),
        url=url,
        upstream_source=upstream,
        published=report_days(published, mapping.day_order, today, ledger),
        what_it_supports=row,
    )
