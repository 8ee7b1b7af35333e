"""The command that starts the atlas: what it refuses and in which words, and whom it then serves."""

from __future__ import annotations

import errno
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from flask import Flask

import app
from components.application.commands import brief_command, start_command
from components.map import style
from data.folders.replaced import replace_files
from tests.tables import incident, tables, write_folder

APP: Final = Path(app.__file__)
PAGES: Final = {
    "alembic",
    "dash",
    "dash_ag_grid",
    "dash_mantine_components",
    "flask",
    "gunicorn",
    "matplotlib",
    "plotly",
    "pptx",
    "reportlab",
    "sqlalchemy",
}
"""Packages that draw and serve pages and files, or open a collection, which take longer to load than most commands to do
their work.
"""


class Started:
    """What the command would have served."""

    server: Flask
    listening: tuple[str, int, int]

    def status(self, host: str) -> int:
        """The status with which a request under this Host header is answered."""
        return self.server.test_client().get("/healthz", headers={"Host": host}).status_code


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, unprepared: None) -> Started:
    """Filled by `app.main`, which then returns instead of serving."""
    started = Started()

    def keep(server: Flask, host: str, port: int, workers: int, _proxy: str) -> None:
        started.server, started.listening = server, (host, port, workers)

    monkeypatch.setattr(start_command, "serve", keep)
    monkeypatch.setattr(start_command, "check_port", lambda _host, _port: None)
    return started


