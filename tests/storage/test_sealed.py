"""Before the award nothing about bids reaches anybody who is not appointed, whatever is asked and however."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
import inspect
import re

import pytest

from chain.people import Acting, Wish
from chain.procurement.bid import Clarification
from chain.procurement.part import Part
from chain.procurement.state import State
from chain.text import Text
from storage import operations
from storage.operations import procurement
from tests.storage.asking import NEVER, codes, counted
from tests.storage.look import rows_of
from tests.storage.procuring import (
    AFTER,
    BEFORE,
    KEPT_UNTIL,
    LIST,
    MASKED,
    OPENS,
    RECORD,
    SIGNED,
    STANDSTILL,
    decide,
    first_bid,
    keep_evaluation,
    model,
    offers,
    on_its_way,
    open_bids,
    publish,
    receive,
    set_clock,
    settle,
)
from tests.storage.roles.conftest import rehearse

MANY, FEW = "with-many-bids", "with-few-bids"
SECRETS = ("Arbetsvägen", "Stora Jobb", "Kooperativet", "001234", ".xlsx", "hemligt")
TOLD = Clarification(bid_id="B1", measure_id="anstallning", quantity=1, reason=Text(sv="Svar"))
ASKED = {
    "load": lambda s, a, p: procurement.load(s, a, p),
    "log": lambda s, a, p: procurement.log(s, a, p),
    "begin": lambda s, a, p: procurement.begin(s, a, model("a-new-one")),
    "save": lambda s, a, p: procurement.save(s, a, model(p), 1),
    "review": lambda s, a, p: procurement.review(s, a, p, 1),
    "publish": lambda s, a, p: procurement.publish(s, a, p, 1),
    "new_round": lambda s, a, p: procurement.new_round(s, a, p, "Fel i modellen", 1),
    "close": lambda s, a, p: procurement.close(s, a, p, "Arkivet", KEPT_UNTIL, 1),
    "delete_unpublished": lambda s, a, p: procurement.delete_unpublished(s, a, p, "Arbetsträning"),
    "dismiss": lambda s, a, p: procurement.dismiss(s, a, p, Part.OPENER, "nobody"),
    "appoint": lambda s, a, p: procurement.appoint(s, a, p, Part.OPENER, "nobody"),
    "sign_opening": lambda s, a, p: procurement.sign_opening(s, a, p, LIST),
    "receive_bid": lambda s, a, p: procurement.receive_bid(s, a, p, "x.xlsx", b"x", None, (), "Nytt anbud"),
    "bid_file": lambda s, a, p: procurement.bid_file(s, a, p, "no-file"),
    "bids_for": lambda s, a, p: procurement.bids_for(s, a, p),
    "clarify": lambda s, a, p: procurement.clarify(s, a, p, TOLD),
    "judge": lambda s, a, p: procurement.judge(s, a, p, "BCDF", "U1", 1, Text(sv="Väl"), 0),
    "keep_evaluation": lambda s, a, p: procurement.keep_evaluation(s, a, p, "0" * 64),
    "kept_evaluation": lambda s, a, p: procurement.kept_evaluation(s, a, p),
    "decide": lambda s, a, p: procurement.decide(s, a, p, "B1", RECORD, MASKED, STANDSTILL, 1),
    "award_of": lambda s, a, p: procurement.award_of(s, a, p),
    "sign_contract": lambda s, a, p: procurement.sign_contract(s, a, p, SIGNED, 1),
    "contract_of": lambda s, a, p: procurement.contract_of(s, a, p),
    "deliver": lambda s, a, p: procurement.deliver(s, a, p, "anstallning", 0, 5),
    "follow_promises": lambda s, a, p: procurement.follow_promises(s, a, p, "sv"),
    "check_delivery": lambda s, a, p: procurement.check_delivery(s, a, p, "no-delivery", True),
    "verify_procurement": lambda s, a, p: procurement.verify_procurement(s, a, p),
    "history": lambda s, a, p: operations.history(s, a, procurement.procurement_key(p)),
    "redactions": lambda s, a, p: operations.redactions(s, a, procurement.procurement_key(p)),
}
LISTS = {"procurements", "contracts", "appointable"}


def asked(store, acting, call, procurement_id: str) -> tuple[str, int]:
    """The answer without the procurement's name and its fingerprint, and how many statements were behind it."""
    with counted(store) as sent:
        answer = repr(call(store, acting, procurement_id))
    for each in (MANY, FEW, NEVER):
        answer = answer.replace(each, "?")
    return re.sub("[0-9a-f]{64}", "#", answer), len(sent)


