"""What a dataset of somebody's files is called: by its own description, or by the names of the files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from data.folders.tables.description import DESCRIPTION, Description, read_description
from data.imports.formats.workbooks.archive import is_archive, members
from data.limits import Work
from data.text.search_text import folded_words


def files_with_tables(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The files without the description of a dataset."""
    return [(name, content) for name, content in files if PurePosixPath(name).name != DESCRIPTION]


def retitled(description: Description, title: str) -> Description:
    """The description with a title of which there is no translation."""
    translations = {
        language: replace(translation, title="") for language, translation in description.translations.items()
    }
    return replace(description, title=title, translations=translations)


def own_description(files: Sequence[tuple[str, bytes]], work: Work) -> Description | None:
    """What a dataset.json in an archive, or beside the tables, says; None without one."""
    for name, content in files:
        if PurePosixPath(name).name == DESCRIPTION:
            return read_description(content)
        if is_archive(content):
            for path, part in members(name, content, work).items():
                if PurePosixPath(path).name == DESCRIPTION:
                    return read_description(part)
    return None


def title_of(files: Sequence[tuple[str, bytes]]) -> str:
    """A title made of the names of the files."""
    stems = dict.fromkeys(PurePosixPath(name).stem for name, _ in files)
    return " and ".join(stem.replace("_", " ").strip() or "My data" for stem in stems)


def slug_of(files: Sequence[tuple[str, bytes]]) -> str:
    """A short name of small letters, digits and hyphens, as files of the dataset are named."""
    words = re.findall("[a-z0-9]+", "-".join(folded_words(PurePosixPath(files[0][0]).stem.replace("_", " "))))
    return "-".join(words)[:60].strip("-") or "my-data"
