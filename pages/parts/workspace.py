"""What this visit works on: the store, the organisation, and the intervention that is open."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Lock

import streamlit as st

from chain.model import Chain, Goal, by_id
from chain.people import LOCAL, MAY, Access, Acting, Grant, Wish
from pages.parts import visit, visitor
from pages.parts.once import Found, once
from pages.parts.words import language, t
from reports.texts import LANGUAGES
from storage import operations
from storage.configuration import data_address
from storage.store import Store, open_store

ADDRESS = "organisation"
OPEN = (*visit.VISIT, "conventions", "flash", "new-goal")
TYPED = (
    *("overview-search", "library-search", "price-search", "new-name", "new-start", "new-end"),
    *("forecast-name", "forecast-children", "forecast-age"),
    *("fund-name", "fund-start", "fund-size"),
    *("statistics-search-key-figure", "statistics-search-area"),
)
CHOSEN = "overview-status"
"""What a visit holds of the organisation it works for: what is open, and fields that stand on no sheet."""


_OPEN: dict[str, Store] = {}
_OPENING = Lock()


def store() -> Store:
    """The one store of this server. Pages ask for it dozens of times a run, so it is looked up by hand."""
    address = once("address", 0, data_address)
    found = _OPEN.get(address)
    if found is None:
        with _OPENING:
            found = _OPEN.get(address) or open_store(address)
            _OPEN[address] = found
    return found


def who() -> str:
    """Who acts; on one's own machine always the local user."""
    return visitor.who(store())


def person(by: str) -> str:
    """What to call someone who acted: *you* for this person, never the inner name of the local user or an id."""
    return t("person.you") if by == who() else named(by)


def named(by: str) -> str:
    """The same in what others read, where nobody is *you*."""
    if by == LOCAL or not visitor.signs_in():
        return t("person.local") if by == LOCAL else by
    names = ask("names", acting(), by, find=lambda there: operations.names_of(there, acting(), (by,)))
    return names.get(by, by)


def by_whom(by: str) -> str:
    """The same after *by*: *locked by you*, which in Swedish is another word than the *you* who acts."""
    return t("person.by_you") if by == who() else person(by)


def ask(name: str, *about: Hashable, find: Callable[[Store], Found]) -> Found:
    """Ask the store once in each drawing of a page; `about` is all that the answer depends on."""
    there = store()
    return once((name, *about), there.saves, lambda: find(there))


def organisations() -> list[operations.Organisation]:
    """The organisations that this person may act for."""
    return ask("organisations", who(), find=lambda there: operations.organisations(there, who()))


def drafts() -> list[operations.Draft]:
    """What this person has typed and not saved, in every form."""
    return ask("drafts", who(), find=lambda there: operations.open_drafts(there, who()))


def organisation() -> operations.Organisation | None:
    """The organisation that this person acts for, or None before the first one is made.

    The address decides, else this visit, else the last choice, else the oldest. With one alone, nobody has to choose.
    """
    there = {each.id: each for each in organisations()}
    before = st.session_state.get(ADDRESS)
    chosen = there.get(st.query_params.get(ADDRESS)) or there.get(before) or there.get(_last_chosen())
    chosen = chosen or next(iter(there.values()), None)
    if chosen and before not in (None, chosen.id):
        _leave()  # one has gone back in the browser, to an address from before
    st.session_state[ADDRESS] = chosen.id if chosen else None
    if len(there) > 1 and st.query_params.get(ADDRESS) != chosen.id:
        st.query_params[ADDRESS] = chosen.id
    return chosen


def _last_chosen() -> str | None:
    return operations.preference(store(), who(), ADDRESS)


def work_for(organisation_id: str) -> None:
    """Act for another organisation from now on: nothing of what was open in the one before stays open."""
    operations.set_preference(store(), who(), ADDRESS, organisation_id)
    _leave()
    st.session_state[ADDRESS] = organisation_id
    st.query_params.from_dict({"lang": language(), ADDRESS: organisation_id})


def _leave() -> None:
    """Let go of what this visit holds of the organisation before. A field that stands on the page has to be emptied."""
    for name in OPEN:
        st.session_state.pop(name, None)
    emptied = dict.fromkeys(TYPED, "") | {f"{CHOSEN}@{tongue}": [] for tongue in LANGUAGES}
    st.session_state.update({name: nothing for name, nothing in emptied.items() if name in st.session_state})


def acting() -> Acting:
    """Who acts, for whom: what every operation is asked as. The sidebar has settled it before any page runs."""
    settled = st.session_state.get(ADDRESS)
    home = settled or organisation().id
    if not visitor.signs_in():
        return Acting(who(), home)
    return ask("acting", who(), home, find=lambda there: _signed_in(there, home))


def _signed_in(there: Store, home: str) -> Acting:
    """The person with the roles that they have now; with none when the visit has ended or they belong here no more."""
    one = visitor.person(there)
    found = operations.acting_for(there, one, home) if one else None
    return found or Acting(who(), home, frozenset())


def grants() -> frozenset[Grant]:
    """The roles that the person who has signed in has in the organisation acted for."""
    return (acting().grants if organisation() else None) or frozenset()


def may(wish: Wish) -> bool:
    """Whether any role of this person allows this, with the open intervention or with any other. A page asks so what
    to offer; whether it is done, the operation decides."""
    if not visitor.signs_in():
        return True
    return any(wish in MAY[each.role] for each in grants())


def may_here(wish: Wish) -> bool:
    """Whether a role for everything allows this with what belongs to the organisation as a whole: its registers, its
    comparisons."""
    return wish in acting().wishes()


def register() -> str:
    """Where drafts about this organisation's own registers are kept: under what can be no intervention's id."""
    return f"register {acting().organisation_id}"


def open_intervention(intervention_id: str) -> None:
    """Make this the intervention that the pages show."""
    visit.show("intervention", intervention_id)


def intervention_id() -> str | None:
    """The id of the open intervention."""
    return visit.shown("intervention")


def stored() -> operations.Stored | None:
    """The open intervention as last saved, or None when none is open or it is gone."""
    name = intervention_id()
    if not name or not organisation():
        return None
    found = ask("stored", acting(), name, find=lambda there: operations.load(there, acting(), name))
    return found and replace(found, access=_within(found.access, name))


def _within(access: Access, intervention_id: str) -> Access:
    """What both the organisation and this person's roles allow with the intervention."""
    wishes = acting().wishes(intervention_id)
    theirs = Access.OWN if Wish.OWN in wishes else Access.WRITE if Wish.WRITE in wishes else Access.READ
    return min(access, theirs, key=list(Access).index)


def goals(chain: Chain) -> tuple[Goal, ...]:
    """The goals that an outcome may point at: those in force in its owner's register, and those the chain has."""
    own, there = by_id(chain.goals), stored()
    register = operations.goals(store(), acting(), there.organisation_id if there else None)
    return (*chain.goals, *(each.goal for each in register if each.goal.id not in own))


def with_goals(chain: Chain) -> Chain:
    """The chain with its goals, and with every goal of the register that its outcomes point at."""
    wanted = {goal_id for outcome in chain.outcomes for goal_id in outcome.goal_ids} | set(by_id(chain.goals))
    return chain.model_copy(update={"goals": tuple(goal for goal in goals(chain) if goal.id in wanted)})