def test_without_arguments_the_bundled_data_are_served_to_this_machine(
    started: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main([]) == 0
    printed = capsys.readouterr().out
    assert "165 incidents, as of 2026-11-28" in printed
    assert "http://127.0.0.1:8050" in printed
    assert started.listening == ("127.0.0.1", 8050, 1)
    assert started.status("127.0.0.1:8050") == 200
    assert started.status("atlas.example.org") == 403


def test_pages_and_layers_are_made_before_it_is_served(
    monkeypatch: pytest.MonkeyPatch, started: Started
) -> None:
    made: list[str] = []
    for module, name in (
        (style, "prepare"),
        (start_command, "prepare_pages"),
        (start_command, "serve"),
    ):
        monkeypatch.setattr(module, name, lambda *_what, name=name: made.append(name))
    assert app.main([]) == 0
    assert made == ["prepare", "prepare_pages", "serve"]


def test_a_public_address_is_announced_and_its_host_is_served(
    started: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(["--public-url", "https://Atlas.Example.org/"]) == 0
    assert "https://Atlas.Example.org (stop" in capsys.readouterr().out
    assert started.status("atlas.example.org") == 200
    assert started.status("atlas.example.org:443") == 200
    assert started.status("other.example.org") == 403


def test_the_host_that_it_listens_on_is_served(started: Started) -> None:
    assert app.main(["--host", "atlas.local", "--port", "8123"]) == 0
    assert started.status("atlas.local:8123") == 200


@pytest.mark.usefixtures("started")
def test_columns_that_are_not_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    incidents = write_folder(tmp_path, tables()) / "incidents.csv"
    header, *rows = incidents.read_text(encoding="utf-8").splitlines()
    incidents.write_text(
        "\n".join([f"{header},victim_name", *(f"{row},A. B." for row in rows)]), encoding="utf-8"
    )
    assert app.main(["--data", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "Not read, because the atlas has no such column: incidents.csv: victim_name" in printed
    assert "A. B." not in printed


@pytest.mark.usefixtures("started")
def test_a_row_that_cannot_be_used_is_named_and_nothing_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path, tables(incidents=[incident(date_start="4 May 2021")], casualties=[], sources=[]))
    assert app.main(["--data", str(tmp_path)]) == 1
    complaint = capsys.readouterr().err
    assert complaint.startswith("The atlas was not started.\n")
    assert (
        "incidents.csv, row 2, column date_start: found “4 May 2021”; Write a day as YYYY-MM-DD" in complaint
    )


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (
            ["--data", "no-such-folder"],
            1,
            "no-such-folder: This is not a folder; name the one that holds incidents.csv.",
        ),
        (["--port", "80x"], 2, "“80x” is not a port; use a number from 1 to 65535"),
        (["--port", "0"], 2, "“0” is not a port; use a number from 1 to 65535"),
        (["--port", "65536"], 2, "“65536” is not a port; use a number from 1 to 65535"),
        (
            ["--public-url", "atlas.example.org"],
            2,
            "“atlas.example.org” is not an address; write it as https://",
        ),
        (["--public-url", "ftp://atlas.example.org"], 2, "“ftp://atlas.example.org” is not an address"),
        (["--workers", "many"], 2, "“many” is no number of processes; use 1 to 64"),
        (["--workers=-3"], 2, "“-3” is no number of processes"),
        (["--workers", "0"], 2, "“0” is no number of processes"),
        (["--host", ""], 2, "“” is no name or address of this machine"),
        (["--host", "a b"], 2, "“a b” is no name or address of this machine"),
        (["--public-url", "http://[::1"], 2, "“http://[::1” is not an address"),
    ],
)
def test_a_wrong_argument_ends_in_a_sentence(
    arguments: list[str], status: int, sentence: str, started: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        ended: int | str | None = app.main(arguments)
    except SystemExit as end:
        ended = end.code
    output = capsys.readouterr()
    assert ended == status
    assert sentence in output.err
    assert "Traceback" not in output.err
    assert "The atlas is at" not in output.out
    assert not hasattr(started, "server")


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["--data", "no-such-folder"], 1, "no-such-folder: This is not a folder;"),
        (["--port", "80x"], 2, "“80x” is not a port; use a number from 1 to 65535"),
    ],
)
def test_the_program_ends_with_that_sentence_and_its_status(
    arguments: list[str], status: int, sentence: str, tmp_path: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", str(APP), *arguments],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == status
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "The atlas is at" not in ended.stdout


def test_the_help_explains_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        app.main(["--help"])
    text = capsys.readouterr().out
    for option in ("--host", "--port", "--data", "--workers", "--public-url"):
        explained = text.split(f"  {option} ", 1)[1].split("\n  --", 1)[0]
        assert len(explained.split()) > 3, option


def test_a_port_in_use_is_reported_before_anything_starts(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert app.main(["--port", str(port)]) == 1
    output = capsys.readouterr()
    assert f"Port {port} of 127.0.0.1 cannot be used" in output.err
    assert "The atlas is at" not in output.out


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (ZeroDivisionError("a name of somebody"), 1, "This is a fault of the atlas and not yours."),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "There is no room left on a disk"),
        (MemoryError(), 1, "It needs more memory than this machine has"),
        (KeyboardInterrupt(), 130, "It was stopped by Ctrl+C."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_any_error_of_a_command_is_a_sentence(
    error: BaseException,
    status: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_folder: Path, *_progress: object) -> None:
        raise error

    monkeypatch.setattr(brief_command, "read_folder", fail)
    assert app.main(["brief", "--out", "a.csv"]) == status
    output = capsys.readouterr().err
    assert output.lstrip().startswith("No file was written.\n")
    assert sentence in output
    assert "Traceback" not in output
    assert "somebody" not in output


def test_a_brief_for_which_there_is_no_room_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parts() -> Iterator[bytes]:
        yield b"a part"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        replace_files({tmp_path / "a.md": [b"whole"], tmp_path / "b.md": parts()})
    assert list(tmp_path.iterdir()) == []


def test_a_command_without_pages_loads_nothing_of_them(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("date,killed,latitude,longitude\n2020-11-23,1,40.34,46.93\n", encoding="utf-8")
    script = (
        "import sys, app\n"
        f"assert app.main(['check', {str(table)!r}]) == 0\n"
        f"print(sorted({PAGES!r} & {{name.split('.')[0] for name in sys.modules}}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        cwd=APP.parent,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "1 row" in done.stdout
    assert done.stderr.splitlines()[-1] == "[]"
