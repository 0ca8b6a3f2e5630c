"""Work training out for tender in May 2026: a locked model whose bids may be opened, and the people of the journey."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from chain.people import LOCAL, Acting, Grant, Role
from chain.procurement.part import Part
from chain.procurement.starter import worked_example
from chain.starter import new_chain
from chain.text import Text
from storage import operations
from storage.operations import procurement
from storage.store import Store, open_store

LOCKED, OPENS = datetime(2026, 4, 1, 8, tzinfo=UTC), datetime(2026, 5, 4, 7, tzinfo=UTC)
TODAY, LATER = date(2026, 5, 5), date(2026, 5, 20)
"""The day after the opening time, and five days after the standstill."""
OPEN, SEALED, CHAIN = "arbetstraning", "forseglad", "insats"
PASSWORD = "rött hus vid sjön"
PROCURER, FIRST, SECOND, CONTROLLER, SUPPLIER, READER = (
    "Ines Ek", "Olle Ask", "Oda Lind", "Kaj Lund", "Siv Berg", "Rolf Hed",
)  # fmt: skip
ROLES = {
    PROCURER: Role.PROCURER,
    FIRST: Role.OPENER,
    SECOND: Role.OPENER,
    CONTROLLER: Role.CONTROLLER,
    SUPPLIER: Role.SUPPLIER,
    READER: Role.READER,
}


def login_of(name: str) -> str:
    """What the person signs in with."""
    return f"{name.split()[0].lower()}@ljusnaby.se"


def put(data: Path) -> None:
    """What is there before the journey begins."""
    data.mkdir()
    with closing(open_store(data / "vardekedjan.db")) as store:
        store.clock = lambda: LOCKED
        home = operations.start_empty(store, LOCAL, "Ljusnaby").id
        people = {name: Acting(_person(store, home, name), home, frozenset({Grant(ROLES[name])})) for name in ROLES}
        operations.create(store, people[CONTROLLER], new_chain(CHAIN, Text(sv="Arbetsträning"), 2027, 2029))
        _published(store, people, OPEN, OPENS)
        _published(store, people, SEALED, OPENS.replace(month=6))


def _person(store: Store, home: str, name: str) -> str:
    """The id of someone who has taken up an invitation."""
    invited = operations.invite(store, Acting(LOCAL, home), login_of(name), name, (Grant(ROLES[name]),))
    return operations.accept_invitation(store, invited.token, name, PASSWORD).person.id


def _published(store: Store, people: dict[str, Acting], procurement_id: str, opens: datetime) -> None:
    """A model locked in April, with those who will open it and check what is delivered."""
    own = {"id": procurement_id, "intervention_id": CHAIN, "opens_at": opens, "bids_close_at": opens.replace(day=3)}
    made = procurement.begin(store, people[PROCURER], worked_example().model_copy(update=own))
    for part, name in ((Part.OPENER, FIRST), (Part.OPENER, SECOND), (Part.CONTROLLER, CONTROLLER)):
        made = procurement.appoint(store, people[PROCURER], procurement_id, part, people[name].who)
    made = procurement.review(store, people[PROCURER], procurement_id, made.version)
    made = procurement.publish(store, people[PROCURER], procurement_id, made.version)
    assert isinstance(made, procurement.StoredProcurement), made
