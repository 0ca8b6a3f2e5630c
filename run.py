"""Starts Värdekedjan, or tests it, with nothing but Python: `python3 run.py` and `python3 run.py test`.

Makes a private environment in `.venv` from the hashed lock, once, and again when the lock changes.
Standard library only.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one line an older Python must still understand
    sys.exit("Värdekedjan needs Python 3.11 or newer / behöver Python 3.11 eller nyare.")

import argparse
from dataclasses import dataclass
import glob
import hashlib
import importlib.util
import locale
import os
from pathlib import Path
import shutil
import signal
import socket
import subprocess
import time
import tomllib
import urllib.error
import urllib.request

from reports.texts import text

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PORTS_TRIED = 50
START_SECONDS = 60
STOP_SECONDS = 10
MOST_CORES = 7
"""With more of them, the workers would need more memory than most have: each has a browser, a server and databases."""


@dataclass(frozen=True)
class Tool:
    """A program the tests drive that pip cannot bring: what it is called, Debian's package for it, who needs it, and
    where it may be found when it is not on the path."""

    commands: tuple[str, ...]
    package: str
    needed_by: str
    kept: tuple[str, ...]


CHROME = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    os.path.join(os.environ.get("PROGRAMFILES", "/nowhere"), "Google/Chrome/Application/chrome.exe"),
)
OFFICE = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    os.path.join(os.environ.get("PROGRAMFILES", "/nowhere"), "LibreOffice/program/soffice.exe"),
)
WRITER = (
    "/usr/lib/libreoffice/program/swriter",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    os.path.join(os.environ.get("PROGRAMFILES", "/nowhere"), "LibreOffice/program/swriter.exe"),
)
IMPRESS = (
    "/usr/lib/libreoffice/program/simpress",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    os.path.join(os.environ.get("PROGRAMFILES", "/nowhere"), "LibreOffice/program/simpress.exe"),
)
TOOLS = (
    Tool(("chromium", "chromium-browser", "google-chrome", "chrome"), "chromium", "tests/browser", CHROME),
    Tool(("initdb",), "postgresql", "tests/storage", ("/usr/lib/postgresql/*/bin/initdb",)),
    Tool(("soffice", "libreoffice"), "libreoffice-calc", "tests/reports", OFFICE),
    Tool(("lowriter",), "libreoffice-writer", "tests/reports", WRITER),
    Tool(("loimpress",), "libreoffice-impress", "tests/reports", IMPRESS),
)


def main(arguments: list[str]) -> int:
    """Start the app, or with `test` first: run every check. Returns the exit code."""
    speak_utf8()
    if arguments[:1] == ["test"]:
        return run_tests(arguments[1:])
    return serve(read_options(arguments))


def speak_utf8() -> None:
    """Let å, ä and ö out on consoles that were told otherwise."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)


def say(key: str, **values: object) -> None:
    """Print a sentence in the language of the computer."""
    print(text(language(), f"start.{key}", **values), flush=True)


def language() -> str:
    """Swedish on a computer set to Swedish, else English."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")] + [locale.getlocale()[0] or ""]
    return "sv" if next(filter(None, names), "").lower().startswith(("sv", "swedish")) else "en"


def read_options(arguments: list[str]) -> argparse.Namespace:
    """The options of the start command."""
    parser = argparse.ArgumentParser(prog="run.py", description=text(language(), "start.about"))
    parser.add_argument("--port", type=int, help=text(language(), "start.port"))
    parser.add_argument("--data", type=Path, help=text(language(), "start.data"))
    parser.epilog = text(language(), "start.test")
    return parser.parse_args(arguments)


# --- the environment -------------------------------------------------------------------------------------------------


def environment(lock: Path) -> Path:
    """The Python of `.venv` with everything that `lock` names installed; quick when nothing has changed."""
    stamp = VENV / f"{lock.stem}.stamp"
    wanted = fingerprint(lock)
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and venv_python().exists()):
        say("preparing")
        make_venv()
        stamp.unlink(missing_ok=True)
        install(lock)
        stamp.write_text(wanted, encoding="utf-8")
    return venv_python()


def fingerprint(lock: Path) -> str:
    """What an environment must have been made from to be used as it is: this lock, this Python, this place."""
    parts = (lock.read_bytes(), repr(sys.version_info[:2]).encode(), str(VENV).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_venv() -> None:
    """A bare environment: Debian without its python3-venv package can make one as long as pip is not asked for."""
    if Path(sys.prefix).resolve() == VENV:
        return
    current = any(stamp.exists() for stamp in VENV.glob("*.stamp")) and python_of(VENV) == sys.version_info[:2]
    options = ["--without-pip"] if current else ["--without-pip", "--clear"]
    call([sys.executable, "-m", "venv", *options, str(VENV)])


def python_of(venv: Path) -> tuple[int, ...]:
    """The (major, minor) version an environment was made for, or () when it cannot be read."""
    lines = (venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines() if (venv / "pyvenv.cfg").exists() else []
    settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return tuple(int(part) for part in settings.get("version", "").split(".")[:2] if part.isdigit())


def install(lock: Path) -> None:
    """Install exactly what the lock says; every file is checked against its hash, and nothing is built here."""
    call([*pip(), "install", "-qq", "--no-input", "--require-hashes", "--only-binary=:all:", "-r", str(lock)])


def pip() -> list[str]:
    """The pip that will fill the environment: this Python's own, or one put into the environment by Python itself."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(venv_python()), "--disable-pip-version-check"]
    if importlib.util.find_spec("ensurepip"):
        call([str(venv_python()), "-m", "ensurepip"])
        return [str(venv_python()), "-m", "pip", "--disable-pip-version-check"]
    say("no_pip")
    raise SystemExit(2)


