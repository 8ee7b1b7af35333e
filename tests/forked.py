"""A program that is loaded once and forked for each case: what a killed process leaves costs one start, not one a case."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]

Run = Callable[..., tuple[int, str]]
"""Runs one case, of arguments that JSON can write; its exit status as `subprocess` gives it, and what it printed."""


@contextmanager
def forked(program: str) -> Iterator[Run]:
    """Start a program that ends with `run_cases`; it ends with the context."""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        sending, receiving = process.stdin, process.stdout

        def run(*arguments: Any) -> tuple[int, str]:
            sending.write(f"{json.dumps(arguments)}\n")
            sending.flush()
            printed = ""
            while not (line := receiving.readline()).startswith(_ENDED):
                assert line, f"the program has ended after {printed!r}"
                printed += line
            return int(line.removeprefix(_ENDED)), printed

        yield run
        sending.close()


def run_cases(case: Callable[..., None]) -> None:
    """In the program: run each case that standard input gives, in a process of its own."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                case(*json.loads(line))
            except BaseException:  # noqa: BLE001 - whatever it is, nothing of the program may run after it
                traceback.print_exc()
            os._exit(1)
        print(f"{_ENDED}{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}", flush=True)


_ENDED: Final = "ended: "
