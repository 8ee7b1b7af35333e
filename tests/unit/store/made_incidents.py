"""Documents of incidents made in code, for the tests of the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from data.store.records.documents import IncidentDocument
from tests.tables import Tables, casualty, incident, source, write_folder

WHO: Final[dict[str, Any]] = {"who": "An editor", "why": "coded from the report"}


def document(incident_id: str = "A-1", **cells: str) -> IncidentDocument:
    """An incident that passes the checks, with one casualty and one source."""
    return IncidentDocument(incident(incident_id=incident_id, **cells), [casualty()], [source()])


def folder_of(folder: Path, rows: Tables) -> Path:
    """A new folder with these tables."""
    folder.mkdir()
    write_folder(folder, rows)
    return folder
