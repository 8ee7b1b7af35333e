"""A command that is stopped ends in a sentence, with the status that shells know, and leaves nothing half-written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

import app
from components.application.commands import brief_command
from data.cluster import partitions
from data.folders import new_folder, replaced
from data.tables.layers.districts import BUNDLED

ROOT: Final = Path(app.__file__).parent
STATUS: Final = {signal.SIGINT: 130, signal.SIGTERM: 143}
_WHILE_LOADING: Final = """
import os, sys
class Stop:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), {number})
sys.meta_path.insert(0, Stop())
import app
sys.exit(app.main(["check", "no-such-file.csv"]))
"""


def stopping(number: int) -> Callable[..., Any]:
    """What sends a signal to this process, whatever it is called with."""

    def stop(*_arguments: Any) -> None:
        os.kill(os.getpid(), number)

    return stop


@pytest.mark.parametrize("number", STATUS)
@pytest.mark.parametrize("module", ["pandas", "components.application.commands.command_line"])
def test_a_command_that_still_loads_is_stopped_in_a_sentence(number: int, module: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _WHILE_LOADING.format(module=module, number=int(number))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == STATUS[signal.Signals(number)]
    assert ended.stderr.strip().startswith("It was stopped")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("number", STATUS)
def test_a_command_at_work_is_stopped_in_a_sentence(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(brief_command, "read_folder", stopping(number))
    before = [signal.getsignal(each) for each in STATUS]
    assert app.main(["brief", "--out", "a.csv"]) == STATUS[signal.Signals(number)]
    assert capsys.readouterr().err.strip().startswith("No file was written.\nIt was stopped")
    assert [signal.getsignal(each) for each in STATUS] == before


class Ending:
    """An object whose end is where a signal arrives."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)


def test_a_signal_that_arrives_inside_a_finaliser_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(*_arguments: Any) -> None:
        ending = Ending()
        del ending
        signal.pause()  # until it comes again

    monkeypatch.setattr(brief_command, "read_folder", work)
    assert app.main(["brief", "--out", "a.csv"]) == STATUS[signal.SIGINT]
    assert "It was stopped by Ctrl+C." in capsys.readouterr().err


def test_another_error_that_a_library_makes_of_it_is_still_a_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(*_arguments: Any) -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except KeyboardInterrupt as error:
            raise ImportError("half a module") from error

    monkeypatch.setattr(brief_command, "read_folder", work)
    assert app.main(["brief", "--out", "a.csv"]) == STATUS[signal.SIGTERM]
    assert "a fault of the atlas" not in capsys.readouterr().err


@pytest.mark.parametrize("number", STATUS)
def test_nothing_half_written_stays(number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    parts, brief, report = out / "parts", out / "brief.csv", out / "columns.json"
    table = tmp_path / "table.csv"
    table.write_text("date,killed,latitude,longitude\n2020-11-23,1,40.34,46.93\n", encoding="utf-8")
    commands = [
        (partitions, "write_manifest", ["partition", str(BUNDLED), "--out", str(parts), "--rows", "60"]),
        (new_folder, "_put_in_place", ["import", str(table), "--out", str(parts)]),
        (replaced, "replace_file", ["brief", "--out", str(brief)]),
        (replaced, "replace_file", ["check", str(table), "--columns-out", str(report)]),
    ]
    for module, name, arguments in commands:
        out.mkdir()
        with monkeypatch.context() as patched:
            patched.setattr(module, name, stopping(number))
            assert app.main(arguments) == STATUS[signal.Signals(number)], arguments
        assert list(out.iterdir()) == [], arguments
        assert app.main(arguments) == 0, arguments  # and may be called again
        shutil.rmtree(out)
