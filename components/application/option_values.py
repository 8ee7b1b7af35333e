"""Values of options that the command line knows before anything is loaded that serves."""

from __future__ import annotations

from typing import Final

LOCAL_PROXY: Final = "127.0.0.1"
"""The reverse proxy that is believed, unless another is named: one on this machine."""

MEMORY: Final = "memory"
DATABASE: Final = "database"
OFF: Final = "off"
"""Where visitors' own data are."""
