"""What is most worth finding out before deciding: for this intervention, or for a choice among several."""

import streamlit as st

from chain.model import Chain
from pages.parts import compute_drivers, judged, links, show, workspace
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.words import language, plain, t
from reports import learning
from reports.texts.numbers import format_number
from sroi.deciding import Decision, may_decide
from sroi.settings import Settings
from storage import operations
from storage.operations import Stored, Wanted

MOST_OTHERS = 50
"""So many other interventions can be chosen from: the last changed."""
MOST_CHOSEN = 9


def render() -> None:
    """Draw the page."""
    guard()
    stored, settings = judged.begin("learning")
    if not may_decide(stored.chain, settings):
        st.info(t("learning.no_net"))
        links.link("result", t("drivers.to_value"))
        return
    several = (stored, *_others(stored, settings))
    chains = {each.chain.id: each.chain for each in several}
    decision = compute_drivers.decision(several, settings)
    if decision is None:
        return
    certain = _about_certainty(several, settings, len(decision.numbers))
    if not decision.numbers:
        st.info(t("learning.no_spread"))
        _way_to_ranges(stored, settings)
        return
    _decision(decision, chains, show.source(stored, settings))
    st.markdown(certain)
    _worths(decision, chains, show.source(stored, settings))
    _assumed(decision, chains)
    if learning.says_something(decision.found.everything):
        links.link("honesty", t("learning.next_honesty"))
    else:
        _way_to_ranges(stored, settings)
    judged.end(settings, stored.chain)


def _others(stored: Stored, settings: Settings) -> tuple[Stored, ...]:
    """The interventions that the person wants to hold beside this one, as far as they can be."""
    found = operations.find_interventions(workspace.store(), workspace.acting(), Wanted(), limit=MOST_OTHERS)
    names = {each.id: each.name.into(language()) or each.id for each in found.shown if each.id != stored.chain.id}
    if not names:
        return ()
    chosen = st.multiselect(
        t("learning.which"),
        list(names),
        format_func=lambda each: names.get(each, each),
        key=choice_key(f"learning-others-{stored.chain.id}"),
        help=t("learning.which_help"),
        placeholder=t("common.choose"),
        max_selections=MOST_CHOSEN,
    )
    loaded = [operations.load(workspace.store(), workspace.acting(), each) for each in chosen]
    there = [each for each in loaded if each is not None]
    aside = [each for each in there if not may_decide(each.chain, settings)]
    if aside:
        st.warning(plain(t("learning.left_aside", names=", ".join(names[each.chain.id] for each in aside))))
    return tuple(each for each in there if each not in aside)


def _about_certainty(several: tuple[Stored, ...], settings: Settings, drawn: int) -> str:
    """How many numbers count as certain because nobody has said otherwise."""
    numbers = [each for one in several for each in compute_drivers.numbers(one, settings)]
    without = sum(not (each.has_range or each.is_fixed) for each in numbers)
    if not without:
        return t("learning.counted_certain_none")
    return t("learning.counted_certain", without=without, total=len(numbers), drawn=drawn)


def _way_to_ranges(stored: Stored, settings: Settings) -> None:
    """The one next step where nothing is worth knowing: to say how sure one is of a number that counts as certain."""
    numbers = compute_drivers.numbers(stored, settings)
    numbers = tuple(each for each in numbers if not (each.has_range or each.is_fixed))
    first = judged.first_to_state(numbers)
    if first:
        judged.link_to_number(first[0].place, stored.chain)
    else:
        links.link("honesty", t("learning.next_honesty"))


def _decision(decision: Decision, chains: dict[str, Chain], origin: show.Source) -> None:
    said = (
        learning.first_sentence(decision, chains, language()),
        learning.everything_sentence(decision, language()),
        learning.choice_sentence(decision, chains, language()),
    )
    for at, each in enumerate(filter(None, said)):
        st.markdown(plain(each) if at else f"**{plain(each)}**")
    st.header(t("learning.decision"), anchor=False)
    table = learning.options_table(decision, chains, language())
    show.table(table, t("learning.decision"), download="options", origin=origin)


def _worths(decision: Decision, chains: dict[str, Chain], origin: show.Source) -> None:
    st.header(t("learning.ranked"), anchor=False)
    if learning.says_something(decision.found.everything):
        figure = learning.worth_figure(decision, chains, language())
        show.chart(figure, t("learning.ranked"), download="worth", origin=origin)
    else:
        table = learning.worth_table(decision, chains, language())
        show.table(table, t("learning.ranked"), download="worth", origin=origin)
    if len(decision.found.groups) > 1:
        st.header(t("learning.groups"), anchor=False)
        st.markdown(t("learning.groups_help"))
        table = learning.groups_table(decision, language())
        show.table(table, t("learning.groups"), download="worth-groups", origin=origin)


def _assumed(decision: Decision, chains: dict[str, Chain]) -> None:
    st.header(t("learning.assumed"), anchor=False)
    key = "learning.assumed_one" if len(chains) == 1 else "learning.assumed_many"
    said = {} if len(chains) == 1 else {"shared": len(decision.shared)}
    st.markdown(f"{t(key, draws=format_number(language(), decision.draws, 0), **said)} {t('learning.assumed_ceiling')}")
