"""Endings of the files that a view is taken away as, without their writers, which take long to load."""

from __future__ import annotations

from typing import Final

ENDINGS: Final = (
    "pptx",
    "docx",
    "pdf",
    "png",
    "svg",
    "html",
    "xlsx",
    "csv.zip",
    "csv",
    "geojson",
    "parquet",
    "gpkg",
)
"""In the order in which they are offered; `brief_files.KINDS` has the kind of each."""
