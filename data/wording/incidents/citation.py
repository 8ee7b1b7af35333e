"""How an incident of a dataset is cited, in one line of plain text."""

from __future__ import annotations

from data.language import _
from data.tables.dataset import Dataset
from data.wording.phrases import day


def citation(dataset: Dataset, incident_id: str, address: str) -> str:
    """The dataset, the incident, the day and edition of the data, and where it can be read."""
    return _(
        "{title}. Incident {incident}. Mine incident atlas, data as of {day}, edition {edition}. {address}"
    ).format(
        title=dataset.shown_title[0],
        incident=incident_id,
        day=day(dataset.as_of),
        edition=dataset.short_hash,
        address=address,
    )
