"""The texts that an import itself writes into a dataset, in the languages of the atlas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data.language import LANGUAGES, N_, _, speaking
from data.tables.translations import Translation

_ACTORS: Final = (
    N_("Civilians"),
    N_("Armed forces"),
    N_("Police or border guard"),
    N_("Security forces"),
    N_("Peacekeepers"),
    N_("Deminers"),
    N_("Emergency service"),
    N_("Journalists"),
    N_("Local officials"),
    N_("Others"),
    N_("Not stated"),
)
"""Who was affected, where a table gives only the role, or not that; a test compares them with those that are written."""
ATTRIBUTIONS: Final = (
    N_("Incidents: the table’s own sources"),
    N_("Incidents: ACLED (acleddata.com)"),
    N_("Incidents: accident forms of a mine action centre (IMSMA Core)"),
    N_("Incidents: Uppsala Conflict Data Program, Georeferenced Event Dataset (CC BY 4.0)"),
    N_("Incidents: register of victims of anti-personnel mines, Colombia’s open-data portal"),
    N_("Place points: GeoNames (CC BY 4.0) · Boundaries: Natural Earth"),
)
"""Whom a dataset names, by the source of its tables; a test compares them with those of the sources."""


def translations_of_own_texts(
    attributions: Sequence[str], actors: Sequence[str], limits: Sequence[str]
) -> dict[str, Translation]:
    """By language the attribution, joined as the dataset's own, the actors of `actors` that the import named, and the limits,
    which the sources of tables mark for the catalogues.
    """
    found = {}
    for language in LANGUAGES:
        if language == "en":
            continue
        with speaking(language):
            found[language] = Translation(
                attribution=" · ".join(dict.fromkeys(_(text) for text in attributions if text)),
                limits=tuple(_(limit) for limit in limits),
                actors={actor: _(actor) for actor in _ACTORS if actor in set(actors)},
            )
    return found
