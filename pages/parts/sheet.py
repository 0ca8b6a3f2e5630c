"""A sheet of input fields whose typed words are kept: in the visit while it lasts, and as a draft in the store.

A browser crash, a lost connection or a restarted server loses nothing that left a field. Nothing typed reaches the
chain before it is saved; a sheet only holds words and reads them.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from chain.problem import Problem
from chain.text import CONTROL, Text
from pages.parts.desk import CHAIN, Desk
from pages.parts.words import language, plain, t
from pages.parts.workspace import store, who
from reports.texts import has_text
from reports.texts.problems import sentence
from storage import operations

Raw = str | list[str] | bool
Option = tuple[str, str]
TRIED = "_tried"
NOT_KEPT = "_not_kept"
TYPED, BEGUN = "_typed", "_begun"


class Sheet:
    """One form on one intervention, or what else lies on its `desk`: where its typed words live, what is wrong in them.

    `form` names what is edited, `kind/id`; `version` is the chain's version that the person saw when they began typing.
    The fields bear that version in their keys: as long as nothing is typed they show what is saved now, also when
    someone else saves, and from the first typed word on they stand still. What was typed in this tab is kept in the
    visit too: another tab of the same person may save or throw away the draft that both share. A `closed` sheet only
    shows what is saved. `group_names` are the names typed for groups of figures, by their id.
    """

    def __init__(self, chain_id: str, form: str, version: int, *, closed: bool = False, desk: Desk = CHAIN) -> None:
        self.chain_id, self.form, self.closed, self.desk = chain_id, form, closed, desk
        self.problems: list[Problem] = []
        self.group_names: dict[str, Text] = {}
        kept = None if closed else operations.draft(store(), who(), chain_id, form)
        typed = {} if closed else st.session_state.get(self.key(TYPED), {})
        self.draft: dict[str, Raw] = {**(kept.values if kept else {}), **typed}
        begun = kept.version if kept and kept.version is not None else version
        self.version = st.session_state.get(self.key(BEGUN), begun) if typed else begun

    @property
    def touched(self) -> bool:
        """Whether anything typed here is not saved yet."""
        return bool(self.draft)

    @property
    def tried(self) -> bool:
        """Whether the person has pressed save, so that empty required fields may be pointed out."""
        return bool(st.session_state.get(self.key(TRIED)))

    def try_now(self) -> None:
        """From now on, point out empty required fields."""
        st.session_state[self.key(TRIED)] = True

    def key(self, name: str) -> str:
        """The name under which this visit keeps something about the form."""
        return f"{self.chain_id}/{self.form}:{name}"

    def field(self, name: str) -> str:
        """The widget key of a field."""
        return f"{self.key(name)}#{self.version}"

    def now(self, name: str, default: Raw) -> Raw:
        """What stands in the field: typed on this visit, else kept as draft, else `default`."""
        if self.closed:
            return default
        return st.session_state.get(self.field(name), self.draft.get(name, default))

    def remember(self, name: str, key: str) -> None:
        """Keep what was just typed in a field as draft."""
        typed = st.session_state.get(self.key(TYPED), {}) | {name: _keepable(st.session_state[key])}
        st.session_state[self.key(TYPED)] = typed
        st.session_state[self.key(BEGUN)] = self.version
        self.draft = {**self.draft, **typed}
        unfit = operations.save_draft(store(), who(), self.chain_id, self.form, self.draft, self.version)
        st.session_state[self.key(NOT_KEPT)] = unfit

    def rebase(self, version: int) -> None:
        """Let what was typed build on a later version: every other field then shows what that version holds."""
        st.session_state[self.key(BEGUN)] = version
        if self.draft:
            operations.save_draft(store(), who(), self.chain_id, self.form, self.draft, version)

    def forget(self) -> None:
        """Throw the draft away and empty the fields."""
        operations.discard_draft(store(), who(), self.chain_id, self.form)
        for key in [key for key in st.session_state if str(key).startswith(self.key(""))]:
            del st.session_state[key]
        self.draft = {}

    def widget(self, name: str, default: Raw, draw: Callable[..., Any], label: str, **extra: Any) -> Any:
        """Draw one input field with its kept words; what it returns is what stands in it."""
        value = self.draft.get(name, default)
        return self._draw(name, self.field(name), value, {"value": value}, draw, label, **extra)

    def _draw(self, name: str, key: str, value: Raw, start: dict[str, Any], draw: Callable[..., Any], label: str,
              **extra: Any) -> Any:  # fmt: skip
        """Draw a field that begins as `start`, which means `value`.

        A restarted server meets the field for the first time with what an open tab holds: that counts, and is kept.
        """
        if self.closed:
            st.session_state[key] = value  # whatever was typed while it was open
        start = {} if key in st.session_state else start
        given = {"key": key, "disabled": self.closed, "on_change": self.remember, "args": (name, key)}
        shown = draw(label, **given, **start, **extra)
        if start and shown != value:
            self.remember(name, key)
        return shown

    def line(self, name: str, label: str, default: str, **extra: Any) -> str:
        """A field for one line."""
        return self.widget(name, default, st.text_input, label, **extra) or ""

    def words(self, name: str, label: str, default: str, **extra: Any) -> str:
        """A field for several lines."""
        return self.widget(name, default, st.text_area, label, **extra) or ""

    def tick(self, name: str, label: str, default: bool, **extra: Any) -> bool:
        """A box to tick."""
        return bool(self.widget(name, default, st.checkbox, label, **extra))

    def choice(self, name: str, label: str, default: str, options: Sequence[Option], **extra: Any) -> str:
        """One of several; options are (code, words), and a kept code that is no longer offered falls away."""
        names = dict(options)
        value = self.draft.get(name, default)
        value = value if value in names else default if default in names else next(iter(names), None)
        start = {"index": list(names).index(value) if names else None}
        return self._choose(name, value, start, names, st.selectbox, label, **extra) or ""

    def choices(self, name: str, label: str, default: list[str], options: Sequence[Option], **extra: Any) -> list[str]:
        """Any of several; options are (code, words)."""
        names = dict(options)
        value = [code for code in self.draft.get(name, default) if code in names]
        return list(self._choose(name, value, {"default": value}, names, st.multiselect, label, **extra))

    def _choose(self, name: str, value: Any, start: dict[str, Any], names: dict[str, str], draw: Callable[..., Any],
                label: str, **extra: Any) -> Any:  # fmt: skip
        """Draw a choice. Its key bears the language: the browser answers with the words shown, not with the code."""
        key = f"{self.field(name)}@{language()}"
        kept = st.session_state.get(key, value)
        if (set(kept) if isinstance(kept, list) else {kept}) - set(names):
            st.session_state[key] = value
        shown = {"options": list(names), "format_func": lambda code: names.get(code, code)}
        return self._draw(
            name, key, value, start, draw, label, **shown, **({"placeholder": t("common.choose")} | extra)
        )

    def show_unkept(self) -> None:
        """Say when what was typed last could not be kept as draft."""
        unfit = st.session_state.get(self.key(NOT_KEPT))
        if unfit is not None:
            self.report(unfit)

    def report(self, found: Problem) -> None:
        """Say under the field what is wrong with it, and hold the saving back."""
        self.problems.append(found)
        st.error(plain(sentence(language(), found)))


def _keepable(typed: Raw) -> Raw:
    """What was typed, less what no text needs and no database keeps, so that one stray sign costs no draft."""
    return CONTROL.sub("", typed) if isinstance(typed, str) else typed


def label_of(name: str) -> str:
    """The label of a field."""
    return t(f"field.{name}")


def help_of(kind: str, name: str) -> str | None:
    """The explanation behind a field, where there is one."""
    key = f"help.{kind}_{name}"
    return t(key) if has_text(key) else None
