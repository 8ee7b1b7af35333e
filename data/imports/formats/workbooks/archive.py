"""The files of a zip archive, unpacked in memory after its sizes were checked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from typing import Final

from data.errors import FileError
from data.language import N_
from data.limits import MEGABYTE, Work

MOST_MEMBERS: Final = 2_000
MOST_TIMES: Final = 200
"""So many times its size in the archive no table unpacks to."""
_SMALL_BYTES: Final = 50 * MEGABYTE
"""What a file may unpack to however small it is in the archive."""
_CHUNK: Final = 1 << 20


def is_archive(content: bytes) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def members(file: str, content: bytes, work: Work) -> dict[str, bytes]:
    """The files of an archive by their path in it, folders and what macOS adds left out.

    The sizes that the archive declares are summed before anything is unpacked, and counted again
    while it is. Raises FileError when it is damaged, locked by a password, holds two files of one name, or unpacks
    to more than is read or than a table would.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if _is_content(entry)]
            if len(entries) > MOST_MEMBERS:
                raise FileError(
                    file, f"The archive holds {len(entries):,} files; at most {MOST_MEMBERS:,} are read."
                )
            work.check_unpacked(file, sum(entry.file_size for entry in entries))
            _refuse_bombs(file, entries)
            _refuse_namesakes(file, entries)
            unpacked: dict[str, bytes] = {}
            unpacked_bytes = 0
            for entry in entries:
                if entry.flag_bits & 0x1:
                    raise FileError(file, "The archive is locked by a password; give it without one.")
                unpacked[entry.filename] = _read(file, archive, entry, unpacked_bytes, work)
                unpacked_bytes += len(unpacked[entry.filename])
            return unpacked
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        LookupError,
        NotImplementedError,
    ) as error:
        raise FileError(file, "The archive is damaged or cut short; copy or download it again.") from error


def _refuse_bombs(file: str, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        times = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _SMALL_BYTES and times > MOST_TIMES:
            raise FileError(
                file,
                f"{entry.filename} would unpack to {times:,.0f} times its size, as no table does; nothing of it "
                "was read. If it is one, unpack the archive and give the file itself.",
            )


def _refuse_namesakes(file: str, entries: list[zipfile.ZipInfo]) -> None:
    """Of two members of one name only one could be unpacked."""
    names = Counter(entry.filename for entry in entries)
    if twice := [name for name, times in names.items() if times > 1]:
        raise FileError(
            file, f"The archive holds {names[twice[0]]} files called {twice[0]}; give each a name of its own."
        )


def _read(
    file: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, unpacked_bytes: int, work: Work
) -> bytes:
    parts = []
    with archive.open(entry) as member:
        while chunk := member.read(_CHUNK):
            unpacked_bytes += len(chunk)
            work.check_unpacked(file, unpacked_bytes)
            work.at(N_("Unpacking"))
            parts.append(chunk)
    return b"".join(parts)


def _is_content(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    return not entry.is_dir() and parts[0] != "__MACOSX" and not parts[-1].startswith(".")
