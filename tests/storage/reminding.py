"""People who sign in and have their part in a plan, to be reminded of it."""

from chain.people import LOCAL, Acting, Grant, Role
from storage import operations
from storage.operations import Organisation, Person, StoredIndicator
from storage.store import Store
from tests.storage.following import KEY, SHARE, TODAY, seen
from tests.storage.roles.municipality import come_in
from tests.storage.samples import kept


def somebody(store: Store, home: Organisation, login: str, *roles: Role, only: str | None = None) -> Person:
    """Somebody with these roles, for everything or for one intervention."""
    grants = frozenset(Grant(each, only) for each in roles)
    return come_in(store, Acting(LOCAL, home.id), login, grants)


def assigned(store: Store, home: Organisation, owner: Person, reviewer: Person) -> None:
    """The intervention C1, in which the owner has two values to enter, both late."""
    kept(store, home.id)
    plan = SHARE.model_copy(update={"owner": owner.id, "reviewer": reviewer.id})
    assert isinstance(operations.save_indicator(store, Acting(LOCAL, home.id), "C1", plan), StoredIndicator)


def submitted(store: Store, home: Organisation, owner: Person) -> None:
    """One of the two is sent in, and waits for the reviewer."""
    acting = operations.acting_for(store, owner, home.id)
    assert isinstance(operations.submit(store, acting, KEY, 1, TODAY, seen()), operations.Done)
