"""A report that is being typed in: its parts as a list, and the form for one of them."""

import streamlit as st

from chain.assumption import Frozen
from chain.people import Wish
from pages.parts import printed_fields, printed_saving, workspace
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.printed_figures import Kind, prefilled
from reports.texts import text
from sroi import printed_edit
from sroi.printed import MOST_ROWS, Report
from sroi.printed_edit import LISTS, WHOLE
from sroi.printed_figure import Figure
from storage import operations
from storage.operations import StoredPrinted

NEW = "new"
PER_SHEET = 25
POINTED = "_pointed"
ORDER = ("head", "inputs", "rows", "totals", "sums", "ratios")
SHOWN: dict[str, tuple[tuple[str, Kind], ...]] = {
    "head": (("discount_rate", "share"),),
    "totals": (("investment", "money"), ("present_value", "money"), ("net_present_value", "money"),
               ("ratio", "ratio"), ("net_ratio", "ratio")),
    "inputs": (("amount", "money"),),
    "rows": (("quantity", "number"), ("price", "money"), ("duration_years", "years"), ("deadweight", "share"),
             ("attribution", "share"), ("impact", "money")),
    "sums": (("figure", "money"),),
    "ratios": (("figure", "ratio"),),
}  # fmt: skip
"""The figures that a card tells."""


def show(stored: StoredPrinted) -> None:
    """The parts of the report, or the form alone when one of them is being edited."""
    part, _, element_id = st.query_params.get("edit", "").partition("/")
    if part in WHOLE or (part in LISTS and _editable(stored, part, element_id)):
        _form(stored, part, element_id)
        return
    st.write(t("printed.how"))
    drafts = {each.form for each in operations.open_drafts(workspace.store(), workspace.who())
              if each.intervention_id == operations.printed_drafts(stored.id)}  # fmt: skip
    for part in ORDER:
        st.header(t(f"printed.part_{part}"), anchor=False)
        _whole(stored.report, part, drafts) if part in WHOLE else _list(stored, part, drafts)


def _editable(stored: StoredPrinted, kind: str, element_id: str) -> bool:
    """One that is there, a new one, or one that someone else took away during the writing about it."""
    if element_id == NEW or printed_edit.element(stored.report, kind, element_id):
        return True
    drafts, form = operations.printed_drafts(stored.id), f"{kind}/{element_id}"
    return operations.draft(workspace.store(), workspace.who(), drafts, form) is not None


def _open(form: str) -> None:
    st.query_params["edit"] = form


def _close() -> None:
    st.query_params.pop("edit", None)


def _may_write() -> bool:
    """Whether the person may change a report, and not only read it."""
    return workspace.may_here(Wish.COMPARE)


def _opens() -> str:
    """What the button says that opens a part."""
    return t("edit.change") if _may_write() else t("edit.look")


def _whole(report: Report, part: str, drafts: set[str]) -> None:
    with st.container(border=True, key=f"printed-{part}"):
        if part == "head":
            st.markdown(f"**{plain(report.title or t('printed.untitled'))}**")
        told = summary(report, part, report.totals if part == "totals" else report)
        if told or part != "head":
            st.markdown(plain(told or t("printed.nothing_yet")))
        if part in drafts:
            st.warning(t("edit.has_draft"))
        st.button(_opens(), key=f"change-{part}", on_click=_open, args=(part,))


def _list(stored: StoredPrinted, kind: str, drafts: set[str]) -> None:
    elements = getattr(stored.report, kind)
    if not elements:
        st.info(t(f"printed.empty_{kind}"))
    for each in _turned(kind, elements):
        _card(stored, kind, each, f"{kind}/{each.id}" in drafts, each is elements[0])
    if kind == "sums" and not stored.report.rows:
        return  # there is nothing to sum yet
    if len(elements) < MOST_ROWS and _may_write():
        label = "edit.resume_new" if f"{kind}/{NEW}" in drafts else "edit.add"
        st.button(t(label, kind=t(f"printed.one_{kind}")), key=f"add-{kind}", on_click=_open, args=(f"{kind}/{NEW}",),
                  type="primary" if kind in ("inputs", "rows") else "secondary")  # fmt: skip


