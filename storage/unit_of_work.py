"""The open store: reading sees one moment, writing is one transaction, and what fails leaves nothing behind."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Condition, Lock

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, TimeoutError

from chain.model import KINDS, Chain
from storage.database import Database
from storage.failure import StorageFailed

REMEMBERED_ELEMENTS = 6_000
"""Some hundred interventions of usual size (0.4 MB each), or some fifteen of the very largest (6 MB each)."""


class Store:
    """The database, opened. Safe to share between threads; keep one a process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = database.engine()
        self._saves = UnderWay()
        self.recent = Recent()
        self.clock: Callable[[], datetime] = now
        """What time it is for visits, invitations and attempts to sign in."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database, whatever others write meanwhile."""
        reads = self._database.reads
        with self._told(), self._engine.connect().execution_options(**reads) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, about: str = "") -> Iterator[Connection]:
        """A transaction: all of it is kept when the block ends, or nothing when it raises.

        Writers about the same thing go one at a time. Name it where it is known that no other operation minds: a save
        minds only its intervention, a draft only its writer.
        """
        with (
            self._saves.one(),
            self._told(),
            self._database.turn(),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            self._database.lock_writer(connection, about)
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            raise StorageFailed("storage.busy", detail="pool") from error
        except DBAPIError as error:
            raise self._database.failure(error) from error

    @property
    def saves(self) -> int:
        """How many writing operations this process has ended: when it has moved, what was read before may be old."""
        return self._saves.ended

    def forget_deleted(self) -> None:
        """Wipe what was taken away from memory, and from where the database keeps it as far as that can be done."""
        self.recent = Recent()
        with self._told():
            self._database.forget(self._engine)

    def ask(self) -> None:
        """The smallest question; raises StorageFailed when the database is not there or does not answer."""
        self._database.find()
        with self.reading() as db:
            db.exec_driver_sql("SELECT version_num FROM alembic_version").one()

    def close(self, patience_seconds: float = 0) -> None:
        """Let go of the database, after having waited at most so long for the saves that are under way."""
        self._saves.wait(patience_seconds)
        self._engine.dispose()


class UnderWay:
    """How many saves are under way, how many have ended, and a way to wait for the last of them."""

    def __init__(self) -> None:
        self._count = self.ended = 0
        self._changed = Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        """One save, from asking for its turn to its end."""
        self._add(1)
        try:
            yield
        finally:
            self._add(-1, ended=1)

    def _add(self, number: int, ended: int = 0) -> None:
        with self._changed:
            self._count += number
            self.ended += ended
            self._changed.notify_all()

    def wait(self, patience_seconds: float) -> None:
        """Return when no save is under way, or when patience has ended."""
        with self._changed:
            self._changed.wait_for(lambda: not self._count, patience_seconds)


class Recent:
    """The chains read last, by id and save. A save's time is part of the name, so a stale state is never found."""

    def __init__(self) -> None:
        self._chains: OrderedDict[tuple, Chain] = OrderedDict()
        self._elements = 0
        self._lock = Lock()

    def get(self, save: tuple) -> Chain | None:
        """The chain as of this save, if remembered."""
        with self._lock:
            if save in self._chains:
                self._chains.move_to_end(save)
            return self._chains.get(save)

    def keep(self, save: tuple, chain: Chain) -> None:
        """Remember the chain as of this save, and forget those unused for longest when all together are too large."""
        with self._lock:
            if save not in self._chains:
                self._elements += _size(chain)
            self._chains[save] = chain
            while self._elements > REMEMBERED_ELEMENTS and len(self._chains) > 1:
                _, forgotten = self._chains.popitem(last=False)
                self._elements -= _size(forgotten)


def _size(chain: Chain) -> int:
    return 1 + sum(len(getattr(chain, kind)) for kind in KINDS)


def now() -> datetime:
    """The time of writing, in UTC."""
    return datetime.now(UTC)
