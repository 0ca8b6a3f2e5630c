"""The splits of a shared investment on the page, the annex to an agreement, and who has got what so far."""

from datetime import date

import streamlit as st

from chain.measurement import FollowUp
from pages.parts import links, show, together_compute, workspace
from pages.parts.together_compute import Got
from pages.parts.together_view import Opened, basis, pick
from pages.parts.words import language, plain, t
from reports.follow_up.outcome import few_sentence
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.plan import together, together_tables
from reports.plan.agreement import Terms, agreement
from reports.plan.parties import Seen
from reports.plan.together_charts import splits_figure
from sroi.plan.together import PROPOSALS
from storage import operations

PAPERS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_word),
    "pdf": ("application/pdf", write_pdf),
}
"""The annex's forms, each with how it is written."""


def splits(seen: Seen, origin: show.Source) -> bool:
    """What each split proposes and whether anybody would do better alone; whether there is any proposal."""
    why = together.why_no_split(seen)
    if why:
        st.warning(plain(why))
        if seen.found.splits:
            st.markdown(t("together.not_worth_try"))
        return False
    show.chart(splits_figure(seen), t("together.split"), download="together-splits", origin=origin)
    for note in filter(None, (together.compensation_line(seen), together.income_line(seen))):
        st.markdown(plain(note))
    st.header(t("together.alone"), anchor=False)
    st.markdown(t("together.alone_help"))
    for each in together.core_lines(seen):
        st.markdown(f"- {plain(each)}")
    return True


def papers(opened: Opened, seen: Seen, origin: show.Source, found: Got | None) -> None:
    """What each pays by year by the chosen proposal, and the annex that says so."""
    st.header(t("together.yearly"), anchor=False)
    proposal = pick("proposal_choice", PROPOSALS, lambda each: t(f"together.proposal.{each}"))
    st.markdown(t(f"together.proposal_about.{proposal}"))
    frame = together_tables.yearly_payments(seen, proposal)
    show.table(frame, t("together.yearly"), download="together-yearly", origin=origin)
    st.markdown(t("together.yearly_help"))
    st.header(t("together.papers"), anchor=False)
    st.write(t("together.papers_help"))
    terms = _terms(opened, seen, proposal, found)
    for kind, (mime, write) in PAPERS.items():
        st.download_button(
            t(f"together.{kind}"), data=lambda write=write: write(agreement(seen, terms)), mime=mime,
            file_name=f"{show.slug(seen.title)}-{t('together.file')}.{kind}", key=f"annex-{kind}", on_click="ignore",
        )  # fmt: skip


def _terms(opened: Opened, seen: Seen, proposal: str, found: Got | None) -> Terms:
    told = {"proposal": proposal, "made_on": date.today(), "basis": basis(), "example": opened.stored is None}
    if opened.stored is None:
        return Terms(**told)
    version = t("together.version", number=opened.stored.version)
    told |= {"version": version, "fingerprint": opened.portfolio.options[0].origin.fingerprint}
    if found is None or found.found is None:
        return Terms(**told)
    return Terms(**told, got=together_tables.got(seen, found.found), got_words=_got_words(found))


def _got_words(found: Got) -> str:
    return t("together.got_about", year=found.found.last_year)


def so_far(opened: Opened, seen: Seen) -> Got | None:
    """What approved follow-up says of the open intervention; None for the example."""
    if opened.stored is None:
        return None
    return together_compute.got(opened.stored, opened.settings, _follow_up(opened), seen.by)


def _follow_up(opened: Opened) -> FollowUp:
    chain_id = opened.stored.chain.id
    found = operations.follow_up_of(workspace.store(), workspace.acting(), chain_id)
    return found or FollowUp(intervention_id=chain_id)


def got(opened: Opened, seen: Seen, found: Got | None, origin: show.Source) -> None:
    """Who has got what so far, beside what was said."""
    st.header(t("together.got"), anchor=False)
    if found is None:
        st.info(t("together.got_example"))
        return
    if found.found is None:
        st.info(t("together.got_nothing"))
        links.link("measuring_plan", t("together.got_plan"))
        return
    st.markdown(_got_words(found))
    few = few_sentence(found.learned, _follow_up(opened), language())
    if few:
        st.warning(plain(few))
    frame = together_tables.got(seen, found.found)
    show.table(frame, t("together.got"), download="together-got", origin=origin)
