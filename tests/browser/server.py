"""The app as its own process on a fresh data folder, watched so that it talks to nobody outside this computer."""

from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
import os
from pathlib import Path
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from chain.people import LOCAL, Acting
from chain.plan.starter import worked_example
from chain.procurement.starter import example_from
from storage import operations
from storage.operations import plan, procurement
from storage.store import Store, open_store
from tests.acting import home_of
from tests.browser.on_a_day import turn_to

ROOT = Path(__file__).resolve().parents[2]
WATCH = Path(__file__).parent / "watch"
START_SECONDS = 180
PROCUREMENT, DAY = "work-training", "days-ahead.txt"
PORTFOLIO = worked_example().id


@dataclass(frozen=True)
class Server:
    """A running app: its address, its data folder, and the file in which outward calls would be written down."""

    address: str
    data: Path
    calls: Path
    process: subprocess.Popen
    output: Path
    port: int

    def interventions(self) -> list[str]:
        """The ids of the interventions that this server keeps."""
        store = open_store(self.data / "vardekedjan.db")
        found = operations.find_interventions(store, Acting("a reader", home_of(store).id)).shown
        return [each.id for each in found]

    def outside_calls(self) -> list[str]:
        """The addresses outside this computer that the server process tried to reach or to look up."""
        return [line for line in self.calls.read_text(encoding="utf-8").splitlines() if not line.startswith("watching")]

    def turn_to(self, day: date) -> None:
        """It becomes this day there, for a server that was started on a day of its own."""
        turn_to(self.calls.with_name(DAY), day)

    def watched(self) -> bool:
        """Whether the watch was on in the server process at all."""
        return "watching" in self.calls.read_text(encoding="utf-8")


@cache
def example_database() -> sqlite3.Connection:
    """The example municipality's database, made once by each process of the tests, to be copied from."""
    with tempfile.TemporaryDirectory(prefix="vardekedjan-test-") as folder:
        file = Path(folder) / "vardekedjan.db"
        with closing(open_store(file)) as store:
            operations.start_with_example(store, LOCAL)
            put_procurement(store)
            plan.add_portfolio(store, Acting(LOCAL, home_of(store).id), worked_example())
        kept = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(file)) as made:
            made.backup(kept)
    return kept


def put_procurement(store: Store) -> None:
    """A procurement as the page begins it from the worked example, so that its pages have something to show."""
    home = home_of(store)
    procurement.begin(store, Acting(LOCAL, home.id), example_from(date.today(), PROCUREMENT, home.name))


def put_example(data: Path) -> None:
    """Put a copy of the example municipality in a data folder."""
    data.mkdir()
    with closing(sqlite3.connect(data / "vardekedjan.db")) as copy:
        example_database().backup(copy)


@contextmanager
def running(example: bool = False, day: date | None = None, put: Callable[[Path], None] | None = None, **settings: str):
    """Start the app on a fresh folder, empty or with the example municipality, and stop it gently afterwards.

    `put` fills the folder of data first; `day` is the day that it shall be there; `settings` are set in its
    environment."""
    folder = Path(tempfile.mkdtemp(prefix="vardekedjan-test-"))
    put = put_example if example else put
    if put:
        put(folder / "data")
    server = start(folder / "data", folder, free_port(), day, **settings)
    try:
        wait_until_healthy(server)
        yield server
    finally:
        stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(data: Path, folder: Path, port: int, day: date | None = None, **settings: str) -> Server:
    """Start the process; `tests/browser/watch` lies first on its import path and begins to watch before the app."""
    calls, output = folder / "calls.txt", folder / "output.txt"
    calls.touch()
    changes = {
        "VARDEKEDJAN_DATA": str(data),
        "VARDEKEDJAN_PORT": str(port),
        "WATCHED_CALLS": str(calls),
        "PYTHONPATH": str(WATCH),
        "HOME": str(folder),
        **settings,
    }
    app = ["-m", "tests.browser.on_a_day", str(folder / DAY)] if day else ["app.py"]
    if day:
        turn_to(folder / DAY, day)
    with output.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *app], cwd=ROOT, env={**os.environ, **changes}, stdout=out, stderr=subprocess.STDOUT
        )
    return Server(f"http://localhost:{port}", data, calls, process, output, port)


def wait_until_healthy(server: Server) -> None:
    """Return when the app answers; fail with what it printed when it ends or never answers."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with direct.open(f"{server.address}/api/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the app did not start:\n{server.output.read_text(errors='replace')[-4000:]}")


def stop(server: Server) -> None:
    """Ask the process to end; it has ten seconds."""
    server.process.terminate()
    try:
        server.process.wait(10)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
