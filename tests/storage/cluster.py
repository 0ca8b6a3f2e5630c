"""A private PostgreSQL for the tests: a cluster of its own in a folder of its own, reached through a socket only.

`initdb` and `postgres` refuse to run as root; as root they run as the user `postgres` (or `nobody`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
import os
from pathlib import Path
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

import psycopg
from psycopg import sql

OWNER = "keeper"
START_SECONDS = 30
# Nothing here has to survive a power cut, so no test waits for the disk.
QUICK = ("fsync=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=32MB", "max_connections=60")


def programs() -> Path:
    """Where PostgreSQL's programs are: on the path, or where Debian keeps them, the newest first."""
    on_path = shutil.which("initdb")
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(on_path or kept[-1]).parent


class Cluster:
    """A running server with as many databases as are asked for."""

    def __init__(self, durable: bool = False) -> None:
        self._settings = ("max_connections=60",) if durable else QUICK
        self.folder = Path(tempfile.mkdtemp(prefix="vk-pg-"))
        self._user = _unprivileged()
        self._numbers = count(1)
        self._server: subprocess.Popen | None = None
        if self._user:
            shutil.chown(self.folder, self._user)
        initialise = ["initdb", "-D", "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "-k", "--no-sync"]
        self._run(initialise).check_returncode()
        self.start()

    def _command(self, command: list[str]) -> list[str]:
        program = [str(programs() / command[0]), *command[1:]]
        if not self._user:
            return program
        return [
            "setpriv", f"--reuid={self._user}", f"--regid={pwd.getpwnam(self._user).pw_gid}", "--clear-groups",
            "--pdeathsig=INT", *program,
        ]  # fmt: skip

    def _run(self, command: list[str]) -> subprocess.CompletedProcess:
        return subprocess.run(self._command(command), cwd=self.folder, capture_output=True, text=True, check=False)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = [f"unix_socket_directories={self.folder}", "listen_addresses=", *self._settings]
        command = ["postgres", "-D", str(self.folder / "data"), *(part for each in settings for part in ("-c", each))]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(self._command(command), cwd=self.folder, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return self._connect("postgres").close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._server.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self, at_once: bool = True) -> None:
        """Stop the server as a power cut would, or in good order."""
        self._server.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
        self._server.wait(START_SECONDS)

    def remove(self) -> None:
        """Stop the server and take everything away."""
        self.stop()
        shutil.rmtree(self.folder)

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=OWNER, dbname=database, autocommit=True)

    @contextmanager
    def connected(self, address: str) -> Iterator[psycopg.Connection]:
        """A connection of one's own to a database, around the program."""
        connection = self._connect(database_of(address))
        try:
            yield connection
        finally:
            connection.close()

    def database(self, like: str | None = None) -> str:
        """The address of a new database: empty, or a copy of the one at the address `like`."""
        name = f"t{next(self._numbers)}"
        self._admin("CREATE DATABASE {} TEMPLATE {}", name, database_of(like) if like else "template0")
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"

    def drop(self, address: str) -> None:
        """Take a database away, whoever is connected."""
        self._admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", database_of(address))

    def _admin(self, statement: str, *names: str) -> None:
        with self._connect("postgres") as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def cut_off(self, address: str) -> None:
        """Cut off every connection to the database."""
        with self._connect("postgres") as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                [database_of(address)],
            )

    @contextmanager
    def small_disk(self) -> Iterator[Path | None]:
        """A disk of one megabyte that the server may use, or None where no disk may be mounted."""
        folder = self.folder / "small"
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size=1m,uid={self._user_id}", "tmpfs", str(folder)]
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        try:
            yield folder if mounted else None
        finally:
            if mounted:
                subprocess.run(["umount", str(folder)], check=True)
            folder.rmdir()

    @property
    def _user_id(self) -> int:
        return pwd.getpwnam(self._user).pw_uid if self._user else os.geteuid()

    def path(self, inside: str) -> Path:
        """A file of the server's own."""
        return self.folder / "data" / inside


def database_of(address: str) -> str:
    """The database's name in an address made here."""
    return address.partition("@/")[2].partition("?")[0]


def _unprivileged() -> str | None:
    """The user to run as: nobody else than oneself, unless one is root."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
