"""What is known of the licence of a dataset that somebody brings, as sentences, and in the reader's language."""

from __future__ import annotations

from typing import Final

from data.language import N_, _

UNSTATED: Final = N_("The owner stated no licence")
NO_LICENCE_FROM_CENTRE: Final = N_("No licence stated; ask the mine action centre")
NO_LICENCE_FROM_PORTAL: Final = N_("Licence not confirmed; ask the portal")
ACLED_TERMS: Final = N_("ACLED’s terms of use; not to be passed on")
"""Where a dataset is read from several sources, what is known of each stands once, joined by " · "."""

_BETWEEN: Final = " · "


def joined(texts: list[str]) -> str:
    """The licences, or the attributions, of several sources: each once, and none that is empty."""
    return _BETWEEN.join(dict.fromkeys(filter(None, texts)))


def licence_text(licence: str) -> str:
    """A dataset's licence for a reader: a sentence of the atlas translated, a name such as “CC BY 4.0” as it is."""
    return _BETWEEN.join(_(one) for one in licence.split(_BETWEEN) if one)
