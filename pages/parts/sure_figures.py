"""The figures behind an interval: which vary, which are held fixed, what cannot be drawn, and where to mend each."""

from collections.abc import Iterable

import streamlit as st

from chain.model import Chain
from chain.walk import step_of
from pages.parts import links, show
from pages.parts.caution import ON_THEIR_PAGE
from pages.parts.words import language, plain, t
from reports import tables_sure
from reports.texts.places import place_name
from reports.texts.problems import sentence
from sroi.coverage import Coverage, Used
from sroi.sureness import Sureness
from storage.operations import Stored

MOST_LINKS = 15


def warn(coverage: Coverage) -> None:
    """How many figures the interval lets vary; a warning where most are held fixed."""
    told = coverage._asdict() | {"all": coverage.all}
    if coverage.is_mostly_stated:
        st.info(t("uncertainty.mostly", **told))
    else:
        words = {name: told[name] for name in ("drawn", "silent", "all")}
        st.warning(f"**{t('uncertainty.narrow')}.** {t('uncertainty.narrow_help', **words)}")


def show_problems(stored: Stored, sure: Sureness) -> None:
    """What was stated but could not be drawn, and what weakens the ranges."""
    found = [each for each in sure.problems if each.code.startswith(("spread.", "engine.investment_not_always"))]
    if not found:
        return
    with st.expander(f"{t('uncertainty.about_draws')} ({len(found)})"):
        for each in found:
            where, said = place_name(language(), each.place, stored.chain), sentence(language(), each, stored.chain)
            st.markdown(plain(f"{where}. {said}"))
            _way(each.place, stored.chain)


def show_drawn(stored: Stored, used: Iterable[Used]) -> None:
    """The uncertain figures: what each is, what was said of it, and its page."""
    varied = [each for each in used if each.standing == "drawn"]
    st.header(t("uncertainty.numbers"), anchor=False)
    st.markdown(t("uncertainty.numbers_help"))
    frame = tables_sure.figures(varied, stored.chain, language())
    show.table(frame, t("uncertainty.numbers"), download="varied")
    with st.expander(t("uncertainty.to_mend")):
        _ways(varied, stored.chain)


def show_fixed(stored: Stored, used: Iterable[Used]) -> None:
    """The figures that the interval knows nothing of, with how each came to be fixed, and their pages."""
    held = [each for each in used if each.standing != "drawn"]
    if not held:
        return
    st.header(t("uncertainty.fixed"), anchor=False)
    st.markdown(t("uncertainty.fixed_help", count=len(held)))
    with st.expander(t("uncertainty.to_fixed", count=len(held))):
        frame = tables_sure.figures(held, stored.chain, language())
        show.table(frame, t("uncertainty.fixed"), download="held-fixed")
        _ways(held, stored.chain)


def teach(stored: Stored) -> None:
    """Where no figure is uncertain: what that means, and how one states it."""
    st.info(t("uncertainty.empty"))
    st.markdown(t("uncertainty.teach"))
    for step in ("value", "impact"):
        links.link(step, t("uncertainty.teach_link", title=t(f"step.{step}.title")), intervention=stored.chain.id)


def _ways(used: Iterable[Used], chain: Chain) -> None:
    """One way for each element whose figures these are."""
    elements = {"/".join(each.places[0].split("/")[:2]): each.places[0] for each in used}
    for place in elements.values():
        _way(place, chain)


def _way(place: str, chain: Chain) -> None:
    kind, _, rest = place.partition("/")
    element = f"{kind}/{rest.partition('/')[0]}"
    edit = {"edit": element} if kind in ON_THEIR_PAGE and rest else {}
    label = t("uncertainty.mend", place=place_name(language(), element if edit else place, chain))
    links.link(step_of(place), plain(label), intervention=chain.id, **edit)
