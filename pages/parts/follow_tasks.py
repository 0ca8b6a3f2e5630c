"""Measurements that wait for someone, sheet by sheet, each with the way straight to it."""

import streamlit as st

from pages.parts import links, workspace
from pages.parts.choices import choice_key
from pages.parts.task_place import place_of
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up.tasks import status_words
from reports.texts.numbers import format_date
from storage import operations
from storage.operations import Group, Task, ToDo

PER_SHEET = 20
WHOSE = ("mine", "all")


def whose(key: str) -> str | None:
    """Mine or everyone's; one alone at the machine has no need to choose."""
    if workspace.acting().grants is None:
        return None
    names = {each: t(f"to_do.whose.{each}") for each in WHOSE}
    chosen = st.radio(t("to_do.whose.label"), WHOSE, format_func=names.get, horizontal=True, key=choice_key(key))
    return workspace.who() if chosen == "mine" else None


def find(person: str | None, groups: tuple[Group, ...], limit: int, offset: int = 0) -> ToDo:
    """How many wait in each group, and one sheet of these groups."""
    return operations.to_do(
        workspace.store(), workspace.acting(), today(), whose=person, groups=groups, offset=offset, limit=limit
    )


def group(of: Group, counted: ToDo, person: str | None) -> None:
    """One group under its heading; nothing where nobody waits in it."""
    count = counted.counts[of]
    if not count:
        return
    st.header(t(f"to_do.group.{of}", count=count), anchor=False)
    sheets = -(-count // PER_SHEET)
    sheet = st.pagination(sheets, key=f"to-do-{of}-{sheets}") if sheets > 1 else 1
    for task in find(person, (of,), PER_SHEET, (sheet - 1) * PER_SHEET).shown:
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
        page, told = place_of(task)
        label = "review" if task.group is Group.REVIEW else "log"
        links.link(page, t(f"to_do.{label}", name=plain(task.indicator.into(language())), period=key.period), **told)
