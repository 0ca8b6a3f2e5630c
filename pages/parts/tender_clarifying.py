"""What bidders make clear when asked, by the rule that was announced; written down once, and it then stands."""

import streamlit as st

from chain.procurement.asking import Question
from chain.procurement.bid import Bids, Clarification
from chain.text import Text
from pages.parts import follow_acts, inputs, workspace
from pages.parts.sheet import Sheet
from pages.parts.tender_desk import DESK, PREFIX, Open
from pages.parts.tender_fields import amount
from pages.parts.words import language, plain, t
from reports.procurement.words import names_of
from reports.texts.numbers import format_number
from storage.operations import procurement


def show_answered(found: Open, came: Bids) -> None:
    """What has been made clear, by whom it was written down and why."""
    names = names_of(found.model.measures, language())
    bidders = {each.id: each.bidder for each in came.bids}
    lines = [
        t("tender_assess.made_clear", bidder=bidders[each.bid_id], name=names[each.measure_id],
          period=_period(found, each.period), quantity=format_number(language(), each.quantity),
          reason=each.reason.into(language()), who=workspace.by_whom(each.decided_by))
        for each in came.clarifications
    ]  # fmt: skip
    if lines:
        st.markdown("\n".join(f"- {plain(each)}" for each in lines))


def _period(found: Open, at: int | None) -> str:
    return t("tender_assess.whole") if at is None else found.model.periods[at].key


def ask(found: Open, left: tuple[Question, ...]) -> None:
    """A form for each thing that may be asked about and has no answer."""
    if left:
        st.write(t("tender_assess.clarify_help"))
    for each in left:
        _form(found, each)


def _form(found: Open, each: Question) -> None:
    at = "whole" if each.period is None else str(each.period)
    form = f"{PREFIX}clarifications/{each.bid.id}/{each.measure.id}/{at}"
    name = each.measure.name.into(language()) or each.measure.id
    told = {"bidder": each.bid.bidder, "name": name, "period": _period(found, each.period)}
    key = f"clarify-{each.bid.id}-{each.measure.id}-{at}".replace(".", "-").replace(":", "-")
    with st.container(border=True, key=key):
        kind = "is_blank" if each.promised is None else "is_above"
        told |= {"promised": _number(each.promised), "most": _number(each.measure.highest)}
        st.markdown(plain(t(f"tender_question.{kind}", **told)))
        sheet = Sheet(DESK.key(found), form, 0, desk=DESK)
        quantity = amount(sheet, "quantity", None, required=True, title=t("tender_assess.quantity"))
        reason = inputs.text(sheet, "reason", Text(), long=True, required=True, label=t("tender_assess.reason"))
        if st.button(t("tender_assess.write_down"), key=sheet.key("keep")):
            _keep(found, sheet, each, quantity, reason)
        follow_acts.after(sheet)


def _number(value: float | None) -> str:
    return format_number(language(), value or 0.0)


def _keep(found: Open, sheet: Sheet, each: Question, quantity: float | None, reason: Text) -> None:
    if sheet.problems or quantity is None:
        follow_acts.point_out(sheet)
        return
    own = {"bid_id": each.bid.id, "measure_id": each.measure.id, "period": each.period}
    told = Clarification(**own, quantity=quantity, reason=reason)
    outcome = procurement.clarify(workspace.store(), workspace.acting(), found.found.id, told)
    if follow_acts.settle(sheet, outcome, t("tender_assess.written_down")):
        st.rerun()
