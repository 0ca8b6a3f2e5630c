"""The measurement plan: what is measured, when and by whom, which assumption it will replace, and its targets."""

import streamlit as st

from chain.forecast.model import Comparison
from chain.people import Wish
from chain.place import FORECAST
from chain.problem import Severity
from pages.parts import flash, follow_acts, links, plan_form, plan_list, plan_offers, plan_targets, steps, workspace
from pages.parts.access import guard
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from storage import operations
from storage.operations import Stored, StoredIndicator, StoredPlan

FORM = "follow_up/"
MOST_FORECASTS = 10


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened(Wish.READ)
    st.title(t("page.measuring_plan"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    there = operations.plan_of(workspace.store(), workspace.acting(), stored.chain.id)
    if there is None:
        st.info(t("measuring.not_readable"))
        return
    writable = follow_acts.allowed(stored, Wish.PLAN)
    if not writable:
        st.info(t("measuring.read_only"))
    comparisons = _comparisons(stored, there)
    asked = there.of(st.query_params.get("edit", "").removeprefix(FORM))
    if asked is not None:
        _one(stored, there, asked, comparisons, writable=writable and asked.closed_at is None)
        return
    st.write(t("measuring.about"))
    if there.indicators:
        plan_list.rows(stored, there, _seen(stored), comparisons, writable=writable)
        links.link("follow_up", t("measuring.to_follow_up"))
    else:
        st.info(t("measuring.empty"))
    if writable:
        plan_offers.offers(stored, there)


def _comparisons(stored: Stored, there: StoredPlan) -> tuple[Comparison, ...]:
    """The forecasts whose numbers can be replaced: the intervention's own, those of none, and those in use."""
    store, acting = workspace.store(), workspace.acting()
    listed = operations.comparisons(store, acting)
    near = [each.id for each in listed if each.intervention_id in (None, stored.chain.id)][:MOST_FORECASTS]
    places = [each.indicator.replaces.place for each in there.indicators if each.indicator.replaces]
    asked = [each.removeprefix(FORECAST).partition("/")[0] for each in places if each.startswith(FORECAST)]
    found = [operations.load_comparison(store, acting, each) for each in dict.fromkeys((*asked, *near))]
    return tuple(each.comparison for each in found if each is not None)


def _seen(stored: Stored) -> dict[str, set[str]]:
    """The periods of each indicator that have a value, whether it counts or not."""
    found = operations.follow_up_of(workspace.store(), workspace.acting(), stored.chain.id, drafts=True)
    told: dict[str, set[str]] = {}
    for each in found.observations if found else ():
        told.setdefault(each.indicator_id, set()).add(each.period)
    return told


def _one(
    stored: Stored, there: StoredPlan, asked: StoredIndicator, comparisons: tuple[Comparison, ...], *, writable: bool
) -> None:
    st.header(plain(asked.indicator.name.into(language()) or asked.indicator.id), anchor=False)
    sheet = Sheet(stored.chain.id, f"{FORM}{asked.indicator.id}", asked.version, closed=not writable)
    plan = tuple(each.indicator for each in there.indicators if each.closed_at is None)
    others = tuple(each for each in plan if each.id != asked.indicator.id)
    succeeded = there.of(asked.indicator.succeeds or "")
    others = (*others, succeeded.indicator) if succeeded and succeeded.closed_at else others
    about = plan_form.About(stored.chain, others, comparisons, asked.measured)
    made, problems = plan_form.form(sheet, asked.indicator, about)
    if writable:
        _buttons(stored, sheet, made, any(each.severity is Severity.ERROR for each in problems))
    else:
        st.button(t("edit.close_untouched"), key="close-form", on_click=_close)
    plan_targets.targets(stored.chain, asked.indicator, there.targets, writable=writable)


def _buttons(stored: Stored, sheet: Sheet, made, wrong: bool) -> None:
    """Keep the indicator, or leave it as a draft."""
    sheet.show_unkept()
    if sheet.touched:
        st.info(t("edit.draft_kept"))
    with st.container(horizontal=True, key="plan-buttons"):
        save = st.button(t("edit.save"), type="primary", key=sheet.key("save"))
        st.button(t("edit.close" if sheet.touched else "edit.close_untouched"), key="close-form", on_click=_close)
        if sheet.touched:
            with st.popover(t("edit.discard")):
                st.write(t("edit.discard_ask"))
                st.button(t("edit.discard_yes"), key=sheet.key("discard"), on_click=_discard, args=(sheet,))
    if save and wrong:
        follow_acts.point_out(sheet)
    elif save:
        outcome = operations.save_indicator(workspace.store(), workspace.acting(), stored.chain.id, made, sheet.version)
        if follow_acts.settle(sheet, outcome, t("measuring.saved")):
            _close()
            st.rerun()
    follow_acts.after(sheet)


def _close() -> None:
    st.query_params.pop("edit", None)


def _discard(sheet: Sheet) -> None:
    sheet.forget()
    _close()
