"""The papers of a locked model, its fingerprint, and every round that has been."""

import streamlit as st

from chain.clock import SWEDEN
from chain.procurement.part import Event
from pages.parts import links, show, workspace
from pages.parts.tender_desk import Open
from pages.parts.words import language, plain, t
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.procurement.annex import MODEL_FILE, annex
from reports.procurement.bid_sheet import bid_sheet
from reports.texts import LANGUAGES
from reports.texts.moments import format_moment
from storage.operations import procurement
from storage.operations.procurement import LockedModel

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"
PAPERS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_word),
    "pdf": ("application/pdf", write_pdf),
}
"""The annex's forms, each with how it is written."""


def show_locked(found: Open) -> None:
    """The whole fingerprint, who locked it, and the files for the tender documents."""
    locked = next((each for each in found.found.locked if each.round == found.found.round), None)
    if locked is None:
        return
    st.success(t("tender.is_locked"))
    st.header(t("tender.fingerprint"), anchor=False)
    st.code(locked.fingerprint, language=None, wrap_lines=True)
    st.caption(t("tender.locked_by", who=plain(workspace.person(locked.who)), when=format_moment(locked.at)))
    st.write(t("tender.fingerprint_help"))
    st.header(t("tender.papers"), anchor=False)
    st.write(t("tender.papers_help"))
    _files(locked)


def _files(locked: LockedModel) -> None:
    """The annex and the bid sheet in each language, and the model as the file whose hash is printed.

    The annex bears the day of the lock, so that it comes out the same whenever it is fetched.
    """
    name, number, day = _name(locked), locked.round, locked.at.astimezone(SWEDEN).date()
    for tongue in LANGUAGES:
        for kind, (mime, write) in PAPERS.items():
            st.download_button(
                t(f"tender_annex.{kind}", language=t(f"tender_language.{tongue}")),
                data=lambda tongue=tongue, write=write: write(annex(locked.model, tongue, day)),
                file_name=f"{name}-{t('tender.file_annex')}-{number}-{tongue}.{kind}",
                mime=mime, key=f"annex-{kind}-{tongue}", on_click="ignore",
            )  # fmt: skip
    for tongue in LANGUAGES:
        st.download_button(
            t("tender.bid_sheet", language=t(f"tender_language.{tongue}")),
            data=lambda tongue=tongue: bid_sheet(locked.model, tongue),
            file_name=f"{name}-{t('tender.file_sheet')}-{number}-{tongue}.xlsx",
            mime=XLSX, key=f"bid-sheet-{tongue}", on_click="ignore",
        )  # fmt: skip
    st.download_button(
        t("tender.model_file"), data=locked.content, file_name=MODEL_FILE, mime=JSON, key="model-file",
        on_click="ignore",
    )  # fmt: skip


def _name(locked: LockedModel) -> str:
    return show.slug(locked.model.title.into(language())) or locked.model.id


def show_rounds(found: Open) -> None:
    """Every locked model and every new round with its reason; nothing of it can be taken back."""
    begun = [each for each in procurement.log(workspace.store(), workspace.acting(), found.found.id)
             if each.event is Event.NEW_ROUND]  # fmt: skip
    if not found.found.locked:
        return
    st.header(t("tender.rounds"), anchor=False)
    lines = []
    for each in found.found.locked:
        told = {"number": each.round, "when": format_moment(each.at), "fingerprint": each.fingerprint}
        lines.append((each.at, t("tender.round_locked", who=workspace.person(each.who), **told)))
    for each in begun:
        told = {"when": format_moment(each.at), "reason": each.words}
        lines.append((each.at, t("tender.round_left", number=each.round, who=workspace.person(each.who), **told)))
    st.markdown("\n".join(f"- {plain(words)}" for _, words in sorted(lines)))
    if begun:
        links.link("tender_result", t("tender_earlier.to_earlier"), procurement=found.found.id)
