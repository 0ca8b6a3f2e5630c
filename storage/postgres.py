"""What is particular to PostgreSQL: how a connection is set up, how errors are named, how a schema is locked."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import MappingProxyType
import zlib

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from storage.failure import StorageFailed

WAIT_SECONDS = 5
SCHEMA_WAIT_SECONDS = 60
POOL, OVERFLOW = 10, 30
# The two families of advisory locks; any numbers do, as long as every version of this program uses the same.
SCHEMA_LOCK, WRITER_LOCK = 0x56_4B_44_4A, 0x56_4B_44_4B
# A confirmed save must be there after a power cut, whatever the server is set to for others.
SESSION = {"TimeZone": "UTC", "synchronous_commit": "on", "idle_in_transaction_session_timeout": "5min"}

_CODES = {
    "53100": "storage.disk_full",
    "53300": "storage.busy",
    "55P03": "storage.busy",
    "57014": "storage.busy",
    "40001": "storage.overtaken",
    "40P01": "storage.overtaken",
    "25006": "storage.read_only_server",
    "42501": "storage.not_permitted",
    "XX001": "storage.damaged_database",
    "XX002": "storage.damaged_database",
    "VKH01": "storage.history_stands",
}
_CLASSES = {
    "08": "storage.lost_connection",
    "28": "storage.not_permitted",
    "53": "storage.disk_error",
    "57": "storage.lost_connection",
    "58": "storage.disk_error",
}


class PostgresDatabase:
    """A database on a PostgreSQL server (`storage.database.Database`)."""

    reads = MappingProxyType({"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})

    def __init__(self, address: str) -> None:
        self.url = make_url(address).set(drivername="postgresql+psycopg")

    def engine(self, for_schema: bool = False) -> Engine:
        """An engine on the database. A connection that the server has dropped is replaced before it is used."""
        wait = SCHEMA_WAIT_SECONDS if for_schema else WAIT_SECONDS
        settings = SESSION | {"lock_timeout": f"{wait}s"}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        told = {"connect_timeout": WAIT_SECONDS, "options": options, "application_name": "vardekedjan"}
        if for_schema:
            return create_engine(self.url, poolclass=NullPool, connect_args=told, hide_parameters=True)
        pool = {"pool_size": POOL, "max_overflow": OVERFLOW, "pool_timeout": WAIT_SECONDS, "pool_pre_ping": True}
        return create_engine(self.url, connect_args=told, hide_parameters=True, **pool)

    @contextmanager
    def schema_lock(self) -> Iterator[None]:
        """An advisory lock of a connection of its own; the server lets it go when the process dies."""
        engine = self.engine(for_schema=True)
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"SELECT pg_advisory_lock({SCHEMA_LOCK})")
                yield
        except DBAPIError as error:
            raise self.failure(error) from error
        finally:
            engine.dispose()

    def examine(self) -> None:
        """Refuse a database that cannot hold every character, that may only be read, or that is someone else's."""
        engine = self.engine(for_schema=True)
        try:
            with engine.connect() as connection:
                encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
                standby = connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar()
                names = connection.exec_driver_sql(
                    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
                )
                tables = set(names.scalars())
        except DBAPIError as error:
            raise self.failure(error) from error
        finally:
            engine.dispose()
        if encoding != "UTF8":
            raise StorageFailed("storage.wrong_encoding", encoding=encoding)
        if standby:
            raise StorageFailed("storage.read_only_server")
        if tables and "alembic_version" not in tables:
            raise StorageFailed("storage.foreign_database", database=self.url.database)

    def find(self) -> None:
        """Nothing to look for beforehand: a server that is gone does not answer."""

    def before_migration(self, revision: str) -> None:
        """Nothing: a schema moves here in one transaction, and copies are the server's (docs/decisions/0006)."""

    def refuse_loose_ends(self, connection: Connection) -> None:
        """Nothing: foreign keys hold here while the schema moves too."""

    def turn(self) -> AbstractContextManager:
        """No queue of our own: the server lets writers about different things work side by side."""
        return nullcontext()

    def lock_writer(self, connection: Connection, about: str) -> None:
        """Wait until no other writer about the same thing is under way."""
        connection.exec_driver_sql(
            "SELECT pg_advisory_xact_lock(%(family)s, %(about)s)",
            {"family": WRITER_LOCK, "about": zlib.crc32(about.encode()) - 2**31},
        )

    def failure(self, error: DBAPIError) -> StorageFailed:
        """The error as something a person can be told; never with the address, which may hold a password."""
        state = getattr(error.orig, "sqlstate", None)
        if state is None and isinstance(error, OperationalError):
            return StorageFailed("storage.not_let_in" if self._refused(error) else "storage.lost_connection")
        code = _CODES.get(state or "") or _CLASSES.get((state or "")[:2], "storage.failed")
        return StorageFailed(code, detail=state or type(error.orig).__name__)

    def _refused(self, error: OperationalError) -> bool:
        """Whether a connection could not be made although the server answers: it says so in words only, in its own
        language, so it is asked once more whether it is there."""
        if error.connection_invalidated or error.statement is not None:
            return False
        _, told = PGDialect_psycopg().create_connect_args(self.url)
        answer = PGconn.ping(make_conninfo(**told | {"connect_timeout": WAIT_SECONDS}).encode())
        return answer == Ping.OK

    def forget(self, engine: Engine) -> None:
        """Clear dead rows out of the tables; copies and the server's own log are the server's to clear."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
