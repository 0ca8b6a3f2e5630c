"""Opening the bids: two different appointed openers sign, at or after the opening time; then files can be taken in."""

from chain.people import Acting
from chain.problem import Problem, problem
from chain.procurement.model import Procurement
from chain.procurement.part import TWO, Event, Part
from chain.procurement.state import Step, sealed
from chain.text import plain_name, says_something
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.procurement.answers import StoredProcurement
from storage.operations.procurement.appointing import LONGEST_NAME, person_name
from storage.operations.procurement.looking import again
from storage.operations.procurement.rows import Held, Row, holding, rows_in
from storage.rows import table
from storage.unit_of_work import Store

PLACE = "procurement/opening"
OPENERS = frozenset({Part.OPENER})


def sign_opening(
    store: Store, acting: Acting, procurement_id: str, reference: str, name: str = ""
) -> StoredProcurement | Refused:
    """Sign as one of the two who open the bids; `reference` names the opening list that both have attested.

    `name` is typed where nobody signs in, and is otherwise the person's own. The second signature opens: from then on
    files can be taken in. Refused before the opening time by the server's clock, and for a second by the same opener.
    """
    with holding(store, acting, procurement_id, OPENERS) as held:
        if isinstance(held, Refused):
            return held
        refused = held.step(Step.OPEN)
        early = None if refused else sealed(held.model(), held.at)
        if refused or early:
            return refused or Refused((early,))
        name = name if acting.grants is None else person_name(held, acting.who, Part.OPENER) or acting.who
        opener, there = plain_name(name) if acting.grants is None else acting.who, signatures(held)
        unfit = _unfit(reference, name) or _not_the_second(there, opener, reference)
        if unfit:
            return Refused((unfit,))
        _sign(held, len(there) + 1, opener, name.strip(), reference.strip())
        return again(held)


def signatures(held: Held) -> list[Row]:
    """Who has signed in this round."""
    return rows_in(held.db, "opening_signature", held.id, table("opening_signature").c.round == held.round)


def _unfit(reference: str, name: str) -> Problem | None:
    if not says_something(reference) or len(reference) > LONGEST_NAME:
        return problem("procurement.reference_needed", PLACE, most=LONGEST_NAME)
    if not says_something(name) or len(name) > LONGEST_NAME:
        return problem("procurement.name_needed", PLACE, most=LONGEST_NAME)
    return next(iter([*unfit_words(PLACE, reference), *unfit_words(PLACE, name)]), None)


def _not_the_second(there: list[Row], opener: str, reference: str) -> Problem | None:
    for each in there:
        if each["opener"] == opener:
            return problem("procurement.one_opener", PLACE)
        if plain_name(each["reference"]) != plain_name(reference):
            return problem("procurement.other_list", PLACE, reference=each["reference"])
    return None


def _sign(held: Held, position: int, opener: str, name: str, reference: str) -> None:
    told = {"round": held.round, "position": position, "opener": opener, "name": name, "reference": reference}
    held.put("opening_signature", Event.SIGN_OPENING, words=name, **told)
    held.move(Step.OPEN if position == TWO else None)


def not_open(held: Held, model: Procurement) -> Problem | None:
    """Why no bid can be taken in, whatever is in it, or None: by state, by clock, and by who has signed."""
    early = sealed(model, held.at)
    if early:
        return early
    if len(signatures(held)) < TWO:
        return problem("procurement.two_must_open", PLACE)
    refused = held.step(Step.EVALUATE)
    return refused.problems[0] if refused else None
