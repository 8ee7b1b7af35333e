"""How Hypothesis runs here."""

from __future__ import annotations

from hypothesis import settings

# Reading a folder takes longer on a busy machine than the default deadline.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")
