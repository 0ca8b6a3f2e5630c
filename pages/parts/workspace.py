"""What this visit works on: the store, the organisation, and the intervention that is open."""

import streamlit as st

from chain.model import Chain, Goal, by_id
from pages.parts.words import t
from storage import operations
from storage.configuration import data_address
from storage.store import Store, open_store

LOCAL_USER = "local user"


@st.cache_resource(show_spinner=False)
def _opened(address: str) -> Store:
    return open_store(address)


def store() -> Store:
    """The one store of this server."""
    return _opened(data_address())


def who() -> str:
    """Who acts; on one's own machine always the local user."""
    return LOCAL_USER


def person(by: str) -> str:
    """What to call someone who acted: *you* for this person, never the inner name of the local user."""
    if by == who():
        return t("person.you")
    return t("person.local") if by == LOCAL_USER else by


def organisation() -> operations.Organisation | None:
    """The organisation that this installation serves, or None before the first choice."""
    return operations.organisation(store())


def open_intervention(intervention_id: str) -> None:
    """Make this the intervention that the pages show."""
    st.session_state["intervention"] = intervention_id
    st.query_params["intervention"] = intervention_id


def intervention_id() -> str | None:
    """The open intervention: the address decides, else what was opened before on this visit."""
    asked = st.query_params.get("intervention")
    known = st.session_state.get("intervention")
    if asked and asked != known:
        st.session_state["intervention"] = asked
    elif known and not asked:
        st.query_params["intervention"] = known
    return asked or known


def stored() -> operations.Stored | None:
    """The open intervention as last saved, or None when none is open or it is gone."""
    name = intervention_id()
    return operations.load(store(), name) if name else None


def goals(chain: Chain) -> tuple[Goal, ...]:
    """The goals that an outcome may point at: those in force in the register, and those the chain already has."""
    own = by_id(chain.goals)
    register = operations.goals(store(), organisation().id)
    return (*chain.goals, *(each.goal for each in register if each.goal.id not in own))


def with_goals(chain: Chain) -> Chain:
    """The chain with its goals, and with every goal of the register that its outcomes point at."""
    wanted = {goal_id for outcome in chain.outcomes for goal_id in outcome.goal_ids} | set(by_id(chain.goals))
    return chain.model_copy(update={"goals": tuple(goal for goal in goals(chain) if goal.id in wanted)})
