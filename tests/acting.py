"""Whom a test acts for: the first organisation of the store, unless it says another."""

from chain.people import LOCAL, Acting
from storage import operations
from storage.operations import Organisation
from storage.store import Store


def home_of(store: Store) -> Organisation | None:
    """The store's first organisation, if it has one."""
    return next(iter(operations.organisations(store, LOCAL)), None)


def here(store: Store, who: str = "a reader") -> Acting:
    """This person at work for the store's first organisation."""
    home = home_of(store)
    return Acting(who, home.id if home else "nobody's")
