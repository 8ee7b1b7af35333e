"""Runs all tests of a checkout, with nothing to prepare: python3 tests/run.py [pytest arguments]

Makes the virtual environment .venv-tests beside pyproject.toml, installs the atlas into it as it
stands here, finds a Chromium for the browser tests, and starts pytest. Needs Python 3.11 alone.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent
ENVIRONMENT: Final = CHECKOUT / ".venv-tests"
PYTHON: Final = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP: Final = ENVIRONMENT / "installed-for"

LOCK: Final = "requirements.lock"
"""Exact versions and hashes; `python3 .ci/lock` writes it."""

CHROMIUM: Final = "MINE_ATLAS_CHROMIUM"
"""The environment variable that names the browser, to this program and to the tests."""

COMMANDS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES: Final = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Chromium\Application\chrome.exe",
)
"""Where macOS and Windows keep the browser."""

PACKAGES: Final = ("chromium", "libatomic1")
"""Debian's names of the browser, and of a library that Playwright's own Node.js needs."""

POSTGRESQL: Final = "MINE_ATLAS_POSTGRESQL"
"""The environment variable with the address of a PostgreSQL server, to the tests."""
START_SECONDS: Final = 60.0

ATLAS: Final = "MINE_ATLAS_SERVED"
"""The environment variable with the address of an atlas that both processes of browser tests share, to the tests."""
CLAIMS: Final = "MINE_ATLAS_CLAIMS"
"""The environment variable with a folder in which each process notes the browser tests that it takes, to the tests."""

BROWSER_TESTS: Final = "tests/browser/test_*.py"
OTHER_TESTS: Final = ("tests/unit", "tests/property")

IS_CI: Final = os.environ.get("CI") == "true"


def main(arguments: list[str]) -> int:
    """Run pytest with `arguments`; its exit status, or 1 after a sentence on what is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets this far, and then this sentence
        return _stopped(f"The atlas needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    try:
        prepare_environment()
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "On Debian, venv is a package of its own: apt-get install python3-venv" if _is_debian() else ""
        return _stopped(f"The environment for the tests could not be made: {error}\n{hint}".rstrip())
    named = os.environ.get(CHROMIUM)
    if named and not shutil.which(named):
        return _stopped(f"{CHROMIUM} is {named}, which is not a program.")
    chromium = shutil.which(named) if named else found_chromium() or installed_chromium()
    if chromium is None:
        print(f"There is no Chromium or Chrome here. To run the browser tests: {install_command()}")
        print(f"Or set {CHROMIUM} to a browser's path.")
        if IS_CI:
            return _stopped("With CI=true the browser tests must run.")
        print("Going on without the browser tests.", flush=True)
    else:
        print(f"Browser: {chromium}", flush=True)
        os.environ[CHROMIUM] = chromium
    if os.name == "posix" and not found_nginx():
        install_debian("nginx-light")
    if not found_nginx():
        print("There is no nginx here; going on without the tests of several servers.", flush=True)
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp" if os.name == "posix" else None) as folder:  # noqa: S108 - a socket's path is short
        server = None if os.environ.get(POSTGRESQL) else started_postgresql(Path(folder))
        if not os.environ.get(POSTGRESQL):
            print(f"There is no PostgreSQL here. To run its tests, install it, or set {POSTGRESQL}.")
            if IS_CI:
                return _stopped("With CI=true the tests on PostgreSQL must run.")
            print("Going on without them.", flush=True)
        try:
            return run_pytest(arguments)
        finally:
            stop(server)


def started_postgresql(folder: Path) -> subprocess.Popen[bytes] | None:
    """A PostgreSQL of these tests alone, on a socket in a folder, and its address in the environment; None without one."""
    programs = (found_postgresql() or installed_postgresql()) if os.name == "posix" else None
    if programs is None:
        return None
    install_postgis(programs)
    log = folder / "log"
    with log.open("wb") as file:
        account = {
            **_account(folder),
            "cwd": folder,
            "stdin": subprocess.DEVNULL,
            "stdout": file,
            "stderr": file,
        }
        make = ["--pgdata=data", "--auth=trust", "--username=atlas", "--no-locale", "--encoding=UTF8"]
        made = subprocess.run([programs / "initdb", *make], check=False, **account)
        # What a crash would lose is no loss here.
        settings = (
            "listen_addresses=",
            f"unix_socket_directories={folder}",
            "fsync=off",
            "max_connections=60",
        )
        run: list[str | Path] = [
            programs / "postgres",
            "-D",
            "data",
            *(part for one in settings for part in ("-c", one)),
        ]
        server = subprocess.Popen(run, **account) if made.returncode == 0 else None
    if server is not None and _answers(server, [programs / "pg_isready", "--quiet", f"--host={folder}"]):
        os.environ[POSTGRESQL] = f"postgresql://atlas@/postgres?host={folder}"
        print(f"PostgreSQL: {programs}", flush=True)
        return server
    print(
        f"PostgreSQL did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}", flush=True
    )
    stop(server)
    return None


def _account(folder: Path) -> dict[str, Any]:
    """As whom PostgreSQL runs: not as root, who gives it the folder."""
    if not _is_root():
        return {}
    import pwd  # not on Windows

    named = {one.pw_name: one for one in pwd.getpwall()}
    user = named.get("postgres") or named["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _answers(server: subprocess.Popen[bytes], ready: list[str | Path]) -> bool:
    """Whether a server that was started takes connections, within a minute."""
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        if subprocess.run(ready, check=False).returncode == 0:
            return True
        time.sleep(0.1)
    return False


def stop(server: subprocess.Popen[bytes] | None) -> None:
    """End a PostgreSQL, with the connections that it has."""
    if server is None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(START_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def found_postgresql() -> Path | None:
    """The folder with the programs of the newest PostgreSQL that is installed; None without one."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    found = [*([Path(on_path).resolve()] if on_path else []), *debian]
    return found[-1].parent if found else None


def found_nginx() -> str | None:
    """The path of nginx; None without one."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))


def installed_postgresql() -> Path | None:
    """Debian's PostgreSQL, installed now; None where that is not possible."""
    install_debian("postgresql")
    return found_postgresql()


def install_postgis(programs: Path) -> None:
    """Install PostGIS beside Debian's PostgreSQL, where it is missing."""
    if programs.is_relative_to("/usr/lib/postgresql"):
        version = programs.parts[-2]
        if not Path(f"/usr/share/postgresql/{version}/extension/postgis.control").exists():
            install_debian(f"postgresql-{version}-postgis-3")


def install_debian(*packages: str) -> None:
    """Install packages with Debian's apt-get, where that is possible."""
    if not (_is_debian() and _is_root() and shutil.which("apt-get")):
        return
    print(f"Installing Debian's {' '.join(packages)}.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "--quiet=2"], install):
        subprocess.run(command, env=quiet, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def run_pytest(arguments: list[str]) -> int:
    """Run what the arguments name, or everything on two processors: one begins with the browser's tests, the other with
    the others, and the one that is done first takes from what the other has left.

    Each starts one browser at most: in a file of browser tests where both are, each takes the next test that the other
    has not taken. What the second prints comes in the end.
    """
    pytest = [str(PYTHON), "-m", "pytest", *arguments]
    if any(not argument.startswith("-") for argument in arguments):
        return subprocess.run(pytest, cwd=CHECKOUT, check=False).returncode
    print("What the second processor runs is printed in the end.", flush=True)
    browser, others = browser_tests(), deque(OTHER_TESTS)
    statuses: list[int] = []
    browser_ended = threading.Event()

    def run(paths: Iterable[str], output: IO[bytes] | None = None) -> None:
        run_by = subprocess.run([*pytest, *paths], cwd=CHECKOUT, check=False, stdout=output, stderr=output)
        statuses.append(run_by.returncode)

    def run_first() -> None:
        run(browser)
        browser_ended.set()
        while (folder := _taken(others.pop)) is not None:
            run([folder])

    def run_second(output: IO[bytes]) -> None:
        while (folder := _taken(others.popleft)) is not None:
            run([folder], output)
        if not browser_ended.is_set():
            run(reversed(browser), output)

    with (
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as log,
        tempfile.TemporaryDirectory(prefix="claims-") as claims,
    ):
        os.environ[CLAIMS] = claims
        atlas = started_atlas(log) if os.environ.get(CHROMIUM) else None
        second = threading.Thread(target=run_second, args=(output,))
        second.start()
        try:
            run_first()
        finally:
            browser_ended.set()
            others.clear()
            second.join()
            output.seek(0)
            print(output.read().decode(errors="replace"), flush=True)
            if atlas is not None:
                atlas.terminate()
                atlas.wait()
        log.seek(0)
        noted = log.read().decode(errors="replace")
    if "Traceback" in noted:
        return _stopped(f"The atlas of the browser tests noted an error:\n{noted}")
    return next((status for status in statuses if status), 0)


def started_atlas(log: IO[bytes]) -> subprocess.Popen[bytes]:
    """An atlas of the data that ship, which the tests wait for at the address in the environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    os.environ[ATLAS] = f"http://127.0.0.1:{port}"
    return subprocess.Popen([PYTHON, "app.py", "--port", port], cwd=CHECKOUT, stdout=log, stderr=log)


def browser_tests() -> Sequence[str]:
    """The files of browser tests."""
    return sorted(str(path.relative_to(CHECKOUT)) for path in CHECKOUT.glob(BROWSER_TESTS))


def _taken(take: Callable[[], str]) -> str | None:
    """What no processor has taken yet; None when there is none left."""
    try:
        return take()
    except IndexError:
        return None


def prepare_environment() -> None:
    """Make the environment from the lock, or keep it when it was made for this lock, pyproject.toml and Python."""
    made_from = b"".join((CHECKOUT / name).read_bytes() for name in ("pyproject.toml", LOCK))
    expected = hashlib.sha256(made_from + sys.version.encode()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == expected and PYTHON.exists():
        print(f"Environment: {ENVIRONMENT.name}, as it is.", flush=True)
        return
    print(f"Environment: making {ENVIRONMENT.name}; this takes a minute or two.", flush=True)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    (ENVIRONMENT / ".gitignore").write_text("*\n")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    if (CHECKOUT / LOCK).read_text(encoding="utf-8").startswith(heading_of_lock()):
        subprocess.run([*pip, "--require-hashes", "--requirement", LOCK], cwd=CHECKOUT, check=True)
        subprocess.run(
            [*pip, "--no-deps", "--no-build-isolation", "--editable", "."], cwd=CHECKOUT, check=True
        )
    else:
        print(
            f"{LOCK} is of another Python or system; the newest versions within the bounds are installed.",
            flush=True,
        )
        subprocess.run([*pip, "--editable", ".[test,lint]"], cwd=CHECKOUT, check=True)
    STAMP.write_text(expected)


def heading_of_lock() -> str:
    """How a lock begins that is of this Python and this system."""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"# {platform.python_implementation()} {version}, {sys.platform} {platform.machine()};"


def found_chromium() -> str | None:
    """The path of a browser that is installed; None without one."""
    places = (Path(os.path.expandvars(place)).expanduser() for place in PLACES)
    installed = [path for command in COMMANDS if (path := shutil.which(command))]
    return next(iter([*installed, *(str(place) for place in places if place.is_file())]), None)


def installed_chromium() -> str | None:
    """The path of Debian's Chromium, installed now; None where that is not possible."""
    install_debian(*PACKAGES)
    return shutil.which("chromium")


def install_command() -> str:
    """The one command that installs a browser here."""
    if sys.platform == "darwin":
        return "brew install --cask chromium"
    if sys.platform == "win32":
        return "winget install Google.Chrome"
    if shutil.which("dnf"):
        return "sudo dnf install chromium"
    return "sudo apt-get install chromium"


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _stopped(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
