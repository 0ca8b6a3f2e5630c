"""Saving a part of a typed report: on top of what others saved in other parts, never silently over the same part."""

from collections.abc import Callable

import streamlit as st

from pages.parts import flash, workspace
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.texts.moments import format_moment
from reports.texts.problems import sentence
from sroi.printed import Report
from sroi.printed_edit import moved_up, without_element
from storage import operations
from storage.operations import PrintedMoved, Refused, StoredPrinted

Edit = Callable[[Report], Report]
ADDRESS = "report"


def opened() -> StoredPrinted | None:
    """The report that is open, or None; one that is not there for this organisation is closed again, with a word."""
    asked = st.query_params.get(ADDRESS)
    if not asked:
        return None
    found = operations.printed_report(workspace.store(), workspace.acting(), asked)
    if found is None:
        close()
        flash.tell(t("printed.gone"), grave=True)
    return found


def open_report(report_id: str) -> None:
    """Make this the report that the page shows."""
    close()
    st.query_params[ADDRESS] = report_id


def close() -> None:
    """Go back to the list."""
    for name in (ADDRESS, "edit", "view"):
        st.query_params.pop(name, None)


def begin(report: Report) -> None:
    """Keep a report and open it."""
    outcome = operations.add_printed_report(workspace.store(), workspace.acting(), report)
    if isinstance(outcome, Refused):
        flash.tell(_words(outcome), grave=True)
    else:
        open_report(outcome.id)


def keep(report_id: str, edit: Edit, sheet: Sheet, part: str) -> bool:
    """Save what a form holds; True when it is saved and the draft is gone.

    When someone else has saved this very part since one began, that is told first; the next press saves on top of it.
    """
    outcome = _on_top(report_id, edit, lambda now: now.touched.get(part, 0) <= sheet.version)
    if isinstance(outcome, PrintedMoved):
        now = outcome.current
        when = format_moment(now.updated_at)
        sheet.rebase(now.version)
        flash.tell(t("printed.conflict", who=plain(workspace.person(now.updated_by)), when=when), grave=True)
        return False
    if not isinstance(outcome, StoredPrinted):
        flash.tell(_words(outcome), grave=True)
        return False
    sheet.forget()
    flash.tell(t("edit.saved"))
    return True


def _on_top(
    report_id: str, edit: Edit, fits: Callable[[StoredPrinted], bool] = lambda now: True
) -> StoredPrinted | PrintedMoved | Refused | None:
    """Change the report as it stands now, however many others are saving, as long as it `fits`; None when it is gone.

    Asked of the very version that is changed: somebody may save between a question and a save.
    """
    store, acting = workspace.store(), workspace.acting()
    now = operations.printed_report(store, acting, report_id)
    while now is not None:
        if not fits(now):
            return PrintedMoved(now)
        outcome = operations.save_printed_report(store, acting, report_id, edit(now.report), now.version)
        if not isinstance(outcome, PrintedMoved):
            return outcome
        now = outcome.current
    return None


def remove(stored: StoredPrinted, kind: str, element_id: str, name: str) -> None:
    """Take an element away, with a way back."""
    outcome = _on_top(stored.id, lambda report: without_element(report, kind, element_id))
    if not isinstance(outcome, StoredPrinted):
        flash.tell(_words(outcome), grave=True)
        return
    flash.tell(t("edit.removed", name=plain(name)), lambda: _put_back(stored, outcome.version))


def _put_back(before: StoredPrinted, version: int) -> None:
    """The report as it was before, unless it has moved on since."""
    store, acting = workspace.store(), workspace.acting()
    outcome = operations.save_printed_report(store, acting, before.id, before.report, version)
    done = isinstance(outcome, StoredPrinted)
    flash.tell(t("edit.undone") if done else t("printed.not_undone"), grave=not done)


def up(report_id: str, kind: str, element_id: str) -> None:
    """Move an element one place up."""
    outcome = _on_top(report_id, lambda report: moved_up(report, kind, element_id))
    done = isinstance(outcome, StoredPrinted)
    flash.tell(t("edit.moved") if done else _words(outcome), grave=not done)


def delete(report_id: str) -> None:
    """Take a whole report away, with a way back."""
    store, acting = workspace.store(), workspace.acting()
    before = operations.printed_report(store, acting, report_id)
    if before is None or operations.delete_printed_report(store, acting, report_id) is not None:
        flash.tell(t("printed.gone"), grave=True)
        return
    close()
    flash.tell(
        t("edit.removed", name=plain(before.report.title or t("printed.untitled"))), lambda: begin(before.report)
    )


def _words(outcome: Refused | None) -> str:
    """Why it could not be done."""
    if outcome is None:
        return t("printed.gone")
    return plain(" ".join(sentence(language(), each) for each in outcome.problems))
