"""What the process does in which a visitor's file is read: nothing else is in it, so that its end ends nothing else.

Its memory is limited, and it cannot write a file. It is forked from a template that has everything loaded; where
processes cannot be forked it is started anew.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

from data.errors import AtlasError, FileError
from data.folders.boundaries_in_use import use_named_boundaries, use_read_boundaries
from data.imports.areas.added_files import NO_GROUND, AddedFile, Role, read_added, refused_file
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.guessing.table_columns import columns_of
from data.imports.import_tables import opened, read_opened, read_upload
from data.imports.isolation.channel import Channel, ChannelClosedError
from data.imports.isolation.parcels import (
    Parcel,
    packed_columns,
    packed_import,
    packed_refused,
    unpacked_mapping,
)
from data.imports.isolation.process_limits import virtual_bytes
from data.language import N_
from data.limits import MEGABYTE, Limits, Progress, Work, needs_too_much_memory
from data.statement import packed, refusal

JOB: Final = b"job "
"""Request: name of the file, mapping, limits and added files as JSON; then `FILE`, and one for each added file."""
FILE: Final = b"file"
"""Request: a file's content."""
PID: Final = b"pid "
"""Answer: the number of the process, before anything else."""
STEP: Final = b"step"
"""Answer: a step and its part, as JSON."""
PART: Final = b"part"
"""Answer: one part of the result, its name and a line break before its bytes."""
FAILED: Final = b"fail"
"""Answer: why the file was not read, a sentence as `data.statement.packed` gives it, as JSON."""
DONE: Final = b"done"
"""Answer: nothing more comes."""

UNKNOWN_FAULT: Final = N_(
    "The file could not be read; the atlas does not know why. Save it as CSV and try again."
)
TOO_MUCH: Final = N_(
    "The dataset takes more memory than the atlas keeps for one visitor; give a smaller part of the file, or use "
    "the command “mine-atlas import”."
)
MOST_RESULT_BYTES: Final = 25 * MEGABYTE
"""Of a dataset and its account together, as they are sent. Unpacked and with its indexes a dataset takes six times as
much in a process that answers: tests/benchmark/largest_upload.py.
"""
_SECONDS_BETWEEN_STEPS: Final = 0.1
_OPEN_FILES: Final = 64
_MOST_FILE_BYTES: Final = 4_000 * MEGABYTE
_READ_ONCE: Final = b"date,country,district,place,killed\n2020-11-23,Azerbaijan,Tartar,Madagiz,1\n"
"""What the template reads, so that all that a reading needs is loaded."""


def fork_readings(control: int) -> None:
    """Fork a process for each socket that comes over the control socket, until that ends."""
    _begin()
    with contextlib.suppress(AtlasError):
        read_upload("example.csv", _READ_ONCE)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that have ended
    with socket.socket(fileno=control) as requests:
        while (received := socket.recv_fds(requests, 1, 1))[0]:
            for descriptor in received[1]:
                if os.fork() == 0:
                    requests.close()
                    with socket.socket(fileno=descriptor) as connection:
                        _answer(Channel(connection.makefile("rb"), connection.makefile("wb")))
                    os._exit(0)
                os.close(descriptor)


def read_once() -> None:
    """Read one file that comes over standard input; the answer goes to standard output."""
    _begin()
    sending = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints is no message.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _answer(Channel(sys.stdin.buffer, sending))


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the atlas, which ends its readings
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    with contextlib.suppress(AtlasError):  # the process that started this one has read them
        use_named_boundaries()


def _answer(channel: Channel) -> None:
    """Do one job. Nothing is raised: when nobody listens any more, nobody needs an answer."""
    with contextlib.suppress(ChannelClosedError):
        channel.send(PID, str(os.getpid()).encode())
        job = json.loads(channel.receive(MEGABYTE)[1])
        content = channel.receive(_MOST_FILE_BYTES)[1]
        limits = Limits(**job["limits"])
        added = [
            AddedFile(
                Role(facts["role"]), facts["name"], channel.receive(_MOST_FILE_BYTES)[1], facts["options"]
            )
            for facts in job["added"]
        ]
        _be_first_to_go()
        restrict(limits)
        try:
            _read(channel, job["name"], content, unpacked_mapping(job["mapping"]), limits, added)
        except MemoryError:
            gc.collect()
            channel.send(FAILED, _reason(needs_too_much_memory(limits)))
        channel.send(DONE)


def _read(
    channel: Channel,
    name: str,
    content: bytes,
    mapping: ColumnMapping | None,
    limits: Limits,
    added: Sequence[AddedFile],
) -> None:
    work = Work(limits, _progress_over(channel))
    tables: list[Any] = []
    ground = None
    try:
        ground = read_added(added, work) if added else NO_GROUND
        if ground.boundaries is not None:
            use_read_boundaries(ground.boundaries)
        tables = opened([(name, content)], work)
        imported = read_opened([(name, content)], tables, mapping, work)
        parcel = packed_import(imported, ground)
        if imported.mapping is not None:
            parcel |= packed_columns(columns_of(tables, imported.mapping))
        if sum(map(len, parcel.values())) > MOST_RESULT_BYTES:
            raise FileError("", TOO_MUCH)
        _send_parts(channel, parcel)
    except (MemoryError, ChannelClosedError):
        raise
    except Exception as error:  # noqa: BLE001 - a stranger's file may break a reader; its text is not for a log
        known = error if isinstance(error, AtlasError) else AtlasError(UNKNOWN_FAULT)
        if ground is None:
            _send_parts(channel, packed_refused(refused_file(added[-1], work)))
        else:
            _send_columns(channel, tables, mapping)
        channel.send(FAILED, _reason(known))


def _reason(error: AtlasError) -> bytes:
    return json.dumps(packed(refusal(error))).encode("utf-8", "replace")


def _send_columns(channel: Channel, tables: list[Any], mapping: ColumnMapping | None) -> None:
    """The columns of a file that could not be read, to be corrected; nothing where no table was found in it."""
    with contextlib.suppress(AtlasError, ValueError, LookupError, TypeError):
        _send_parts(channel, packed_columns(columns_of(tables, mapping)))


def _send_parts(channel: Channel, parcel: Parcel) -> None:
    for title, part in parcel.items():
        channel.send(PART, title.encode() + b"\n" + part)


def _progress_over(channel: Channel) -> Progress:
    last = 0.0

    def send_step(step: str, part: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS_BETWEEN_STEPS:
            last = now
            channel.send(STEP, json.dumps([step, part]).encode())

    return send_step


def restrict(limits: Limits) -> None:
    """Limit this process to the memory that a reading may take, to its time, and to writing no file.

    Where the system has no such limits (Windows), only the clock of the atlas ends it.
    """
    try:
        import resource
    except ImportError:
        return
    seconds = int(2 * limits.seconds) + 10  # of the processor, should nobody be left to end it
    ceilings = {
        resource.RLIMIT_AS: virtual_bytes() + limits.memory_bytes,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
    }
    for kind, ceiling in ceilings.items():
        with contextlib.suppress(OSError, ValueError):  # a system may know a limit and not let it be set
            resource.setrlimit(kind, (ceiling, ceiling))


def _be_first_to_go() -> None:
    """Where memory ends, let the system end this process and not the atlas."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123
        score.write("1000")
