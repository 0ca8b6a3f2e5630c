"""The shortcuts of the pages give the same answers as the long way."""

from pathlib import Path

import pytest

from chain.people import LOCAL
from pages.parts.once import drawing, once
from pages.parts.quick import COPIED, LookedUp
from storage import operations
from storage.store import open_store
from tests.pages.visit import Visit


def test_a_name_looked_up_is_what_the_copy_holds(example):
    visit = Visit("impact", intervention="I1").edit("effects", "I1-B1").type("effects/I1-B1/impact", deadweight="12 %")
    state = visit.at.session_state
    held = state if hasattr(state, "_lock") else state._state
    copied, looked_up = COPIED.fget(held), LookedUp(held)
    assert len(copied) > 40
    assert dict(looked_up) == copied
    for name in copied:
        assert name in looked_up
        assert looked_up[name] == copied[name]
    for name in ("never written", *(each for each in held._state._keys() if each.startswith("$$"))):
        assert name not in looked_up
        assert name not in copied


def test_what_is_asked_in_a_drawing_is_asked_once_and_anew_after_a_save():
    asked = []

    def ask() -> int:
        asked.append(None)
        return len(asked)

    assert [once("a", 0, ask), once("a", 0, ask)] == [1, 2], "outside a drawing nothing is remembered"
    with drawing():
        assert [once("a", 0, ask), once("a", 0, ask), once("b", 0, ask)] == [3, 3, 4]
        assert once("a", 1, ask) == 5
    assert once("a", 1, ask) == 6


def test_what_was_asked_is_forgotten_when_a_drawing_breaks():
    def broken() -> None:
        with drawing():
            assert once("a", 0, lambda: "old") == "old"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert once("a", 0, lambda: "new") == "new"


def test_every_save_is_counted_also_one_that_fails(tmp_path: Path):
    store = open_store(tmp_path / "vardekedjan.db")
    before = store.saves
    operations.start_empty(store, LOCAL, "Storstad")
    middle = store.saves
    assert middle > before
    with pytest.raises(RuntimeError), store.writing():
        raise RuntimeError
    assert store.saves > middle
    store.close()