def call(command: list[str]) -> None:
    """Run a step of the preparation; a step that fails ends the whole start with its exit code."""
    code = subprocess.run(command, check=False, cwd=HERE).returncode
    if code:
        say("step_failed", command=" ".join(command))
        raise SystemExit(code)


# --- the app ---------------------------------------------------------------------------------------------------------


def serve(options: argparse.Namespace) -> int:
    """Start the app on a free port, say where it is, and stay until it ends or is told to stop."""
    python = environment(HERE / "requirements.txt")
    wanted = {"VARDEKEDJAN_DATA": options.data and options.data.resolve(), "VARDEKEDJAN_PORT": options.port}
    told = {**os.environ, **{name: str(value) for name, value in wanted.items() if value is not None}}
    settings = settings_that_count(python, told)
    first = settings["VARDEKEDJAN_PORT"]
    port = free_port(first)
    if port is None:
        say("no_port", first=first, last=first + PORTS_TRIED - 1)
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app = subprocess.Popen([str(python), "app.py"], cwd=HERE, env={**told, "VARDEKEDJAN_PORT": str(port)})
    try:
        if answers(app, f"http://{reached_at(settings['VARDEKEDJAN_ADDRESS'])}:{port}"):
            address = f"http://localhost:{port}/{settings['VARDEKEDJAN_BASE_PATH']}".rstrip("/")
            say("ready", address=address, data=settings["DATABASE_URL"])
        return app.wait()
    except KeyboardInterrupt:
        return stop(app)


def settings_that_count(python: Path, told: dict[str, str]) -> dict:
    """What is set in the environment and the settings file, read by the program itself; it says what is wrong."""
    command = [str(python), "-m", "storage", "settings", "--lang", language()]
    done = subprocess.run(command, check=False, cwd=HERE, env=told, stdout=subprocess.PIPE)
    if done.returncode:
        raise SystemExit(done.returncode)
    return tomllib.loads(done.stdout.decode())


def reached_at(address: str) -> str:
    """Where this computer reaches a program that listens to this address."""
    if address in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{address}]" if ":" in address else address


def free_port(first: int) -> int | None:
    """The first port from `first` on that nobody listens on."""
    return next((port for port in range(first, min(first + PORTS_TRIED, 65536)) if is_free(port)), None)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":  # elsewhere than on Windows a port that was closed a moment ago may be taken at once
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(app: subprocess.Popen, address: str) -> bool:
    """Wait until the app answers for its health; False when it ended, or took too long and is left to go on."""
    deadline = time.monotonic() + START_SECONDS
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # this computer is not behind any proxy
    while app.poll() is None and time.monotonic() < deadline:
        try:
            with direct.open(f"{address}/api/health", timeout=5) as answer:
                return answer.status == 200
        except urllib.error.HTTPError:
            return True  # it is there; its pages tell what is wrong with the database
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def stop(app: subprocess.Popen) -> int:
    """Let the app finish what it is doing, then end it."""
    say("stopping")
    if app.poll() is None:
        app.terminate()
    try:
        app.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        app.kill()
    return 0


# --- the tests -------------------------------------------------------------------------------------------------------


def run_tests(arguments: list[str]) -> int:
    """Style, arrows between rooms, then every test; all of them run even when an earlier one fails."""
    python = environment(HERE / "requirements-test.txt")
    missing = missing_tools()
    if missing:
        return missing
    checks = (
        ("ruff check", ["-m", "ruff", "check", "."]),
        ("ruff format", ["-m", "ruff", "format", "--check", "."]),
        ("lint-imports", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    )
    failed = [name for name, command in checks if quiet_check(python, name, command)]
    # One worker more than there are cores: there is always one that waits for a browser, a server or a disk.
    workers = min(os.cpu_count() or 2, MOST_CORES) + 1
    spread = ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"]  # in the order of tests/conftest.py
    code = subprocess.run([str(python), "-m", "pytest", *spread, *arguments], check=False, cwd=HERE).returncode
    return code or bool(failed)


def quiet_check(python: Path, name: str, command: list[str]) -> int:
    """Run one check; its words are shown only when it finds something."""
    done = subprocess.run([str(python), *command], check=False, cwd=HERE, capture_output=True)
    if done.returncode:
        print((done.stdout + done.stderr).decode(errors="replace"))
    say("check_failed" if done.returncode else "check_passed", check=name)
    return done.returncode


def missing_tools() -> int:
    """Install the programs the tests drive where that is allowed; else say what to do. Returns 0 when all are there."""
    missing = [tool for tool in TOOLS if not find(tool)]
    if not missing:
        return 0
    packages = [tool.package for tool in missing]
    say("tools_missing", tools=", ".join(packages), needed_by=", ".join(tool.needed_by for tool in missing))
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        say("tools_by_hand", command="sudo apt-get update && sudo apt-get install " + " ".join(packages))
        return 2
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *step], check=False, env=quietly, stdin=subprocess.DEVNULL)
    still = [tool.package for tool in missing if not find(tool)]
    if still:
        say("tools_failed", tools=", ".join(still))
    return 2 if still else 0


def find(tool: Tool) -> str | None:
    """Where the program is, or None: on the path, or where the system keeps it beside the path."""
    on_path = (shutil.which(command) for command in tool.commands)
    beside = (path for pattern in tool.kept for path in sorted(glob.glob(pattern)))
    return next(filter(None, (*on_path, *beside)), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
