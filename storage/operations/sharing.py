"""Share an intervention with other organisations, those that work together: for reading, or for writing."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from chain.people import Access, Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change
from storage.operations.answers import Sharing
from storage.operations.keeping import barred, not_for_role
from storage.operations.log import record
from storage.repositories import header
from storage.rows import table
from storage.unit_of_work import Store, now

Told = dict[str, object] | None


def sharings(store: Store, acting: Acting, intervention_id: str) -> list[Sharing]:
    """With whom the intervention is shared, by name; for everyone who may read it."""
    with store.reading() as db:
        found = header(db, acting, intervention_id)
        return list(_sharings(db, intervention_id).values()) if found else []


def _sharings(db: Connection, intervention_id: str) -> dict[str, Sharing]:
    rows, others = table("sharing"), table("organisation")
    names = rows.c.organisation_id, others.c.name, rows.c.access, rows.c.created_at, rows.c.created_by
    query = select(*names).join(others, others.c.id == rows.c.organisation_id)
    query = query.where(rows.c.intervention_id == intervention_id).order_by(others.c.name, others.c.id)
    return {row[0]: Sharing(row[0], row[1], Access(row[2]), *row[3:]) for row in db.execute(query)}


def share(store: Store, acting: Acting, intervention_id: str, organisation_id: str, access: Access) -> Problem | None:
    """Let another organisation read the intervention, or write in it too; its owner alone decides that."""
    with store.writing() as db:
        refused = _unshareable(db, acting, intervention_id, organisation_id, access)
        if refused:
            return refused
        there, at = _sharings(db, intervention_id).get(organisation_id), now()
        if there is None or there.access is not access:
            _put(db, acting, at, (intervention_id, organisation_id), access, new=there is None)
            _note(db, acting, at, intervention_id, there, _sharings(db, intervention_id)[organisation_id])
    return None


def _unshareable(
    db: Connection, acting: Acting, intervention_id: str, organisation_id: str, access: Access
) -> Problem | None:
    refused = barred(acting, Wish.OWN, header(db, acting, intervention_id), intervention_id)
    if refused:
        return refused
    rows = table("organisation")
    known = db.execute(select(rows.c.id).where(rows.c.id == organisation_id)).first()
    if known is None:
        return problem("storage.no_organisation", "organisation")
    if organisation_id == acting.organisation_id or access is Access.OWN:
        return problem("storage.shared_with_owner", "sharing")
    return None


def _put(db: Connection, acting: Acting, at: datetime, key: tuple[str, str], access: Access, new: bool) -> None:
    rows = table("sharing")
    told = {"access": str(access), "created_at": at, "created_by": acting.who}
    if new:
        db.execute(insert(rows).values({"intervention_id": key[0], "organisation_id": key[1]} | told))
    else:
        this = rows.c.intervention_id == key[0], rows.c.organisation_id == key[1]
        db.execute(update(rows).where(*this).values(told))


def unshare(store: Store, acting: Acting, intervention_id: str, organisation_id: str) -> Problem | None:
    """End the sharing at once. The owner ends any; an organisation may also give up what is shared with it.

    To give it up is for those who could decide over the intervention if it were the organisation's own.
    """
    rows = table("sharing")
    with store.writing() as db:
        found = header(db, acting, intervention_id)
        gives_up = found is not None and organisation_id == acting.organisation_id
        refused = None if gives_up else barred(acting, Wish.OWN, found, intervention_id)
        if gives_up and Wish.OWN not in acting.wishes(intervention_id):
            refused = not_for_role(Wish.OWN, "sharing")
        if refused:
            return refused
        there = _sharings(db, intervention_id).get(organisation_id)
        if there:
            this = rows.c.intervention_id == intervention_id, rows.c.organisation_id == organisation_id
            _note(db, acting, now(), intervention_id, there, None)
            db.execute(delete(rows).where(*this))
    return None


def _note(
    db: Connection, acting: Acting, at: datetime, intervention_id: str, before: Sharing | None, after: Sharing | None
) -> None:
    found = header(db, acting, intervention_id)
    old, new = (_told(each) for each in (before, after))
    change = Change(f"sharing/{(before or after).organisation_id}", old, new)
    record(db, acting, at, found["organisation_id"], "share", (change,), intervention_id, found["version"])


def _told(sharing: Sharing | None) -> Told:
    return {"organisation": sharing.organisation, "access": str(sharing.access)} if sharing else None
