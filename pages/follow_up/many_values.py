"""Many values at once: a sheet to take out and fill in, handed in again, looked at row by row, and kept."""

import streamlit as st

from chain.people import Wish
from chain.problem import Problem, Severity
from pages.parts import flash, follow_acts, links, many_given, show, steps, workspace
from pages.parts.access import guard
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import many
from reports.follow_up.entry_rows import Entries, read_entries
from reports.follow_up.entry_sheet import OpenValue, entry_sheet
from reports.texts.problems import sentence
from reports.workbook import MEDIA_TYPE
from sroi.follow_up.targets import in_force
from storage import operations
from storage.operations import Stored, StoredPlan

HANDED_IN = "many-handed-in"


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened(Wish.READ)
    st.title(t("page.many_values"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    many_given.told(stored)
    plan = operations.plan_of(workspace.store(), workspace.acting(), stored.chain.id)
    if plan is None or not plan.indicators:
        st.info(t("many.no_plan"))
        links.link("measuring_plan", t("to_do.to_plan"))
        return
    if not follow_acts.allowed(stored, Wish.LOG):
        st.info(t("many.not_allowed"))
        return
    st.write(t("many.about"))
    values = operations.open_values(workspace.store(), workspace.acting(), stored.chain.id, today())
    _out(stored, plan, values)
    _in(stored, plan, values)


def _out(stored: Stored, plan: StoredPlan, values: tuple[operations.OpenValue, ...]) -> None:
    """The sheet for exactly this plan and the values that can be written today."""
    st.header(t("many.out"), anchor=False)
    if not values:
        st.info(t("many.nothing_open"))
        links.link("to_do", t("entry.to_list"))
        return
    st.write(t("many.out_help", count=len(values)))
    name, tongue = stored.chain.name, language()
    st.download_button(
        t("many.take"),
        data=lambda: entry_sheet(tongue, name, stored.chain.id, _plan(plan), _open(plan, values)),
        file_name=f"{show.slug(name.into(tongue)) or 'chain'}-{t('file.entry_sheet')}.xlsx",
        mime=MEDIA_TYPE,
        on_click="ignore",
        key="take-entry-sheet",
    )


def _plan(plan: StoredPlan) -> list:
    return [each.indicator for each in plan.indicators]


def _open(plan: StoredPlan, values: tuple[operations.OpenValue, ...]) -> list[OpenValue]:
    """The values with what is planned for them, in the order of the plan."""
    order = {each.indicator.id: at for at, each in enumerate(plan.indicators)}
    targets = {(each.indicator_id, each.period): each.value for name in order for each in in_force(plan.targets, name)}
    return [
        OpenValue(
            plan.of(each.key.indicator_id).indicator,
            each.key.period,
            each.version,
            each.there,
            targets.get((each.key.indicator_id, each.key.period)),
        )
        for each in sorted(values, key=lambda each: order[each.key.indicator_id])
    ]


def _in(stored: Stored, plan: StoredPlan, values: tuple[operations.OpenValue, ...]) -> None:
    st.header(t("many.in"), anchor=False)
    st.write(t("many.in_help"))
    number = st.session_state.get(HANDED_IN, 0)
    file = st.file_uploader(t("many.file"), type=["xlsx"], key=f"many-file-{number}")
    if file is None:
        return
    found = read_entries(file.getvalue(), stored.chain.id, _plan(plan))
    if not found.values:
        _refused(found)
        return
    there = {(each.key.indicator_id, each.key.period): each for each in values}
    looked = many.looked_at(found, {each.id: each for each in _plan(plan)}, there, today())
    st.markdown(plain(many.sentence_of(looked, language())))
    show.table(many.preview_table(looked, language()), t("many.preview"))
    _elsewhere(found.problems)
    many_given.choose(stored, looked, lambda: st.session_state.update({HANDED_IN: number + 1}))


def _refused(found: Entries) -> None:
    """The whole file is refused, or says nothing."""
    if not found.problems:
        st.info(t("many.says_nothing"))
        return
    _elsewhere(found.problems, Severity.ERROR)


def _elsewhere(problems: tuple[Problem, ...], severity: Severity = Severity.WARNING) -> None:
    draw = st.error if severity is Severity.ERROR else st.warning
    for each in problems:
        draw(plain(sentence(language(), each)))
