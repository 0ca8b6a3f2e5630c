"""The documents of a told result: made when somebody asks for one, the same bytes each time."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from pages.parts import show, told_template
from pages.parts.told_desk import Told
from pages.parts.words import plain, t
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.tell.deck import deck
from reports.tell.gate import exhibits_of, lacking
from reports.tell.open_data import JSON, ZIP, open_json, open_zip
from reports.tell.report import report
from reports.tell.summary import summary
from reports.texts import text
from reports.workbook import MEDIA_TYPE, workbook
from reports.workbook_about import Kept
from sroi.settings import ENGINE_VERSION

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


Template = Callable[[], bytes | None]


class Paper(NamedTuple):
    """One file: what it is, how its name ends, its media type, and how it is made (slides in a template)."""

    kind: str
    ending: str
    mime: str
    make: Callable[[Told, Template], bytes]


def _workbook(told: Told, _: Template) -> bytes:
    story, version = told.story, told.version
    said = " ".join(each.words for each in story.headline)
    kept = Kept(story.mark, story.version, story.fingerprint, said)
    return workbook(version.chain, version.record.settings, told.language, story.made_on, kept)


PAPERS = (
    Paper("summary", "pdf", PDF, lambda told, _: summary(told.story)),
    Paper("report", "pdf", PDF, lambda told, _: write_pdf(report(told.story))),
    Paper("report", "docx", DOCX, lambda told, _: write_word(report(told.story))),
    Paper("deck", "pptx", PPTX, lambda told, template: deck(told.story, template())),
    Paper("workbook", "xlsx", MEDIA_TYPE, _workbook),
    Paper("data", "json", JSON, lambda told, _: open_json(told.story, told.version)),
    Paper("data", "zip", ZIP, lambda told, _: open_zip(told.story, told.version)),
)


def show_papers(told: Told) -> None:
    """A button for each; what is downloaded says prognosis or outcome, its version and its fingerprint."""
    st.header(t("telling.papers"), anchor=False)
    st.write(t("telling.papers_help", language=t(f"tender_language.{told.language}")))
    template, lacks = told_template.reader(told_template.choose()), _no_workbook(told)
    with st.container(horizontal=True, key="told-papers"):
        for paper in PAPERS if lacks is None else [each for each in PAPERS if each.kind != "workbook"]:
            st.download_button(
                t(f"telling.paper.{paper.kind}_{paper.ending}"),
                data=lambda paper=paper: paper.make(told, template),  # made when someone asks for it
                file_name=_name(told, paper), mime=paper.mime, key=f"paper-{paper.kind}-{paper.ending}",
                on_click="ignore",
            )  # fmt: skip
    if lacks:
        st.caption(lacks)
    told_template.show_templates()


def _no_workbook(told: Told) -> str | None:
    """Why there is no living workbook, which shows every figure and counts them anew; None where there is one."""
    if told.version.follow_up is not None:
        return t("telling.no_workbook")
    return None if told.version.record.engine_version == ENGINE_VERSION else t("telling.older_engine")


def _name(told: Told, paper: Paper) -> str:
    """A name that can be read: `foraldrakurser-rapport-v3-sv.pdf`."""
    parts = (
        told.story.title.partition(":")[0],
        text(told.language, f"telling.file.{paper.kind}"),
        f"v{told.summary.number}",
    )
    return f"{'-'.join(filter(None, map(show.slug, parts)))}-{told.language}.{paper.ending}"


def show_gate(told: Told) -> None:
    """Whether everything in it can be read by everyone."""
    bare = lacking(told.story)
    if bare:
        st.warning(plain(t("telling.gate_lacking", charts="; ".join(bare))))
    else:
        count = len(exhibits_of(told.story))
        st.success(t("telling.gate", count=count, language=t(f"language.{told.language}")))
