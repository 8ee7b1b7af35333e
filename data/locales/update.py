"""Extracts all texts that a reader sees and brings every catalogue up to date with them.

    python data/locales/update.py

New texts are added empty, texts that are no longer used are removed, and translations are kept as they are;
nothing is guessed. What remains to be translated is counted. Run from anywhere; the locations in the
catalogues are files without lines, so that moving code changes no catalogue.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

FOLDER: Final = Path(__file__).resolve().parent
CHECKOUT: Final = FOLDER.parents[1]

_KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_LINE: Final = 110
_LEFT_OUT: Final = (
    '"Project-Id-Version:',
    '"Report-Msgid-Bugs-To:',
    '"POT-Creation-Date:',
    '"PO-Revision-Date:',
    '"Last-Translator:',
    '"Language-Team:',
    '"Generated-By:',
)
"""Headings of a catalogue that say nothing here, or would change with each update."""


def template() -> Catalog:
    """Every text that the code marks, without translations."""
    catalogue = Catalog(project="mine-incident-atlas", charset="utf-8")
    for file, text, context in sorted(_marked(), key=lambda found: found[0]):
        catalogue.add(text, locations=[(file, 1)], context=context)
    return catalogue


def read(path: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def updated(path: Path, texts: Catalog) -> Catalog:
    """The catalogue of a file with exactly these texts; those that it lacked are empty."""
    catalogue = read(path)
    catalogue.update(texts, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def write(path: Path, catalogue: Catalog) -> None:
    """Writes a catalogue, its texts in the order of the files in which they stand."""
    content = BytesIO()
    write_po(content, catalogue, width=_LINE, sort_by_file=True, include_lineno=False)
    lines = content.getvalue().decode("utf-8").splitlines(keepends=True)
    remaining = [line for line in lines if not line.startswith(_LEFT_OUT)]
    path.write_text("".join(remaining), encoding="utf-8", newline="\n")


def paths() -> list[Path]:
    """The catalogues that there are."""
    return sorted(FOLDER.glob("*.po"))


def _marked() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for folder in (CHECKOUT / "components", CHECKOUT / "data"):
        for file, _line, text, _comments, context in extract_from_dir(
            str(folder), [("**.py", "python")], {}, _KEYWORDS
        ):
            yield f"{folder.name}/{Path(file).as_posix()}", text, context


def main() -> int:
    """Update every catalogue; the status is 1 while something is untranslated."""
    texts = template()
    missing = 0
    for path in paths():
        catalogue = updated(path, texts)
        write(path, catalogue)
        empty = [message for message in catalogue if message.id and not _is_translated(message.string)]
        missing += len(empty)
        print(f"{path.name}: {len(catalogue)} texts, {len(empty)} to translate")
    return 1 if missing else 0


def _is_translated(string: Sequence[str] | None) -> bool:
    """Whether a text, or each of its plural forms, is there."""
    return bool(string) and all(string or "")


if __name__ == "__main__":
    sys.exit(main())
