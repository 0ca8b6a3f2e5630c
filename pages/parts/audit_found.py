"""What an audit found, on the page: the sentences, the tables, and the whole of it as a file."""

import streamlit as st

from chain.model import Chain
from pages.parts import show as shown
from pages.parts.words import language, plain, t
from reports import audit_report
from reports.audit_words import ladder_sentence, row_lines, sentences
from sroi.audit import audit, audit_chain
from sroi.audit_results import Audit
from sroi.printed import Report, write_report

LISTS = ("remarks", "missing", "not_judged")
KEPT = 20
MOST_TOLD = 20


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _audit(document: str, _report: Report) -> Audit:
    return audit(_report)


def show(document: Report | Chain) -> None:
    """Audit it and draw what was found."""
    with st.spinner(t("audit_page.working")):
        if isinstance(document, Chain):
            found = audit_chain(document, language())
        else:
            found = _audit(write_report(document), document)
    _show(found)


def _show(found: Audit) -> None:
    st.header(plain(audit_report.title(found, language())), anchor=False)
    first, *rest = audit_report.summary(found, language())
    st.markdown(f"**{plain(first)}**")
    for line in rest:
        st.markdown(plain(line))
    _listed(found, "findings")
    _wrong_rows(found)
    _tables(found)
    _ladders(found)
    for name in LISTS:
        _listed(found, name)
    tried = audit_report.fits_table(found, language())
    if len(tried):
        with st.expander(t("audit.heading.fits")):
            shown.table(tried, t("audit.heading.fits"))
    st.download_button(
        t("audit_page.take_out"),
        data=audit_report.html(found, language()),
        file_name="audit.html",
        mime="text/html",
        on_click="ignore",
        key="take-audit",
    )


def _listed(found: Audit, name: str) -> None:
    """One kind of findings, a sentence each."""
    lines = sentences(found, getattr(found, name), language())
    if lines:
        st.header(t(f"audit.heading.{name}"), anchor=False)
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _ladders(found: Audit) -> None:
    """How far the ratio moves, step by step."""
    stepped = [ladder for ladder in found.ladders if ladder.steps]
    if stepped:
        st.header(t("audit.heading.ladders"), anchor=False)
    for ladder in stepped:
        shown.table(audit_report.ladder_table(ladder, language()), ladder_sentence(ladder, language()))


def _wrong_rows(found: Audit) -> None:
    """What does not follow, row by row in words; the table beneath has the figures side by side."""
    if found.rows:
        st.header(t("audit.heading.rows"), anchor=False)
    for each in found.rows[:MOST_TOLD]:
        first, *more = row_lines(found, each, language())
        st.markdown("\n".join([f"- **{plain(first)}**", *(f"  - {plain(line)}" for line in more)]))
    if len(found.rows) > MOST_TOLD:
        st.markdown(t("audit_page.more_rows", count=len(found.rows) - MOST_TOLD))


def _tables(found: Audit) -> None:
    frames = {
        "rows": audit_report.rows_table(found, language()),
        "totals": audit_report.totals_table(found, language()),
        "checks": audit_report.checks_table(found, language()),
    }
    for name, frame in frames.items():
        if len(frame):
            shown.table(frame, t(f"audit.heading.{name}"))
