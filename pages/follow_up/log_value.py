"""One indicator in one period: what was seen is entered, kept as draft, and sent in for review."""

import streamlit as st

from chain.workflow import LockReason, Step
from pages.parts import flash, links, show, steps, value_acts, value_evidence, value_form, workspace
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.sheet import Sheet
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import entry
from reports.texts.numbers import format_date
from storage import operations
from storage.operations import Measurement

ASKED_OF_OTHERS = (LockReason.APPROVED, LockReason.WINDOW_CLOSED)


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    asked = {name: st.query_params.get(name, "") for name in ("indicator", "period")}
    if not all(asked.values()):
        _nothing("entry.choose")
        return
    found = operations.measurement(
        workspace.store(), workspace.acting(), stored.chain.id, asked["indicator"], asked["period"], today()
    )
    if found is None:
        _nothing("entry.not_there")
        return
    name = found.indicator.name.into(language()) or found.indicator.id
    st.title(f"{plain(name)} – {plain(found.key.period)}", anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    _facts(found)
    _standing(found)
    _earlier(found)
    writable = Step.WRITE in found.may or Step.CORRECT in found.may
    if writable:
        _form(found)
    else:
        _read(found)
    value_evidence.show(found, writable=writable)
    _past(found)
    links.link("to_do", t("entry.to_list"))


def _nothing(message: str) -> None:
    st.title(t("page.log_value"), anchor=False)
    st.info(t(message))
    links.link("to_do", t("entry.to_list"))


def _facts(found: Measurement) -> None:
    told = entry.facts(found.indicator, found.target, language())
    st.markdown(" · ".join(f"**{plain(each)}**" for each in told))
    st.markdown(plain(entry.rule_sentence(found.indicator, bool(found.versions or found.others), language())))


def _standing(found: Measurement) -> None:
    """Where the value stands, why it is locked and how it is opened, what was said when it came back."""
    stands = found.standing
    st.markdown(plain(t("entry.state_line", state=t(f"follow_up_export.state.{stands.state}"))))
    if stands.returned_note:
        st.warning(plain(t("entry.returned", note=stands.returned_note)))
    if found.lock is not None:
        st.info(plain(_lock_sentence(found)))
    if stands.open_until and stands.open_until >= today():
        st.info(entry.until_words(stands.open_until, language()))
    if found.changed_since_approval:
        _difference(found)
    if found.lock in ASKED_OF_OTHERS:
        if Step.REOPEN in found.may:
            links.link("review_values", t("entry.open_it"), indicator=found.key.indicator_id, period=found.key.period)
        else:
            value_acts.ask_opening(found)
    value_acts.other_steps(found)


def _lock_sentence(found: Measurement) -> str:
    stands = found.standing
    by, at = stands.locked_by or stands.approved_by, stands.locked_at or stands.approved_at
    return entry.lock_sentence(
        found.lock,
        found.key.period,
        language(),
        by=workspace.person(by) if by else "",
        day=format_date(at.date()) if at else "",
        period_end=format_date(found.period.end),
    )


def _difference(found: Measurement) -> None:
    with folded(t("entry.changed_since"), "changed-since") as opened:
        if opened.open and found.observation:
            for label, value in (("before", found.approved.observation), ("after", found.observation)):
                words = entry.value_words(found.indicator, value.total, language())
                st.markdown(f"**{t(f'table.column.{label}')}**: {plain(words)}")


def _earlier(found: Measurement) -> None:
    told = [(each.observation, t(f"follow_up_export.state.{each.state}")) for each in found.others]
    if told:
        show.table(entry.earlier_table(found.indicator, told, language()), t("entry.earlier"))


def _form(found: Measurement) -> None:
    sheet = Sheet(found.key.intervention_id, found.key.place, found.version)
    made, problems = value_form.form(sheet, found)
    value_acts.buttons(sheet, found, made, problems)


def _read(found: Measurement) -> None:
    """The value as it stands, for those who cannot write it now."""
    if found.observation:
        words = entry.echo(found.indicator, found.observation.total, language())
        st.markdown(f"**{plain(words)}**")
        for line in (found.observation.method, found.observation.comment):
            if line:
                st.markdown(plain(line))


def _past(found: Measurement) -> None:
    if not found.versions:
        return
    with folded(t("entry.versions"), "value-versions") as opened:
        if opened.open:
            for each in found.versions:
                value = entry.value_words(found.indicator, each.observation.total, language())
                when = each.at.astimezone().strftime("%Y-%m-%d %H:%M")
                line = t("entry.version_line", when=when, who=workspace.person(each.who), value=value)
                told = t("entry.version_reason", line=line, reason=each.reason) if each.reason else line
                st.markdown(plain(told))
