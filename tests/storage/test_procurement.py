"""A procurement from draft to delivery: what each step asks, what then stands, and that tampering is found."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chain.clock import SWEDEN
from chain.people import LOCAL, Acting
from chain.problem import problem
from chain.procurement.bid import Clarification
from chain.procurement.document import PROCUREMENT, fingerprint
from chain.procurement.part import Part
from chain.procurement.state import State
from chain.text import Text
from sroi.procurement.delivered import fulfilled
from storage import operations
from storage.operations import procurement
from tests.storage.asking import codes
from tests.storage.look import looking, rows_of
from tests.storage.procuring import (
    BEFORE,
    KEPT_UNTIL,
    LATER,
    MASKED,
    OPENS,
    RECORD,
    SIGNED,
    STANDING,
    STANDSTILL,
    all_the_way,
    decide,
    end,
    keep_evaluation,
    model,
    offers,
    on_its_way,
    open_bids,
    publish,
    receive,
    set_clock,
    settle,
    sign,
)


@pytest.fixture
def acting(home):
    """The one person where nobody signs in."""
    return Acting("bo", home.id)


@pytest.fixture
def opened(store, acting):
    """A procurement of three bids that two have opened; the fingerprint of its model."""
    stamp = publish(store, acting, model()).fingerprint
    open_bids(store, acting)
    return stamp


# --- the model --------------------------------------------------------------------------------------------------------


def test_a_model_is_written_until_it_is_locked_and_then_stands_letter_by_letter(store, acting):
    set_clock(store, BEFORE)
    made = procurement.begin(store, acting, model())
    assert procurement.begin(store, acting, model()) == made, "begun twice it is there once"
    changed = procurement.save(store, acting, model().model_copy(update={"value_weight": 0.8}), made.version)
    assert (changed.state, changed.version, changed.model.value_weight) == (State.DRAFT, 2, 0.8)
    late = procurement.save(store, acting, model(), made.version)
    assert isinstance(late, procurement.ProcurementMoved)
    assert (late.version, late.current) == (2, changed)
    reviewed = procurement.review(store, acting, "P1", 2)
    assert procurement.save(store, acting, model(), reviewed.version).state is State.DRAFT, "and is reviewed anew"
    locked = procurement.publish(store, acting, "P1", procurement.review(store, acting, "P1", 4).version)
    [kept] = locked.locked
    assert (kept.content, kept.fingerprint) == (PROCUREMENT.canonical(model()), fingerprint(model()))
    assert locked.model == kept.model == model()
    refused = procurement.save(store, acting, model().model_copy(update={"value_weight": 0.9}), locked.version)
    assert codes(refused) == ("procurement.locked",)


def test_publishing_is_refused_with_everything_that_is_missing(store):
    set_clock(store, BEFORE)
    town = settle(store)
    blank = model(name="youth-programme").model_copy(update={"title": Text(), "tie_break": None, "opens_at": BEFORE})
    made = procurement.begin(store, town.owner, blank)
    there = procurement.review(store, town.owner, "P1", made.version)
    found = codes(procurement.publish(store, town.owner, "P1", there.version))
    assert found == (
        "procurement.blank", "procurement.blank", "procurement.opens_before_close",
        "procurement.opens_in_the_past", "procurement.two_openers_needed", "procurement.assessor_needed",
    )  # fmt: skip
    assert procurement.load(store, town.owner, "P1").state is State.REVIEWED


def test_a_new_round_says_why_and_keeps_the_old_one(store, acting, opened):
    receive(store, acting, offers(opened)[0])
    version = procurement.load(store, acting, "P1").version
    assert codes(procurement.new_round(store, acting, "P1", " – ", version)) == ("procurement.reason_needed",)
    there = procurement.new_round(store, acting, "P1", "Fel i ett mått", version)
    assert (there.state, there.round, there.model.round, len(there.locked)) == (State.DRAFT, 2, 2, 1)
    assert codes(procurement.bids_for(store, acting, "P1")) == ("procurement.two_must_open",)
    assert len(procurement.bids_for(store, acting, "P1", 1).came.bids) == 1
    assert [line.words for line in procurement.log(store, acting, "P1") if line.event == "new_round"] == [
        "Fel i ett mått"
    ]
    assert codes((procurement.delete_unpublished(store, acting, "P1", "Arbetsträning"),)) == (
        "procurement.published_once",
    )
    set_clock(store, OPENS - timedelta(days=1))
    assert codes(procurement.review(store, acting, "P1", there.version)) == ("procurement.clock_back",)


def test_what_was_never_published_can_be_deleted_by_its_title(store, address, acting):
    set_clock(store, BEFORE)
    before = rows_of(address)
    procurement.begin(store, acting, model())
    operations.save_draft(store, "bo", procurement.procurement_key("P1"), "model", {"title": "Arb"})
    assert codes((procurement.delete_unpublished(store, acting, "P1", "Fel"),)) == ("procurement.other_title",)
    assert procurement.delete_unpublished(store, acting, "P1", "Arbetsträning ") is None
    assert rows_of(address) == before


def test_nobody_both_sees_bids_and_judges_blind_and_only_people_here_are_appointed(store):
    set_clock(store, BEFORE)
    town = settle(store)
    on_its_way(store, town, model(), (), State.DRAFT)
    opener, stranger = town.openers[0].who, town.strangers["far opener"].who
    for part, who, code in (
        (Part.ASSESSOR, opener, "blind_and_seeing"),
        (Part.OPENER, town.assessor.who, "blind_and_seeing"),
        (Part.OPENER, stranger, "no_such_person"),
        (Part.OPENER, town.supplier.who, "no_such_person"),
    ):
        assert codes(procurement.appoint(store, town.owner, "P1", part, who)) == (f"procurement.{code}",)
    assert codes(procurement.appoint(store, town.others["opener"], "P1", Part.OPENER, opener)) == (
        "storage.not_for_role",
    )
    left = procurement.dismiss(store, town.owner, "P1", Part.OPENER, opener)
    assert opener not in {each.who for each in left.appointed}
    assert procurement.load(store, town.assessor, "P1").parts == {Part.ASSESSOR}


# --- bids -------------------------------------------------------------------------------------------------------------


def test_those_who_procure_choose_among_the_people_who_work_here(store):
    town = settle(store)
    names = [each.name for each in procurement.appointable(store, town.owner)]
    assert {"owner", "first", "judge", "control"} <= set(names)
    assert not [each for each in names if each == "sells" or each.endswith("@far") or each.startswith("supplier")]
    operations.deactivate(store, Acting(LOCAL, town.owner.organisation_id), town.openers[0].who)
    assert "first" not in [each.name for each in procurement.appointable(store, town.owner)]
    for stranger in (town.assessor, town.openers[1], *town.strangers.values()):
        assert procurement.appointable(store, stranger) == ()


def test_a_rejected_file_stands_with_its_reasons_and_the_bidder_may_correct_it(store, acting, opened):
    good = offers(opened)[0]
    wrong = problem("procurement.extra_field", "/bids/0/värde", name="värde")
    unread = procurement.receive_bid(store, acting, "P1", "A.xlsx", b"v1", None, (wrong,), good.bidder)
    assert (unread.is_accepted, unread.problems, unread.bid) == (False, (wrong,), None)
    other = receive(store, acting, good.model_copy(update={"fingerprint": ""}), content=b"v2")
    assert [each.code for each in other.problems] == ["procurement.other_model"]
    right = receive(store, acting, good, content=b"v3")
    assert (right.is_accepted, right.bid.id) == (True, "B3")
    assert receive(store, acting, good, content=b"v3") == right, "the same file twice is kept once"
    again = receive(store, acting, good.model_copy(update={"price_sek": 1.0}), content=b"v4")
    assert [each.code for each in again.problems] == ["procurement.two_bids"]
    nameless = procurement.receive_bid(store, acting, "P1", "A.xlsx", b"v5", None, (wrong,))
    assert codes(nameless) == ("procurement.no_bidder",)
    seen = procurement.bids_for(store, acting, "P1")
    assert len(seen.files) == 4
    assert seen.came.bids == (right.bid,)


def test_bids_are_evaluated_as_they_were_seen_and_the_decision_follows(store, acting, opened):
    first, second, third = offers(opened)
    receive(store, acting, first)
    receive(store, acting, second)
    assert codes(procurement.keep_evaluation(store, acting, "P1", "0" * 64)) == ("procurement.evaluation_moved",)
    receive(store, acting, third)
    kept = keep_evaluation(store, acting)
    assert procurement.kept_evaluation(store, acting, "P1") == kept
    assert procurement.keep_evaluation(store, acting, "P1", kept.sha256) == kept, "asked twice"
    assert codes(receive(store, acting, first, content=b"sent")) == ("procurement.not_from_here",)
    assert codes(decide(store, acting, "B1")) == ("procurement.not_the_first",)
    version = procurement.load(store, acting, "P1").version
    decided = decide(store, acting, "B3", version=version)
    assert (decided.record, decided.masked, decided.standstill_until) == (RECORD, MASKED, STANDSTILL)
    second = decide(store, acting, "B3", version=version)
    assert isinstance(second, procurement.ProcurementMoved), "two decide at once"
    early = procurement.sign_contract(store, acting, "P1", STANDSTILL, second.version)
    assert codes(early) == ("procurement.standstill",)
    assert codes(procurement.close(store, acting, "P1", "Arkivet", KEPT_UNTIL, second.version)) == (
        "procurement.reviewable",
    )
    contract = sign(store, acting)
    assert [each.promised for each in contract.commitments.measures] == [(10, 15, 20), (4, 6, 8)]


def test_criteria_are_judged_by_code_and_the_last_judgement_counts(store):
    set_clock(store, BEFORE)
    town = settle(store)
    of = model(name="youth-programme")
    on_its_way(store, town, of, (0, 1), State.OPENED)
    [code, _], criterion = (each.code for each in procurement.bids_for(store, town.assessor, "P1").bids), of.criteria[0]
    ask = (store, town.assessor, "P1", code, criterion.id)
    assert codes(procurement.judge(*ask, 1, Text(), 0)) == ("procurement.no_motive",)
    assert codes(procurement.judge(*ask, 99, Text(sv="Väl"), 0)) == ("procurement.no_such_level",)
    assert procurement.judge(*ask, 1, Text(sv="Väl"), 0).version == 1
    assert codes(procurement.judge(*ask, 2, Text(sv="Bättre"), 0)) == ("procurement.judged_since",)
    assert procurement.judge(*ask, 2, Text(sv="Bättre"), 1).version == 2
    seen = procurement.bids_for(store, town.owner, "P1")
    bid_id = next(each for each, other in seen.codes.items() if other == code)
    assert [(each.bid_id, each.level) for each in seen.came.judgements] == [(bid_id, 2)]
    assert seen.judged == {(bid_id, criterion.id): 2}
    found = codes(keep_evaluation(store, town.owner))
    assert set(found) == {"procurement.unjudged"}, "an evaluation waits for what is not judged"


def test_a_clarification_stands(store, acting, opened):
    for bid in offers(opened):
        receive(store, acting, bid)
    told = Clarification(bid_id="B2", measure_id="utbildning", period=2, quantity=3, reason=Text(sv="Svar 5 maj"))
    kept = procurement.clarify(store, acting, "P1", told)
    assert procurement.clarify(store, acting, "P1", told) == kept
    other = procurement.clarify(store, acting, "P1", told.model_copy(update={"quantity": 9}))
    assert codes(other) == ("procurement.clarified_twice",)
    nobody = procurement.clarify(store, acting, "P1", told.model_copy(update={"bid_id": "B9"}))
    assert codes(nobody) == ("procurement.unknown_bid",)


# --- after the award --------------------------------------------------------------------------------------------------


def test_deliveries_add_up_and_count_when_somebody_else_says_so(store, acting):
    all_the_way(store, acting)
    set_clock(store, LATER)
    first = procurement.deliver(store, acting, "P1", "anstallning", 0, 2, "", "Dan")
    wrong = procurement.deliver(store, acting, "P1", "anstallning", 0, 100, "", "Dan")
    assert codes(procurement.check_delivery(store, acting, "P1", first.id, True, name=" dan")) == (
        "procurement.not_independent",
    )
    procurement.check_delivery(store, acting, "P1", first.id, True, name="Eva")
    assert codes(procurement.check_delivery(store, acting, "P1", wrong.id, False, name="Eva")) == (
        "procurement.reason_needed",
    )
    procurement.check_delivery(store, acting, "P1", wrong.id, False, "Felskrivet", "Eva")
    assert codes(procurement.check_delivery(store, acting, "P1", wrong.id, True, "", "Eva")) == (
        "procurement.checked_before",
    )
    assert codes(procurement.deliver(store, acting, "P1", "anstallning", 3, 1, "", "Dan")) == (
        "procurement.no_such_period",
    )
    contract = procurement.contract_of(store, acting, "P1")
    told = {(each.measure_id, each.period): each for each in fulfilled(contract.commitments, contract.counting)}
    assert (told["anstallning", 0].delivered, told["anstallning", 0].validated) == (7, 7)


def test_nothing_is_delivered_before_its_period_has_begun(store, acting):
    all_the_way(store, acting)
    for period, begins in ((1, datetime(2028, 1, 1)), (2, datetime(2029, 1, 1))):
        ask = (store, acting, "P1", "anstallning", period, 1, "", "Dan")
        midnight = begins.replace(tzinfo=SWEDEN)
        set_clock(store, (midnight - timedelta(minutes=1)).astimezone(UTC))
        assert codes(procurement.deliver(*ask)) == ("procurement.period_not_begun",)
        set_clock(store, midnight.astimezone(UTC))
        assert isinstance(procurement.deliver(*ask), procurement.StoredDelivery)


def test_what_is_closed_is_read_and_verified_and_nothing_else(store, acting):
    all_the_way(store, acting)
    set_clock(store, LATER)
    version = procurement.load(store, acting, "P1").version
    assert codes(procurement.close(store, acting, "P1", "", KEPT_UNTIL, version)) == ("procurement.reason_needed",)
    assert codes(procurement.close(store, acting, "P1", "Arkiv", SIGNED, version)) == ("procurement.kept_in_the_past",)
    there = end(store, acting)
    assert (there.closed_by, there.kept_until) == ("bo", KEPT_UNTIL)
    assert procurement.procurements(store, acting) == []
    assert [each.id for each in procurement.procurements(store, acting, closed=True)] == ["P1"]
    for answer in (
        procurement.deliver(store, acting, "P1", "anstallning", 0, 1, "", "Dan"),
        procurement.appoint(store, acting, "P1", Part.OPENER, "Ada"),
    ):
        assert codes(answer) == ("procurement.closed",)
    assert procurement.verify_procurement(store, acting, "P1") == ()


# --- what stands ------------------------------------------------------------------------------------------------------

CHANGED = {
    "locked_model": "content = replace(content, '0.7', '0.8')",
    "opening_signature": "name = 'Eva'",
    "bid_file": "bidder = 'En annan'",
    "bid": "content = replace(content, '4001234', '3001234')",
    "clarification": "content = replace(content, '0.0', '9.0')",
    "judgement": "content = replace(content, '\"level\":1', '\"level\":2')",
    "evaluation": "content = replace(content, '11250000', '91250000')",
    "award": "masked = '{}'",
    "contract": "content = replace(content, '10.0', '11.0')",
    "delivery": "quantity = 6",
    "delivery_check": "is_validated = NOT is_validated",
    "procurement_event": "who = 'nobody'",
}


def test_the_database_itself_lets_nothing_of_it_be_changed_or_taken_away(store, address, acting):
    all_the_way(store, acting)
    before = rows_of(address)
    wanted = [f"UPDATE {name} SET procurement_id = procurement_id" for name in STANDING]
    wanted += [f"DELETE FROM {name}" for name in (*STANDING, "procurement")]
    for sql in wanted:
        with looking(address) as db, pytest.raises(DBAPIError, match="stands"), db.begin():
            db.execute(text(sql))
    assert rows_of(address) == before


def test_tampering_past_the_program_is_told_by_name(store, address, acting):
    all_the_way(store, acting)
    assert procurement.verify_procurement(store, acting, "P1") == ()
    for at, name in enumerate(STANDING, 1):
        with looking(address) as db, db.begin():
            disarm(db, name)
            db.exec_driver_sql(f"UPDATE {name} SET {CHANGED[name]}")
        found = {(each.code, each.place.split("/")[1]) for each in procurement.verify_procurement(store, acting, "P1")}
        changed = {("procurement.row_changed", each) for each in STANDING[:at] if each != "procurement_event"}
        assert found - changed == ({("procurement.log_broken", "log")} if name == "procurement_event" else set()), name
        assert changed <= found, name


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("UPDATE procurement SET state = 'decided'", "state"),
        ("UPDATE procurement SET standstill_until = '2026-05-07'", "state"),
        ("UPDATE procurement SET round = 2", "state"),
        ("INSERT INTO procurement_part SELECT id, 'opener', 'eve', 'Eve', updated_at, 'eve' FROM procurement", "parts"),
    ],
    ids=["state", "standstill", "round", "appointed"],
)  # fmt: skip
def test_state_and_appointments_are_what_the_log_left_them(store, address, acting, sql, place):
    all_the_way(store, acting)
    with looking(address) as db, db.begin():
        db.execute(text(sql))
    found = {(each.code, each.place) for each in procurement.verify_procurement(store, acting, "P1")}
    assert ("procurement.row_changed", f"procurement/{place}") in found


def test_from_the_opening_on_nobody_lets_themselves_see_the_bids(store):
    set_clock(store, BEFORE)
    town = settle(store)
    on_its_way(store, town, model(), (0,), State.OPENED)
    other = town.others["procurer"]
    for part in (Part.MODEL_OWNER, Part.OPENER, Part.CONTROLLER):
        assert codes(procurement.appoint(store, other, "P1", part, other.who)) == ("procurement.appoints_oneself",)
    assert codes(procurement.bids_for(store, other, "P1")) == ("procurement.not_appointed",)
    procurement.appoint(store, town.owner, "P1", Part.CONTROLLER, other.who)
    assert len(procurement.bids_for(store, other, "P1").came.bids) == 1


def test_what_is_taken_away_past_the_program_is_missed(store, address, acting):
    all_the_way(store, acting)
    for sql, expected in (
        ("DELETE FROM delivery_check", {"procurement.row_missing"}),
        ("DELETE FROM procurement_event WHERE number = 3", {"procurement.row_missing", "procurement.log_broken"}),
    ):
        with looking(address) as db, db.begin():
            disarm(db, sql.split()[2])
            db.exec_driver_sql(sql)
        assert {each.code for each in procurement.verify_procurement(store, acting, "P1")} >= expected


def disarm(db, name: str) -> None:
    """Take the table's protection away, as somebody could who has the database in their hands."""
    if db.dialect.name == "sqlite":
        for each in ("stands", "stays"):
            db.execute(text(f"DROP TRIGGER {name}_{each}"))
    else:
        db.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
