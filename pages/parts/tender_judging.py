"""Bids judged blind: by code, with what each level takes before one's eyes, and a motive for the bidder to read."""

import streamlit as st

from chain.procurement.model import Criterion
from chain.text import Text
from pages.parts import follow_acts, inputs, visitor, workspace
from pages.parts.sheet import Sheet
from pages.parts.tender_desk import DESK, PREFIX, Open
from pages.parts.words import language, plain, t
from storage.operations import procurement
from storage.operations.procurement import BlindBid, BlindBids, JudgedSoFar, SeenBids


def show(found: Open, seen: BlindBids, *, writable: bool) -> None:
    """Every bid by its code, criterion by criterion."""
    st.write(t("tender_assess.blind_help"))
    if not seen.bids or not seen.criteria:
        st.info(t("tender_assess.nothing_to_judge"))
    left = sum(len(seen.criteria) - len(each.judged) for each in seen.bids)
    st.markdown(f"**{t('tender_assess.left', count=left) if left else t('tender_assess.all_judged')}**")
    for bid in seen.bids:
        _bid(found, seen, bid, writable)


def _bid(found: Open, seen: BlindBids, bid: BlindBid, writable: bool) -> None:
    st.header(t("tender_assess.bid", code=bid.code), anchor=False)
    st.markdown(plain(bid.method.into(language())) or t("tender_assess.no_method"))
    names = {each.id: each.name.into(language()) for each in found.model.measures}
    for measure_id, timing in bid.timings.items():
        st.markdown(plain(f"{names.get(measure_id, measure_id)}: {timing.into(language())}"))
    for criterion in seen.criteria:
        before = next((each for each in bid.judged if each.criterion_id == criterion.id), None)
        with st.container(border=True, key=f"judge-{bid.code}-{criterion.id}".replace(".", "-").replace(":", "-")):
            st.subheader(plain(criterion.name.into(language()) or criterion.id), anchor=False)
            _judge(found, bid.code, criterion, before, writable)


def judges_alone() -> bool:
    """Where nobody signs in, the one person has every task and judges too."""
    return not visitor.signs_in()


def show_alone(found: Open, seen: SeenBids) -> None:
    """The same form by code, for the one person where nobody signs in."""
    for bid in seen.came.bids:
        st.subheader(t("tender_assess.bid", code=seen.codes[bid.id]), anchor=False)
        for criterion in found.model.criteria:
            told = next((e for e in seen.came.judgements if (e.bid_id, e.criterion_id) == (bid.id, criterion.id)), None)
            version = seen.judged.get((bid.id, criterion.id), 0)
            before = told and JudgedSoFar(criterion.id, told.level, told.motive, version, told.assessor)
            st.markdown(f"**{plain(criterion.name.into(language()) or criterion.id)}**")
            _judge(found, seen.codes[bid.id], criterion, before, writable=True)


def _judge(found: Open, code: str, criterion: Criterion, before: JudgedSoFar | None, writable: bool) -> None:
    """What each level takes, the level that is reached, and why."""
    st.markdown("\n".join(f"- {_level(at, each)}" for at, each in enumerate(criterion.levels)))
    if before:
        told = {"level": before.level, "top": criterion.top, "who": workspace.by_whom(before.who)}
        st.caption(plain(t("tender_assess.judged_so_far", **told)))
    version = before.version if before else 0
    sheet = Sheet(DESK.key(found), f"{PREFIX}judgements/{code}/{criterion.id}", version, closed=not writable, desk=DESK)
    options = [(str(at), t("tender_assess.level", level=at)) for at in range(len(criterion.levels))]
    old = str(before.level) if before else None
    level = inputs.choice(sheet, "level", old, options, optional=before is None, label=t("tender_assess.reached"))
    if level is None:
        inputs.missing(sheet, "level")
    motive = inputs.text(sheet, "motive", before.motive if before else Text(), long=True, required=True,
                         label=t("tender_assess.motive"))  # fmt: skip
    if writable and st.button(t("tender_assess.keep"), key=sheet.key("keep")):
        _keep(found, sheet, code, criterion, int(level or 0), motive)
    follow_acts.after(sheet)


def _level(at: int, words: Text) -> str:
    return plain(t("tender_assess.level_says", level=at, says=words.into(language())))


def _keep(found: Open, sheet: Sheet, code: str, criterion: Criterion, level: int, motive: Text) -> None:
    if sheet.problems:
        follow_acts.point_out(sheet)
    outcome = procurement.judge(
        workspace.store(), workspace.acting(), found.found.id, code, criterion.id, level, motive, sheet.version
    )
    if follow_acts.settle(sheet, outcome, t("tender_assess.kept")):
        st.rerun()
