"""The open store: reading sees one moment, writing is one transaction, and what fails leaves nothing behind."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, TimeoutError

from chain.model import Chain
from storage.failure import StorageFailed
from storage.sqlite import failure

REMEMBERED_CHAINS = 16


class Store:
    """The database, opened. Safe to share between threads; keep one a process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.recent = Recent()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database, whatever others write meanwhile."""
        with _told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept when the block ends, or nothing when it raises."""
        with _told(), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


class Recent:
    """The chains read last, by id and save. A save's time is part of the name, so a stale state is never found."""

    def __init__(self) -> None:
        self._chains: OrderedDict[tuple, Chain] = OrderedDict()
        self._lock = Lock()

    def get(self, save: tuple) -> Chain | None:
        """The chain as of this save, if remembered."""
        with self._lock:
            if save in self._chains:
                self._chains.move_to_end(save)
            return self._chains.get(save)

    def keep(self, save: tuple, chain: Chain) -> None:
        """Remember the chain as of this save, and forget the one unused for longest."""
        with self._lock:
            self._chains[save] = chain
            if len(self._chains) > REMEMBERED_CHAINS:
                self._chains.popitem(last=False)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise StorageFailed("storage.busy", detail="pool") from error
    except DBAPIError as error:
        raise failure(error) from error


def now() -> datetime:
    """The time of writing, in UTC."""
    return datetime.now(UTC)
