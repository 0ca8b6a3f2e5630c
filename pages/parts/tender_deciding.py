"""The decision on an award: typed and asked about once more, its documents, and the proof that it holds."""

from dataclasses import replace

import streamlit as st

from chain.procurement.part import Part
from pages.parts import flash, follow_acts, inputs, tender_award, workspace
from pages.parts.sheet import Sheet
from pages.parts.tender_acts import tell
from pages.parts.tender_desk import DESK, PREFIX, Open
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.procurement import archive
from reports.procurement.award_book import award_book
from reports.procurement.decided import Decided
from reports.procurement.decision import Award, Secret
from reports.procurement.notice import award_notice
from reports.procurement.public import masked_text, public_version
from reports.procurement.reasons import reasons
from reports.procurement.record import record_text
from reports.procurement.report import Typed, individual_report
from reports.texts.problems import sentence
from reports.workbook import MEDIA_TYPE
from sroi.procurement.evaluate import evaluate
from storage.operations import Refused, procurement
from storage.operations.procurement import Award as Kept
from storage.operations.procurement import ReceivedFile, SeenBids

VERIFIED = "tender-verified"


def show(found: Open, seen: SeenBids) -> None:
    """The reasons as drafts, and the decision for whom may make it."""
    evaluation = evaluate(found.model, seen.came)
    sheet = Sheet(DESK.key(found), f"{PREFIX}decision", found.version, desk=DESK)
    can = Part.MODEL_OWNER in found.found.parts and found.found.closed_at is None
    first = [each for each in evaluation.lines if each.rank == 1]
    st.markdown(f"**{plain(t('tender_result.first', bidder=' · '.join(each.bidder for each in first)))}**")
    decided = Decided(first[0].bid_id, today())
    if can:
        st.header(t("tender_decision.decide"), anchor=False)
        decided = _typed(sheet, decided, [(each.bid_id, each.bidder) for each in first])
    award = tender_award.award(found, seen.came, evaluation, seen.files, decided)
    st.header(t("tender_decision.reasons"), anchor=False)
    st.write(t("tender_decision.reasons_help"))
    show_reasons(award)
    if can:
        _decide(found, sheet, award)
    else:
        st.info(t("tender_decision.owner_decides"))


def _typed(sheet: Sheet, decided: Decided, first: list[tuple[str, str]]) -> Decided:
    """What whoever decides tells: nothing of it can be worked out."""
    st.write(t("tender_decision.decide_help"))
    told: dict[str, object] = {}
    if len(first) > 1:
        told["winner_id"] = sheet.choice("winner", t("tender_decision.winner"), decided.winner_id, first)
        told["choice_note"] = inputs.line(
            sheet, "choice_note", "", label=t("tender_decision.choice_note"), required=True
        )
    told["standstill_until"] = inputs.day(
        sheet, "standstill_until", None, label=t("procurement_field.standstill_until")
    )
    if told["standstill_until"] is None:
        inputs.missing(sheet, "standstill_until")
    told["legal_reference"] = inputs.line(sheet, "legal_reference", "", label=t("tender_decision.legal_reference"))
    told["decided_by"] = inputs.line(sheet, "decided_by", "", label=t("tender_decision.decided_by"))
    told["kept_until"] = inputs.day(sheet, "kept_until", None, label=t("procurement_field.kept_until"))
    ticked = (each for each in Secret if sheet.tick(f"secret.{each}", t(f"tender_secret.{each}"), default=False))
    told["secrets"] = frozenset(ticked)
    return replace(decided, **told)


def show_reasons(award: Award) -> None:
    """The reasons as each bidder is told them."""
    for each in reasons(award, language(), to_bidder=True):
        st.subheader(plain(each.bidder), anchor=False)
        st.markdown("\n".join(f"- {plain(words)}" for words in each.sentences))


def _decide(found: Open, sheet: Sheet, award: Award) -> None:
    """Decide, with a question first."""
    sheet.show_unkept()
    with st.popover(t("tender_decision.button"), type="primary"):
        st.write(plain(t("tender_decision.ask", winner=award.winner.bidder)))
        if st.button(t("tender_decision.yes"), type="primary", key="decide"):
            _decided(found, sheet, award)
    follow_acts.after(sheet)


