"""What is particular to SQLite: how a connection is set up, how errors are named, how a file is copied and examined."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
import sqlite3

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.failure import StorageFailed

BUSY_SECONDS = 5
# A confirmed save must be there after a power cut: the log is flushed to the disk at every commit.
DURABLE = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")

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
}


def engine_for(path: Path, foreign_keys: bool = True) -> Engine:
    """An engine on this file. Migrations rebuild tables and therefore leave foreign keys to a check of their own."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)), pool_size=10, max_overflow=20, pool_timeout=BUSY_SECONDS
    )
    pragmas = (*DURABLE, f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

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
    primary = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return StorageFailed(_CODES.get(primary, "storage.failed"), detail=type(cause).__name__)


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
