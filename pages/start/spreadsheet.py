"""Spreadsheets: take the open intervention out as a living workbook, bring in a Value Map or a workbook of ours."""

from datetime import date

import streamlit as st

from chain.model import Chain
from pages.parts import conventions, flash, links, show, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.map_difference import map_difference
from reports.map_difference_words import difference_sentences, difference_table
from reports.spreadsheet_report import edit_words, problem_words
from reports.texts.problems import sentence
from reports.value_map import ValueMap, column_name, read_upload
from reports.workbook import MEDIA_TYPE, workbook
from reports.workbook_import import OwnWorkbook, with_edits
from storage import operations
from storage.operations import Refused


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.spreadsheet"), anchor=False)
    flash.show()
    _out()
    _in()


def _out() -> None:
    st.header(t("spreadsheet.out"), anchor=False)
    st.write(t("spreadsheet.out_help"))
    stored = workspace.stored()
    if stored is None:
        links.link("overview", t("walk.choose_intervention"))
        return
    chain, settings, tongue = stored.chain, conventions.settings(stored.chain), language()
    st.download_button(
        t("spreadsheet.out_button", name=plain(chain.name.into(tongue) or chain.id)),
        data=lambda: workbook(chain, settings, tongue, date.today()),  # made when someone asks for it
        file_name=f"{show.slug(chain.name.into(tongue)) or 'chain'}.xlsx",
        mime=MEDIA_TYPE,
        on_click="ignore",
        key="take-workbook",
    )


def _in() -> None:
    st.header(t("spreadsheet.in"), anchor=False)
    st.write(t("spreadsheet.in_help"))
    file = st.file_uploader(t("spreadsheet.file"), type=["xlsx"], key="bring-in-sheet")
    if file is None:
        return
    with st.spinner(t("spreadsheet.reading")):
        found = read_upload(file.getvalue(), date.today().year)
    if found.chain is None:
        lines = "\n".join(f"- {plain(problem_words(each, language()))}" for each in found.problems)
        st.error(f"{t('spreadsheet.refused')}\n{lines}")
    elif isinstance(found, OwnWorkbook):
        _own(found)
    else:
        _map(found)


def _own(found: OwnWorkbook) -> None:
    """A workbook of ours: the chain as it was taken out, or with the cells that were changed since."""
    st.markdown(plain(t("upload.own", name=found.chain.name.into(language()))))
    _problems(found)
    if not found.edits:
        st.write(t("upload.no_edits"))
        _offer(found.chain, "spreadsheet.bring_in")
        return
    st.write(t("upload.edits", count=len(found.edits)))
    st.markdown("\n".join(f"- {plain(edit_words(each, found, language()))}" for each in found.edits))
    changed, problems = with_edits(found.chain, found.edits)
    for each in problems:
        st.error(plain(sentence(language(), each, found.chain)))
    if not problems:
        _offer(changed, "spreadsheet.bring_in_changed")
    _offer(found.chain, "spreadsheet.bring_in_unchanged")


def _map(found: ValueMap) -> None:
    """A Value Map: what was read and guessed, how its sums stand to ours, and the chain that comes of it."""
    tongue, chain = language(), found.chain
    generation = t(f"upload.{found.generation}")
    st.markdown(plain(t("upload.map", sheet=found.sheet, generation=generation, rows=len(chain.effects))))
    columns = ", ".join(column_name(tongue, each.key) for each in found.headings)
    st.markdown(plain(t("upload.columns", columns=columns)))
    _problems(found)
    if found.guesses:
        with st.expander(t("upload.guesses"), expanded=True):
            st.markdown("\n".join(f"- {plain(problem_words(each, tongue))}" for each in found.guesses))
    difference = map_difference(found)
    if difference is not None:
        st.header(t("upload.sums"), anchor=False)
        for line in difference_sentences(difference, tongue):
            st.markdown(plain(line))
        show.table(difference_table(difference, tongue), t("upload.sums"))
    _offer(chain, "spreadsheet.bring_in")


def _problems(found: OwnWorkbook | ValueMap) -> None:
    if found.problems:
        lines = "\n".join(f"- {plain(problem_words(each, language()))}" for each in found.problems)
        st.warning(f"**{t('spreadsheet.problems')}**\n{lines}")


def _offer(chain: Chain, label: str) -> None:
    st.button(t(label), key=label, type="primary", on_click=_bring_in, args=(chain,))


def _bring_in(chain: Chain) -> None:
    outcome = operations.import_chain(workspace.store(), workspace.acting(), chain)
    if isinstance(outcome, Refused):
        words = " ".join(sentence(language(), each, chain) for each in outcome.problems)
        flash.tell(plain(words), grave=True)
        return
    workspace.open_intervention(outcome.chain.id)
    flash.tell(t("spreadsheet.done"))
