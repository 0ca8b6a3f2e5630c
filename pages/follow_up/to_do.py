"""What is to be measured now: due, late and returned values across interventions, each straight to its field."""

import streamlit as st

from pages.parts import flash, links, workspace
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up.tasks import status_words, to_enter_sentence
from reports.texts.numbers import format_date
from storage import operations
from storage.operations import Group, Task, ToDo

PER_SHEET = 20
TO_ENTER = (Group.RETURNED, Group.LATE, Group.DUE)
WHOSE = ("mine", "all")


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.to_do"), anchor=False)
    st.caption(plain(workspace.organisation().name))
    flash.show()
    whose = _whose()
    counted = _find(whose, (Group.LATE,), 1)
    st.markdown(f"**{plain(to_enter_sentence(dict(counted.counts), counted.shown, today(), language()))}**")
    for group in TO_ENTER:
        _group(group, counted, whose)
    _group(Group.REVIEW, counted, whose)
    if not counted.total:
        st.info(t("to_do.empty"))
        links.link("measuring_plan", t("to_do.to_plan"))


def _whose() -> str | None:
    """Mine or everyone's; one alone at the machine has no need to choose."""
    if workspace.acting().grants is None:
        return None
    names = {each: t(f"to_do.whose.{each}") for each in WHOSE}
    chosen = st.radio(
        t("to_do.whose.label"), WHOSE, format_func=names.get, horizontal=True, key=choice_key("to-do-whose")
    )
    return workspace.who() if chosen == "mine" else None


def _find(whose: str | None, groups: tuple[Group, ...], limit: int, offset: int = 0) -> ToDo:
    return operations.to_do(
        workspace.store(), workspace.acting(), today(), whose=whose, groups=groups, offset=offset, limit=limit
    )


def _group(group: Group, counted: ToDo, whose: str | None) -> None:
    count = counted.counts[group]
    if not count:
        return
    st.header(t(f"to_do.group.{group}", count=count), anchor=False)
    sheets = -(-count // PER_SHEET)
    sheet = st.pagination(sheets, key=f"to-do-{group}-{sheets}") if sheets > 1 else 1
    for task in _find(whose, (group,), PER_SHEET, (sheet - 1) * PER_SHEET).shown:
        _task(task)


def _task(task: Task) -> None:
    """Measurement · period · due · owner · status, and the way straight to the field."""
    key = task.key
    with st.container(border=True, key=f"task-{key.intervention_id}-{key.indicator_id}-{key.period}".replace("/", "-")):
        st.markdown(f"**{plain(task.indicator.into(language()))}** · {plain(key.period)}")
        owner = workspace.person(task.owner) if task.owner else t("to_do.no_owner")
        facts = (
            task.intervention.into(language()),
            t("to_do.due_on", day=format_date(task.due_on)),
            owner,
            status_words(task, today(), language()),
        )
        st.markdown(" · ".join(plain(each) for each in facts))
        page, label = ("review_values", "review") if task.group is Group.REVIEW else ("log_value", "log")
        links.link(
            page,
            t(f"to_do.{label}", name=plain(task.indicator.into(language())), period=key.period),
            intervention=key.intervention_id,
            indicator=key.indicator_id,
            period=key.period,
        )
