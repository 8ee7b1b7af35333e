"""A text that leaves as CSV comes back as it was, and no spreadsheet calculates it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.exports.rows import to_csv
from data.folders.tables.atlas_tables import read_folder
from data.guard import guarded, without_guard
from tests.examples import costly
from tests.tables import COLUMNS, Tables, bundled, casualty, dataset_of, incident, summary, write_folder

dangerous = st.sampled_from("=+-@\t\r'")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
cells = st.builds(lambda start, rest: "".join(start) + rest, st.lists(dangerous, max_size=4), texts)
storable = st.builds(
    lambda start, rest: f"{''.join(start)}x{rest}",
    st.lists(st.sampled_from("=+-@'"), max_size=4),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=10),
)
"""What a table can hold: no control characters, no blanks at the ends."""


@given(text=cells)
def test_the_reader_undoes_the_guard(text: str) -> None:
    assert without_guard(guarded(text)) == text


@given(text=cells)
def test_a_guarded_text_never_begins_as_a_formula(text: str) -> None:
    assert guarded(text)[:1] not in tuple("=+-@\t\r")
    assert guarded(text) in (text, f"'{text}")


@given(written=storable, noted=storable, actor=storable)
@costly(25)
def test_a_text_survives_the_download_and_the_reader(written: str, noted: str, actor: str) -> None:
    row = incident(summary=written, notes=noted)
    first = dataset_of(
        {"incidents": [row], "casualties": [casualty(affected_actor=guarded(actor))], "sources": []}
    )
    assert list(first.casualties["affected_actor"]) == [actor]
    again = loaded_from_download(to_csv(summary(first)))
    assert list(again["summary"]) == list(first.incidents["summary"])
    assert list(again["notes"]) == list(first.incidents["notes"])


def test_the_bundled_incidents_with_a_dot_can_be_read_back_from_their_own_download() -> None:
    """The others leave without their point, so that their coordinates do not come back."""
    dots = summary(bundled(), precision=(1, 2))
    again = loaded_from_download(to_csv(dots))
    names = COLUMNS["incidents"]
    row = pd.DataFrame(dots.dataset.incidents.iloc[dots.rows][names]).reset_index(drop=True)
    # As values: the categories of all incidents are more than those of the dots.
    assert again[names].astype(object).equals(row.astype(object))


def loaded_from_download(text: str) -> pd.DataFrame:
    """The incidents of a downloaded CSV that stands as incidents.csv beside empty tables."""
    with tempfile.TemporaryDirectory() as name:
        nothing: Tables = {"casualties": [], "sources": []}
        folder = write_folder(Path(name), nothing)
        (folder / "incidents.csv").write_text(text, encoding="utf-8", newline="")
        return read_folder(folder).incidents
