"""Who can be asked to enter and to review the values of an intervention."""

from sqlalchemy import select

from chain.people import Acting, Wish
from chain.problem import Problem
from storage.operations.follow_up.answers import Colleague
from storage.operations.follow_up.rows import opened
from storage.operations.people.who import grants_in
from storage.rows import table
from storage.unit_of_work import Store

ASKED = frozenset({Wish.LOG, Wish.REVIEW})


def colleagues(store: Store, acting: Acting, intervention_id: str) -> tuple[Colleague, ...]:
    """Those of the organisation acted for whose account is open and whose roles let them enter or review values of this
    intervention, by name; for those who plan what is measured of it, and nobody else."""
    rows, members = table("person"), table("membership")
    here = select(members.c.person_id).where(members.c.organisation_id == acting.organisation_id)
    query = select(rows.c.id, rows.c.name, rows.c.login).where(rows.c.active, rows.c.id.in_(here))
    with store.reading() as db:
        if isinstance(opened(db, acting, Wish.PLAN, intervention_id), Problem):
            return ()
        found = db.execute(query.order_by(rows.c.name, rows.c.login)).all()
        grants = grants_in(db, acting.organisation_id, [each.id for each in found])
    told = (_told(*each, Acting(each.id, acting.organisation_id, grants[each.id]), intervention_id) for each in found)
    return tuple(each for each in told if each.may)


def _told(id_: str, name: str, login: str, acting: Acting, intervention_id: str) -> Colleague:
    roles = frozenset(each.role for each in acting.grants if each.intervention_id in (None, intervention_id))
    return Colleague(id_, name, login, roles, acting.wishes(intervention_id) & ASKED)
