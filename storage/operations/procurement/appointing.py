"""Who is appointed to what in a procurement."""

from sqlalchemy import delete, insert, select

from chain.people import Acting, Role
from chain.problem import Problem, problem
from chain.procurement.model import Procurement
from chain.procurement.part import PLACE, SEES_BIDS, Event, Part, lacking
from chain.procurement.state import UNOPENED, State
from chain.text import says_something
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.procurement.answers import StoredProcurement
from storage.operations.procurement.looking import again
from storage.operations.procurement.rows import PROCURING, Held, holding, rows_in
from storage.rows import table
from storage.unit_of_work import Store

LONGEST_NAME = 200


def appoint(store: Store, acting: Acting, procurement_id: str, part: Part, who: str) -> StoredProcurement | Refused:
    """Appoint someone: by their id, or by a typed name where nobody signs in. A second time changes nothing.

    Nobody who sees bids whole is an assessor too: what is judged blind would not be. From the opening on nobody lets
    themselves see the bids: somebody else must.
    """
    with holding(store, acting, procurement_id, PROCURING) as held:
        if isinstance(held, Refused):
            return held
        refused = _unfit(held, part, who) or _both(held, part, who) or _oneself(held, part, who)
        if refused:
            return Refused((refused,))
        if (str(part), who) not in {(each["part"], each["who"]) for each in _there(held)}:
            appointed(held, part, who)
            held.move()
        return again(held)


def _there(held: Held) -> list:
    return rows_in(held.db, "procurement_part", held.id)


def _unfit(held: Held, part: Part, who: str) -> Problem | None:
    if part is Part.SUPPLIER and held.state is not State.CONTRACT:
        return problem("procurement.no_contract_yet", PLACE)
    if held.acting.grants is None:
        named = says_something(who) and len(who) <= LONGEST_NAME and not [*unfit_words(PLACE, who)]
        return None if named else problem("procurement.name_needed", PLACE, most=LONGEST_NAME)
    return None if person_name(held, who, part) else problem("procurement.no_such_person", PLACE)


def _both(held: Held, part: Part, who: str) -> Problem | None:
    if held.acting.grants is None:
        return None
    has = {Part(each["part"]) for each in _there(held) if each["who"] == who} | {part}
    return problem("procurement.blind_and_seeing", PLACE) if Part.ASSESSOR in has and has & SEES_BIDS else None


def _oneself(held: Held, part: Part, who: str) -> Problem | None:
    sees_more = held.acting.grants is not None and part in SEES_BIDS and held.parts.isdisjoint(SEES_BIDS)
    if sees_more and who == held.acting.who and held.state not in UNOPENED:
        return problem("procurement.appoints_oneself", PLACE)
    return None


def person_name(held: Held, who: str, part: Part) -> str | None:
    """The name of an active person of the organisation: one who works there, or one at a supplier."""
    people, members = table("person"), table("membership")
    query = select(people.c.name).join(members, members.c.person_id == people.c.id).where(
        people.c.id == who,
        people.c.active,
        members.c.organisation_id == held.acting.organisation_id,
        members.c.role == str(Role.SUPPLIER) if part is Part.SUPPLIER else members.c.role != str(Role.SUPPLIER),
    )  # fmt: skip
    return held.db.execute(query.limit(1)).scalar()


def appointed(held: Held, part: Part, who: str) -> None:
    """Write the appointment and its line in the log."""
    name = who if held.acting.grants is None else person_name(held, who, part) or who
    told = {"procurement_id": held.id, "part": str(part), "who": who, "name": name}
    held.db.execute(insert(table("procurement_part")).values(told | {"at": held.at, "by_who": held.acting.who}))
    held.note(Event.APPOINT, about_row=f"{part}/{who}")


def dismiss(store: Store, acting: Acting, procurement_id: str, part: Part, who: str) -> StoredProcurement | Refused:
    """Take an appointment back. A second time changes nothing; what the person signed or judged stands."""
    rows = table("procurement_part")
    with holding(store, acting, procurement_id, PROCURING) as held:
        if isinstance(held, Refused):
            return held
        this = rows.c.procurement_id == procurement_id, rows.c.part == str(part), rows.c.who == who
        if held.db.execute(delete(rows).where(*this)).rowcount:
            held.note(Event.DISMISS, about_row=f"{part}/{who}")
            held.move()
        return again(held)


def too_few(held: Held, model: Procurement) -> list[Problem]:
    """Who is missing before a model can be published; nobody is where nobody signs in."""
    if held.acting.grants is None:
        return []
    return lacking([Part(each["part"]) for each in _there(held)], bool(model.criteria))
