"""Asking the operations as somebody, and what their answers say."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
import inspect
from types import SimpleNamespace

from sqlalchemy import event

from chain.measurement import Target as Goalpost
from chain.people import Acting
from chain.problem import Problem
from chain.retention import Kind
from storage import operations
from storage.operations import Refused, telling
from storage.sources.kolada_answers import Asked, Cell, Fetched, Figure, KeyFigure, Lists, Sex
from storage.unit_of_work import Store

NEVER = "no-such-one-"
"""An id that nothing ever had."""
FAR_AHEAD = date(2100, 1, 1)


def operation(name: str) -> object:
    """The operation of this name."""
    return getattr(telling if name in telling.__all__ else operations, name)


def by_who_is_asked() -> tuple[set[str], set[str]]:
    """The names of the operations that are asked by somebody at work, and of all others."""
    known = {name: operation(name) for name in (*operations.__all__, *telling.__all__)}
    functions = {name: inspect.signature(each) for name, each in known.items() if inspect.isfunction(each)}
    asked = {name for name, signature in functions.items() if "acting" in signature.parameters}
    return asked, set(functions) - asked


def codes(answer: object) -> tuple[str, ...]:
    """Why it was refused; nothing when it was not."""
    found = answer[1] if isinstance(answer, tuple) and len(answer) == 2 and answer[0] is None else answer
    found = found.problems if isinstance(found, Refused) else (found,) if isinstance(found, Problem) else found
    return tuple(each.code for each in found) if isinstance(found, tuple | list) and _are_problems(found) else ()


def _are_problems(found: tuple | list) -> bool:
    return bool(found) and all(isinstance(each, Problem) for each in found)


@contextmanager
def counted(store: Store, *only: str) -> Iterator[list[str]]:
    """The statements that are sent meanwhile: all, or those that begin with one of these words."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        if not only or statement.split(None, 1)[0] in only:
            sent.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


def nameless(answer: object, real: object) -> str:
    """An answer without the ids that were asked for."""
    told = repr(answer)
    for id_ in (*vars(real).values(), NEVER):
        told = told.replace(id_, "?")
    return told


def said(title: str) -> SimpleNamespace:
    """What a statistics service says of one key figure: alone in a list, and with a figure."""
    described = (KeyFigure("N31849", title),)
    figures = {Cell("N31849", "9999", 2022, Sex.ALL): Figure(4711.5)}
    fetched = Fetched(Asked(("N31849",), ("9999",), (2022,)), described, (), figures)
    return SimpleNamespace(lists=Lists(described, ()), fetched=fetched)


def goal(indicator_id: str) -> Goalpost:
    """A target."""
    return Goalpost(indicator_id=indicator_id, period="2025", value=50)


def seals(store: Store, acting: Acting) -> dict[Kind, str]:
    """All that is due of the organisation's own."""
    found = operations.due_for_disposal(store, acting, FAR_AHEAD)
    return {each.rule.kind: each.seal for each in found} if isinstance(found, list) else {}