def test_every_operation_is_asked_here():
    functions = {name for name in procurement.__all__ if inspect.isfunction(getattr(procurement, name))}
    known = {name for name in functions if "acting" in inspect.signature(getattr(procurement, name)).parameters}
    assert known == {*ASKED, *LISTS} - {"history", "redactions"}


@pytest.fixture
def town(store):
    set_clock(store, BEFORE)
    return settle(store)


STATES = (State.PUBLISHED, State.OPENED, State.EVALUATED, State.DECIDED)


@pytest.mark.parametrize("state", STATES)
def test_two_procurements_that_differ_in_their_bids_alone_look_the_same(store, town, state):
    for name, bids in ((MANY, (0, 1, 2)), (FEW, () if state is State.OPENED else (1,))):
        set_clock(store, BEFORE)
        on_its_way(store, town, model(name), bids, state)
    store = rehearse(store)
    for who, acting in town.others.items():
        for name, call in ASKED.items():
            many, few = (asked(store, acting, call, each) for each in (MANY, FEW))
            assert many == few, (who, name)
            assert not [word for word in SECRETS if word in many[0]], (who, name)
        shown = procurement.procurements(store, acting)
        assert {(each.state, each.version, each.updated_at, each.updated_by) for each in shown} == {
            (each.state, each.version, each.updated_at, each.updated_by) for each in shown[:1]
        }, who
        assert codes(procurement.bids_for(store, acting, MANY)) == ("procurement.not_appointed",)
        assert codes(procurement.bids_for(store, acting, FEW)) == ("procurement.not_appointed",)
    for who, acting in town.strangers.items():
        for name, call in ASKED.items():
            answers = [asked(store, acting, call, each) for each in (MANY, FEW, NEVER)]
            assert answers[0] == answers[1] == answers[2], (who, name)
        assert (procurement.procurements(store, acting), procurement.contracts(store, acting)) == ([], []), who


def test_before_the_award_bids_lie_in_the_tables_of_bids_alone(store, address, town):
    on_its_way(store, town, model(MANY), (0, 1, 2), State.EVALUATED)
    procurement.bids_for(store, town.controller, MANY)
    holding = {name for name, rows in rows_of(address).items() for word in SECRETS for row in rows if word in row}
    assert holding == {"bid", "bid_file", "evaluation"}
    assert not [row for row in rows_of(address)["change"] if MANY in row]


def test_an_assessor_sees_neither_price_nor_name_nor_the_order_in_which_bids_came(store, town):
    on_its_way(store, town, model(MANY), (), State.OPENED)
    there = procurement.load(store, town.assessor, MANY)
    for bid in offers(there.fingerprint):
        method = Text(sv=f"Vi på {bid.bidder.upper()} lovar", en=f"At  {bid.bidder}")
        receive(store, town.openers[0], bid.model_copy(update={"method": method}), MANY)
    seen = procurement.bids_for(store, town.assessor, MANY)
    assert isinstance(seen, procurement.BlindBids)
    assert [each.code for each in seen.bids] == sorted(procurement.bids_for(store, town.owner, MANY).codes.values())
    assert not [word for word in (*(each.upper() for each in SECRETS), "B1'") if word in repr(seen).upper()]
    for name in ("bid_file", "clarify", "keep_evaluation", "decide", "verify_procurement", "receive_bid"):
        assert codes(ASKED[name](store, town.assessor, MANY)) == ("procurement.not_appointed",), name
    assert procurement.kept_evaluation(store, town.assessor, MANY) is None
    assert not [line for line in procurement.log(store, town.assessor, MANY) if line.about.startswith("bid")]


