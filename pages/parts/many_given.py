"""How many values are kept: all or none, or the good rows; and afterwards what became of each."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.parts import follow_acts, workspace
from pages.parts.choices import choice_key
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import many
from reports.follow_up.many import Looked
from storage import operations
from storage.operations import BulkDone, Entry, Refused, Stored

RESULT, WAYS = "many-result", ("all", "good")


def choose(stored: Stored, looked: Sequence[Looked], then: Callable[[], None]) -> None:
    """Which rows are kept and whether they are sent in; `then` empties the uploader."""
    good = [each for each in looked if each.is_good]
    if not looked:
        st.info(t("many.says_nothing"))
        return
    names = {each: t(f"many.way.{each}") for each in WAYS}
    way = st.radio(t("many.which"), WAYS, format_func=names.get, key=choice_key("many-way"))
    stops = way == "all" and len(good) < len(looked)
    if stops:
        st.warning(t("many.all_stops", count=len(looked) - len(good)))
    elif not good:
        st.warning(t("many.none_good"))
    reason = st.text_input(t("many.reason"), key="many-reason", max_chars=2_000)
    off = stops or not good
    with st.container(horizontal=True, key="many-buttons"):
        for label, send in (("many.send", True), ("many.save", False)):
            st.button(
                t(label, count=len(good)),
                key="many-send" if send else "many-save",
                type="primary" if send else "secondary",
                disabled=off,
                on_click=_keep,
                args=(stored, good, way == "good", reason, send, then),
            )


def _keep(
    stored: Stored, good: Sequence[Looked], good_ones: bool, reason: str, send: bool, then: Callable[[], None]
) -> None:
    entries = [Entry(each.observation, each.entered.version) for each in good]
    told = next(filter(None, (reason, *(each.observation.reason for each in good))), "")
    outcome = operations.save_many(
        workspace.store(), workspace.acting(), stored.chain.id, entries, today(), told, send, good_ones
    )
    if isinstance(outcome, Refused):
        follow_acts.tell(outcome, "")
        return
    st.session_state[RESULT] = (stored.chain.id, outcome, {_name(each): each for each in good}, send)
    if outcome.kept:
        then()


def _name(each: Looked) -> tuple[str, str]:
    return each.entered.indicator_id, each.entered.period


def told(stored: Stored) -> None:
    """What became of each row of what was handed in last, until the next is."""
    left = st.session_state.get(RESULT)
    if left is None or left[0] != stored.chain.id:
        return
    _, outcome, rows, send = left
    _sum(outcome, send)
    for each in outcome.refused:
        row = rows[each.key.indicator_id, each.key.period]
        name = row.indicator.name.into(language()) or row.indicator.id
        why = many.problems_in_words(each.problems, language())
        st.error(plain(t("many.row_refused", row=row.entered.row, name=name, period=each.key.period, why=why)))


def _sum(outcome: BulkDone, send: bool) -> None:
    if outcome.kept:
        st.success(t("many.sent" if send else "many.saved", count=len(outcome.kept)))
    else:
        st.error(t("many.none_kept"))
