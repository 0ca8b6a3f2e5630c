"""A store of its own for each test, with an organisation in it: on SQLite, and once more on PostgreSQL.

A test about one of them only says so with `SQLITE` or `POSTGRES` from `tests.storage.databases`.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
import shutil

import pytest

from chain.people import LOCAL
from storage.backup import backup
from storage.operations import Organisation, start_empty
from storage.store import Store, open_store
from tests.storage.cluster import Cluster
from tests.storage.lived_in import live_in


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for this run."""
    running = Cluster()
    yield running
    running.remove()


@pytest.fixture(scope="session")
def brought_up(cluster: Cluster) -> str:
    """A PostgreSQL database with today's schema and nothing in it, for others to be copied from."""
    address = cluster.database()
    open_store(address).close()
    return address


@pytest.fixture(scope="session")
def brought_up_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a SQLite file."""
    file = tmp_path_factory.mktemp("brought-up") / "kept.db"
    open_store(file).close()
    return file


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """Which kind of database the test runs on."""
    return request.param


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a SQLite store's file is."""
    return tmp_path / "kept.db"


@pytest.fixture
def fresh(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Makes addresses of empty databases."""
    made: list[str] = []

    def make() -> str:
        on_server = database == "postgres"
        made.append(request.getfixturevalue("cluster").database() if on_server else str(tmp_path / f"{len(made)}.db"))
        return made[-1]

    yield make
    if database == "postgres":
        for each in made:
            request.getfixturevalue("cluster").drop(each)


@pytest.fixture
def address(database: str, path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the store is."""
    if database == "sqlite":
        shutil.copyfile(request.getfixturevalue("brought_up_file"), path)
        yield str(path)
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    made = cluster.database(like=request.getfixturevalue("brought_up"))
    yield made
    cluster.drop(made)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An opened, empty store."""
    with closing(open_store(address)) as opened:
        yield opened


@pytest.fixture
def home(store: Store) -> Organisation:
    """The organisation in the store."""
    return start_empty(store, LOCAL, "Ljusnaby")


@pytest.fixture(scope="session")
def lived_in_once(database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a closed store with something in every table, for others to be copied from."""
    on_server = database == "postgres"
    file = tmp_path_factory.mktemp("lived-in") / "kept.db"
    address = request.getfixturevalue("cluster").database() if on_server else str(file)
    with closing(open_store(address)) as store:
        live_in(store)
    return address


@pytest.fixture
def lived_in(database: str, lived_in_once: str, path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a store of one's own with something in every table."""
    if database == "sqlite":
        shutil.copyfile(lived_in_once, path)
        yield str(path)
        return
    cluster = request.getfixturevalue("cluster")
    made = cluster.database(like=lived_in_once)
    yield made
    cluster.drop(made)


@pytest.fixture(scope="session")
def backed_up_once(lived_in_once: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of that store."""
    return backup(lived_in_once, tmp_path_factory.mktemp("backed-up") / "kopia.zip")[0]


@pytest.fixture
def backed_up(backed_up_once: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copy(backed_up_once, tmp_path))


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, of the kind that `FROM_EACH_TO_EACH` or `ACROSS` says."""
    if request.param == "sqlite":
        yield str(tmp_path / "restored" / "kept.db")
        return
    cluster = request.getfixturevalue("cluster")
    made = cluster.database()
    yield made
    cluster.drop(made)
