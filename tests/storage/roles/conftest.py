"""The municipality, made once for each kind of database, and asked in rehearsal: each transaction is rolled back."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from chain.people import LOCAL, Acting
from storage import operations
from storage.operations import telling
from storage.store import Store, open_store
from tests.storage.following import TODAY
from tests.storage.look import rows_of
from tests.storage.roles.municipality import FAR, FORECAST, HOME, ONE, Target, home_of, settle


class _OverError(Exception):
    pass


def rehearse(store: Store) -> Store:
    """From now on every transaction of this store is rolled back at its end."""

    @contextmanager
    def writing(about: str = "") -> Iterator:
        try:
            with Store.writing(store, about) as db:
                yield db
                raise _OverError
        except _OverError:
            pass

    store.writing = writing
    return store


@pytest.fixture(scope="session")
def place(database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str | Path:
    """Where the municipality is."""
    on_server = database == "postgres"
    made = request.getfixturevalue("cluster").database() if on_server else tmp_path_factory.mktemp("roles") / "r.db"
    with closing(open_store(made)) as store:
        settle(store)
    return made


@pytest.fixture(scope="module")
def rehearsed(place: str | Path) -> Iterator[Store]:
    """The municipality, to be asked everything and left as it was."""
    with closing(open_store(place)) as store:
        before = rows_of(str(place))
        yield rehearse(store)
        assert rows_of(str(place)) == before


@pytest.fixture(scope="module")
def real(rehearsed: Store) -> Target:
    """All that can be asked for."""
    local = Acting(LOCAL, home_of(rehearsed, HOME))
    [kept], [locked] = operations.versions(rehearsed, local, ONE), operations.assumption_sets(rehearsed, local)
    [_, proposed], [typed] = operations.redactions(rehearsed, local, ONE), operations.printed_reports(rehearsed, local)
    [invited], people = operations.invitations(rehearsed, local), operations.people_of(rehearsed, local)
    vera = next(each.person.id for each in people if each.person.name == "Vera")
    far = home_of(rehearsed, FAR)
    [file] = operations.measurement(rehearsed, local, ONE, "M1", "2025", TODAY).evidence
    [link], [template] = telling.share_links(rehearsed, local, ONE), telling.deck_templates(rehearsed, local)
    ids = ONE, kept.id, proposed.id, locked.id, typed.id, FORECAST, far, vera, invited.id, file.id
    return Target(*ids, link.id, template.id)
