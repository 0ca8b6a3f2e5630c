"""Kept accounts of funds: as portfolios are kept, for their organisation alone."""

from collections.abc import Callable
from dataclasses import replace
import inspect

import pytest

from chain.people import LOCAL, MAY, Acting, Grant, Role, Wish
from chain.plan.fund_edit import without_element
from storage import operations
from storage.operations import Conflict, Refused, plan
from tests.acting import here
from tests.chain.funds import fund
from tests.storage.asking import codes
from tests.storage.look import rows_of
from tests.storage.samples import words

ID = "fund-1"
Call = Callable[[object, Acting], object]
ACCOUNT = fund(id=ID, name=words("Hemlig fond"))
SMALLER = without_element(ACCOUNT, "reductions", "R3")


@pytest.fixture
def kept(store, home):
    """An account is kept."""
    return plan.add_fund(store, here(store), ACCOUNT)


def test_it_comes_back_and_each_place_that_moved_is_told_and_taken_back(store, kept):
    acting = here(store)
    assert kept.content == ACCOUNT
    assert plan.load_fund(store, acting, ID) == kept
    assert plan.add_fund(store, acting, ACCOUNT) == kept, "a double click makes one"
    decided = ACCOUNT.reductions[2].model_copy(update={"decided_sek": 80_000.0})
    more = ACCOUNT.model_copy(update={"reductions": (*ACCOUNT.reductions[:2], decided)})
    outcome = plan.save_fund(store, acting, more, 1)
    assert [each.place for each in outcome.changes] == ["reductions/R3/decided_sek"]
    assert [each.id for each in plan.funds(store, acting)] == [ID]
    assert [(each.action, each.place) for each in plan.fund_history(store, acting, ID)][-1] == ("create", "fund")
    assert plan.undo_fund(store, acting, ID).version == 3
    assert plan.load_fund(store, acting, ID).content == ACCOUNT


def test_of_two_writers_the_second_is_told(store, kept):
    plan.save_fund(store, here(store, "anna"), SMALLER, 1)
    told = plan.save_fund(store, here(store, "bo"), ACCOUNT.model_copy(update={"size_sek": 2e6}), 1)
    assert isinstance(told, Conflict)
    assert (told.by, [each.place for each in told.changes]) == ("anna", ["reductions/R3"])


def test_it_is_put_away_before_it_is_deleted(store, kept):
    acting = here(store)
    plan.copy_fund(store, acting, ID, words("Kopia"), "twin")
    assert plan.delete_fund(store, acting, ID, "Hemlig fond").code == "fund_kept.not_archived"
    assert plan.archive_fund(store, acting, ID) is None
    assert codes(plan.save_fund(store, acting, SMALLER, 1)) == ("fund_kept.archived",)
    assert plan.restore_fund(store, acting, ID) is None
    plan.archive_fund(store, acting, ID)
    assert plan.delete_fund(store, acting, ID, "fel").code == "fund_kept.other_name"
    assert plan.delete_fund(store, acting, ID, "Hemlig fond") is None
    assert [each.id for each in plan.funds(store, acting)] == ["twin"]


def test_words_about_a_person_are_taken_out(store, kept, address):
    name, key = "Kim Exempelsson", plan.fund_key(ID)
    noted = ACCOUNT.reductions[1].model_copy(update={"decision": f"{name} ringde"})
    plan.save_fund(store, here(store, "anna"), ACCOUNT.model_copy(update={"reductions": (noted,)}), 1)
    asked = operations.propose_redaction(store, here(store, "anna"), key, name, "Ett namn")
    assert operations.confirm_redaction(store, here(store, "cia"), asked.id).confirmed_by == "cia"
    assert plan.load_fund(store, here(store), ID).content.reductions[0].decision == f"⟦sha256:{asked.sha256}⟧ ringde"
    store.close()
    assert name not in repr(rows_of(address))


# --- for whom ---------------------------------------------------------------------------------------------------------

READ: dict[str, Call] = {
    "load_fund": lambda s, a: plan.load_fund(s, a, ID),
    "fund_history": lambda s, a: plan.fund_history(s, a, ID),
    "funds": lambda s, a: plan.funds(s, a),
}
CHANGE: dict[str, Call] = {
    "save_fund": lambda s, a: plan.save_fund(s, a, SMALLER, 2),
    "last_own_fund_changes": lambda s, a: plan.last_own_fund_changes(s, a, ID),
    "undo_fund": lambda s, a: plan.undo_fund(s, a, ID),
    "copy_fund": lambda s, a: plan.copy_fund(s, a, ID, words("Kopia"), f"copy-{a.who}"),
    "archive_fund": lambda s, a: plan.archive_fund(s, a, ID),
    "restore_fund": lambda s, a: plan.restore_fund(s, a, ID),
    "delete_fund": lambda s, a: plan.delete_fund(s, a, ID, "Hemlig fond"),
}
ADD: Call = lambda s, a: plan.add_fund(s, a, ACCOUNT.model_copy(update={"id": f"new-{a.who}"}))  # noqa: E731


def test_every_operation_is_asked_here():
    found = {name for name in plan.__all__ if inspect.isfunction(getattr(plan, name)) and "fund" in name}
    asked = {name for name in found if "acting" in inspect.signature(getattr(plan, name)).parameters}
    assert asked == {*READ, *CHANGE, "add_fund"}


def refused(answer: object) -> bool:
    """Whether nothing was answered or done."""
    return answer in (None, [], ()) or isinstance(answer, Refused) or bool(codes(answer))


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_it_says(store, kept, address, role):
    acting = replace(here(store, "someone"), grants=frozenset({Grant(role)}))
    before = rows_of(address)
    for name, call in READ.items():
        assert refused(call(store, acting)) == (Wish.READ not in MAY[role]), name
    if Wish.COMPARE not in MAY[role]:
        for name, call in (*CHANGE.items(), ("add_fund", ADD)):
            assert refused(call(store, acting)), name
        assert rows_of(address) == before
    else:
        assert not refused(ADD(store, acting))


def test_for_another_organisation_it_is_as_if_it_never_was(store, kept, address):
    stranger = Acting("eve", operations.start_empty(store, LOCAL, "Grannby").id)
    before = rows_of(address)
    for name, call in (READ | CHANGE).items():
        answer = call(store, stranger)
        assert refused(answer), name
        assert "Hemlig" not in repr(answer), name
    assert codes(plan.add_fund(store, stranger, ACCOUNT)) == ("fund_kept.id_taken",)
    assert rows_of(address) == before
