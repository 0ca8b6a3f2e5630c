"""Forecast against outcome: the ratio with what was measured, what replaced what, and the way from one to the other."""

import streamlit as st

from chain.measurement import FollowUp
from chain.people import Wish
from pages.parts import conventions, flash, follow_compute, follow_forecast, links, show, steps, workspace
from pages.parts.access import guard
from pages.parts.follow_compute import Judged
from pages.parts.words import language, plain, t
from reports.follow_up import outcome
from reports.headline import conventions_line
from sroi.settings import Settings
from storage import operations
from storage.operations import Stored


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened(Wish.READ)
    st.title(t("page.learned"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    st.write(t("outcome.about"))
    settings = conventions.choose(stored.chain)
    follow_up = _follow_up(stored)
    perspective = outcome.perspective_of(settings)
    found = follow_compute.judged(stored, follow_up, settings, perspective)
    if perspective != settings.perspective:
        st.info(t("outcome.other_perspective"))
    _answer(found, follow_up, settings)
    if found.outcome.shown.learned.replaced:
        _how(stored, follow_up, found, settings)
    told = settings.model_copy(update={"perspective": perspective})
    follow_forecast.show_moved(follow_up, found, told)
    links.link("measuring_plan", t("outcome.to_plan"))
    links.link("publish_follow_up", t("outcome.to_publish"))
    st.caption(plain(conventions_line(language(), settings, stored.chain)))


def _follow_up(stored: Stored) -> FollowUp:
    """The values that count; with those not yet approved where someone asks for a preview."""
    drafts = st.toggle(t("outcome.drafts"), key="outcome-drafts")
    if drafts:
        st.warning(t("outcome.preview"))
    acting, chain_id = workspace.acting(), stored.chain.id
    found = operations.follow_up_of(workspace.store(), acting, chain_id, drafts=drafts)
    return found or FollowUp(intervention_id=chain_id)


def _answer(found: Judged, follow_up: FollowUp, settings: Settings) -> None:
    tongue, shown = language(), found.outcome.shown.learned
    st.markdown(f"**{plain(outcome.headline(found.outcome, found.sures, settings, tongue))}**")
    wider = outcome.wider_sentence(found.sures, outcome.perspective_of(settings), tongue)
    if wider:
        st.markdown(wider)
    bounds = outcome.bounds_sentence(found.outcome, settings, tongue)
    if bounds:
        st.markdown(plain(bounds))
    if shown.is_outside:
        st.warning(t("outcome.outside"))
    few = outcome.few_sentence(shown, follow_up, tongue)
    if few:
        st.warning(plain(few))
    for each in outcome.problem_sentences(shown, follow_up, tongue):
        st.info(plain(each))


def _how(stored: Stored, follow_up: FollowUp, found: Judged, settings: Settings) -> None:
    tongue, origin, learned = language(), show.source(stored, settings), found.outcome.shown.learned
    beside = outcome.beside_table(found.outcome, found.sures, settings, tongue)
    show.table(beside, t("outcome.beside"), download="outcome", origin=origin)
    way = found.outcome.bridge.of(outcome.perspective_of(settings), "ratio")
    if way:
        st.header(t("outcome.way"), anchor=False)
        figure = outcome.bridge_figure(way, found.sures, settings, tongue)
        show.chart(figure, t("outcome.way"), download="outcome_way", origin=origin)
    st.header(t("outcome.years"), anchor=False)
    years = outcome.years_figure(found.result, learned, settings, tongue)
    show.chart(years, t("outcome.years"), download="outcome_years", origin=origin)
    st.header(t("outcome.replaced"), anchor=False)
    replaced = outcome.replaced_table(learned, follow_up, stored.chain, tongue)
    show.table(replaced, t("outcome.replaced"), download="outcome_replaced", origin=origin)
    st.markdown(t("outcome.replaced_help"))
