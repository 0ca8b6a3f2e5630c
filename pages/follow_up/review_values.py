"""Reviewing: the values that wait, and one of them with all that a reviewer needs to return, approve or lock it."""

import streamlit as st

from chain.people import Wish
from chain.period import periods
from pages.parts import (
    flash,
    follow_acts,
    follow_tasks,
    links,
    review_acts,
    rights,
    show,
    steps,
    value_evidence,
    value_shown,
    workspace,
)
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import review
from reports.texts.moments import format_moment
from storage import operations
from storage.operations import Group, Measurement, Stored

MOST_PERIODS = 60


def render() -> None:
    """Draw the page."""
    guard()
    asked = {name: st.query_params.get(name, "") for name in ("indicator", "period")}
    if all(asked.values()):
        _one(steps.opened(Wish.REVIEW), asked["indicator"], asked["period"])
    else:
        _waiting()


def _waiting() -> None:
    """What waits for review across interventions, and the periods of the open one that can be locked."""
    st.title(t("page.review_values"), anchor=False)
    st.caption(plain(workspace.organisation().name))
    flash.show()
    st.write(t("review.about"))
    whose = follow_tasks.whose("review-whose")
    counted = follow_tasks.find(whose, (Group.REVIEW,), 1)
    if counted.counts[Group.REVIEW]:
        follow_tasks.group(Group.REVIEW, counted, whose)
    else:
        st.info(t("review.empty"))
        links.link("to_do", t("entry.to_list"))
    stored = workspace.stored()
    if stored is not None and follow_acts.allowed(stored, Wish.REVIEW):
        _lock(stored)


def _lock(stored: Stored) -> None:
    plan = operations.plan_of(workspace.store(), workspace.acting(), stored.chain.id)
    over = {
        each.key: each.end
        for one in (plan.indicators if plan else ())
        for each in periods(one.indicator.every, one.indicator.first_on, one.indicator.last_on)
        if each.end < today()
    }
    if not over:
        return
    st.header(t("review.lock_title", name=plain(stored.chain.name.into(language()))), anchor=False)
    st.markdown(t("review.lock_help"))
    latest = sorted(over, key=lambda key: over[key], reverse=True)[:MOST_PERIODS]
    chosen = st.selectbox(t("review.lock_period"), latest, key=choice_key(f"lock-{stored.chain.id}"))
    if chosen:
        review_acts.lock_period(stored, chosen)


def _one(stored: Stored, indicator_id: str, period: str) -> None:
    if not rights.may_see_values(stored):
        value_shown.not_in_full(t("page.review_values"))
        return
    found = operations.measurement(
        workspace.store(), workspace.acting(), stored.chain.id, indicator_id, period, today()
    )
    if found is None:
        st.title(t("page.review_values"), anchor=False)
        st.info(t("entry.not_there"))
        _to_list()
        return
    name = found.indicator.name.into(language()) or found.indicator.id
    st.title(f"{plain(name)} – {plain(found.key.period)}", anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    value_shown.facts(found)
    value_shown.state(found)
    _value(found)
    value_shown.earlier(found)
    value_evidence.show(found, writable=False)
    value_shown.past(found)
    review_acts.acts(stored, found)
    _to_list()


def _value(found: Measurement) -> None:
    """The value, how it differs from the period before, its groups, and who sent it in."""
    there = found.observation
    if there is None:
        st.info(t("review.nothing_yet"))
        return
    value_shown.value(found)
    others = [each.observation for each in found.others]
    st.markdown(plain(review.difference_words(found.indicator, there, others, language())))
    sent = found.standing.submitted_by
    if sent:
        when = format_moment(found.standing.submitted_at)
        st.caption(plain(t("review.sent_in", by=workspace.by_whom(sent), when=when)))
    groups = review.groups_table(found.indicator, there, language())
    if not groups.empty:
        show.table(groups, t("review.groups"))


def _to_list() -> None:
    links.link("review_values", t("review.to_list"))
