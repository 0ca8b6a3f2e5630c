"""What is particular to SQLite: how a connection is set up, how errors are named, how a file is copied and examined."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
import sqlite3
from threading import Lock
from types import MappingProxyType

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.failure import StorageFailed
from storage.locking import held

BUSY_SECONDS = 5
QUEUE_SECONDS = 30
# A confirmed save must be there after a power cut: the log is flushed to the disk at every commit.
DURABLE = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
# What is deleted is overwritten, so that words taken away for someone's sake do not stay in the file's empty pages.
THOROUGH = "PRAGMA secure_delete=ON"

_CODES = {
    sqlite3.SQLITE_FULL: "storage.disk_full",
    sqlite3.SQLITE_BUSY: "storage.busy",
    sqlite3.SQLITE_LOCKED: "storage.busy",
    sqlite3.SQLITE_CORRUPT: "storage.damaged_file",
    sqlite3.SQLITE_NOTADB: "storage.damaged_file",
    sqlite3.SQLITE_READONLY: "storage.read_only",
    sqlite3.SQLITE_CANTOPEN: "storage.cannot_open",
    sqlite3.SQLITE_PERM: "storage.cannot_open",
    sqlite3.SQLITE_IOERR: "storage.disk_error",
    sqlite3.SQLITE_CONSTRAINT_TRIGGER: "storage.history_stands",
}
PRIMARY = 0xFF
"""The part of an error's number that tells its kind; the rest tells it in more detail."""


class SqliteFile:
    """A database in one file on this computer (`storage.database.Database`)."""

    reads = MappingProxyType({})

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().resolve()
        self._turns = Lock()

    def engine(self, for_schema: bool = False) -> Engine:
        """An engine on the file. Moving the schema rebuilds tables and leaves foreign keys to a check of its own."""
        return engine_for(self.path, foreign_keys=not for_schema)

    @contextmanager
    def schema_lock(self) -> Iterator[None]:
        """A lock file beside the database, in a folder that is made when it is missing."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailed("storage.cannot_open", detail=self.path.parent.name) from error
        with held(self.path.with_name(f"{self.path.name}.lock")):
            yield

    def examine(self) -> None:
        """Refuse a file that is damaged, or that is someone else's database."""
        examine(self.path)

    def find(self) -> None:
        """The file must still bear its name: one that was moved away is written to for nothing."""
        if not self.path.exists():
            raise StorageFailed("storage.cannot_open", detail=self.path.name)

    def before_migration(self, revision: str) -> None:
        """A copy of the file beside it."""
        back_up(self.path, revision, datetime.now(UTC))

    def move_aside(self) -> Path:
        """Give a damaged file, and what belongs to it, another name; returns the new one."""
        aside = self.path.with_name(f"{self.path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
        for ending in ("", "-wal", "-shm"):
            part = self.path.with_name(f"{self.path.name}{ending}")
            if part.exists():
                part.rename(f"{aside}{ending}")
        return aside

    def refuse_loose_ends(self, connection: Connection) -> None:
        """Refuse rows that point at nothing: foreign keys were off until now."""
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if loose:
            raise StorageFailed("storage.damaged_file", detail=f"{len(loose)} rows")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The threads of this process queue here: SQLite itself lets them race, and the unlucky one race for ever."""
        if not self._turns.acquire(timeout=QUEUE_SECONDS):
            raise StorageFailed("storage.busy", detail="queue")
        try:
            yield
        finally:
            self._turns.release()

    def lock_writer(self, connection: Connection, about: str) -> None:
        """Nothing more to do: a writer has the whole file from its first statement (see `engine_for`)."""

    def failure(self, error: DBAPIError) -> StorageFailed:
        """The error as something a person can be told."""
        return failure(error)

    def forget(self, engine: Engine) -> None:
        """Empty the write-ahead log into the file; a reader in the way leaves that to the next checkpoint."""
        with engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def engine_for(path: Path, foreign_keys: bool = True) -> Engine:
    """An engine on this file. Migrations rebuild tables and therefore leave foreign keys to a check of their own."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=10,
        max_overflow=20,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )
    pragmas = (*DURABLE, THOROUGH, f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own way of starting transactions is turned off: it would leave reads and table changes outside.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        # A writer takes its lock at once; one that began as a reader could be refused half-way.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def failure(error: DBAPIError | sqlite3.Error) -> StorageFailed:
    """The error as something a person can be told."""
    cause = getattr(error, "orig", error)
    number = getattr(cause, "sqlite_errorcode", 0)
    code = _CODES.get(number) or _CODES.get(number & PRIMARY, "storage.failed")
    return StorageFailed(code, detail=type(cause).__name__)


def examine(path: Path) -> None:
    """Refuse a file that is damaged, or that is someone else's database."""
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise failure(error) from error
    if verdict != "ok":
        raise StorageFailed("storage.damaged_file", detail=path.name)
    if tables and "alembic_version" not in tables:
        raise StorageFailed("storage.foreign_file", file=path.name)


def back_up(path: Path, revision: str, now: datetime) -> Path:
    """A consistent copy of the database beside it, named after its schema and the time; returns the copy's path."""
    copy = path.with_name(f"{path.stem}.{revision}.{now:%Y%m%dT%H%M%S}.backup{path.suffix}")
    partial = copy.with_name(f"{copy.name}.partial")
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
    partial.replace(copy)
    return copy
