"""The result: every term of every bid, the rules that were applied, what would have turned the order; kept once."""

import streamlit as st

from chain.procurement.bid import Bids
from chain.procurement.state import State
from pages.parts import links, show, tender_award, tender_earlier, tender_risk, tender_seen, workspace
from pages.parts.access import guard
from pages.parts.tender_acts import tell
from pages.parts.tender_desk import SHOWN_HASH, Open, begin, onward
from pages.parts.words import language, plain, t
from reports.procurement import result
from reports.procurement.evaluation import judged_table, ratio_note, terms_table
from reports.procurement.reasons import needed
from reports.texts.moments import format_moment
from reports.texts.problems import sentence
from sroi.procurement.evaluate import Evaluation, evaluate
from sroi.procurement.kept import evaluation_sha256
from storage.operations import procurement
from storage.operations.procurement import SeenBids


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_result")
    seen = tender_seen.whole(found)
    if seen is not None:
        _of_round(found, seen)
    tender_earlier.show_earlier(found)


def _of_round(found: Open, seen: SeenBids) -> None:
    evaluation = evaluate(found.model, seen.came)
    if evaluation.problems:
        _unfinished(found, evaluation)
        return
    if not evaluation.lines:
        st.info(t("tender_result.no_lines"))
        links.link("tender_bids", t("tender_result.to_bids"), procurement=found.found.id)
        return
    _order(found, seen.came, evaluation)
    _why(found, seen.came, evaluation)
    _aside(found, evaluation)
    tender_risk.show_risk(found.model, evaluation)
    _keep(found, evaluation)


def _unfinished(found: Open, evaluation: Evaluation) -> None:
    """What keeps the order from being shown."""
    st.warning(t("tender_result.unfinished"))
    st.markdown("\n".join(f"- {plain(sentence(language(), each))}" for each in evaluation.problems))
    links.link("tender_assess", t("tender_result.to_assess"), procurement=found.found.id)


def _order(found: Open, came: Bids, evaluation: Evaluation) -> None:
    model, tongue = found.model, language()
    first = [each.bidder for each in evaluation.lines if each.rank == 1]
    st.markdown(f"**{plain(t('tender_result.first', bidder=' · '.join(first)))}**")
    show.table(result.order_table(model, evaluation, tongue), t("procurement_table.bids"), download="tender-result")
    st.caption(t(f"procurement_words.order.{model.engine}"))
    reference = result.reference_sentence(evaluation, tongue)
    if reference:
        st.caption(plain(reference))
    for each in evaluation.rejected:
        st.warning(plain(t("tender_result.rejected", bidder=each.bidder)))
        st.markdown("\n".join(f"- {plain(sentence(tongue, why))}" for why in each.reasons))
    if model.criteria:
        show.table(judged_table(model, came, evaluation.lines, tongue), t("procurement_table.judged"))


def _why(found: Open, came: Bids, evaluation: Evaluation) -> None:
    """The rules as they were applied, and what each bid that lost would have needed."""
    model, tongue = found.model, language()
    st.header(t("tender_result.rules"), anchor=False)
    applied = [plain(each) for each in result.applied_sentences(model, evaluation, tongue)]
    st.markdown("\n".join(f"- {each}" for each in applied) if applied else t("tender_result.no_rules"))
    if model.measures:
        show.table(terms_table(model, evaluation.lines, tongue), t("procurement_table.terms"), download="tender-terms")
    st.header(t("tender_result.needed"), anchor=False)
    draft = tender_award.draft(found, came, evaluation)
    lost = [each for line in draft.others for each in needed(draft, line, tongue)]
    st.markdown("\n".join(f"- {plain(each)}" for each in lost) if lost else t("tender_result.nobody_lost"))


def _aside(found: Open, evaluation: Evaluation) -> None:
    """The ratio, small and last, with why it decides nothing."""
    told = result.ratio_sentence(evaluation, language())
    if told:
        st.caption(plain(told))
        st.caption(plain(ratio_note(evaluation, language()) or t("tender_result.ratio_same")))


def _keep(found: Open, evaluation: Evaluation) -> None:
    """Keep the evaluation, with a question first; what is kept stands."""
    st.header(t("tender_result.keep"), anchor=False)
    seen = evaluation_sha256(evaluation)
    if found.found.state is not State.OPENED:
        kept = procurement.kept_evaluation(workspace.store(), workspace.acting(), found.found.id)
        told = {"who": workspace.person(kept.who), "when": format_moment(kept.at), "start": kept.sha256[:SHOWN_HASH]}
        st.success(plain(t("tender_result.is_kept", **told)))
        if kept.sha256 != seen:
            st.error(t("tender_result.other_now"))
        onward("tender_decision", t("walk.next", title=t("page.tender_decision")), procurement=found.found.id)
        return
    st.write(t("tender_result.keep_help"))
    with st.popover(t("tender_result.keep_button"), type="primary"):
        st.write(t("tender_result.keep_ask"))
        st.button(t("tender_result.keep_yes"), type="primary", key="keep-evaluation",
                  on_click=_kept, args=(found.found.id, seen))  # fmt: skip


def _kept(procurement_id: str, seen: str) -> None:
    outcome = procurement.keep_evaluation(workspace.store(), workspace.acting(), procurement_id, seen)
    tell(outcome, t("tender_result.kept"))
