"""What has been measured against what was meant to be: every indicator of the open intervention."""

import streamlit as st

from chain.measurement import FollowUp
from chain.people import Wish
from pages.parts import flash, follow_context, follow_method, links, show, steps, workspace
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import seen
from reports.follow_up.reporting import reporting_sentence, reporting_table
from storage import operations
from storage.operations import Stored


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened(Wish.READ)
    st.title(t("page.follow_up"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    follow_up = _follow_up(stored)
    if not follow_up.plan:
        st.info(t("seen.no_plan"))
        links.link("measuring_plan", t("seen.to_plan"))
        return
    st.write(t("seen.about"))
    found = [seen.seen(follow_up, each) for each in follow_up.plan]
    show.table(seen.overview_table(found, language()), t("seen.overview"))
    with folded(t("seen.rule"), "seen-rule") as opened:
        if opened.open:
            st.markdown(t("seen.rule_text"))
    _reporting(stored)
    follow_method.show_method(stored, follow_up)
    for each in found:
        _indicator(each)
        follow_context.show(each.indicator, stored)
    links.link("learned", t("seen.to_learned"))


def _follow_up(stored: Stored) -> FollowUp:
    """The values that count; with those not yet approved where someone asks for a preview."""
    drafts = st.toggle(t("outcome.drafts"), key="seen-drafts")
    if drafts:
        st.warning(t("outcome.preview"))
    found = operations.follow_up_of(workspace.store(), workspace.acting(), stored.chain.id, drafts=drafts)
    return found or FollowUp(intervention_id=stored.chain.id)


def _reporting(stored: Stored) -> None:
    """Who has reported and what is late."""
    told = operations.reporting_status(workspace.store(), workspace.acting(), (stored.chain.id,), today())
    found = told.get(stored.chain.id, ())
    st.header(t("seen.reporting"), anchor=False)
    st.markdown(plain(reporting_sentence(found, language())))
    with folded(t("seen.reporting_table"), "seen-reporting") as opened:
        if opened.open:
            show.table(reporting_table(found, language()), t("seen.reporting_table"))


def _indicator(of: seen.Seen) -> None:
    name = of.indicator.name.into(language()) or of.indicator.id
    st.header(plain(name), anchor=False)
    st.caption(plain(seen.about_indicator(of.indicator, language())))
    if not of.periods:
        st.info(t("seen.nothing_yet"))
        return
    show.chart(seen.bullet_figure(of, language()), name, download=f"seen-{of.indicator.id}")
    groups = seen.groups_table(of, language())
    if not groups.empty:
        with folded(t("seen.groups"), f"seen-groups-{of.indicator.id}") as opened:
            if opened.open:
                for words in seen.hidden_sentences(of, of.periods[-1].key, language()):
                    st.info(plain(words))
                show.table(groups, t("seen.groups"))
