"""Writes docs/api.md from the OpenAPI document: .venv-tests/bin/python -m docs.api"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from components.api.paper import api_page
from data.folders.tables.atlas_tables import read_folder
from data.tables.layers.districts import BUNDLED

PAPER: Final = Path(__file__).with_name("api.md")


if __name__ == "__main__":
    PAPER.write_text(api_page(read_folder(BUNDLED)), encoding="utf-8")
    print(PAPER)