def _turned(kind: str, elements: tuple) -> tuple:
    if len(elements) <= PER_SHEET:
        return elements
    sheet = st.pagination(-(-len(elements) // PER_SHEET), key=f"sheet-{kind}")
    return elements[(sheet - 1) * PER_SHEET : sheet * PER_SHEET]


def _card(stored: StoredPrinted, kind: str, each: Frozen, has_draft: bool, first: bool) -> None:
    name, ident = printed_fields.name_of(each), (stored.id, kind, each.id)
    with st.container(border=True, key=f"row-{kind}-{each.id}".replace(".", "-").replace(":", "-")):
        st.markdown(f"### {plain(name)}")
        told = summary(stored.report, kind, each)
        if told:
            st.markdown(plain(told))
        if has_draft:
            st.warning(t("edit.has_draft"))
        with st.container(horizontal=True):
            st.button(_opens(), key=f"change-{kind}-{each.id}", on_click=_open, args=(f"{kind}/{each.id}",))
            if not _may_write():
                return
            st.button(t("edit.up"), key=f"up-{kind}-{each.id}", on_click=printed_saving.up, args=ident,
                      disabled=first)  # fmt: skip
            with st.popover(t("edit.remove")):
                st.write(t("printed.remove_ask", name=plain(name)))
                st.button(t("edit.remove_yes"), key=f"remove-{kind}-{each.id}", on_click=printed_saving.remove,
                          args=(stored, kind, each.id, name))  # fmt: skip


def summary(report: Report, part: str, holder: Frozen) -> str:
    """The figures of a part in one line, as they are printed."""
    return " · ".join(_told(report, name, kind, getattr(holder, name)) for name, kind in SHOWN[part]
                      if getattr(holder, name) is not None)  # fmt: skip


def _told(report: Report, name: str, kind: Kind, printed: Figure) -> str:
    figure = prefilled(language(), printed, kind)
    if kind == "money":
        figure = text(language(), "audit.amount", amount=figure, currency=report.currency)
    return t("printed.told", name=t(f"field.printed_{name}"), figure=figure)


def _form(stored: StoredPrinted, part: str, element_id: str) -> None:
    is_whole = part in WHOLE
    form = part if is_whole else f"{part}/{element_id}"
    sheet = Sheet(operations.printed_drafts(stored.id), form, stored.version, closed=not _may_write())
    if is_whole:
        st.header(t(f"printed.part_{part}"), anchor=False)
    else:
        title = "edit.new" if element_id == NEW else "edit.changing"
        st.header(t(title, kind=t(f"printed.one_{part}")), anchor=False)
    st.caption(t("printed.as_printed"))
    if is_whole:
        draw = {"head": printed_fields.head, "totals": printed_fields.totals}[part]
        given = draw(sheet, stored.report)
    else:
        old = printed_edit.element(stored.report, part, element_id) or printed_fields.blank(part, element_id)
        given = printed_fields.FORMS[part](sheet, stored.report, old)

    def apply(report: Report) -> Report:
        if is_whole:
            return printed_edit.with_whole(report, part, given)
        known = printed_edit.element(report, part, element_id)
        named = known.id if known else printed_edit.new_id(report, part) if element_id == NEW else element_id
        base = dict(known or printed_fields.blank(part, named))
        return printed_edit.with_element(report, part, LISTS[part].model_validate(base | given))

    _finish(stored, sheet, apply, form)


def _finish(stored: StoredPrinted, sheet: Sheet, apply: printed_saving.Edit, form: str) -> None:
    if sheet.closed:
        st.button(t("edit.close_untouched"), key=f"{form}:close", on_click=_close)
        return
    sheet.show_unkept()
    if sheet.touched:
        st.info(t("edit.draft_kept"))
    with st.container(horizontal=True, key="form-buttons"):
        save = st.button(t("edit.save"), type="primary", key=f"{form}:save")
        close = t("edit.close") if sheet.touched else t("edit.close_untouched")
        st.button(close, key=f"{form}:close", on_click=_close)
        if sheet.touched:
            with st.popover(t("edit.discard")):
                st.write(t("edit.discard_ask"))
                st.button(t("edit.discard_yes"), key=f"{form}:discard", on_click=_discard, args=(sheet,))
    if save and sheet.problems:
        sheet.try_now()
        st.session_state[sheet.key(POINTED)] = True
        st.rerun()
    elif save:
        if printed_saving.keep(stored.id, apply, sheet, form):
            _close()
        st.rerun()
    if st.session_state.pop(sheet.key(POINTED), False):
        st.error(t("edit.not_saved", count=len(sheet.problems)))


def _discard(sheet: Sheet) -> None:
    sheet.forget()
    _close()
