"""Which database an address means, and what each kind has to answer for."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.failure import StorageFailed
from storage.postgres import PostgresDatabase
from storage.sqlite import SqliteFile

SQLITE, POSTGRES = "sqlite:///", ("postgresql://", "postgresql+psycopg://")


class Database(Protocol):
    """What is particular to one kind of database; everything else is the same for all."""

    reads: Mapping[str, object]
    """The execution options under which reading sees one moment and writes nothing."""

    def engine(self, for_schema: bool = False) -> Engine:
        """A new engine; one for the schema lets tables be rebuilt."""

    def schema_lock(self) -> AbstractContextManager:
        """A lock that one process at a time holds while it looks at and moves the schema."""

    def examine(self) -> None:
        """Raise StorageFailed for a database that is damaged, out of reach, or someone else's."""

    def find(self) -> None:
        """Raise StorageFailed when what was opened is known to have been taken away since."""

    def before_migration(self, revision: str) -> None:
        """Secure what is there, at this revision, before its schema moves."""

    def refuse_loose_ends(self, connection: Connection) -> None:
        """Raise StorageFailed when a row points at nothing; asked before a schema's move is kept."""

    def turn(self) -> AbstractContextManager:
        """A writer's turn among the threads of this process, taken before it asks for a connection."""

    def lock_writer(self, connection: Connection, about: str) -> None:
        """Let writers about the same thing go one at a time, from here to the end of the transaction."""

    def failure(self, error: DBAPIError) -> StorageFailed:
        """The error as something a person can be told."""

    def forget(self, engine: Engine) -> None:
        """Wipe what was deleted from where the database keeps it, as far as it can."""


def database_at(address: Path | str) -> Database:
    """The database at a path, a `sqlite:///` address or a `postgresql://` address; StorageFailed for any other."""
    if isinstance(address, Path):
        return SqliteFile(address)
    if address.startswith(POSTGRES):
        try:
            return PostgresDatabase(address)
        except (ArgumentError, ValueError) as error:
            raise StorageFailed("storage.wrong_address") from error
    if "://" in address and not address.startswith(SQLITE):
        raise StorageFailed("storage.unknown_database", scheme=address.partition(":")[0])
    return SqliteFile(Path(address.removeprefix(SQLITE)))
