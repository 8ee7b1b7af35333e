"""The mine incident atlas: the Dash application, its WSGI callable, and the command that starts it."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from components.application.commands.interruption import Stopped, interruptible
from data.errors import AtlasError, where_it_failed

if TYPE_CHECKING:
    from flask import Flask

    from components.application.atlas import create_app

__all__ = ["create_app", "create_wsgi", "main"]


def __getattr__(name: str) -> Any:
    # The page is loaded when it is requested: most commands of `main` need nothing of it.
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from components.application.atlas import create_app

    return create_app


def create_wsgi(
    folder: Path | None = None,
    allowed_hosts: Collection[str] = (),
    *,
    ground: Iterable[Sequence[str]] = (),
    is_one_process: bool = False,
) -> Flask:
    """The WSGI application for a folder of tables, the bundled one without any. Raises AtlasError when they cannot be read.

    `ground` are ground maps: each a file or an address, with its title and its attribution where they are given.

    A server that runs it in one process may say so: then visitors can use their own data. One that forks
    several should load it before (`gunicorn --preload`), so that they share the dataset in memory.
    """
    from components.application.atlas import create_app, prepare_pages
    from components.application.serving.processes import prepare_to_fork
    from components.map import style as map_style
    from data.folders.tables.atlas_tables import read_folder
    from data.ground_maps.opening import open_ground_maps
    from data.tables.layers.districts import BUNDLED

    dataset = read_folder(folder or BUNDLED)
    ground_maps = open_ground_maps(ground)
    app = create_app(dataset, allowed_hosts, ground_maps=ground_maps, is_one_process=is_one_process)
    server: Flask = app.server
    map_style.prepare(dataset)
    prepare_pages(server)
    if not is_one_process:
        prepare_to_fork(dataset)
    return server


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; returns the exit status. Every failure is reported in a sentence."""
    with interruptible() as interruption:
        from components.application.commands.command_line import (
            read_arguments,  # takes seconds on a slow machine
        )

        options = read_arguments(arguments)
        interruption.begin()
        try:
            status: int = options.run(options)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever reads has read enough (`| head`); what is still to be written on leaving goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where any error of a command becomes a sentence
            stopped = interruption.raised
            if stopped is None and isinstance(error, KeyboardInterrupt):
                stopped = Stopped(signal.SIGINT)
            if stopped is not None:
                print(f"\n{options.failure}\n{stopped.sentence}", file=sys.stderr)
                return stopped.status
            print(f"{options.failure}\n{sentence_of(error)}", file=sys.stderr)
            return 1
        return status


def sentence_of(error: BaseException) -> str:
    """What a person who called the command can do about an error."""
    if isinstance(error, AtlasError):
        return str(error)
    if isinstance(error, MemoryError):
        return "It needs more memory than this machine has; give a smaller part of the data."
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "There is no room left on a disk: make some, or set TMPDIR to a folder that has some."
    return (
        "This is a fault of the atlas and not yours. Please report it to whoever gives the atlas out, with the "
        f"command that you called and this line, in which nothing of your data stands:\n{where_it_failed(error)}"
    )


if __name__ == "__main__":
    sys.exit(main())
