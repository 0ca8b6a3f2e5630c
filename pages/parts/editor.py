"""The list of a link's elements and the form for one of them: add, change, reorder, remove, keep drafts."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
import streamlit as st

from chain import edit
from chain.assumption import Frozen
from chain.model import Chain
from chain.problem import problem
from pages.parts import past, saving, workspace
from pages.parts.desk import CHAIN, Desk
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.texts.forecast_places import label
from reports.texts.places import field_name
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Stored

NEW = "new"
PER_SHEET = 25
POINTED = "_pointed"


class Kind(NamedTuple):
    """How elements of one kind are shown and edited on a page.

    `draw(sheet, chain, old)` draws the fields and returns the new attributes; `blank(id)` is an empty element;
    `summary(chain, element)` is one line about it. `part` tells apart two pages that both edit an element;
    `then` sees to the rest of the chain after a change. Of a comparison (its `desk` says) all this holds alike.
    A page that does not add (`adds`) edits a part of what is added elsewhere. `called` names its words, where they are
    other than those of the kind; `title` tells what an element without a name of its own is called.
    """

    @property
    def words(self) -> str:
        """Under what its words are found."""
        return self.called or self.kind

    kind: str
    draw: Callable[[Sheet, Any, Any], Mapping[str, object]]
    blank: Callable[[str], Frozen]
    summary: Callable[[Any, Any], str]
    part: str = ""
    then: Callable[[Any], Any] = lambda chain: chain
    desk: Desk = CHAIN
    adds: bool = True
    called: str = ""
    title: Callable[[Any, Any], str] | None = None

    def form(self, element_id: str) -> str:
        """The name of the form, and of its draft, for one element."""
        whole = f"{self.desk.prefix}{self.kind}/{element_id}"
        return f"{whole}/{self.part}" if self.part else whole


def show_several(stored: Stored, *kinds: Kind) -> None:
    """The lists of these kinds, or the form alone when one of their elements is being edited."""
    if not show_open(stored, *kinds):
        for kind in kinds:
            show_list(stored, kind)


def show_open(stored: Stored, *kinds: Kind, known: Collection[str] = ()) -> bool:
    """The form of the element of these kinds that is being edited, if one is; whether it was.

    `known` are ids (`kind/id`) that may be begun though nothing stands under them yet.
    """
    asked = st.query_params.get("edit", "")
    name, _, element_id = asked.partition("/")
    for kind in kinds:
        if kind.kind == name and (_editable(stored, kind, element_id) or (asked in known and stored.writable)):
            _form(stored, kind, element_id)
            return True
    return False


def _editable(stored: Stored, kind: Kind, element_id: str) -> bool:
    """One that is there; for a writer also a new one, or one that someone else removed during the writing about it."""
    if edit.element(kind.desk.content(stored), kind.kind, element_id):
        return True
    key = kind.desk.key(stored)
    return stored.writable and (
        (kind.adds and element_id == NEW)
        or operations.draft(workspace.store(), workspace.who(), key, kind.form(element_id)) is not None
    )


def is_open() -> bool:
    """Whether an element is being edited."""
    return "edit" in st.query_params


def is_open_for(kind: str, element_id: str) -> bool:
    """Whether it is this element that is being edited."""
    return st.query_params.get("edit") == f"{kind}/{element_id}"


def names(elements: Iterable[Frozen], ids: Collection[str | None]) -> str:
    """The names of those of the elements that these ids point at."""
    return ", ".join(each.name.into(language()) or each.id for each in elements if each.id in ids)


def open_one(kind: str, element_id: str) -> None:
    """Let the page show the form of this element from now on."""
    st.query_params["edit"] = f"{kind}/{element_id}"


def _close() -> None:
    st.query_params.pop("edit", None)


def show_list(stored: Stored, kind: Kind) -> None:
    """The elements of a kind, each with what can be done to it, and the way to add one."""
    elements = getattr(kind.desk.content(stored), kind.kind)
    st.header(t(f"kind.{kind.words}"), anchor=False)
    if not elements:
        st.info(t(f"empty.{kind.words}"))
    if not stored.writable:
        _show_only(stored, kind, elements)
        return
    drafts = {each.form for each in workspace.drafts() if each.intervention_id == kind.desk.key(stored)}
    for element in _turned(kind, elements):
        _row(stored, kind, element, kind.form(element.id) in drafts, element is elements[0])
    if not kind.adds:
        return
    begun = kind.form(NEW) in drafts
    label = t("edit.resume_new" if begun else "edit.add", kind=t(f"kind_one.{kind.words}"))
    st.button(label, key=f"add-{kind.kind}", on_click=open_one, args=(kind.kind, NEW), type="primary")


def _show_only(stored: Stored, kind: Kind, elements: tuple) -> None:
    """The list for someone who may read the intervention: every element can be opened, none changed."""
    for element in _turned(kind, elements):
        with st.container(border=True):
            _name(stored, kind, element)
            key = f"look-{kind.kind}-{element.id}"
            st.button(t("edit.look"), key=key, on_click=open_one, args=(kind.kind, element.id))


def _name(stored: Stored, kind: Kind, element: Frozen) -> str:
    """The element's name and one line about it; returns the name."""
    name = kind.title(kind.desk.content(stored), element) if kind.title else _own_name(element)
    st.markdown(f"### {plain(name)}")
    summary = kind.summary(kind.desk.content(stored), element)
    if summary:
        st.markdown(plain(summary))
    return name


