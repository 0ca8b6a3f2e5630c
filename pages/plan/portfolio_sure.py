"""How sure the choice is: what is nearly given, what may be regretted, a safer choice, and what to find out first."""

import streamlit as st

from pages.parts import links, portfolio_desk, portfolio_drawn, portfolio_learn, portfolio_view, show
from pages.parts.access import guard
from pages.parts.portfolio_drawn import Rooted
from pages.parts.words import language, plain, t
from reports.plan import learned, sure
from reports.texts.numbers import format_number
from sroi.effort import FEW_OPTIONS
from sroi.plan.how_sure import HowSure
from sroi.plan.sure import DRAWS
from storage.operations.plan import StoredPortfolio

MOST_DRAWS = (2_000, DRAWS, 50_000)


def render() -> None:
    """Draw the page."""
    guard()
    stored = portfolio_view.begin("portfolio_sure")
    st.write(t("portfolio_sure.about"))
    draws = portfolio_view.choose("portfolio_sure.draws", "draws", MOST_DRAWS, _usual(stored), _count)
    there = portfolio_drawn.rooted(stored.content)
    found = portfolio_drawn.sure(stored.content, there, draws)
    if found is None:
        return
    if not sure.varies(found.sureness):
        st.info(t("portfolio_sure.nothing_varies"))
        links.link("portfolio_options", t("portfolio_sure.to_options"))
        return
    _choice(stored, found)
    _learning(stored, found, there)
    _how(stored, found, there)
    portfolio_desk.onward("portfolio_payers", t("portfolio_sure.next"))


def _usual(stored: StoredPortfolio) -> int:
    """Fewer draws where each has to be searched."""
    return DRAWS if len(stored.content.options) <= FEW_OPTIONS else MOST_DRAWS[0]


def _count(draws: int) -> str:
    return format_number(language(), draws, 0)


def _choice(stored: StoredPortfolio, found: HowSure) -> None:
    given, *rest = sure.sentences(found, stored.content, language())
    st.markdown(f"**{plain(given)}**")
    for each in rest:
        st.markdown(plain(each))
    st.header(t("portfolio_sure.chances"), anchor=False)
    origin = portfolio_desk.cited(stored.content)
    figure = sure.chances_figure(found.sureness, stored.content, language())
    show.chart(figure, t("portfolio_sure.chances"), download="portfolio-chances", origin=origin)
    st.header(t("portfolio_sure.held"), anchor=False)
    st.markdown(t("portfolio_sure.held_help"))
    table = sure.held_table(found.sureness, stored.content, language())
    show.table(table, t("portfolio_sure.held"), download="portfolio-held", origin=origin)


def _learning(stored: StoredPortfolio, found: HowSure, there: Rooted) -> None:
    chains = {each: one.chain for each, one in there.stored.items()}
    known = learned.learnables(found, stored.content, chains, language())
    portfolio_learn.show_learning(found, known, portfolio_desk.cited(stored.content))
    portfolio_learn.offers(known, there)


def _how(stored: StoredPortfolio, found: HowSure, there: Rooted) -> None:
    st.header(t("portfolio_sure.how"), anchor=False)
    for each in sure.resting_sentences(found, stored.content, there.changed_ids, language()):
        st.markdown(plain(each))
