"""Choosing what statistics to look at: key figures by theme, by title or by id; areas; the own area and the years."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.parts import flash, inputs, workspace
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.statistics import area_name, key_figure_name
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Refused, Statistics

MOST_SHOWN = 8
TAKEN = "statistics-taken"
"""How many times what was typed has been taken: the fields are new, and empty, after each."""
Item = tuple[str, str, bool]
"""What can be chosen: its id, its name, and whether it is chosen."""


def key_figures(there: Statistics) -> None:
    """The chosen key figures, and the ways to find more."""
    st.header(t("statistics.key_figures"), anchor=False)
    if not there.key_figures:
        st.info(t("statistics.no_key_figures"))
    for each in there.key_figures:
        _chosen(each.key_figure.id, key_figure_name(each.key_figure), "key_figure_ids")
    _themes()
    words = st.text_input(t("statistics.search_key_figure"), key="statistics-search-key-figure",
                          help=t("statistics.search_help"), disabled=there.lists_fetched_at is None)  # fmt: skip
    if words.strip() and there.lists_fetched_at is not None:
        found = operations.find_key_figures(workspace.store(), workspace.acting(), words)
        items = [(each.key_figure.id, key_figure_name(each.key_figure), each.chosen) for each in found]
        _offer(items, "key_figure_ids", "found")
    _by_id("key_figure_ids")


def _themes() -> None:
    """Suggestions by id; their titles as far as the service's list has been fetched."""
    themes = operations.statistics_themes()
    names = {each: t(f"statistics.theme.{each}") for each in themes}
    chosen = st.selectbox(
        t("statistics.themes"), list(names), index=None, format_func=lambda each: names.get(each, each),
        placeholder=t("common.choose"), key=f"statistics-theme@{language()}",
    )  # fmt: skip
    if chosen:
        found = operations.find_key_figures(workspace.store(), workspace.acting(), ids=themes[chosen])
        items = [(each.key_figure.id, key_figure_name(each.key_figure), each.chosen) for each in found]
        _offer(items, "key_figure_ids", "theme", most=len(items))


def areas(there: Statistics) -> None:
    """The chosen areas, and the ways to find more."""
    st.header(t("statistics.areas"), anchor=False)
    if not there.areas:
        st.info(t("statistics.no_areas"))
    for each in there.areas:
        own = f" ({t('statistics.is_own')})" if each.id == there.own_area_id else ""
        _chosen(each.id, f"{area_name(each)}{own}", "area_ids", there)
    words = st.text_input(t("statistics.search_area"), key="statistics-search-area",
                          help=t("statistics.search_help"), disabled=there.lists_fetched_at is None)  # fmt: skip
    if words.strip() and there.lists_fetched_at is not None:
        found = operations.find_areas(workspace.store(), workspace.acting(), words)
        items = [(each.area.id, f"{area_name(each.area)} ({each.area.id})", each.chosen) for each in found]
        _offer(items, "area_ids", "found")
    _by_id("area_ids")
    if there.areas:
        _arrange(there)


def _chosen(item_id: str, name: str, what: str, before: Statistics | None = None) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"statistics-{what}-{item_id}"):
        st.markdown(plain(name))
        st.button(t("edit.remove"), key=f"statistics-remove-{item_id}", on_click=_remove,
                  args=(item_id, name, what, before))  # fmt: skip


def _remove(item_id: str, name: str, what: str, before: Statistics | None) -> None:
    """What was fetched stays, so that the way back brings everything back."""
    outcome = _choose(what, [item_id], chosen=False)
    if isinstance(outcome, Statistics):
        flash.tell(t("edit.removed", name=plain(name)), lambda: _put_back(item_id, what, before))


def _put_back(item_id: str, what: str, before: Statistics | None) -> None:
    now = _choose(what, [item_id])
    if before is not None and before.own_area_id == item_id and isinstance(now, Statistics):
        span = (now.first_year, now.last_year, now.version)
        operations.arrange_statistics(workspace.store(), workspace.acting(), item_id, *span)


def _choose(what: str, ids: Sequence[str], chosen: bool = True) -> Statistics | Refused:
    outcome = operations.choose_statistics(workspace.store(), workspace.acting(), **{what: ids}, chosen=chosen)
    if isinstance(outcome, Refused):
        flash.tell(plain(" ".join(sentence(language(), each) for each in outcome.problems)), grave=True)
    return outcome


def _offer(items: Sequence[Item], what: str, where: str, most: int = MOST_SHOWN) -> None:
    """What was found, each with a way to choose it."""
    if not items:
        st.info(t("statistics.nothing_found"))
    for item_id, name, is_chosen in items[:most]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"statistics-{where}-{item_id}"):
            st.markdown(plain(name))
            if is_chosen:
                st.markdown(t("statistics.is_chosen"))
            else:
                st.button(t("statistics.add"), key=f"statistics-add-{where}-{item_id}", on_click=_choose,
                          args=(what, [item_id]))  # fmt: skip
    left = [item_id for item_id, _, is_chosen in items if not is_chosen]
    if len(items) > most:
        st.caption(t("statistics.more_found", count=len(items) - most))
    elif len(left) > 1:
        st.button(t("statistics.add_all", count=len(left)), key=f"statistics-add-all-{what}-{where}", on_click=_choose,
                  args=(what, left))  # fmt: skip


def _by_id(what: str) -> None:
    """For those who know the id; it needs no list."""
    field = f"statistics-typed-{what}-{st.session_state.get(TAKEN, 0)}"
    with st.form(f"statistics-by-id-{what}", border=False):
        typed = st.text_input(t(f"statistics.by_id.{what}"), key=field, max_chars=200)
        if st.form_submit_button(t("statistics.add")):
            _take_typed(what, typed)


def _take_typed(what: str, typed: str) -> None:
    """One id or several; what cannot be one stays in the field as typed, and is told under it."""
    ids = typed.upper().replace(",", " ").split()
    if not ids:
        st.error(t("statistics.id_missing"))
        return
    outcome = operations.choose_statistics(workspace.store(), workspace.acting(), **{what: ids})
    if isinstance(outcome, Refused):
        for each in outcome.problems:
            st.error(plain(sentence(language(), each)))
        return
    st.session_state[TAKEN] = st.session_state.get(TAKEN, 0) + 1
    flash.tell(t("statistics.added", ids=plain(", ".join(ids))))
    st.rerun()


def _arrange(there: Statistics) -> None:
    """The own area and the years, saved together."""
    sheet = Sheet(workspace.register(), "statistics/arranged", there.version)
    options = [(each.id, area_name(each)) for each in there.areas]
    own = inputs.choice(sheet, "own_area_id", there.own_area_id, options, optional=True)
    first = inputs.year(sheet, "first_year", there.first_year, required=True)
    last = inputs.year(sheet, "last_year", there.last_year, required=True)
    if not st.button(t("edit.save"), key="statistics-arranged-save"):
        return
    if sheet.problems:
        sheet.try_now()
        st.rerun()
    _save(lambda: operations.arrange_statistics(
        workspace.store(), workspace.acting(), own, first, last, sheet.version
    ), sheet)  # fmt: skip


def _save(arrange: Callable[[], Statistics | Refused], sheet: Sheet) -> None:
    outcome = arrange()
    if isinstance(outcome, Refused):
        for each in outcome.problems:
            st.error(plain(sentence(language(), each)))
        if any(each.code == "statistics.moved" for each in outcome.problems):
            now = operations.statistics(workspace.store(), workspace.acting())
            sheet.rebase(now.version)
        return
    sheet.forget()
    flash.tell(t("edit.saved"))
    st.rerun()
