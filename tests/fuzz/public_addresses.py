"""Requests of every form to every public address, made by Schemathesis from /openapi.json, until an answer is not as described.

    python -m venv fuzz && fuzz/bin/pip install schemathesis
    mine-atlas --port 8290
    SCHEMATHESIS_HOOKS=tests.fuzz.public_addresses fuzz/bin/schemathesis run http://127.0.0.1:8290/openapi.json -n 60 \\
        --continue-on-failure

This file is what it loads: texts of the formats that only the atlas has, and the few answers that are right although
Schemathesis cannot know it, each with its reason.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import schemathesis
from hypothesis import strategies as st

PAGES: Final = ("/", "/embed", "/compare", "/embed/compare")
WORDS: Final = ["", "mine", "Ağdam", "Казанчи road", "35 km"]
SELECTIONS: Final = [
    "circle:40.33,46.77,20",
    "circle:-51.25,179.6,30,possible",
    "box:39,46,40.33,46.77",
    "polygon:39.5 46.5,40.5 46.5,40.5 47.5",
    "line:40 46,40.2 47,5,possible",
]
INTERVALS: Final = ["2020-11-23", "2020-11-01/2020-11-30", "../2020-11-30", "2021-01-01T00:00:00Z/.."]
CONDITIONS: Final = ["killed_best > 1", "place_name LIKE 'A%' OR geometry IS NULL", "where_prec IN (1, 2)"]
SIDES: Final = ["", "outcome=killed", "from=2020-01-01&to=2020-12-31&q=mine"]

# Letters, marks, numbers, punctuation and blanks: what is no control character.
_TEXTS: Final = st.text(
    st.characters(exclude_categories=["C"], max_codepoint=0xFFFF), min_size=1, max_size=200
)

for _name, _texts in (
    ("plain-text", _TEXTS.filter(lambda text: text.strip() != "")),
    ("words", st.sampled_from(WORDS)),
    ("selection", st.sampled_from(SELECTIONS)),
    ("interval", st.sampled_from(INTERVALS)),
    ("cql2-text", st.sampled_from(CONDITIONS)),
    ("query-string", st.sampled_from(SIDES)),
    ("area", st.sampled_from(["kind:minefield", "kind:any,5,possible"])),
):
    schemathesis.openapi.format(_name, _texts)


def filter_failure(_context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Whether a failure counts."""
    status, kind = response.status_code, type(failure).__name__
    query = parse_qs(urlsplit(str(response.request.url)).query, keep_blank_values=True)
    is_about_data = kind in ("RejectedPositiveData", "AcceptedNegativeData")
    if status == 410 and is_about_data:
        return False  # as 404 would be: whose data ended is nobody's to know beforehand
    if status == 431 and is_about_data:
        return False  # a refusal, of values that are right each by itself and too long together
    if status == 501 and case.path == "/oembed":
        return False  # which the standard of oEmbed asks for where a format is not offered
    if status == 200 and case.path in PAGES and kind == "AcceptedNegativeData":
        return False  # a page shows what it did not understand in a sentence
    if status == 400 and query.get("ground", ["bundled"]) != ["bundled"]:
        return False  # files refuse ground maps that the host has not; the meaning of the key says so
    return not (status == 400 and kind == "RejectedPositiveData" and _is_contradictory(query))


schemathesis.hook(filter_failure)


def _is_contradictory(query: dict[str, list[str]]) -> bool:
    """Whether each value can be, but not two of them together, which a document has no word for."""
    first, last = (query.get(name, [""])[0] for name in ("from", "to"))
    box = [float(number) for number in query.get("bbox", [""])[0].split(",") if number]
    if len(box) == 6:
        box = [*box[:2], *box[3:5]]
    return bool(first and last and first > last) or (bool(box) and (len(box) != 4 or box[1] > box[3]))
