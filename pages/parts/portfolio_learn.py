"""What is most worth finding out before choosing, each with one press into an intervention's measuring plan."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from chain import follow_up_defaults as defaults
from chain.people import Access, Wish
from chain.text import Text
from pages.parts import follow_acts, links, plan_offers, show, workspace
from pages.parts.choices import choice_key
from pages.parts.portfolio_drawn import Rooted
from pages.parts.words import language, plain, t
from reports.amounts import number_name
from reports.plan import learned
from reports.plan.learned import Learnable
from reports.texts import LANGUAGES, text
from sroi.plan.how_sure import HowSure
from storage import operations
from storage.operations import Stored, Wanted

MOST_OFFERED = 2
MOST_LISTED = 50


def show_learning(found: HowSure, known: Sequence[Learnable], origin: show.Cited) -> None:
    """What each number is worth to know, as words, bars and table."""
    st.header(t("portfolio_sure.learn"), anchor=False)
    if known and known[0].says_something:
        figure = learned.worth_figure(found, list(known), language())
        show.chart(figure, t("portfolio_sure.learn"), download="portfolio-worth", origin=origin)
        st.caption(t("portfolio_sure.learn_ceiling"))
    else:
        st.markdown(plain(learned.first_sentence(found, list(known), language())))


def offers(known: Sequence[Learnable], there: Rooted) -> None:
    """A press each for what is most worth measuring."""
    for at, each in enumerate([each for each in known if each.says_something][:MOST_OFFERED]):
        stored = there.stored.get(each.chain_id) if each.chain_id else None
        if stored is not None:
            _offer(each, stored, at)
        else:
            _choose(each, at)


def _offer(each: Learnable, stored: Stored, at: int) -> None:
    """The press, or why there is none."""
    name = stored.chain.name.into(language()) or stored.chain.id
    plan = operations.plan_of(workspace.store(), workspace.acting(), stored.chain.id)
    if plan is None or not follow_acts.allowed(stored, Wish.PLAN):
        st.caption(plain(f"{each.name}: {t('portfolio_sure.not_yours')}"))
    elif each.place in plan_offers.replaced(stored.chain, plan):
        st.caption(plain(f"{each.name}: {t('portfolio_sure.added_already')}"))
    else:
        made = _of_place(each, stored) if each.place else _of_whole(each, stored)
        press = partial(plan_offers.put, stored, plan, made, t("portfolio_sure.added"))
        st.button(plain(t("portfolio_sure.add", name=each.name)), key=f"learn-{at}", on_click=press)
    links.link("measuring_plan", plain(t("portfolio_sure.to_plan", name=name)), intervention=stored.chain.id)


def _of_place(each: Learnable, stored: Stored) -> plan_offers.Made:
    called = Text(**{tongue: number_name(each.place, stored.chain, tongue) for tongue in LANGUAGES})
    return partial(defaults.of_place, stored.chain, each.place, called)


def _of_whole(each: Learnable, stored: Stored) -> plan_offers.Made:
    """An indicator of the intervention as a whole: the option's gains were drawn as one number."""
    called = Text(**{tongue: each.name if tongue == language() else _in(tongue, each) for tongue in LANGUAGES})
    return partial(defaults.blank, stored.chain, called)


def _in(tongue: str, each: Learnable) -> str:
    return text(tongue, "portfolio_sure.size_of", name=", ".join(each.option_ids))


def _choose(each: Learnable, at: int) -> None:
    """For an option that is not counted from an intervention here: in which plan it is to stand."""
    found = operations.find_interventions(workspace.store(), workspace.acting(), Wanted(), limit=MOST_LISTED).shown
    names = {one.id: one.name.into(language()) or one.id for one in found if one.access is Access.OWN}
    if not names:
        st.caption(plain(t("portfolio_sure.no_chain", name=each.name)))
        links.link("overview", t("goal_report.to_overview"))
        return
    asked = plain(t("portfolio_sure.which_plan", name=each.name))
    chosen = st.selectbox(asked, list(names), format_func=lambda one: names.get(one, one), index=None,
                          key=choice_key(f"learn-where-{at}"), placeholder=t("common.choose"))  # fmt: skip
    stored = operations.load(workspace.store(), workspace.acting(), chosen) if chosen else None
    if stored is not None:
        _offer(each, stored, at)
