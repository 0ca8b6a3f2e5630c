"""An organisation's own look for slides: which of its templates is used, and bringing one in or taking one away."""

from collections.abc import Callable
from pathlib import PurePath

import streamlit as st

from chain.people import Wish
from pages.parts import flash, workspace
from pages.parts.choices import choice_key
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.tell.template import ENDINGS, check_template
from reports.texts.numbers import format_number
from reports.texts.problems import sentence
from storage.operations import Refused, telling
from storage.operations.telling import DeckTemplate

OWN_LOOK = ""
UPLOADED = "template-file"


def choose() -> str:
    """The id of the template that slides are made in: the newest, unless another or the program's own is chosen."""
    names = {each.id: each.name for each in _templates()} | {OWN_LOOK: t("template.own_look")}
    if len(names) == 1:
        return OWN_LOOK
    return st.selectbox(t("template.which"), list(names), format_func=names.get, key=choice_key("deck-template"))


def reader(template_id: str) -> Callable[[], bytes | None]:
    """Reads the template as it is kept, None for the program's own look; also when the page is no longer drawn."""
    store, acting = workspace.store(), workspace.acting()
    return lambda: telling.deck_template(store, acting, template_id) if template_id != OWN_LOOK else None


def _templates() -> list[DeckTemplate]:
    acting = workspace.acting()
    return workspace.ask("deck templates", acting, find=lambda there: telling.deck_templates(there, acting))


def show_templates() -> None:
    """The templates there are, each with a way to take it away, and the way to bring one in."""
    with folded(t("template.title"), "deck-templates") as opened:
        if not opened.open:
            return
        st.write(t("template.about"))
        may = workspace.may_here(Wish.KEEP)
        found = _templates()
        if not found:
            st.info(t("template.none"))
        for each in found:
            _one(each, may)
        if may:
            _bring_in()


def _one(each: DeckTemplate, may: bool) -> None:
    with st.container(border=True, key=f"template-{each.id}"):
        size = format_number(language(), each.size / 1e6, 1)
        who = plain(workspace.by_whom(each.created_by))
        st.markdown(f"**{plain(each.name)}**")
        st.caption(t("template.about_one", megabytes=size, who=who))
        if may:
            with st.popover(t("template.remove")):
                st.write(t("template.remove_ask", name=plain(each.name)))
                st.button(t("template.remove_yes"), key=f"remove-template-{each.id}", on_click=_remove, args=(each,))


def _remove(each: DeckTemplate) -> None:
    kept = reader(each.id)()
    found = telling.remove_deck_template(workspace.store(), workspace.acting(), each.id)
    if found:
        flash.tell(plain(sentence(language(), found)), grave=True)
    else:
        flash.tell(t("template.removed", name=plain(each.name)), lambda: _put(each.name, kept) if kept else None)


def _bring_in() -> None:
    number = st.session_state.get("template-number", 0)
    file = st.file_uploader(t("template.file"), type=list(ENDINGS), key=f"{UPLOADED}-{number}")
    if st.button(t("template.add"), key="add-template"):
        if file is None:
            st.error(t("template.choose_first"))
        elif _taken(PurePath(file.name).stem, file.getvalue()):
            st.session_state["template-number"] = number + 1
            st.rerun()


def _taken(name: str, data: bytes) -> bool:
    """Try the template, keep it when it may be used, and say what there is to tell of it."""
    kept, found = check_template(data)
    words = [plain(sentence(language(), each)) for each in found]
    if kept is None:
        for each in words:
            st.error(each)
        return False
    return _put(name, kept, words)


def _put(name: str, data: bytes, words: list[str] | None = None) -> bool:
    outcome = telling.add_deck_template(workspace.store(), workspace.acting(), name, data)
    if isinstance(outcome, Refused):
        flash.tell(" ".join(plain(sentence(language(), each)) for each in outcome.problems), grave=True)
    else:
        flash.tell(" ".join((t("template.added", name=plain(outcome.name)), *(words or ()))))
    return True
