"""What has been kept for longer than the rules say, disposing of it, and the rules."""

import streamlit as st

from chain.people import Wish
from chain.retention import Kind
from pages.parts import flash, inputs, show, workspace
from pages.parts.access import guard
from pages.parts.sheet import Sheet
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.retention import disposal_table, due_table, kept_for, kind_name
from reports.texts.numbers import format_date, format_input, format_number, parse_whole
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Due, Refused, RetentionRule


def render() -> None:
    """Draw the page."""
    guard(Wish.ADMINISTER)
    st.title(t("page.retention"), anchor=False)
    flash.show()
    st.write(t("retention.about"))
    found = operations.due_for_disposal(workspace.store(), workspace.acting(), today())
    if isinstance(found, Refused):
        _say(found)
        return
    _due(found)
    _rules()
    _past()


def _say(refused: Refused) -> None:
    for each in refused.problems:
        st.error(plain(sentence(language(), each)))


# --- what is due ------------------------------------------------------------------------------------------------------


def _due(found: list[Due]) -> None:
    st.header(t("retention.due"), anchor=False)
    if not found:
        st.info(t("retention.nothing_due"))
        return
    st.warning(t("retention.copies"))
    for each in found:
        with st.container(border=True, key=f"due-{each.rule.kind}"):
            _one_kind(each)


def _one_kind(due: Due) -> None:
    kind, count = due.rule.kind, format_number(language(), due.count)
    name, rule = kind_name(language(), kind), kept_for(language(), kind, due.rule.keep)
    st.subheader(t("retention.count", kind=name, count=count), anchor=False)
    st.write(t("retention.older_than", day=format_date(due.before), rule=rule))
    show.table(due_table(due.first, language()), t("retention.list_caption"))
    if due.count > len(due.first):
        st.caption(t("retention.first_shown", shown=len(due.first), count=count))
    with st.popover(t("retention.dispose", kind=name, count=count)):
        st.write(t("retention.ask"))
        st.button(t("retention.yes"), key=f"dispose-{kind}", on_click=_dispose, args=(due,))


def _dispose(due: Due) -> None:
    kind = due.rule.kind
    done = operations.dispose(workspace.store(), workspace.acting(), {kind: due.seal}, today())
    if isinstance(done, Refused):
        flash.tell(plain(" ".join(sentence(language(), each) for each in done.problems)), grave=True)
    else:
        count = format_number(language(), done[0].counted)
        flash.tell(t("retention.done", kind=kind_name(language(), kind), count=count))


# --- rules ------------------------------------------------------------------------------------------------------------


def _rules() -> None:
    st.header(t("retention.rules"), anchor=False)
    st.write(t("retention.rules_about"))
    chosen = st.query_params.get("edit", "")
    for rule in operations.retention_rules(workspace.store(), workspace.acting()):
        with st.container(border=True, key=f"rule-{rule.kind}"):
            _form(rule) if chosen == _form_of(rule.kind) else _rule(rule)


def _form_of(kind: Kind) -> str:
    return f"retention/{kind}"


def _rule(rule: RetentionRule) -> None:
    st.markdown(f"**{kind_name(language(), rule.kind)}**")
    st.markdown(f"{kept_for(language(), rule.kind, rule.keep)} {t(f'retention.from.{rule.kind}')}")
    if rule.version:
        who, day = workspace.by_whom(rule.updated_by), format_date(rule.updated_at.date())
        st.markdown(plain(t("retention.decided", who=who, day=day, reason=rule.reason)))
    else:
        st.markdown(t("retention.default", reason=t(f"retention.why.{rule.kind}")))
    st.button(t("edit.change"), key=f"change-rule-{rule.kind}", on_click=_open, args=(rule.kind,))


def _open(kind: Kind) -> None:
    st.query_params["edit"] = _form_of(kind)


def _close() -> None:
    st.query_params.pop("edit", None)


def _form(rule: RetentionRule) -> None:
    st.subheader(t("retention.changing", kind=kind_name(language(), rule.kind)), anchor=False)
    sheet = Sheet(workspace.register(), _form_of(rule.kind), rule.version)
    label, shown = t(f"retention.keep.{rule.unit}"), format_input(language(), rule.keep)
    raw = sheet.line("keep", label, shown, help=t("retention.keep_help"), max_chars=40)
    keep = inputs.number(sheet, "keep", raw, parse_whole)
    reason = inputs.line(sheet, "retention_reason", rule.reason, required=True)
    with st.container(horizontal=True):
        save = st.button(t("edit.save"), type="primary", key=f"{sheet.form}:save")
        st.button(t("edit.close") if sheet.touched else t("edit.close_untouched"), key=f"{sheet.form}:close",
                  on_click=_close)  # fmt: skip
    if save and sheet.problems:
        sheet.try_now()
        st.rerun()
    elif save:
        _save(rule, keep, reason, sheet)


def _save(rule: RetentionRule, keep: int | None, reason: str, sheet: Sheet) -> None:
    made = _put(rule.kind, keep, reason, sheet.version)
    if isinstance(made, Refused):
        _say(made)
        return
    sheet.forget()
    _close()
    undo = (lambda: _put(rule.kind, rule.keep, rule.reason, made.version)) if rule.version else None
    flash.tell(t("edit.saved"), undo)
    st.rerun()


def _put(kind: Kind, keep: int | None, reason: str, version: int) -> RetentionRule | Refused:
    return operations.set_retention_rule(workspace.store(), workspace.acting(), kind, keep, reason, version)


# --- what was disposed of ---------------------------------------------------------------------------------------------


def _past() -> None:
    st.header(t("retention.past"), anchor=False)
    done = operations.disposals(workspace.store(), workspace.acting())
    if isinstance(done, Refused) or not done:
        st.info(t("retention.past_none"))
    else:
        show.table(disposal_table(done, language(), workspace.person), t("retention.past_caption"))
