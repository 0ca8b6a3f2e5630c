"""Targets of one indicator: every decision with its reason, and the fields to decide one anew."""

import streamlit as st

from chain.follow_up_checks import check_target
from chain.follow_up_defaults import as_planned
from chain.measurement import PlannedIndicator, Rule, Target
from chain.model import Chain, by_id
from chain.period import periods
from chain.problem import Problem
from chain.text import Text
from pages.parts import follow_acts, inputs, show, workspace
from pages.parts.choices import choice_key
from pages.parts.sheet import Sheet
from pages.parts.today import today
from pages.parts.value_form import Slots
from pages.parts.words import language, t
from reports.follow_up import plan
from reports.texts.numbers import format_input, format_share_input, parse_number, parse_share
from storage import operations

MOST_PERIODS = 1_200


def targets(chain: Chain, indicator: PlannedIndicator, there: tuple[Target, ...], *, writable: bool) -> None:
    """What has been decided, and for those who plan the fields to decide anew."""
    st.header(t("measuring.targets"), anchor=False)
    table = plan.targets_table(indicator, there, language())
    if table.empty:
        st.markdown(t("measuring.no_targets"))
    else:
        show.table(table, t("measuring.targets"))
    if writable:
        _decide(chain, indicator, there)


def _decide(chain: Chain, indicator: PlannedIndicator, there: tuple[Target, ...]) -> None:
    keys = [each.key for each in periods(indicator.every, indicator.first_on, indicator.last_on)][:MOST_PERIODS]
    ahead = next((at for at, key in enumerate(keys) if key >= str(today().year)), 0)
    key = choice_key(f"target-period-{indicator.id}")
    chosen = st.selectbox(t("measuring.target_period"), keys, index=ahead, key=key)
    if chosen is None:
        return
    own = [each for each in there if each.indicator_id == indicator.id and each.period == chosen]
    last = own[-1] if own else None
    sheet = Sheet(chain.id, f"target/{indicator.id}/{chosen}", last.version if last else 0)
    made, problems = _fields(sheet, chain, indicator, chosen, last)
    sheet.show_unkept()
    if sheet.touched:
        st.info(t("edit.draft_kept"))
    save = st.button(t("measuring.decide"), key=sheet.key("save"))
    if save and (made is None or problems):
        follow_acts.point_out(sheet)
    elif save:
        outcome = operations.set_target(workspace.store(), workspace.acting(), chain.id, made)
        if follow_acts.settle(sheet, outcome, t("measuring.decided")):
            st.rerun()
    follow_acts.after(sheet)


def _fields(
    sheet: Sheet, chain: Chain, indicator: PlannedIndicator, period: str, last: Target | None
) -> tuple[Target | None, list[Problem]]:
    slots, is_share = Slots(), indicator.rule is Rule.SHARE
    write, read = (format_share_input, parse_share) if is_share else (format_input, parse_number)
    begun = last.value if last else None if sheet.draft else _of_chain(chain, indicator, period)
    raw = sheet.line("value", t("measuring.target_value"), write(language(), begun), max_chars=40)
    value = inputs.number(sheet, "value", raw, read, required=True)
    slots.leave("target/value")
    reason = inputs.text(sheet, "reason", Text(), label=t("measuring.target_reason"), required=last is not None)
    slots.leave("target/reason")
    if value is None:
        return None, sheet.problems
    made = Target(
        indicator_id=indicator.id, period=period, value=value, version=sheet.version + 1, reason=reason,
        decided_on=today(),
    )  # fmt: skip
    found = check_target(made, indicator)
    told = [each for each in found if each.place != "target/reason" or (sheet.tried and reason)]
    slots.tell(told, st.container())
    return made, [*sheet.problems, *found]


def _of_chain(chain: Chain, indicator: PlannedIndicator, period: str) -> float | None:
    """The target that the chain's own indicator has, offered for the last year of the intervention."""
    kind, _, element_id = indicator.element.partition("/")
    own = by_id(chain.indicators).get(element_id) if kind == "indicators" else None
    if own is None or own.target is None or period != str(chain.end_year):
        return None
    return as_planned(own.target, own.unit, indicator.rule).value
