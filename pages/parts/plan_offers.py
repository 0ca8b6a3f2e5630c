"""What can be planned with one click: the chain's own indicators, gaps, what is most worth measuring, fidelity."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from chain import follow_up_defaults as defaults
from chain.follow_up_checks import unmeasured
from chain.measurement import PlannedIndicator
from chain.model import Chain, by_id
from chain.place import Places
from chain.text import Text
from pages.parts import compute_drivers, conventions, follow_acts, links, workspace
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports import learning
from reports.amounts import number_name
from reports.follow_up import plan
from sroi.deciding import Decision, Drawn, may_decide
from sroi.voi import Worth
from storage import operations
from storage.operations import Stored, StoredPlan

MOST_WORTH = 5
Made = Callable[[str, str], PlannedIndicator]


def offers(stored: Stored, there: StoredPlan) -> None:
    """Everything that can be added, each with the defaults that it comes with."""
    st.header(t("measuring.add"), anchor=False)
    st.markdown(t("measuring.add_help"))
    _gaps(stored, there)
    _own_indicators(stored, there)
    if defaults.asks_for_fidelity(stored.chain):
        _fidelity(stored, there)
    _worth(stored, there)
    own = partial(defaults.blank, stored.chain, plan.in_both("measuring.unnamed"))
    st.button(t("measuring.add_other"), key="add-other", on_click=_add, args=(stored, there, own))


def _offer(stored: Stored, there: StoredPlan, key: str, name: str, make: Made) -> None:
    st.button(plain(t("measuring.add_one", name=name)), key=key, on_click=_add, args=(stored, there, make))


def put(stored: Stored, there: StoredPlan, make: Made, message: str) -> str | None:
    """Put it in the plan and tell so; its id there, or None when it was refused, which is told too."""
    taken = {each.indicator.id for each in there.indicators}
    made = make(defaults.new_indicator_id(taken), workspace.who())
    outcome = operations.save_indicator(workspace.store(), workspace.acting(), stored.chain.id, made)
    return made.id if follow_acts.tell(outcome, message) else None


def _add(stored: Stored, there: StoredPlan, make: Made) -> None:
    """Put it in the plan, and open its form so that the defaults can be looked at."""
    made = put(stored, there, make, t("measuring.added"))
    if made:
        st.query_params["edit"] = f"follow_up/{made}"


def _elements(there: StoredPlan) -> set[str]:
    return {each.indicator.element for each in there.indicators if each.closed_at is None}


def _own_indicators(stored: Stored, there: StoredPlan) -> None:
    chain, known = stored.chain, _elements(there)
    left = [each for each in chain.indicators if f"indicators/{each.id}" not in known]
    if not chain.indicators:
        st.info(t("measuring.no_own"))
        links.link("indicators", t("measuring.to_indicators"))
    if not left:
        return
    st.subheader(t("measuring.own"), anchor=False)
    for each in left:
        name = each.name.into(language()) or each.id
        _offer(stored, there, f"add-indicator-{each.id}", name, partial(defaults.of_indicator, chain, each))


def _gaps(stored: Stored, there: StoredPlan) -> None:
    """The valued effects that nothing planned will tell of."""
    chain = stored.chain
    found = unmeasured(chain, [each.indicator for each in there.indicators if each.closed_at is None])
    if not found:
        return
    st.subheader(t("measuring.gaps", count=len(found)), anchor=False)
    st.markdown(t("measuring.gaps_help"))
    effects = by_id(chain.effects)
    for each in found:
        effect = effects[each.place.partition("/")[2]]
        name = effect.name.into(language()) or effect.id
        _offer(stored, there, f"add-effect-{effect.id}", name, partial(defaults.of_effect, chain, effect))


def _fidelity(stored: Stored, there: StoredPlan) -> None:
    names = {each.indicator.name for each in there.indicators}
    left = [each for each in defaults.DEMANDS if plan.in_both(f"measuring.fidelity.{each}") not in names]
    if not left:
        return
    st.subheader(t("measuring.fidelity_title"), anchor=False)
    st.markdown(t("measuring.fidelity_help"))
    for each in left:
        name, counts = (plan.in_both(f"measuring.{of}.{each}") for of in ("fidelity", "fidelity_counts"))
        make = partial(defaults.of_fidelity, stored.chain, name, counts)
        _offer(stored, there, f"add-fidelity-{each}", name.into(language()), make)


def _worth(stored: Stored, there: StoredPlan) -> None:
    """What is most worth knowing, worked out when someone asks."""
    with folded(t("measuring.worth"), "measuring-worth") as opened:
        if not opened.open:
            return
        settings = conventions.settings(stored.chain)
        decision = compute_drivers.decision((stored,), settings) if may_decide(stored.chain, settings) else None
        if decision is None or not decision.numbers:
            st.markdown(t("measuring.worth_none"))
        else:
            _worths(stored, there, decision)
        links.link("learning", t("measuring.to_learning"))


def _worths(stored: Stored, there: StoredPlan, decision: Decision) -> None:
    chain = stored.chain
    taken = replaced(chain, there)
    st.markdown(plain(learning.everything_sentence(decision, language())))
    for number, worth in _ranked(decision):
        place, name = number.places[0][1], learning.drawn_name(number, {chain.id: chain}, language())
        st.markdown(plain(t("measuring.worth_line", name=name, worth=learning.money(worth.worth_sek, language()))))
        if place in taken:
            st.caption(t("measuring.planned_already"))
            continue
        called = Text(**{each: number_name(place, chain, each) for each in ("sv", "en")})
        key = f"add-place-{place.replace('/', '-')}"
        _offer(stored, there, key, name, partial(defaults.of_place, chain, place, called))


def _ranked(decision: Decision) -> list[tuple[Drawn, Worth]]:
    """The numbers that say something clearer than draws alone could, the one most worth measuring first."""
    names = {each.name: each for each in decision.numbers}
    clear = [each for each in decision.found.assumptions if learning.says_something(each)]
    return [(names[each.name], each) for each in clear[:MOST_WORTH]]


def replaced(chain: Chain, there: StoredPlan) -> set[str]:
    """The places that planned indicators will replace, with those that hold the same number."""
    known = Places(chain)
    places = [each.indicator.replaces.place for each in there.indicators if each.indicator.replaces]
    return {same for place in places for same in known.same(place)}
