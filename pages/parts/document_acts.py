"""What can be done with a whole document of the organisation from its card: copy, take along, put away, bring back,
delete for good, undo."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from chain.assumption import Frozen
from chain.problem import Problem
from chain.text import Text
from pages.parts import flash, workspace
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations

Operation = Callable[..., object]


class Said(NamedTuple):
    """The keys of what is said of one kind: on its buttons, before something is done, and when it is done."""

    take_out: str
    archive_ask: str
    archived: str
    restored: str
    delete_ask: str
    delete_name: str
    deleted: str


class Acts(NamedTuple):
    """One kind of document: its words, its open format, and the operations on it.

    `last_own` and `undo` are None where a change is taken back on the document's own page.
    """

    said: Said
    write: Callable[[Frozen], str | bytes]
    copy: Operation
    archive: Operation
    restore: Operation
    delete: Operation
    last_own: Operation | None = None
    undo: Operation | None = None


def show(acts: Acts, content: Frozen, archived: bool, writable: bool) -> None:
    """The buttons of one document; who only reads can take it along."""
    id_ = content.id
    if writable:
        st.button(t("overview.copy"), key=f"copy-{id_}", on_click=_copy, args=(acts, content))
    st.download_button(t(acts.said.take_out), data=acts.write(content), file_name=f"{id_}.json",
                       mime="application/json", on_click="ignore", key=f"take-{id_}")  # fmt: skip
    if writable:
        (_put_away if archived else _in_use)(acts, id_)


def _put_away(acts: Acts, id_: str) -> None:
    st.button(t("overview.restore"), key=f"restore-{id_}", on_click=_restore, args=(acts, id_))
    with st.popover(t("overview.delete")):
        st.write(t(acts.said.delete_ask))
        key = f"delete-name-{id_}"
        st.text_input(t(acts.said.delete_name), key=key)
        st.button(t("overview.delete_yes"), key=f"delete-{id_}", on_click=_delete, args=(acts, id_, key))


def _in_use(acts: Acts, id_: str) -> None:
    with st.popover(t("overview.archive")):
        st.write(t(acts.said.archive_ask))
        st.button(t("overview.archive_yes"), key=f"archive-{id_}", on_click=_archive, args=(acts, id_))
    if acts.undo and acts.last_own(workspace.store(), workspace.acting(), id_):
        st.button(t("compared.undo"), key=f"undo-{id_}", on_click=_undo, args=(acts, id_))


def _done(of: Operation, *given: object) -> object:
    return of(workspace.store(), workspace.acting(), *given)


def _copy(acts: Acts, content: Frozen) -> None:
    old = content.name
    name = Text(sv=old.sv and t("overview.copy_of", name=old.sv), en=old.en and t("overview.copy_of", name=old.en))
    tell(_done(acts.copy, content.id, name, operations.new_intervention_id()), t("overview.copied"))


def _archive(acts: Acts, id_: str) -> None:
    tell(_done(acts.archive, id_), t(acts.said.archived), lambda: _restore(acts, id_))


def _restore(acts: Acts, id_: str) -> None:
    tell(_done(acts.restore, id_), t(acts.said.restored))


def _delete(acts: Acts, id_: str, key: str) -> None:
    tell(_done(acts.delete, id_, st.session_state.get(key, "")), t(acts.said.deleted))


def _undo(acts: Acts, id_: str) -> None:
    tell(_done(acts.undo, id_), t("edit.undone"))


def tell(outcome: object, message: str, undo: Callable[[], None] | None = None) -> None:
    """Say that it is done, or why it is not."""
    problems = (outcome,) if isinstance(outcome, Problem) else getattr(outcome, "problems", ())
    if problems:
        flash.tell(plain(" ".join(sentence(language(), each) for each in problems)), grave=True)
    else:
        flash.tell(message, undo)
