"""The plan's indicators, each with what stands about it and what can be done to it."""

import streamlit as st

from chain import follow_up_defaults as defaults
from chain.forecast.model import Comparison
from chain.measurement import PlannedIndicator
from pages.parts import flash, follow_acts, workspace
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import plan
from storage import operations
from storage.operations import Conflict, Refused, Stored, StoredIndicator, StoredPlan


def rows(
    stored: Stored, there: StoredPlan, seen: dict[str, set[str]], comparisons: tuple[Comparison, ...], *, writable: bool
) -> None:
    """Every indicator; `seen` are the periods of each that have a value."""
    drafts = {each.form for each in workspace.drafts() if each.intervention_id == stored.chain.id}
    for each in there.indicators:
        with st.container(border=True, key=f"planned-{each.indicator.id}".replace(".", "-").replace(":", "-")):
            _about(stored, there, each, seen.get(each.indicator.id, set()), comparisons)
            if f"follow_up/{each.indicator.id}" in drafts:
                st.warning(t("edit.has_draft"))
            _acts(stored, there, each, writable)


def _about(
    stored: Stored, there: StoredPlan, each: StoredIndicator, seen: set[str], comparisons: tuple[Comparison, ...]
) -> None:
    indicator = each.indicator
    st.markdown(f"## {plain(indicator.name.into(language()) or indicator.id)}")
    st.markdown(" · ".join(plain(words) for words in plan.about(indicator, there.targets, language())))
    replaced = plan.replaces_words(indicator, stored.chain, comparisons, language())
    st.markdown(plain(replaced or t("measuring.replaces_nothing")))
    owner, reviewer = (workspace.person(who) if who else t("measuring.nobody") for who in _people(indicator))
    people = t("measuring.people", owner=owner, reviewer=reviewer)
    due = t("measuring.closed") if each.closed_at else plan.due_words(indicator, seen, today(), language())
    st.markdown(plain(f"{due} · {people}"))
    if each.succeeded_by:
        after = there.of(each.succeeded_by)
        name = after.indicator.name.into(language()) if after else each.succeeded_by
        st.markdown(plain(t("measuring.succeeded_by", name=name)))


def _people(indicator: PlannedIndicator) -> tuple[str, str]:
    return indicator.owner, indicator.reviewer


def _acts(stored: Stored, there: StoredPlan, each: StoredIndicator, writable: bool) -> None:
    name = each.indicator.id
    with st.container(horizontal=True):
        label = "edit.change" if writable and each.closed_at is None else "edit.look"
        st.button(t(label), key=f"open-{name}", on_click=open_form, args=(name,))
        if not writable:
            return
        if each.closed_at is not None:
            if each.succeeded_by is None:
                st.button(t("measuring.reopen"), key=f"reopen-{name}", on_click=_reopen, args=(stored, name))
            return
        with st.popover(t("measuring.close")):
            st.write(t("measuring.close_ask"))
            st.button(t("measuring.close_yes"), key=f"close-{name}", on_click=_close, args=(stored, each))
        with st.popover(t("measuring.succeed")):
            st.write(t("measuring.succeed_ask"))
            st.button(t("measuring.succeed_yes"), key=f"succeed-{name}", on_click=_succeed, args=(stored, there, each))
        if not each.measured:
            with st.popover(t("edit.remove")):
                st.write(t("measuring.remove_ask"))
                st.button(t("edit.remove_yes"), key=f"remove-{name}", on_click=_remove, args=(stored, there, each))


def open_form(indicator_id: str) -> None:
    """Let the page show the form of this indicator."""
    st.query_params["edit"] = f"follow_up/{indicator_id}"


def _close(stored: Stored, each: StoredIndicator) -> None:
    outcome = operations.close_indicator(
        workspace.store(), workspace.acting(), stored.chain.id, each.indicator.id, each.version
    )
    if follow_acts.tell(outcome, t("measuring.closed_now")):
        flash.tell(t("measuring.closed_now"), lambda: _reopen(stored, each.indicator.id))


def _reopen(stored: Stored, indicator_id: str) -> None:
    """Measure it again, on top of what stands now: nothing but the closing is taken back."""
    now = operations.plan_of(workspace.store(), workspace.acting(), stored.chain.id).of(indicator_id)
    outcome = operations.reopen_indicator(
        workspace.store(), workspace.acting(), stored.chain.id, indicator_id, now.version if now else 0
    )
    follow_acts.tell(outcome, t("measuring.reopened"))


def _succeed(stored: Stored, there: StoredPlan, each: StoredIndicator) -> None:
    name = defaults.new_indicator_id({one.indicator.id for one in there.indicators})
    successor = defaults.successor_of(each.indicator, name, today())
    outcome = operations.succeed_indicator(
        workspace.store(), workspace.acting(), stored.chain.id, each.indicator.id, successor, each.version
    )
    if follow_acts.tell(outcome, t("measuring.succeeded")):
        open_form(name)


def _remove(stored: Stored, there: StoredPlan, each: StoredIndicator) -> None:
    store, acting, chain_id = workspace.store(), workspace.acting(), stored.chain.id
    outcome = operations.remove_indicator(store, acting, chain_id, each.indicator.id, each.version)
    if isinstance(outcome, Conflict | Refused):
        follow_acts.tell(outcome, "")
        return
    flash.tell(t("measuring.removed"), lambda: _put_back(stored, there, each))


def _put_back(stored: Stored, there: StoredPlan, each: StoredIndicator) -> None:
    targets = tuple(target for target in there.targets if target.indicator_id == each.indicator.id)
    outcome = operations.save_indicator(
        workspace.store(), workspace.acting(), stored.chain.id, each.indicator, targets=targets
    )
    follow_acts.tell(outcome, t("measuring.put_back"))
