"""The goals that the council or board has adopted, for the outcomes to point at."""

import uuid

import streamlit as st

from chain.model import Goal
from chain.people import Wish
from chain.text import Text
from pages.parts import flash, inputs, workspace
from pages.parts.access import guard
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Refused, RegisterGoal


def render() -> None:
    """Draw the page."""
    guard(change=Wish.REGISTER)
    st.title(t("page.goals"), anchor=False)
    st.write(t("goal.about"))
    flash.show()
    entries = operations.goals(workspace.store(), workspace.acting(), retired=True)
    if not entries:
        st.info(t("goal.empty"))
    may = workspace.may_here(Wish.REGISTER)
    chosen = st.query_params.get("edit", "") if may else ""
    for entry in entries:
        if chosen == f"goals/{entry.goal.id}":
            _form(entry.goal)
        else:
            _row(entry, may)
    if may and not chosen:
        _form(Goal(id=_new_id(), name=Text()), "goals/new")


def _new_id() -> str:
    """The id of the goal that the empty form would make, the same until it is saved."""
    return st.session_state.setdefault("new-goal", f"goal-{uuid.uuid4().hex[:12]}")


def _row(entry: RegisterGoal, may: bool) -> None:
    name = plain(entry.goal.name.into(language()))
    with st.container(border=True, key=f"goal-{entry.goal.id}".replace(".", "-")):
        st.markdown(f"**{name}**" + (f" ({t('goal.retired')})" if entry.retired_at else ""))
        st.markdown(plain(entry.goal.adopted_by.into(language())))
        if not may:
            return
        with st.container(horizontal=True):
            st.button(t("edit.change"), key=f"change-{entry.goal.id}", on_click=_open,
                      args=(entry.goal.id,))  # fmt: skip
            if not entry.retired_at:
                with st.popover(t("goal.retire")):
                    st.write(t("goal.retire_ask"))
                    st.button(t("goal.retire_yes"), key=f"retire-{entry.goal.id}", on_click=_retire,
                              args=(entry.goal,))  # fmt: skip


def _open(goal_id: str) -> None:
    st.query_params["edit"] = f"goals/{goal_id}"


def _close() -> None:
    st.query_params.pop("edit", None)


def _retire(goal: Goal) -> None:
    operations.retire_goal(workspace.store(), workspace.acting(), goal.id)
    flash.tell(t("goal.was_retired"), lambda: _put(goal))


def _put(goal: Goal) -> None:
    operations.save_goal(workspace.store(), workspace.acting(), goal)


def _form(goal: Goal, form: str = "") -> None:
    st.header(t("goal.new") if form else t("edit.changing", kind=t("kind_one.goals")), anchor=False)
    sheet = Sheet(workspace.register(), form or f"goals/{goal.id}", 0)
    name = inputs.text(sheet, "name", goal.name, required=True)
    adopted_by = inputs.text(sheet, "adopted_by", goal.adopted_by)
    with st.container(horizontal=True):
        save = st.button(t("edit.save"), type="primary", key=f"{sheet.form}:save")
        if not form:
            st.button(
                t("edit.close") if sheet.touched else t("edit.close_untouched"),
                key=f"{sheet.form}:close",
                on_click=_close,
            )
    if save and sheet.problems:
        sheet.try_now()
        st.rerun()
    elif save:
        _save(goal.model_copy(update={"name": name, "adopted_by": adopted_by}), sheet)


def _save(goal: Goal, sheet: Sheet) -> None:
    outcome = operations.save_goal(workspace.store(), workspace.acting(), goal)
    if isinstance(outcome, Refused):
        for each in outcome.problems:
            st.error(plain(sentence(language(), each)))
        return
    sheet.forget()
    st.session_state.pop("new-goal", None)
    _close()
    flash.tell(t("edit.saved"))
    st.rerun()
