"""The commands `mine-atlas import` and `mine-atlas check`: files of other people, read from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.errors import AtlasError
from data.folders.boundaries_in_use import boundaries_file, use_folder_with_boundaries
from data.folders.new_folder import write_folder
from data.folders.replaced import replace_files
from data.folders.tables.atlas_tables import PARQUET
from data.folders.tables.description import DESCRIPTION
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns_file import columns_file
from data.imports.commands.progress_bar import progress_bar
from data.imports.events.kinds_of_event import parsed_choice
from data.imports.formats.open_file import FORMS, TABLE_ENDINGS
from data.imports.import_tables import Import, read_files
from data.imports.isolation.process_limits import limited
from data.language import counted
from data.limits import COMMAND_LINE, MEGABYTE, UNPACKED_OF_MEMORY
from data.tables.schema import INCIDENTS, TABLES

_MOST = 100_000
"""Minutes or gigabytes, beyond which a limit is none."""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `import` and `check` to the commands of a parser; each sets `run` and `failure`."""
    forms = f"what to read: {', '.join(FORMS)}, or a folder of these"
    importing = commands.add_parser("import", help="turn somebody's files into a folder that --data opens")
    importing.set_defaults(run=_import, failure="Nothing was imported.")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE", help=forms)
    target = importing.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, metavar="FOLDER", help="folder to write; new or empty")
    target.add_argument(
        "--into",
        metavar="COLLECTION",
        help="collection that takes the incidents as drafts; see mine-atlas desk",
    )
    importing.add_argument(
        "--update", action="store_true", help="with --into: known identifiers are the same incidents"
    )
    importing.add_argument(
        "--who", default="import", metavar="NAME", help="with --into: who saves the drafts"
    )
    importing.add_argument("--title", default="", help="heading of the dataset (default: the file's name)")
    checking = commands.add_parser("check", help="say what would become of somebody's files; write nothing")
    checking.set_defaults(run=_check, failure="Nothing could be read.", title="", into=None)
    checking.add_argument("files", nargs="+", type=Path, metavar="FILE", help=forms)
    checking.add_argument(
        "--columns-out",
        type=Path,
        metavar="FILE",
        help="write how the columns were understood, to correct it",
    )
    for command in (importing, checking):
        command.add_argument(
            "--columns", type=Path, metavar="FILE", help="how the columns are to be understood"
        )
        command.add_argument(
            "--boundaries",
            type=Path,
            metavar="FOLDER",
            help="folder whose own boundaries the districts are taken from; the new folder gets them too",
        )
        command.add_argument(
            "--country", default="", help="country of all rows that name none: name or ISO code"
        )
        command.add_argument(
            "--time-limit",
            type=_above_nothing,
            default=COMMAND_LINE.seconds / 60,
            metavar="MINUTES",
            help=f"after which reading is stopped (default: {COMMAND_LINE.seconds / 60:g})",
        )
        command.add_argument(
            "--memory-limit",
            type=_above_nothing,
            default=COMMAND_LINE.memory_bytes / MEGABYTE / 1_000,
            metavar="GB",
            help=f"that reading may take, four times what a file unpacks to (default: {COMMAND_LINE.memory_bytes / MEGABYTE / 1_000:g})",
        )
        command.add_argument(
            "--crs", default="", help="coordinate system of metres in the table: “EPSG:32638”, “UTM 38N”"
        )
        command.add_argument(
            "--kinds",
            action="append",
            default=[],
            metavar="COLUMN=VALUE,…",
            help="which kinds of event count, where a column says what a row is; may be given for several columns",
        )


def _import(options: argparse.Namespace) -> int:
    found = _read(options)
    if options.into is not None:
        return _put_into(options, found)
    files = dict(found.files)
    if options.boundaries is not None:
        files |= boundaries_file(options.boundaries)
    write_folder(options.out, files)
    print(found.account.to_text())
    incidents = counted(len(found.dataset.incidents), "incident")
    print(f"Wrote {incidents} to {options.out}. To see them: mine-atlas --data {options.out}")
    return 0


