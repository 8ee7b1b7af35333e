"""The command `mine-atlas brief`: a view as a file, without a browser."""

from __future__ import annotations

import argparse
from pathlib import Path
from urllib.parse import urlencode

from components.address import read_address
from components.brief.contents import Brief
from components.sharing.brief_files import KINDS, kind_of
from data.errors import AtlasError
from data.filters.summary import summary_of
from data.folders.replaced import replace_files
from data.folders.tables.atlas_tables import read_folder
from data.ground_maps.opening import open_ground_maps
from data.language import counted
from data.limits import ignore_progress
from data.tables.dataset import Dataset


def write_brief(options: argparse.Namespace) -> int:
    """Write the file that is named. Raises AtlasError when the view is none, or the file cannot be written."""
    kind = kind_of(options.out.name)
    pairs = [
        (key, str(value)) for key in options.brief_keys for value in getattr(options, f"key_{key}") or []
    ]
    address = read_address(urlencode(pairs))
    if address.errors:
        raise address.errors[0]
    summary = summary_of(_dataset(options.data), address.incident_filter)
    if options.hxl and not kind.can_be_tagged:
        tagged = ", ".join(f".{ending}" for ending, each in KINDS.items() if each.can_be_tagged)
        raise AtlasError(f"“--hxl” is for tables; use it with {tagged}.")
    ground_maps = open_ground_maps(options.ground)
    brief = Brief(summary, address.view, options.public_url, ground_maps, options.hxl)
    files = {options.out: kind.parts(brief)}
    if kind.read_me is not None:
        files[options.out.with_name(f"{options.out.name}.README.txt")] = [kind.read_me(brief).encode("utf-8")]
    try:
        replace_files(files)
    except OSError as error:
        raise AtlasError(f"{options.out} cannot be written ({error.strerror}).") from error
    print(f"{options.out}: {kind.label.lower()} of {counted(summary.incidents, 'incident')}.")
    return 0


def _dataset(data: Path | str) -> Dataset:
    """The dataset of a folder, or the published one of a collection."""
    if isinstance(data, Path):
        return read_folder(data)
    from components.application.commands.served_collection import (
        ServedCollection,  # the packages of the database
    )

    return ServedCollection(data, ignore_progress).dataset
