"""Each test has a county of its own: made once for each kind of database, and copied."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
import shutil

import pytest

from storage import operations
from storage.operations import telling
from storage.store import Store, open_store
from tests.storage.apart.county import REAL, Target, anna, settle
from tests.storage.cluster import Cluster
from tests.storage.following import TODAY


@pytest.fixture(scope="session")
def settled(database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str | Path:
    """The county, made once for each kind of database."""
    on_server = database == "postgres"
    made = request.getfixturevalue("cluster").database() if on_server else tmp_path_factory.mktemp("county") / "c.db"
    with closing(open_store(made)) as store:
        settle(store)
    return made


@pytest.fixture
def address(settled, database: str, path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A copy of the county."""
    if database == "sqlite":
        shutil.copyfile(settled, path)
        yield str(path)
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    made = cluster.database(like=settled)
    yield made
    cluster.drop(made)


@pytest.fixture
def real(store: Store) -> Target:
    """The owner's intervention and all that belongs to it; looked at once, so that it is in memory."""
    owner = anna(store, "owner")
    assert operations.load(store, owner, REAL)
    first, second = operations.redactions(store, owner, REAL)
    [kept], [locked] = operations.versions(store, owner, REAL), operations.assumption_sets(store, owner)
    [typed] = operations.printed_reports(store, owner)
    [file] = operations.measurement(store, owner, REAL, "M1", "2025", TODAY).evidence
    ids = REAL, kept.id, first.id, second.id, locked.id, owner.organisation_id, typed.id, "the-forecast", file.id
    [link], [template] = telling.share_links(store, owner, REAL), telling.deck_templates(store, owner)
    return Target(*ids, link.id, template.id)
