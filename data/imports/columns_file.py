"""The columns file of an import, to correct and to read the same files with again."""

from __future__ import annotations

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import Import


def columns_file(found: Import) -> str | None:
    """The columns file of an import, to correct and to read the same files with; None where nothing can be chosen.

    Of a source whose columns are known it holds the kinds of event that count and what was stated about duplicates.
    """
    mapping = found.mapping
    if mapping is None and (found.kinds or found.clusters or found.judged or found.open_choices):
        kinds = {kind.column: tuple(sorted(kind.counted)) for kind in found.kinds}
        mapping = ColumnMapping({}, kinds=kinds, duplicates=found.judged, choices=_decided(found))
    return None if mapping is None else mapping.to_json(found.unknown, found.open_choices)


def _decided(found: Import) -> dict[str, str]:
    """What a person chose in a table whose columns are known."""
    return {one.key: one.chosen for one in found.open_choices if one.chosen}
