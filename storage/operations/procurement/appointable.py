"""Who there is to appoint: by name, for those who procure, without anybody's address or roles."""

from dataclasses import dataclass

from sqlalchemy import select

from chain.people import Acting, Role, Wish
from storage.operations.keeping import barred_here
from storage.rows import table
from storage.unit_of_work import Store


@dataclass(frozen=True)
class Candidate:
    """A person who can be appointed."""

    id: str
    name: str


def appointable(store: Store, acting: Acting, suppliers: bool = False) -> tuple[Candidate, ...]:
    """The active people who work in the organisation, or at its `suppliers`, by name; nobody where nobody signs in, or
    for others to see."""
    if acting.grants is None:
        return ()
    people, members = table("person"), table("membership")
    query = select(people.c.id, people.c.name).join(members, members.c.person_id == people.c.id).where(
        people.c.active,
        members.c.organisation_id == acting.organisation_id,
        (members.c.role == str(Role.SUPPLIER)) == suppliers,
    )  # fmt: skip
    with store.reading() as db:
        barred = barred_here(db, acting, Wish.PROCURE, place="procurement/parts")
        found = [] if barred else db.execute(query.distinct().order_by(people.c.name, people.c.id)).all()
    return tuple(Candidate(*row) for row in found)
