"""Kept portfolios: as comparisons are kept, for their organisation alone, with decisions that stand."""

from collections.abc import Callable
from dataclasses import replace
import inspect

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chain.people import LOCAL, MAY, Acting, Grant, Role, Wish
from chain.plan import edit
from chain.plan.document import fingerprint
from chain.plan.model import Standing
from storage import operations
from storage.operations import Conflict, Refused, plan
from tests.acting import here
from tests.storage.asking import codes
from tests.storage.look import looking, rows_of
from tests.storage.planning import choosing, seven
from tests.storage.samples import words

ID = "plan-1"
Call = Callable[[object, Acting], object]


@pytest.fixture
def kept(store, home):
    """A portfolio is kept."""
    return plan.add_portfolio(store, here(store), seven())


def test_it_comes_back_and_each_place_that_moved_is_told(store, kept):
    acting = here(store)
    assert kept.content == seven()
    assert plan.load_portfolio(store, acting, ID) == kept
    assert plan.add_portfolio(store, acting, seven()) == kept, "a double click makes one"
    more = choosing(seven(), "P1", reason="Barnen först").model_copy(update={"start_year": 2027})
    outcome = plan.save_portfolio(store, acting, more, 1)
    assert ([each.place for each in outcome.changes], outcome.version) == (["start_year", "choice"], 2)
    assert [each.id for each in plan.portfolios(store, acting)] == [ID]
    told = plan.portfolio_history(store, acting, ID)
    assert [(each.action, each.place) for each in told][-1] == ("create", "portfolio")
    assert plan.undo_portfolio(store, acting, ID).version == 3
    assert plan.load_portfolio(store, acting, ID).content == seven()


def test_of_two_writers_the_second_is_told(store, kept):
    anna, bo = here(store, "anna"), here(store, "bo")
    plan.save_portfolio(store, anna, choosing(seven(), "P1"), 1)
    told = plan.save_portfolio(store, bo, seven().model_copy(update={"start_year": 2030}), 1)
    assert isinstance(told, Conflict)
    assert (told.by, [each.place for each in told.changes]) == ("anna", ["choice"])


def test_a_decision_has_the_engines_figures_and_stands(store, kept, address):
    acting = here(store, "anna")
    [refused] = plan.decide_portfolio(store, acting, ID, 7).problems
    assert refused.code == "portfolio.moved"
    best = plan.decide_portfolio(store, acting, ID, 1)
    assert ([each.id for each in best.chosen], best.net_sek, best.price_sek) == (["P2", "P3"], pytest.approx(14.4), 0.0)
    assert (best.differs, best.number, best.sha256, best.who) == (False, 1, fingerprint(seven()), "anna")
    plan.save_portfolio(store, acting, choosing(seven(), "P1", "P3"), 1)
    [unexplained] = plan.decide_portfolio(store, acting, ID, 2).problems
    assert unexplained.code == "portfolio.decided_without_reason"
    plan.save_portfolio(store, acting, choosing(seven(), "P1", "P3", reason="Skolan hinner inte med P2"), 2)
    own = plan.decide_portfolio(store, acting, ID, 3)
    assert (own.price_sek, own.best, own.reason.sv) == (pytest.approx(4.0), best.chosen, "Skolan hinner inte med P2")
    assert plan.portfolio_decisions(store, acting, ID) == [own, best]
    store.close()
    for statement in ("UPDATE portfolio_decision SET price_sek = 0", "DELETE FROM portfolio_decision"):
        with looking(address) as db, pytest.raises(DBAPIError, match="history stands"):
            db.execute(text(statement))


def test_one_that_was_decided_on_stays_and_another_can_go(store, kept):
    acting = here(store)
    plan.copy_portfolio(store, acting, ID, words("Kopia"), "twin")
    plan.decide_portfolio(store, acting, ID, 1)
    for each, name in ((ID, "Hemlig portfölj"), ("twin", "Kopia")):
        assert plan.delete_portfolio(store, acting, each, name) is not None
        assert plan.archive_portfolio(store, acting, each) is None
    assert codes(plan.save_portfolio(store, acting, choosing(seven(), "P1"), 1)) == ("portfolio.archived",)
    assert plan.delete_portfolio(store, acting, ID, "Hemlig portfölj").code == "portfolio.decided_on"
    assert plan.delete_portfolio(store, acting, "twin", "Kopia") is None
    assert [each.id for each in plan.portfolios(store, acting, archived=True)] == [ID]
    assert plan.restore_portfolio(store, acting, ID) is None