def test_who_read_which_bid_when_is_written_down_for_those_who_see_bids(store, town):
    on_its_way(store, town, model(MANY), (0, 1), State.OPENED)
    for each in (town.controller, town.assessor):
        procurement.bids_for(store, each, MANY)
        procurement.bids_for(store, each, MANY)
    set_clock(store, AFTER + timedelta(minutes=11))
    first = next(each for each in procurement.bids_for(store, town.controller, MANY).files if each.name == "A.xlsx")
    assert procurement.bid_file(store, town.controller, MANY, first.id).content == b"with-many-bids A"
    reads = [line for line in procurement.log(store, town.owner, MANY) if line.event == "read"]
    assert [line.who for line in reads] == [*[town.controller.who] * 2, *[town.assessor.who] * 2,
                                            *[town.controller.who] * 3]  # fmt: skip
    assert {line.about for line in reads[:2]} == {f"bid/{each.id}" for each in procurement.bids_for(
        store, town.owner, MANY).files}  # fmt: skip


# --- the opening ------------------------------------------------------------------------------------------------------


@pytest.fixture
def acting(store, home):
    """The one person where nobody signs in."""
    return Acting("bo", home.id)


def test_no_file_is_taken_in_before_the_time_by_the_servers_clock_nor_before_two_have_opened(store, address, acting):
    there = publish(store, acting, model())
    bid, before = offers(there.fingerprint)[0], rows_of(address)
    for at in (BEFORE, OPENS - timedelta(microseconds=1)):
        set_clock(store, at)
        assert codes(receive(store, acting, bid)) == ("procurement.sealed",)
        assert codes(procurement.sign_opening(store, acting, "P1", LIST, "Ada")) == ("procurement.sealed",)
        assert codes(procurement.bids_for(store, acting, "P1")) == ("procurement.sealed",)
    assert rows_of(address) == before
    set_clock(store, OPENS)
    assert codes(receive(store, acting, bid)) == ("procurement.two_must_open",)
    assert not codes(procurement.sign_opening(store, acting, "P1", LIST, "Ada"))
    assert codes(receive(store, acting, bid)) == ("procurement.two_must_open",)
    assert codes(procurement.bids_for(store, acting, "P1")) == ("procurement.two_must_open",)
    assert procurement.sign_opening(store, acting, "P1", LIST, "Bo").state is State.OPENED
    assert receive(store, acting, bid).is_accepted


def test_two_openers_are_two(store, town):
    set_clock(store, BEFORE)
    on_its_way(store, town, model(), (), State.PUBLISHED)
    set_clock(store, AFTER)
    [first, second] = town.openers
    assert procurement.sign_opening(store, first, "P1", LIST, "Någon annan").state is State.PUBLISHED
    assert codes(procurement.sign_opening(store, first, "P1", LIST, "Ännu en")) == ("procurement.one_opener",)
    assert codes(procurement.sign_opening(store, second, "P1", "En annan lista")) == ("procurement.other_list",)
    assert codes(procurement.sign_opening(store, town.controller, "P1", LIST)) == ("procurement.not_appointed",)
    assert procurement.sign_opening(store, second, "P1", LIST).state is State.OPENED
    assert [each.name for each in procurement.load(store, first, "P1").signatures] == ["first", "second"]


@pytest.mark.parametrize("name", ["Ada", " ada ", "ADA", "", "–"])
def test_where_nobody_signs_in_two_typed_names_must_differ(store, acting, name):
    publish(store, acting, model())
    set_clock(store, AFTER)
    procurement.sign_opening(store, acting, "P1", LIST, "Ada")
    expected = "procurement.one_opener" if any(map(str.isalnum, name)) else "procurement.name_needed"
    assert codes(procurement.sign_opening(store, acting, "P1", LIST, name)) == (expected,)
    assert procurement.load(store, acting, "P1").state is State.PUBLISHED


def at_once(*calls):
    """What each of them is answered when all ask at once."""
    with ThreadPoolExecutor(len(calls)) as crowd:
        return list(crowd.map(lambda call: call(), calls))


