"""What earlier rounds gave, for whoever runs the next one: whole for those who see bids, masked for who else reads.

Of a round without an award nobody else is told anything, and the words are the same whatever came in.
"""

import streamlit as st

from pages.parts import show, workspace
from pages.parts.folded import folded
from pages.parts.tender_desk import Open
from pages.parts.words import language, plain, t
from reports.procurement import result
from reports.procurement.decision import Award
from reports.procurement.masked import masked_lines
from reports.procurement.reasons import needed
from reports.texts.moments import format_moment
from reports.texts.problems import sentence
from sroi.procurement.evaluate import Evaluation, evaluate
from storage.operations import procurement
from storage.operations.procurement import LockedModel, SeenBids


def show_earlier(found: Open) -> None:
    """Each round before this one behind a fold of its own, the latest first: bids are read when it is opened."""
    before = [each for each in found.found.locked if each.round < found.found.round]
    if not before:
        return
    st.header(t("tender_earlier.title"), anchor=False)
    st.write(t("tender_earlier.help"))
    for each in reversed(before):
        with folded(t("tender_earlier.round", number=each.round), f"tender-earlier-{each.round}") as opened:
            if opened.open:
                _round(found, each)


def _round(found: Open, locked: LockedModel) -> None:
    seen = procurement.bids_for(workspace.store(), workspace.acting(), found.found.id, locked.round)
    award = procurement.award_of(workspace.store(), workspace.acting(), found.found.id, locked.round)
    if isinstance(seen, SeenBids):
        _whole(found, locked, seen)
        st.markdown(plain(t("tender_earlier.awarded", when=format_moment(award.at)) if award else
                          t("tender_earlier.not_awarded")))  # fmt: skip
    elif award:
        st.markdown("\n".join(f"- {plain(each)}" for each in masked_lines(award.masked, language())))
    else:
        st.info(t("tender_earlier.only_appointed"))


def _whole(found: Open, locked: LockedModel, seen: SeenBids) -> None:
    """The order of the round, what was rejected, and what the others would have needed, on that round's own model."""
    model, evaluation = locked.model, evaluate(locked.model, seen.came)
    kept = procurement.kept_evaluation(workspace.store(), workspace.acting(), found.found.id, locked.round)
    st.caption(t("tender_earlier.kept" if kept else "tender_earlier.not_kept"))
    for each in (*evaluation.problems, *(why for out in evaluation.rejected for why in out.reasons)):
        st.markdown(f"- {plain(sentence(language(), each))}")
    if not evaluation.lines:
        st.info(t("tender_earlier.no_lines"))
        return
    caption = t("tender_earlier.table", number=locked.round)
    show.table(result.order_table(model, evaluation, language()), caption, download=f"tender-round-{locked.round}")
    st.markdown(f"**{t('tender_result.needed')}**")
    st.markdown("\n".join(f"- {plain(each)}" for each in _needed(locked, seen, evaluation)))


def _needed(locked: LockedModel, seen: SeenBids, evaluation: Evaluation) -> list[str]:
    first = evaluation.lines[0].bid_id
    draft = Award(locked.model, seen.came, evaluation, first, locked.at.date())
    return [said for line in draft.others for said in needed(draft, line, language())]
