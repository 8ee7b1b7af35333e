"""The process that takes the text out of a PDF: bytes in, title, day and text out; it knows nothing of the atlas."""

from __future__ import annotations

import io
import logging
import sys
import warnings
from typing import Any

_MEMORY_BYTES = 1_000_000_000
_SECONDS = 20
_MOST_PAGES = 40
_MOST_LETTERS = 400_000
_LOCKED = 3
_DAMAGED = 4


def main() -> int:
    """Reads standard input and writes standard output; the status says what was wrong."""
    _limit()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            return _LOCKED
        head: Any = reader.metadata or {}
        title, created = (
            str(head.get(name, "")).replace("\t", " ").replace("\n", " ")
            for name in ("/Title", "/CreationDate")
        )
        parts: list[str] = []
        for number, page in enumerate(reader.pages):
            if number >= _MOST_PAGES or sum(map(len, parts)) > _MOST_LETTERS:
                break
            parts.append(page.extract_text() or "")
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        MemoryError,
        OSError,
        NotImplementedError,
        ArithmeticError,
    ):
        return _DAMAGED
    sys.stdout.buffer.write(f"{title}\t{created}\n".encode("utf-8", errors="replace"))
    sys.stdout.buffer.write("\n\n".join(parts).encode("utf-8", errors="replace"))
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the clock of the parent holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


if __name__ == "__main__":
    sys.exit(main())