def test_who_acts_at_the_same_time_is_answered_one_after_the_other(store, address, town):
    on_its_way(store, town, model(), (), State.PUBLISHED)
    set_clock(store, AFTER)
    [first, second] = town.openers
    once = partial(procurement.sign_opening, store, first, "P1", LIST)
    answers = at_once(once, once, partial(procurement.sign_opening, store, second, "P1", LIST))
    assert sorted(map(codes, answers)) in (
        [(), (), ("procurement.one_opener",)],
        [(), (), ("procurement.not_from_here",)],
    )
    assert procurement.load(store, first, "P1").state is State.OPENED
    assert len(rows_of(address)["opening_signature"]) == 2
    bids = offers(procurement.load(store, first, "P1").fingerprint)
    files = at_once(*(partial(receive, store, each, bid) for bid in bids for each in town.openers))
    assert [file.is_accepted for file in files] == [True] * 6
    assert len(rows_of(address)["bid"]) == 3, "the same file from both is kept once"
    kept, version = keep_evaluation(store, town.owner), procurement.load(store, first, "P1").version
    decisions = at_once(*[partial(decide, store, town.owner, first_bid(kept), "P1", version)] * 2)
    assert {type(each) for each in decisions} == {procurement.Award, procurement.ProcurementMoved}
    assert procurement.verify_procurement(store, town.owner, "P1") == ()


def test_nothing_is_written_while_the_clock_has_gone_back(store, address, acting):
    there = publish(store, acting, model())
    open_bids(store, acting)
    first, second, _ = offers(there.fingerprint)
    receive(store, acting, first)
    before = rows_of(address)
    set_clock(store, AFTER - timedelta(seconds=1))
    assert codes(receive(store, acting, second)) == ("procurement.clock_back",)
    assert codes(procurement.new_round(store, acting, "P1", "Fel", 5)) == ("procurement.clock_back",)
    assert rows_of(address) == before
    assert len(procurement.bids_for(store, acting, "P1").files) == 1, "reading is let through"
    assert codes(receive(store, acting, second)) == ("procurement.clock_back",), "and is no way round"
    set_clock(store, AFTER)
    assert receive(store, acting, second).is_accepted


def test_a_crash_between_file_and_bid_leaves_nothing(store, address, acting, monkeypatch):
    there = publish(store, acting, model())
    open_bids(store, acting)
    bid, before = offers(there.fingerprint)[0], rows_of(address)

    def crash(*_):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("storage.operations.procurement.receiving._new_code", crash)
        with pytest.raises(RuntimeError):
            receive(store, acting, bid)
    assert rows_of(address) == before
    assert receive(store, acting, bid).is_accepted
    assert procurement.verify_procurement(store, acting, "P1") == ()


def test_a_supplier_sees_its_own_contract_and_nothing_else(store, town):
    on_its_way(store, town, model(MANY), (0, 1, 2), State.DECIDED)
    set_clock(store, AFTER + timedelta(days=16))
    version = procurement.load(store, town.owner, MANY).version
    assert codes(procurement.appoint(store, town.owner, MANY, Part.SUPPLIER, town.supplier.who)) == (
        "procurement.no_contract_yet",
    )
    procurement.sign_contract(store, town.owner, MANY, SIGNED, version)
    for who in (town.supplier, town.strangers["supplier"]):
        assert procurement.contract_of(store, who, MANY) is None
    procurement.appoint(store, town.owner, MANY, Part.SUPPLIER, town.supplier.who)
    told = procurement.deliver(store, town.supplier, MANY, "anstallning", 0, 4)
    seen = procurement.contract_of(store, town.supplier, MANY)
    assert (seen.commitments.bidder, [each.quantity for each in seen.deliveries]) == (
        "Kooperativet Framsteg (fiktivt)", [4],
    )  # fmt: skip
    assert [each.procurement_id for each in procurement.contracts(store, town.supplier)] == [MANY]
    assert not [word for word in ("Arbetsvägen", "Stora Jobb") if word in repr(seen)]
    for name in ASKED.keys() - {"begin", "contract_of", "deliver"}:
        assert asked(store, town.supplier, ASKED[name], MANY) == asked(store, town.supplier, ASKED[name], NEVER), name
    assert codes(procurement.check_delivery(store, town.supplier, MANY, told.id, True)) == ("procurement.gone",)
    assert procurement.contract_of(store, town.strangers["supplier"], MANY) is None
    assert Wish.READ not in town.supplier.wishes()