def _decided(found: Open, sheet: Sheet, award: Award) -> None:
    if sheet.problems or award.standstill_until is None:
        follow_acts.point_out(sheet)
        return
    told = award.winner_id, record_text(award), masked_text(award), award.standstill_until, sheet.version
    outcome = procurement.decide(workspace.store(), workspace.acting(), found.found.id, *told)
    if tell(outcome, t("tender_decision.is_decided")):
        sheet.forget()
    st.rerun()


# --- what is taken along ----------------------------------------------------------------------------------------------


def documents(found: Open, award: Award, kept: Kept, files: tuple[ReceivedFile, ...]) -> None:
    """The notice to each bidder, the individual report, the public version, and the whole record."""
    tongue, name = language(), found.model.id
    st.header(t("tender_decision.documents"), anchor=False)
    for at, each in enumerate(reasons(award, tongue)):
        tender_award.offer(
            f"{name}-{t('tender_paper.file_notice')}-{at + 1}", t("tender_paper.notice", bidder=each.bidder),
            lambda each=each: award_notice(award, each.bid_id, tongue), f"notice-{at}",
        )  # fmt: skip
    typed = _report_words(found)
    tender_award.offer(f"{name}-{t('tender_paper.file_report')}", t("tender_paper.report"),
                       lambda: individual_report(award, tongue, typed), "report")  # fmt: skip
    tender_award.offer(f"{name}-{t('tender_paper.file_public')}", t("tender_paper.public"),
                       lambda: public_version(award, tongue), "public")  # fmt: skip
    st.download_button(
        t("tender_paper.book"), data=lambda: award_book(award, tongue),
        file_name=f"{name}-{t('tender_paper.file_record')}.xlsx", mime=MEDIA_TYPE, key="paper-book", on_click="ignore",
    )  # fmt: skip
    st.download_button(
        t("tender_paper.archive"), data=tender_award.packed(found, award, _kept(found, kept), files, tongue, typed),
        file_name=f"{name}-{t('tender_paper.file_archive')}.zip", mime="application/zip", key="paper-archive",
        on_click="ignore",
    )  # fmt: skip
    st.caption(t("tender_paper.archive_help"))
    for key, content in (("masked", kept.masked), ("record", kept.record or "")):
        st.download_button(
            t(f"tender_paper.{key}"), data=content, file_name=f"{name}-{t(f'tender_paper.file_{key}')}.json",
            mime="application/json", key=f"paper-{key}", on_click="ignore",
        )  # fmt: skip


def _kept(found: Open, kept: Kept) -> archive.Kept:
    """What was kept at the decision, letter by letter, for the archive."""
    evaluation = procurement.kept_evaluation(workspace.store(), workspace.acting(), found.found.id)
    return archive.Kept(evaluation.content, kept.record or "", kept.masked)


def _report_words(found: Open) -> Typed:
    """What only the buyer can tell in the individual report; kept as typed."""
    with st.expander(t("tender_decision.report_words")):
        sheet = Sheet(DESK.key(found), f"{PREFIX}individual_report", 0, desk=DESK)
        names = Typed.__dataclass_fields__
        told = {name: sheet.words(name, t(f"award_typed.{name}"), "") for name in names}
        sheet.show_unkept()
    return Typed(**told)


def verify(found: Open) -> None:
    """Whether all that stands is as it was written, and comes out the same when it is done again."""
    st.header(t("tender_decision.proof"), anchor=False)
    st.write(t("tender_decision.proof_help"))
    st.button(t("tender_decision.verify"), key="verify", on_click=_verify, args=(found.found.id,))
    told = st.session_state.pop(VERIFIED, None)
    if told:
        st.success(told)


def _verify(procurement_id: str) -> None:
    outcome = procurement.verify_procurement(workspace.store(), workspace.acting(), procurement_id)
    problems = outcome.problems if isinstance(outcome, Refused) else outcome
    if problems:
        flash.tell(plain(" ".join(sentence(language(), each) for each in problems)), grave=True)
    else:
        st.session_state[VERIFIED] = t("tender_decision.same")