def test_words_are_taken_out_of_the_portfolio_and_of_what_was_decided(store, kept, address):
    acting, name, key = here(store, "anna"), "Kim Exempelsson", plan.portfolio_key(ID)
    plan.save_portfolio(store, acting, choosing(seven(), "P1", reason=f"{name} ringde"), 1)
    plan.decide_portfolio(store, acting, ID, 2)
    asked = operations.propose_redaction(store, acting, key, name, "Ett namn")
    assert operations.confirm_redaction(store, here(store, "cia"), asked.id).confirmed_by == "cia"
    [decision] = plan.portfolio_decisions(store, acting, ID)
    assert decision.reason.sv == f"⟦sha256:{asked.sha256}⟧ ringde"
    assert decision.price_sek == pytest.approx(9.4)
    store.close()
    assert name not in repr(rows_of(address))


def test_what_nobody_can_choose_is_not_decided_on(store, home):
    acting = here(store)
    kept_one = edit.with_standing(seven(), "P1", Standing.KEPT)
    poor = (seven().budgets[0].model_copy(update={"limit_sek": 1.0}),)
    plan.add_portfolio(store, acting, kept_one.model_copy(update={"budgets": poor}))
    assert codes(plan.decide_portfolio(store, acting, ID, 1)) == ("plan.nothing_possible",)
    broken = seven("plan-2").model_copy(update={"options": ()})
    plan.add_portfolio(store, acting, broken)
    assert codes(plan.decide_portfolio(store, acting, "plan-2", 1)) == ("plan.nothing_to_choose",)


# --- for whom ---------------------------------------------------------------------------------------------------------

READ: dict[str, Call] = {
    "load_portfolio": lambda s, a: plan.load_portfolio(s, a, ID),
    "portfolio_history": lambda s, a: plan.portfolio_history(s, a, ID),
    "portfolio_decisions": lambda s, a: plan.portfolio_decisions(s, a, ID),
    "portfolios": lambda s, a: plan.portfolios(s, a),
}
CHANGE: dict[str, Call] = {
    "save_portfolio": lambda s, a: plan.save_portfolio(s, a, choosing(seven(), "P1"), 2),
    "last_own_portfolio_changes": lambda s, a: plan.last_own_portfolio_changes(s, a, ID),
    "undo_portfolio": lambda s, a: plan.undo_portfolio(s, a, ID),
    "copy_portfolio": lambda s, a: plan.copy_portfolio(s, a, ID, words("Kopia"), f"copy-{a.who}"),
    "decide_portfolio": lambda s, a: plan.decide_portfolio(s, a, ID, 2),
    "archive_portfolio": lambda s, a: plan.archive_portfolio(s, a, ID),
    "restore_portfolio": lambda s, a: plan.restore_portfolio(s, a, ID),
    "delete_portfolio": lambda s, a: plan.delete_portfolio(s, a, ID, "Hemlig portfölj"),
}
ADD: Call = lambda s, a: plan.add_portfolio(s, a, seven(f"new-{a.who}"))  # noqa: E731


def test_every_operation_is_asked_here():
    found = {name for name in plan.__all__ if inspect.isfunction(getattr(plan, name))}
    asked = {name for name in found if "acting" in inspect.signature(getattr(plan, name)).parameters}
    mine = {name for name in asked if "portfolio" in name}
    assert mine == {*READ, *CHANGE, "add_portfolio"}


def refused(answer: object) -> bool:
    """Whether nothing was answered or done."""
    return answer in (None, [], ()) or isinstance(answer, Refused) or bool(codes(answer))


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_it_says(store, kept, address, role):
    acting = replace(here(store, "someone"), grants=frozenset({Grant(role)}))
    before = rows_of(address)
    for name, call in READ.items():
        assert refused(call(store, acting)) == (Wish.READ not in MAY[role] or name == "portfolio_decisions"), name
    if Wish.COMPARE not in MAY[role]:
        for name, call in (*CHANGE.items(), ("add_portfolio", ADD)):
            assert refused(call(store, acting)) or (codes(call(store, acting))), name
        assert rows_of(address) == before
    else:
        assert not refused(ADD(store, acting))


def test_for_another_organisation_it_is_as_if_it_never_was(store, kept, address):
    plan.decide_portfolio(store, here(store), ID, 1)
    stranger = Acting("eve", operations.start_empty(store, LOCAL, "Grannby").id)
    before = rows_of(address)
    for name, call in (READ | CHANGE).items():
        answer = call(store, stranger)
        assert refused(answer), name
        assert "Hemlig" not in repr(answer), name
    assert codes(plan.add_portfolio(store, stranger, seven())) == ("portfolio.id_taken",)
    assert rows_of(address) == before
