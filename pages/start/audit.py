"""A published report held against its own figures: what reproduces it, what does not follow, how far it moves."""

from pathlib import Path

import streamlit as st

from chain.model import Chain
from pages.parts import show
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports import audit_report
from reports.audit_words import ladder_sentence, sentences
from reports.texts.problems import sentence
import sroi
from sroi.audit import audit, audit_chain, read_any
from sroi.audit_results import Audit

EXAMPLE = Path(sroi.__file__).parent / "printed_example.json"
LISTS = ("findings", "remarks", "missing", "not_judged")


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.audit"), anchor=False)
    st.write(t("audit_page.about"))
    st.download_button(
        t("audit_page.template"),
        data=EXAMPLE.read_bytes(),
        file_name="report.json",
        mime="application/json",
        on_click="ignore",
        key="take-report-template",
    )
    file = st.file_uploader(t("audit_page.file"), type=["json"], key="audit-file")
    if file is not None:
        _judge(file.getvalue())


def _judge(data: bytes) -> None:
    document, problems = read_any(data)
    if document is None:
        lines = "\n".join(f"- {plain(sentence(language(), each))}" for each in problems)
        st.error(f"{t('audit_page.refused')}\n{lines}")
        return
    with st.spinner(t("audit_page.working")):
        found = audit_chain(document, language()) if isinstance(document, Chain) else audit(document)
    _show(found)


def _show(found: Audit) -> None:
    st.header(plain(audit_report.title(found, language())), anchor=False)
    first, *rest = audit_report.summary(found, language())
    st.markdown(f"**{plain(first)}**")
    for line in rest:
        st.markdown(plain(line))
    _tables(found)
    for name in LISTS:
        lines = sentences(found, getattr(found, name), language())
        if lines:
            st.header(t(f"audit.heading.{name}"), anchor=False)
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    for ladder in found.ladders:
        if ladder.steps:
            show.table(audit_report.ladder_table(ladder, language()), ladder_sentence(ladder, language()))
    st.download_button(
        t("audit_page.take_out"),
        data=audit_report.html(found, language()),
        file_name="audit.html",
        mime="text/html",
        on_click="ignore",
        key="take-audit",
    )


def _tables(found: Audit) -> None:
    frames = {
        "rows": audit_report.rows_table(found, language()),
        "totals": audit_report.totals_table(found, language()),
        "checks": audit_report.checks_table(found, language()),
        "fits": audit_report.fits_table(found, language()),
    }
    for name, frame in frames.items():
        if len(frame):
            show.table(frame, t(f"audit.heading.{name}"))
