"""The table of incidents as a page or slide shows it: seven texts a row."""

from __future__ import annotations

from typing import Final

from data.filters.single_incidents import in_order_of_time
from data.filters.summary import Summary
from data.tables.vocabulary import DatePrecision, DeviceCategory
from data.wording.phrases import people, place_of, span

MOST_ROWS: Final = 12
"""Incidents of a table in a brief; longer ones are for a spreadsheet."""
HEADER: Final = ("Date", "Place", "Killed", "Injured", "Who was affected", "Device", "What happened")


def incidents_heading(summary: Summary, incidents: str = "Incidents") -> str:
    """What stands above the table of these `incidents`, and whose figures it has where the filter chooses people."""
    return f"{incidents}: killed and injured of the people chosen" if summary.chooses_people else incidents


def incident_rows(summary: Summary) -> list[tuple[str, ...]]:
    """The matching incidents in order of time, one text for each of HEADER; none where more than MOST_ROWS match.

    Figures and actors are of the casualties that match.
    """
    if summary.incidents > MOST_ROWS:
        return []
    few, rows = in_order_of_time(summary)
    dataset = few.dataset
    matching = dataset.casualties[few.matches.casualties]
    actors = matching.groupby("incident_id", sort=False)["affected_actor"].unique()
    return [
        (
            span(incident["date_start"].date(), incident["date_end"].date())
            if incident["date_prec"]
            else DatePrecision.UNDATED.label,
            place_of(incident, dataset),
            *map(people, summary.chosen_in(hurt)),
            ", ".join(actors.get(incident["incident_id"], [])),
            DeviceCategory(incident["device_category"]).label,
            dataset.spelled(str(incident["summary"])),
        )
        for (_, incident), (_, hurt) in zip(
            dataset.incidents.iloc[rows].iterrows(), few.people_of(rows).iterrows(), strict=True
        )
    ]
