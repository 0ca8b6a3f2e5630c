"""Backup, restore, verification, and moving a store from one database to another."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import zip_longest
import json
import os
from pathlib import Path
import tempfile
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
import zlib

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import DBAPIError

from storage.database import Database, database_at
from storage.failure import StorageFailed
from storage.portable import FORMAT, KINDS, MANIFEST, VERSION, Count, Shape, counted, fill, lines, shape_of
from storage.sqlite import SqliteFile
from storage.store import migrate, migrations, move, refuse_unknown, revision_of
from storage.tables import Base
from storage.unit_of_work import Store


class Manifest(NamedTuple):
    """What a backup holds: the schema's revision, when it was made (UTC), and its tables with rows and hashes."""

    revision: str
    made_at: datetime
    shapes: tuple[Shape, ...]
    rows: dict[str, int]
    hashes: dict[str, str]


# --- backup ----------------------------------------------------------------------------------------------------------


def backup(address: str, file: Path) -> tuple[Path, Manifest]:
    """Write all that is kept, as of one moment, to a new file, and verify it; works while others read and write.

    A folder gets a file named after the time. The file is there whole and verified, or not at all.
    """
    made_at = datetime.now(UTC)
    file = file / f"vardekedjan-{made_at:%Y%m%dT%H%M%SZ}.zip" if file.is_dir() else file
    if file.exists():
        raise StorageFailed("storage.backup_exists", file=file.name)
    database = database_at(address)
    _refuse_nothing(database)
    partial = file.with_name(f"{file.name}.partial")
    try:
        with closing(Store(database)) as store, store.reading() as db:
            _write(db, partial, made_at)
        manifest = verify(partial)
        partial.replace(file)
    except OSError as error:
        raise StorageFailed(
            "storage.backup_unwritable", file=file.name, detail=os.strerror(error.errno or 0)
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return file, manifest


def _refuse_nothing(database: Database) -> None:
    if isinstance(database, SqliteFile) and not database.path.exists():
        raise StorageFailed("storage.nothing_there")
    database.examine()


def _write(db: Connection, file: Path, made_at: datetime) -> None:
    revision = revision_of(db)
    if revision != _head():
        raise StorageFailed("storage.other_schema", revision=revision or "–")
    told: dict[str, dict] = {}
    with file.open("wb") as raw:
        with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
            for shape in map(shape_of, Base.metadata.sorted_tables):
                count = Count(lines(db, shape))
                with archive.open(f"{shape.name}.jsonl", "w", force_zip64=True) as entry:
                    for line in count:
                        entry.write(line)
                told[shape.name] = {
                    "key": shape.key, "columns": shape.columns, "rows": count.rows, "sha256": count.sha256
                }  # fmt: skip
            head = {"format": FORMAT, "version": VERSION, "revision": revision, "made_at": made_at.isoformat()}
            archive.writestr(MANIFEST, json.dumps(head | {"tables": told}, indent=1))
        raw.flush()
        os.fsync(raw.fileno())


def _head() -> str:
    return ScriptDirectory.from_config(migrations()).get_current_head()


# --- verification ----------------------------------------------------------------------------------------------------


def verify(file: Path) -> Manifest:
    """Read the whole backup, hold every table against its hash, and restore it on trial; StorageFailed if it is bad."""
    manifest = _sound(file)
    with tempfile.TemporaryDirectory(prefix="vardekedjan-") as folder:
        _restore(file, manifest, SqliteFile(Path(folder) / "trial.db"))
    return manifest


def _sound(file: Path) -> Manifest:
    """The manifest of a backup whose every table has the rows and the hash it says."""
    with _opened(file) as archive:
        manifest = _manifest(archive, file)
        for shape in manifest.shapes:
            with archive.open(f"{shape.name}.jsonl") as told:
                count = counted(told)
            if (count.rows, count.sha256) != (manifest.rows[shape.name], manifest.hashes[shape.name]):
                raise StorageFailed("storage.damaged_backup", file=file.name, detail=shape.name)
    refuse_unknown(ScriptDirectory.from_config(migrations()), manifest.revision)
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(file) as archive:
            yield archive
    except OSError as error:
        raise StorageFailed("storage.backup_unreadable", file=file.name) from error
    except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise StorageFailed("storage.damaged_backup", file=file.name, detail=type(error).__name__) from error


def _manifest(archive: ZipFile, file: Path) -> Manifest:
    told = json.loads(archive.read(MANIFEST))
    if told["format"] != FORMAT:
        raise StorageFailed("storage.damaged_backup", file=file.name, detail=MANIFEST)
    if told["version"] > VERSION:
        raise StorageFailed("storage.newer_backup", file=file.name)
    tables = told["tables"]
    shapes = tuple(Shape(name, tuple(each["key"]), each["columns"]) for name, each in tables.items())
    if not all(
        set(shape.key) <= shape.columns.keys() and set(shape.columns.values()) <= KINDS.keys() for shape in shapes
    ):
        raise StorageFailed("storage.damaged_backup", file=file.name, detail=MANIFEST)
    rows = {name: each["rows"] for name, each in tables.items()}
    hashes = {name: each["sha256"] for name, each in tables.items()}
    return Manifest(told["revision"], datetime.fromisoformat(told["made_at"]), shapes, rows, hashes)


def _readable(shape: Shape) -> bool:
    return shape.columns.keys() >= set(shape.key) and KINDS.keys() >= set(shape.columns.values())


# --- restore ---------------------------------------------------------------------------------------------------------


def restore(file: Path, address: str, replace: bool = False) -> tuple[Manifest, Path | None]:
    """Fill the store from a backup, verified before and after, all of it or nothing; then bring its schema up to date.

    Refused where something is kept already, unless `replace`: then that is first secured in a backup of its own (or,
    when the file is too damaged to be read, moved aside), whose path is returned.
    """
    manifest = _sound(file)
    database, secured = database_at(address), None
    with database.schema_lock():
        try:
            database.examine()
        except StorageFailed as failed:
            if not (replace and isinstance(database, SqliteFile) and failed.problem.code == "storage.damaged_file"):
                raise
            secured = database.move_aside()
        if _holds_something(database):
            if not replace:
                raise StorageFailed("storage.not_empty")
            secured = _secure(database, address, file)
        _restore(file, manifest, database)
        migrate(database, migrations())
    return manifest, secured


def _holds_something(database: Database) -> bool:
    """Whether there is a row in any table: an opened store that nobody has used yet counts as empty."""
    with _schema_engine(database) as connection:
        if revision_of(connection) is None:
            return False
        names = set(inspect(connection).get_table_names()) - {"alembic_version"}
        return any(connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first() for name in sorted(names))


@contextmanager
def _schema_engine(database: Database) -> Iterator[Connection]:
    engine = database.engine(for_schema=True)
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        raise database.failure(error) from error
    finally:
        engine.dispose()


def _secure(database: Database, address: str, file: Path) -> Path:
    with _schema_engine(database) as connection:
        revision = revision_of(connection)
    if revision != _head():
        raise StorageFailed("storage.other_schema", revision=revision)
    now = datetime.now(UTC)
    return backup(address, file.with_name(f"{file.stem}.replaced-{now:%Y%m%dT%H%M%S%f}.zip"))[0]


def _restore(file: Path, manifest: Manifest, database: Database) -> None:
    config = migrations()
    with _schema_engine(database) as connection, _opened(file) as archive:
        if revision_of(connection) is not None:
            move(connection, config, "base", down=True)
        move(connection, config, manifest.revision)
        for shape in manifest.shapes:
            with archive.open(f"{shape.name}.jsonl") as told:
                fill(connection, shape, told)
            if counted(lines(connection, shape)).sha256 != manifest.hashes[shape.name]:
                raise StorageFailed("storage.damaged_backup", file=file.name, detail=shape.name)
            _count_on(connection, shape)
        database.refuse_loose_ends(connection)


def _count_on(connection: Connection, shape: Shape) -> None:
    """Let the table's own counter go on after the highest number that came in; SQLite does so by itself."""
    if connection.dialect.name != "postgresql" or shape.columns.get("id") != "whole":
        return
    rows = shape.rows()
    highest = connection.execute(select(func.max(rows.c.id))).scalar()
    counter = func.pg_get_serial_sequence(f'"{shape.name}"', "id")
    if highest is not None:
        connection.execute(select(func.setval(counter, highest)))


# --- moving ----------------------------------------------------------------------------------------------------------


def move_store(source: str, target: str) -> Manifest:
    """Copy everything from one database into another, empty one, and compare every row of both."""
    with tempfile.TemporaryDirectory(prefix="vardekedjan-") as folder:
        file, _ = backup(source, Path(folder) / "move.zip")
        manifest, _ = restore(file, target)
    compare(source, target)
    return manifest


def compare(one: str, other: str) -> None:
    """Hold every row of two stores against each other; StorageFailed names the first table in which they differ."""
    with (
        closing(Store(database_at(one))) as first,
        closing(Store(database_at(other))) as second,
        first.reading() as here,
        second.reading() as there,
    ):
        for shape in map(shape_of, Base.metadata.sorted_tables):
            pairs = zip_longest(lines(here, shape), lines(there, shape))
            if any(left != right for left, right in pairs):
                raise StorageFailed("storage.copies_differ", table=shape.name)
