"""The story as it is told, sentence by sentence, each of which can be put in one's own words beside the original."""

import streamlit as st

from pages.parts import flash, inputs, workspace
from pages.parts.sheet import Sheet
from pages.parts.told_desk import Told
from pages.parts.words import language, plain, t
from reports.table_output import STYLE as TABLES
from reports.tell.own_words import unfit
from reports.tell.shown import STYLE as SHOWN
from reports.tell.shown import exhibit_html, facts_html, grid_html, items_html
from reports.tell.story import Chapter, Said
from reports.tell.voice import Voice
from reports.texts.problems import sentence
from storage.operations import Refused, telling
from storage.operations.telling import OwnWords, WordsMoved

SAY = "say"
"""Names in the address the sentence that is being put in other words."""
CHANGE = "told-change"
"""Whether each sentence shows the way to other words: who only reads is spared the buttons."""
FOLDED = ("sources", "changes", "method", "coverage")


def show_story(told: Told) -> None:
    """The whole story; the appendices of the report are folded away."""
    story = told.story
    st.html(f"<style>{TABLES}{SHOWN}</style>")
    st.header(t("telling.story"), anchor=False)
    if told.may_write:
        st.checkbox(t("telling.change"), key=CHANGE)
    with st.container(border=True, key="told-headline"):
        st.markdown(f"**{plain(story.mark)}** · {plain(story.version)}")
        for at, each in enumerate(story.headline):
            _said(told, each, strong=at == 0)
        st.caption(plain(story.conventions))
    for chapter in story.chapters:
        if chapter.part in FOLDED:
            with st.expander(plain(chapter.heading)):
                _chapter(told, chapter)
        else:
            st.subheader(plain(chapter.heading), anchor=False)
            _chapter(told, chapter)


def _chapter(told: Told, chapter: Chapter) -> None:
    for each in chapter.said:
        _said(told, each)
    _html(told, facts_html(chapter.facts))
    for exhibit in chapter.exhibits:
        st.markdown(f"**{plain(exhibit.title)}**")
        _said(told, exhibit.finding)
        _html(told, exhibit_html(exhibit, told.language, level=0))
    _html(told, "".join(map(grid_html, chapter.grids)) + items_html(chapter.items))


def _html(told: Told, inside: str) -> None:
    """What is not changed here, told to be in the story's language."""
    if inside:
        st.html(f'<div lang="{told.language}">{inside}</div>')


def _said(told: Told, said: Said, strong: bool = False) -> None:
    """A sentence, and who may change it gets the way there; while it is changed, the field stands in its place."""
    if told.may_write and st.query_params.get(SAY) == said.place:
        _edit(told, said)
        return
    words = plain(said.words)
    st.markdown(f"**{words}**" if strong else words)
    if said.own:
        st.caption(t("telling.original", words=plain(said.original)))
    if told.may_write and st.session_state.get(CHANGE):
        st.button(t("telling.say"), key=f"say-{said.place}", on_click=_open, args=(said.place,))


def _open(place: str | None) -> None:
    if place is None:
        st.query_params.pop(SAY, None)
    else:
        st.query_params[SAY] = place


def _there(told: Told, place: str) -> OwnWords:
    """What stands there now, as it is kept."""
    found = {(each.language, each.place): each for each in told.own}
    return found.get((told.language, place), OwnWords(told.language, place, "", "", 0))


def _edit(told: Told, said: Said) -> None:
    there = _there(told, said.place)
    form = f"told/{told.summary.id}/{told.language}/{said.place}"
    sheet = Sheet(told.stored.chain.id, form, there.version)
    with st.container(border=True, key="told-edit"):
        st.caption(t("telling.original", words=plain(said.original)))
        if there.words and there.original != said.original:
            st.info(t("telling.original_moved", words=plain(there.original)))
        typed = sheet.words("own", t("field.own_words"), said.words)
        inputs.warn_of_person(typed)
        sheet.show_unkept()
        if sheet.touched:
            st.caption(t("edit.draft_kept"))
        with st.container(horizontal=True, key="told-edit-buttons"):
            keep = st.button(t("telling.keep"), key="say-keep", type="primary")
            if there.words:
                st.button(t("telling.back"), key="say-back", on_click=_put, args=(told, said, sheet, ""))
            close = t("edit.close" if sheet.touched else "edit.close_untouched")
            st.button(close, key="say-close", on_click=_open, args=(None,))
            if sheet.touched:
                with st.popover(t("edit.discard")):
                    st.write(t("edit.discard_ask"))
                    st.button(t("edit.discard_yes"), key="say-discard", on_click=_leave, args=(sheet,))
        if keep and _fits(told, said, sheet, typed):
            _put(told, said, sheet, typed)
            st.rerun()


def _leave(sheet: Sheet) -> None:
    sheet.forget()
    _open(None)


def _fits(told: Told, said: Said, sheet: Sheet, typed: str) -> bool:
    """Whether the words may stand there; the sentence of the ratio must hold what a ratio needs."""
    found = (
        [] if typed.strip() == said.original.strip() else unfit(Voice(told.version, told.language), said.place, typed)
    )
    for each in found:
        sheet.report(each)
    return not found


def _put(told: Told, said: Said, sheet: Sheet, typed: str) -> None:
    """Keep the words, with the way back; of two writers the second is told, and what they typed stands."""
    place, original, before = said.place, said.original, _there(told, said.place)
    outcome = _ask(told, place, original, typed, sheet.version)
    if isinstance(outcome, WordsMoved):
        now = outcome.current
        sheet.rebase(now.version)
        who = plain(workspace.person(now.updated_by))
        flash.tell(t("telling.conflict", who=who, words=plain(now.words or original)), grave=True)
    elif isinstance(outcome, Refused):
        flash.tell(" ".join(plain(sentence(language(), each)) for each in outcome.problems), grave=True)
    else:
        _leave(sheet)
        undo = None if outcome.version == before.version else lambda: _undo(told, place, original, before, outcome)
        flash.tell(t("telling.kept" if outcome.words else "telling.is_original"), undo)


def _undo(told: Told, place: str, original: str, before: OwnWords, after: OwnWords) -> None:
    done = isinstance(_ask(told, place, original, before.words, after.version), OwnWords)
    flash.tell(t("edit.undone") if done else t("edit.not_undone"), grave=not done)


def _ask(told: Told, place: str, original: str, words: str, expected: int) -> OwnWords | WordsMoved | Refused:
    store, acting = workspace.store(), workspace.acting()
    return telling.put_own_words(store, acting, told.summary.id, told.language, place, original, words, expected)
