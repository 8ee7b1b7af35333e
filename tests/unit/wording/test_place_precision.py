"""Why incidents are not mapped: a place that was not found is not one that is known only to a country or a line."""

from __future__ import annotations

from datetime import date

import pytest

from components.address import View
from components.brief.contents import Brief
from components.panels.headline import reconciled
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.imports.import_tables import read_upload
from data.language import speaking
from data.wording.incidents.place_sentences import known_place
from data.wording.place_precision import is_nowhere, number_nowhere, precision_label
from tests.unit.panels.test_headline import text_of

FOUND = "2021-03-02,Agdam,,1\n"
NOT_FOUND = "2021-03-03,Qzxwvkhamlet,,1\n"
ONLY_COUNTRY = "2021-03-04,,AZ,1\n"
NOT_STATED = "2021-03-05,,,1\n"
ROUGHLY = "location known only to a larger area, a country or a line"


def matching(*rows: str) -> Summary:
    found = read_upload("rows.csv", ("date,place,country,killed\n" + "".join(rows)).encode())
    return summary_of(found.dataset, IncidentFilter())


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((FOUND, NOT_FOUND), "place not found or not stated"),
        ((FOUND, NOT_STATED), "place not found or not stated"),
        ((FOUND, ONLY_COUNTRY), ROUGHLY),
        ((NOT_FOUND, ONLY_COUNTRY), f"place not found or not stated, or {ROUGHLY}"),
    ],
)
def test_page_and_files_give_the_reason_that_holds(rows: tuple[str, ...], why: str) -> None:
    summary = matching(*rows)
    brief = Brief(summary, View())
    assert text_of(reconciled(summary)) == brief.drawn_text
    assert brief.drawn_text.endswith(f" not mapped ({why})")
    assert f"not mapped ({why})" in " ".join(sentence.text for sentence in brief.paragraph.caveats)


@pytest.mark.parametrize(
    "rows",
    [
        (FOUND, NOT_FOUND, NOT_STATED),
        # Rows of one kind of place, of some of which the country is known.
        (FOUND, NOT_FOUND, ONLY_COUNTRY, NOT_STATED),
        (FOUND, ONLY_COUNTRY),
        (FOUND,),
    ],
)
@pytest.mark.parametrize("last", [date(2021, 3, day) for day in (1, 2, 3, 4, 5)])
def test_incidents_of_whose_place_nothing_is_known_are_counted_one_by_one(
    rows: tuple[str, ...], last: date
) -> None:
    dataset = matching(*rows).dataset
    summary = summary_of(dataset, IncidentFilter(date_to=last))
    found = dataset.incidents.iloc[summary.rows].to_dict("records")
    assert number_nowhere(summary) == sum(map(is_nowhere, found))


def test_card_and_list_tell_the_kinds_apart() -> None:
    dataset = matching(NOT_FOUND, ONLY_COUNTRY, NOT_STATED).dataset
    shown = {
        str(incident["incident_id"]): (precision_label(incident), known_place(dataset, row))
        for row, incident in enumerate(dataset.incidents.to_dict("records"))
    }
    assert shown == {
        "row-2": ("place not found", "The place was not found, so the incident is not mapped."),
        "row-3": ("country only", "Only the country is known, so the incident is not mapped."),
        "row-4": ("place not stated", "No place is stated, so the incident is not mapped."),
    }


def test_the_reason_is_in_the_language_of_the_page() -> None:
    with speaking("ru"):
        assert "(место не найдено или не указано)" in text_of(reconciled(matching(FOUND, NOT_FOUND)))
