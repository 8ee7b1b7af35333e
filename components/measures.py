"""What the districts of a map can be shaded by."""

from __future__ import annotations

from typing import Final

from data.language import N_

MEASURES: Final = {
    "incidents": N_("Incidents"),
    "casualties": N_("Casualties"),
    "killed": N_("Killed"),
    "injured": N_("Injured"),
}
"""What districts can be shaded by, with the words for it."""
