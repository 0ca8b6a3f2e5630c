"""Opening the store: examine the database, bring its schema up to date under a lock, hand it out."""

from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage import (  # noqa: F401  (of the metadata)
    comparison_tables,
    element_tables,
    follow_up_tables,
    people_tables,
    plan_tables,
    printed_tables,
    procurement_tables,
    retention_tables,
    statistics_tables,
    telling_tables,
    version_tables,
)
from storage.database import Database, database_at
from storage.failure import StorageFailed
from storage.unit_of_work import Store

MIGRATIONS = Path(__file__).parent / "migrations"


def open_store(address: Path | str, versions: Path | None = None) -> Store:
    """The store at this address (a path, `sqlite:///…` or `postgresql://…`), made or brought up to date as needed.

    `versions` is where the migration steps stand, if not with this code.
    Raises StorageFailed when the database is damaged, out of reach, not ours, or written by a newer version of this
    program.
    """
    database = database_at(address)
    with database.schema_lock():
        database.examine()
        migrate(database, migrations(versions))
    return Store(database)


def migrations(versions: Path | None = None) -> Config:
    """Where the migration steps stand, for Alembic."""
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", _quoted(MIGRATIONS))
    config.set_main_option("version_locations", _quoted(versions or MIGRATIONS / "versions"))
    return config


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%%")


def migrate(database: Database, config: Config, target: str = "head") -> None:
    """Bring the schema up, or back down, to `target`: all of it or nothing, with what is there secured first."""
    with closing(_Schema(database)) as schema:
        current = schema.revision()
        script = ScriptDirectory.from_config(config)
        refuse_unknown(script, current)
        if current == script.as_revision_number(target):
            return
        passed = {step.revision for step in script.iterate_revisions(current, "base")} if current else set()
        if current is not None:
            database.before_migration(current)
        schema.run(config, target, down=target == "base" or target in passed)


class _Schema:
    """A short-lived engine for the schema alone."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = database.engine(for_schema=True)

    def revision(self) -> str | None:
        try:
            with self._engine.connect() as connection:
                return revision_of(connection)
        except DBAPIError as error:
            raise self._database.failure(error) from error

    def run(self, config: Config, target: str, down: bool) -> None:
        try:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                move(connection, config, target, down)
                self._database.refuse_loose_ends(connection)
        except DBAPIError as error:
            raise self._database.failure(error) from error

    def close(self) -> None:
        self._engine.dispose()


def revision_of(connection: Connection) -> str | None:
    """The schema's revision, or None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def move(connection: Connection, config: Config, target: str, down: bool = False) -> None:
    """Take the schema's steps inside the transaction that this connection is in."""
    config.attributes["connection"] = connection
    (command.downgrade if down else command.upgrade)(config, target)


def refuse_unknown(script: ScriptDirectory, revision: str | None) -> None:
    """Raise StorageFailed for a revision that this code does not know."""
    try:
        script.get_revision(revision)
    except CommandError as error:
        raise StorageFailed("storage.newer_schema", revision=revision) from error
