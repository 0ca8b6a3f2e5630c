"""A fund's investment out of an intervention's value chain: its cost, and the frames that its savings lower."""

import streamlit as st

from chain import edit
from chain.follow_up_document import fingerprint
from chain.measurement import FollowUp
from chain.model import Chain
from chain.plan.fund import FundAccount, FundRules
from chain.problem import RefusedError
from pages.parts import caution, compute, conventions, fund_portfolio, saving, show, workspace
from pages.parts.choices import choice_key
from pages.parts.fund_desk import DESK
from pages.parts.words import language, plain, t
from reports.headline import conventions_line
from reports.plan.fund import fed_table
from sroi.follow_up.learned import learned
from sroi.plan.fund_feeding import Fed, fed_from, with_fed, with_new
from sroi.settings import Settings
from storage import operations
from storage.operations import Stored
from storage.operations.plan import StoredFund

KEPT = 50
WAYS = ("intervention", "portfolio")
"""Out of what an investment can be brought in."""


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _fed(key: tuple[object, ...], _chain: Chain, _follow_up: FollowUp, _settings: Settings, _rules: FundRules) -> Fed:
    return fed_from(_chain, learned(_chain, _follow_up), _settings, _rules)


def _fed_of(stored: Stored, rules: FundRules, settings: Settings) -> Fed:
    found = operations.follow_up_of(workspace.store(), workspace.acting(), stored.chain.id)
    follow_up = found or FollowUp(intervention_id=stored.chain.id)
    key = (*compute.key_of(stored, settings), fingerprint(follow_up), rules.model_dump_json())
    return _fed(key, stored.chain, follow_up, settings, rules)


def show_feed(found: StoredFund) -> None:
    """Choose an intervention or a portfolio, see what its savings lower, and take that into the account."""
    st.header(t("fund.feed"), anchor=False)
    st.write(t("fund.feed_help"))
    way = st.segmented_control(
        t("fund.feed_from"), WAYS, default=WAYS[0], required=True, format_func=lambda each: t(f"fund_feed.{each}"),
        key=choice_key("fund-feed-from"),
    )  # fmt: skip
    _of_intervention(found) if way == "intervention" else fund_portfolio.show(found)


def _of_intervention(found: StoredFund) -> None:
    there = operations.find_interventions(workspace.store(), workspace.acting()).shown
    names = {each.id: each.name.into(language()) or each.id for each in there}
    if not names:
        st.info(t("fund.feed_none"))
        return
    chosen = st.selectbox(t("fund.feed_which"), list(names), format_func=names.get, index=None,
                          key=choice_key("fund-feed"), placeholder=t("common.choose"))  # fmt: skip
    stored = operations.load(workspace.store(), workspace.acting(), chosen) if chosen else None
    if stored is not None:
        _preview(found, stored)


def _preview(found: StoredFund, stored: Stored) -> None:
    settings = conventions.settings(stored.chain)
    try:
        fed = _fed_of(stored, found.content.rules, settings)
    except RefusedError as refused:
        lines = (f"- {plain(caution.words(each, stored.chain))}" for each in caution.reasons(refused.problems))
        st.warning("\n".join((f"**{t('fund.feed_refused')}**", *lines)))
        return
    if fed.savings:
        show.table(fed_table(fed, language()), t("fund.feed_caption"), download="fund-feed")
        st.markdown(_how(fed, found.content.rules))
    else:
        st.info(t("fund.feed_no_saving"))
    st.caption(plain(conventions_line(language(), settings, stored.chain)))
    if found.writable:
        _take_in(found.content, stored, fed)


def _how(fed: Fed, rules: FundRules) -> str:
    """What the figures rest on, and why nothing is worked out where the rules do not say."""
    measured = t("fund.feed_measured", year=fed.last_measured) if fed.last_measured else t("fund.feed_not_measured")
    return measured if rules.frame_reduction_share is not None else f"{measured} {t('fund.feed_no_rule')}"


def _take_in(fund: FundAccount, stored: Stored, fed: Fed) -> None:
    of = next((each for each in fund.investments if each.intervention_id == stored.chain.id), None)
    label = t("fund.feed_again" if of else "fund.feed_add")
    st.button(label, key="fund-take-in", type="primary", on_click=_taken, args=(stored.chain, fed, of and of.id))


def _taken(chain: Chain, fed: Fed, investment_id: str | None) -> None:
    def put(fund: FundAccount) -> FundAccount:
        if investment_id is None:
            return with_new(fund, edit.new_id(fund, "investments"), chain.name, chain.id, fed)
        return with_fed(fund, investment_id, fed)

    saving.change(put, t("fund.feed_done"), DESK)
