"""A visitor's own data, and what can be done with all of them, wherever they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from data.errors import AtlasError
from data.imports.areas.added_files import AddedFile, FileAccount, RefusedFile
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.guessing.table_columns import TableColumns
from data.imports.import_tables import Import
from data.imports.isolation.parcels import Parcel
from data.imports.isolation.reading import Reading
from data.limits import Limits
from data.tables.dataset import Dataset


class NoRoom(AtlasError):
    """More files, or larger ones, are stored than the atlas keeps memory for."""


@dataclass(eq=False)
class OwnData:
    """One file of a visitor, and what came of it."""

    token: str = field(repr=False)
    name: str
    """Of the file."""
    size_bytes: int
    used_at: float
    """Seconds of the clock at the last request."""
    client: str = field(default="", repr=False)
    """The address that gave it."""
    content: bytes = field(default=b"", repr=False)
    imported: Import | None = field(default=None, repr=False)
    """What came of the last reading that succeeded; of its files only the report, compressed by zlib."""
    columns: TableColumns | None = field(default=None, repr=False)
    """The columns of a table of unknown layout, as last corrected; None for a source that is known."""
    problem: str = ""
    """Why the last reading that came to its end failed, in a sentence."""
    step: str = ""
    part: float = 0.0
    """How far the step is, 0 to 1."""
    is_reading: bool = False
    reading: int = 0
    """Number of the reading under way or last done; an earlier one has nothing to say any more."""
    has_ended: bool = False
    is_left: bool = False
    """Whether the page that gave it is gone and nobody requested it since; its room is given to others first."""
    process: Reading | None = field(default=None, repr=False)
    """The process that reads the file."""
    parcel: Parcel = field(default_factory=dict, repr=False)
    """What came of the reading as bytes, where another process makes `imported` and `columns` of it."""
    version: int = 0
    """How many readings came to their end."""
    mapping: ColumnMapping | None = field(default=None, repr=False)
    """How the columns were to be understood at the last reading that succeeded."""
    added: tuple[AddedFile, ...] = field(default=(), repr=False)
    """The files of boundaries and areas that were read with it."""
    candidate: AddedFile | None = field(default=None, repr=False)
    """The one that is being read for the first time, or could not be read."""
    accounts: tuple[FileAccount, ...] = field(default=(), repr=False)
    """What became of those that were read."""
    refused: RefusedFile | None = field(default=None, repr=False)
    """The one that could not be read, with what can be chosen."""

    @property
    def dataset(self) -> Dataset | None:
        """What can be explored; None while nothing was read."""
        return None if self.imported is None else self.imported.dataset

    @property
    def is_hopeless(self) -> bool:
        """Whether the file was read in vain and has no columns that could be corrected."""
        was_read = self.reading > 0 and not self.is_reading and self.problem != ""
        return was_read and self.imported is None and self.columns is None and not self.parcel


class VisitorsData(Protocol):
    """Where visitors' own data are: in this process, in one that several ask, or in a database."""

    limits: Limits
    is_in_database: bool
    """Whether they are stored in a database, and not in memory alone."""

    def when_ended(self, release: Callable[[Dataset], None]) -> None:
        """Call a function with each dataset that ends."""

    def begin(self, name: str, size_bytes: int, client: str = "") -> OwnData:
        """A place for a file. Raises NoRoom."""

    def check_room(self, size_bytes: int, client: str = "") -> None:
        """Raises NoRoom when there is no place for a file of this size."""

    def find(self, token: str) -> OwnData | None:
        """The data of a token; None for one that is unknown or has ended."""

    def read_later(self, own: OwnData, mapping: ColumnMapping | None = None) -> None:
        """Begin to read a file."""

    def add(self, own: OwnData, file: AddedFile) -> None:
        """Begin to read the data again with one more file of boundaries or areas. Raises NoRoom."""

    def add_refused(self, own: OwnData, options: Mapping[str, str]) -> None:
        """Begin to read the data again with the file that could not be read, now with these options."""

    def take_out(self, own: OwnData, name: str) -> None:
        """Begin to read the data again without an added file."""

    def stop(self, own: OwnData) -> None:
        """Give up the reading under way."""

    def leave(self, own: OwnData) -> None:
        """Keep a visitor's data, whose page is gone, as long as their room is not needed."""

    def forget(self, own: OwnData) -> None:
        """End a visitor's data now."""
