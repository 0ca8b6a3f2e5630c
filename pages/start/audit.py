"""A published report held against its own figures: what reproduces it, what does not follow, how far it moves."""

from functools import partial
from pathlib import Path

import streamlit as st

from chain.model import Chain
from chain.people import Wish
from pages.parts import audit_found, flash, printed_desk, printed_saving, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.texts.moments import format_moment
from reports.texts.problems import sentence
import sroi
from sroi.audit import read_any
from sroi.printed import Report, read_report, write_report
from storage import operations
from storage.operations import PrintedSummary, StoredPrinted

EXAMPLES = Path(sroi.__file__).parent
FOUND = "found"


def render() -> None:
    """Draw the page."""
    guard(change=Wish.COMPARE)
    st.title(t("page.audit"), anchor=False)
    stored = printed_saving.opened()
    flash.show()
    if stored is None:
        _begin()
    else:
        _opened(stored)


def _begin() -> None:
    """What it is, the reports that are being typed in, and the ways to begin."""
    st.write(t("audit_page.about"))
    typed = operations.printed_reports(workspace.store(), workspace.acting())
    st.header(t("printed.list"), anchor=False)
    if not typed:
        st.info(t("printed.empty"))
    for each in typed:
        _listed(each)
    if workspace.may_here(Wish.COMPARE):
        _ways_in()
    _document()


def _ways_in() -> None:
    with st.container(horizontal=True):
        st.button(t("printed.begin_empty"), key="begin-empty", type="primary", on_click=printed_saving.begin,
                  args=(Report(),))  # fmt: skip
        st.button(t("printed.begin_example"), key="begin-example", on_click=_begin_example)


def example() -> bytes:
    """The made-up report in the reader's language."""
    return (EXAMPLES / f"printed_example_{language()}.json").read_bytes()


def _begin_example() -> None:
    report, _ = read_report(example())
    printed_saving.begin(report)


def _listed(each: PrintedSummary) -> None:
    title = plain(each.title or t("printed.untitled"))
    with st.container(border=True, key=f"report-{each.id}"):
        st.markdown(f"### {title}")
        when = format_moment(each.updated_at)
        st.caption(t("printed.changed", when=when, who=plain(workspace.by_whom(each.updated_by))))
        with st.container(horizontal=True):
            st.button(t("printed.open"), key=f"open-{each.id}", on_click=printed_saving.open_report, args=(each.id,))
            if workspace.may_here(Wish.COMPARE):
                with st.popover(t("edit.remove")):
                    st.write(t("printed.delete_ask", name=title))
                    st.button(t("edit.remove_yes"), key=f"delete-{each.id}", on_click=printed_saving.delete,
                              args=(each.id,))  # fmt: skip


def _document() -> None:
    st.header(t("printed.document"), anchor=False)
    st.write(t("printed.document_help"))
    _download(t("audit_page.template"), example(), "report.json", "take-report-template")
    file = st.file_uploader(t("audit_page.file"), type=["json"], key="audit-file")
    if file is None:
        return
    document, problems = read_any(file.getvalue())
    if document is None:
        lines = "\n".join(f"- {plain(sentence(language(), each))}" for each in problems)
        st.error(f"{t('audit_page.refused')}\n{lines}")
        return
    if not isinstance(document, Chain) and workspace.may_here(Wish.COMPARE):
        st.button(t("printed.begin_document"), key="begin-document", on_click=printed_saving.begin, args=(document,))
    audit_found.show(document)


def _download(label: str, data: bytes | str, name: str, key: str) -> None:
    st.download_button(label, data=data, file_name=name, mime="application/json", on_click="ignore", key=key)


def _opened(stored: StoredPrinted) -> None:
    """A report that is typed in: its parts, or what was found in it."""
    if st.query_params.get("view") == FOUND:
        st.button(t("printed.back_to_typing"), key="back-to-typing", on_click=partial(_view, ""))
        audit_found.show(stored.report)
        return
    st.caption(plain(stored.report.title or t("printed.untitled")))
    is_list = "edit" not in st.query_params
    if is_list:
        _ways_out(stored, "top")
    printed_desk.show(stored)
    if is_list:
        st.divider()
        _ways_out(stored, "foot")


def _ways_out(stored: StoredPrinted, where: str) -> None:
    with st.container(horizontal=True, key=f"ways-out-{where}"):
        st.button(t("printed.audit_now"), key=f"audit-now-{where}", on_click=partial(_view, FOUND))
        _download(t("printed.take"), write_report(stored.report), "report.json", f"take-report-{where}")
        st.button(t("printed.close"), key=f"close-report-{where}", on_click=printed_saving.close)


def _view(name: str) -> None:
    st.query_params.pop("view", None)
    if name:
        st.query_params["view"] = name