def _own_name(element: Frozen) -> str:
    words = element.name if hasattr(element, "name") else element.text
    return words.into(language()) or element.id


def _turned(kind: Kind, elements: tuple) -> tuple:
    if len(elements) <= PER_SHEET:
        return elements
    sheets = -(-len(elements) // PER_SHEET)
    sheet = st.pagination(sheets, key=f"sheet-{kind.kind}")
    return elements[(sheet - 1) * PER_SHEET : sheet * PER_SHEET]


def _row(stored: Stored, kind: Kind, element: Frozen, has_draft: bool, first: bool) -> None:
    with st.container(border=True, key=f"row-{kind.kind}-{element.id}".replace(".", "-").replace(":", "-")):
        name = _name(stored, kind, element)
        if has_draft:
            st.warning(t("edit.has_draft"))
        with st.container(horizontal=True):
            ident = (kind.kind, element.id)
            st.button(t("edit.change"), key=f"change-{kind.kind}-{element.id}",
                      on_click=open_one, args=ident)  # fmt: skip
            st.button(t("edit.up"), key=f"up-{kind.kind}-{element.id}",
                      on_click=_move, args=(kind, element.id), disabled=first)  # fmt: skip
            with st.popover(t("edit.remove")):
                _ask_removal(stored, kind, element, name)


def _ask_removal(stored: Stored, kind: Kind, element: Frozen, name: str) -> None:
    st.write(t("edit.remove_ask", name=plain(name)))
    used = kind.desk.users(kind.desk.content(stored), kind.kind, element.id)
    if used:
        names = ", ".join(plain(each.name.into(language()) or each.id) for _, each in used)
        st.write(t("edit.remove_used", names=names))
    st.button(t("edit.remove_yes"), key=f"remove-{kind.kind}-{element.id}", on_click=_remove,
              args=(kind, element.id, name))  # fmt: skip


def _remove(kind: Kind, element_id: str, name: str) -> None:
    message = t("edit.removed", name=plain(name))
    saving.change(lambda content: kind.desk.take(content, kind.kind, element_id), message, kind.desk)


def _move(kind: Kind, element_id: str) -> None:
    saving.change(lambda content: edit.moved(content, kind.kind, element_id, -1), t("edit.moved"), kind.desk)


def _form(stored: Stored, kind: Kind, element_id: str) -> None:
    desk, content = kind.desk, kind.desk.content(stored)
    sheet = Sheet(desk.key(stored), kind.form(element_id), stored.version, closed=not stored.writable, desk=desk)
    wanted = edit.new_id(content, kind.kind) if element_id == NEW else element_id
    old = edit.element(content, kind.kind, element_id) or kind.blank(wanted)
    title = "edit.new" if element_id == NEW else "edit.changing"
    st.header(t(title, kind=t(f"kind_one.{kind.words}")), anchor=False)
    attributes = kind.draw(sheet, content, old)

    def apply(content: Any) -> Any:
        changed = type(old).model_validate({**old.model_dump(), **attributes})
        put = desk.put(content, kind.kind, changed)
        return kind.then(edit.with_group_names(put, sheet.group_names) if sheet.group_names else put)

    finish(sheet, apply, (f"{kind.kind}/{old.id}",), closes=True)
    if element_id != NEW:
        past.show_where_it_stands(stored, f"{kind.kind}/{old.id}", desk=desk)


def header(stored: Stored, part: str, draw: Callable[[Sheet, Chain], Mapping[str, object]]) -> None:
    """The form for some of the chain's own fields; `part` names the form so that its draft is its own."""
    sheet = Sheet(stored.chain.id, f"chain/{part}", stored.version, closed=not stored.writable)
    attributes = draw(sheet, stored.chain)

    def apply(chain: Chain) -> Chain:
        return edit.with_group_names(Chain.model_validate({**dict(chain), **attributes}), sheet.group_names)

    finish(sheet, apply, tuple(f"chain/{name}" for name in attributes), closes=False)
    past.show_where_it_stands(stored, *(f"chain/{name}" for name in attributes))


def own_parts(
    stored: Any, desk: Desk, name: str, draw: Callable[[Sheet, Any], Mapping[str, object]], places: Collection[str]
) -> None:
    """The form for some of the own parts of what lies on a desk; `name` is the form's, `places` are what it changes."""
    closed = stored.archived or not stored.writable
    sheet = Sheet(desk.key(stored), desk.prefix + name, stored.version, closed=closed, desk=desk)
    attributes = draw(sheet, desk.content(stored))

    def apply(content: Any) -> Any:
        return type(content).model_validate({**dict(content), **attributes})

    finish(sheet, apply, tuple(places), closes=False)
    past.show_where_it_stands(stored, *places, desk=desk)


def finish(sheet: Sheet, apply: Callable[[Any], Any], places: Collection[str], *, closes: bool) -> None:
    """The end of a form: what is kept as draft, the buttons, and what keeps it from being saved."""
    if sheet.closed:
        if closes:
            st.button(t("edit.close_untouched"), key=f"{sheet.form}:close", on_click=_close)
        return
    sheet.show_unkept()
    if sheet.touched:
        st.info(t("edit.draft_kept"))
    with st.container(horizontal=True, key=f"{sheet.form}-buttons".replace("/", "-")):
        save = st.button(t("edit.save"), type="primary", key=f"{sheet.form}:save")
        if closes:
            close = t("edit.close") if sheet.touched else t("edit.close_untouched")
            st.button(close, key=f"{sheet.form}:close", on_click=_close)
        if sheet.touched:
            with st.popover(t("edit.discard")):
                st.write(t("edit.discard_ask"))
                st.button(t("edit.discard_yes"), key=f"{sheet.form}:discard", on_click=_discard, args=(sheet,))
    if sheet.problems and (save or saving.overrides(sheet)):
        _point_out(sheet)
    elif save or saving.overrides(sheet):
        _save(sheet, apply, places, closes)
    if st.session_state.pop(sheet.key(POINTED), False):
        st.error(t("edit.not_saved", count=len(sheet.problems)))
    saving.show_conflict(sheet)


def _discard(sheet: Sheet) -> None:
    sheet.forget()
    _close()


def _point_out(sheet: Sheet) -> None:
    """Hold the saving back, and from now on point at empty required fields too."""
    saving.hold_back(sheet)
    sheet.try_now()
    st.session_state[sheet.key(POINTED)] = True
    st.rerun()


def _refused(sheet: Sheet, steps: tuple[str | int, ...]) -> str:
    """What the field is called that cannot be; within a part of a comparison, the innermost one."""
    named = [each for each in steps if isinstance(each, str)]
    if sheet.desk.prefix:
        return field_name(language(), sheet.desk.prefix + named[-1])
    return field_name(language(), str(steps[0])) if sheet.desk is CHAIN else label(language(), named[-1]) or named[-1]


def _save(sheet: Sheet, apply: Callable[[Any], Any], places: Collection[str], closes: bool) -> None:
    try:
        kept = saving.keep(apply, sheet, places)
    except ValidationError as error:
        fields = ", ".join(dict.fromkeys(_refused(sheet, each["loc"]) for each in error.errors()))
        st.error(plain(sentence(language(), problem("form.refused", sheet.form, fields=fields))))
        return
    if kept and closes:
        _close()
    st.rerun()
