"""Opening the store: examine the file, bring its schema up to date under a lock and after a backup, hand it out."""

from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage import element_tables, version_tables  # noqa: F401  (their tables belong to the metadata)
from storage.failure import StorageFailed
from storage.locking import held
from storage.sqlite import back_up, engine_for, examine, failure
from storage.unit_of_work import Store, now

MIGRATIONS = Path(__file__).parent / "migrations"
SCHEME = "sqlite:///"


def open_store(path_or_url: Path | str, versions: Path | None = None) -> Store:
    """The store in this file (a path, or a `sqlite:///` address), made or brought up to date as needed.

    `versions` is where the migration steps stand, if not with this code.
    Raises StorageFailed when the file is damaged, not ours, or written by a newer version of this program.
    """
    path = _path(path_or_url)
    _make_folder(path.parent)
    with held(path.with_name(f"{path.name}.lock")):
        examine(path)
        migrate(path, migrations(versions))
    return Store(engine_for(path))


def _path(path_or_url: Path | str) -> Path:
    address = str(path_or_url)
    if "://" in address and not address.startswith(SCHEME):
        raise StorageFailed("storage.unknown_database", scheme=address.partition(":")[0])
    return Path(address.removeprefix(SCHEME)).expanduser().resolve()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("storage.cannot_open", detail=folder.name) from error


def migrations(versions: Path | None = None) -> Config:
    """Where the migration steps stand, for Alembic."""
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", _quoted(MIGRATIONS))
    config.set_main_option("version_locations", _quoted(versions or MIGRATIONS / "versions"))
    return config


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%%")


def migrate(path: Path, config: Config, target: str = "head") -> None:
    """Bring the file's schema up, or back down, to `target` after a backup of what is there: all of it or nothing."""
    with closing(_Disposable(path)) as opened:
        current = opened.revision()
        script = ScriptDirectory.from_config(config)
        _refuse_unknown(script, current)
        if current == script.as_revision_number(target):
            return
        passed = {step.revision for step in script.iterate_revisions(current, "base")} if current else set()
        if current is not None:
            back_up(path, current, now())
        opened.run(config, target, down=target == "base" or target in passed)


class _Disposable:
    """A short-lived engine for the schema alone, with foreign keys off while tables are rebuilt."""

    def __init__(self, path: Path) -> None:
        self._engine = engine_for(path, foreign_keys=False)

    def revision(self) -> str | None:
        try:
            with self._engine.connect() as connection:
                return MigrationContext.configure(connection).get_current_revision()
        except DBAPIError as error:
            raise failure(error) from error

    def run(self, config: Config, target: str, down: bool) -> None:
        step = command.downgrade if down else command.upgrade
        try:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                config.attributes["connection"] = connection
                step(config, target)
                _refuse_loose_ends(connection)
        except DBAPIError as error:
            raise failure(error) from error

    def close(self) -> None:
        self._engine.dispose()


def _refuse_unknown(script: ScriptDirectory, current: str | None) -> None:
    try:
        script.get_revision(current)
    except CommandError as error:
        raise StorageFailed("storage.newer_schema", revision=current) from error


def _refuse_loose_ends(connection: Connection) -> None:
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if loose:
        raise StorageFailed("storage.damaged_file", detail=f"{len(loose)} rows")