def _put_into(options: argparse.Namespace, found: Import) -> int:
    """Save what was read as drafts of a collection."""
    from data.store.collection import open_collection  # the database's packages take a moment to load

    why = f"imported from {', '.join(path.name for path in options.files)}"
    with open_collection(options.into, make=False) as collection:
        came = collection.import_drafts(found.files, who=options.who, why=why, is_update=options.update)
        address = collection.address
    print(found.account.to_text())
    print(
        f"Saved as drafts in {address}: {came.added} new, {came.updated} of known incidents; {came.unchanged} were "
        f"there already. New places: {came.places}."
    )
    return 0


def _use_boundaries_of(address: str) -> None:
    """Have districts be looked up in the boundaries of the collection that takes the drafts, where it has some."""
    from data.store.boundaries import BoundariesInUse  # the database's packages take a moment to load
    from data.store.collection import open_collection

    with open_collection(address, make=False) as collection:
        BoundariesInUse(collection).follow()


def _check(options: argparse.Namespace) -> int:
    found = _read(options)
    print(found.account.to_text())
    if found.mapping is not None:
        print("Columns as they were understood:")
        for field, column in found.mapping.columns.items():
            print(f"  {field}: {column}")
    if options.columns_out is not None:
        _write_columns(options.columns_out, found)
    return 0


def _read(options: argparse.Namespace) -> Import:
    files = _contents(options.files)
    if options.boundaries is not None:
        use_folder_with_boundaries(options.boundaries)
    elif options.into is not None:
        _use_boundaries_of(options.into)
    columns = None
    if options.columns is not None:
        columns = ColumnMapping.from_json(options.columns.name, _text(options.columns))
    if options.country:
        columns = replace(columns or ColumnMapping({}), country=options.country)
    if options.crs:
        columns = replace(columns or ColumnMapping({}), crs=options.crs)
    if options.kinds:
        chosen = dict(parsed_choice(text) for text in options.kinds)
        columns = replace(columns or ColumnMapping({}), kinds=chosen)
    memory_bytes = int(options.memory_limit * 1_000 * MEGABYTE)
    limits = replace(
        COMMAND_LINE,
        seconds=options.time_limit * 60,
        memory_bytes=memory_bytes,
        unpacked_bytes=int(memory_bytes * UNPACKED_OF_MEMORY),
    )
    with progress_bar() as show, limited(limits):
        return read_files(files, columns, show, limits, options.title)


def _above_nothing(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= _MOST:
        raise argparse.ArgumentTypeError(f"“{text}” is no limit; use a number from above 0 to {_MOST:,}")
    return number


def _contents(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """The files with their names, folders as the files in them."""
    files: list[tuple[str, bytes]] = []
    for path in paths:
        try:
            for file in _tables_in(path) if path.is_dir() else [path]:
                if file.stat().st_size > COMMAND_LINE.size_bytes:
                    raise AtlasError(
                        f"{file} has more than {COMMAND_LINE.size_bytes / MEGABYTE:,.0f} MB; give it in parts."
                    )
                files.append((file.name, file.read_bytes()))
        except OSError as error:
            raise _unreadable(path, error) from error
    if not files:
        raise AtlasError("There are no files in the folder; name one that holds tables.")
    return files


def _tables_in(folder: Path) -> list[Path]:
    """The files of a folder that may hold a table; of a folder of the atlas only its own tables."""
    own = [*(name for table in TABLES for name in (table.file, f"{table.name}{PARQUET}")), DESCRIPTION]
    files = sorted(file for file in folder.iterdir() if file.is_file())
    if {INCIDENTS.file, f"{INCIDENTS.name}{PARQUET}"} & {file.name for file in files}:
        return [file for file in files if file.name in own]
    return [file for file in files if file.suffix.lower() in (*TABLE_ENDINGS, ".zip")]


def _unreadable(path: Path, error: OSError) -> AtlasError:
    return AtlasError(
        f"{path} cannot be read ({error.strerror}); check its name and whether you may open it."
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise AtlasError(
            f"{path} is not in UTF-8; write it with “mine-atlas check --columns-out”."
        ) from error


def _write_columns(path: Path, found: Import) -> None:
    content = columns_file(found)
    if content is None:
        raise AtlasError(
            f"These files are {found.source}, whose columns are known; there is nothing to choose."
        )
    try:
        replace_files({path: [content.encode()]})
    except OSError as error:
        raise AtlasError(f"{path} cannot be written ({error.strerror}); name another place.") from error
    print(f"Wrote the columns to {path}; correct them there and give the file with --columns.")
