"""A model and its bids: documents, fingerprint, what refuses a lock, what rejects a bid, the way of the states."""

from datetime import timedelta
import json

import pytest

from chain.problem import Severity, problem
from chain.procurement.bid import Answer, Clarification, Promise
from chain.procurement.bid_checks import check_bids, check_judgements
from chain.procurement.document import (
    BIDS,
    PROCUREMENT,
    fingerprint,
    read_bids,
    read_procurement,
    write_bids,
    write_procurement,
)
from chain.procurement.lock_checks import FILLED, check_lock
from chain.procurement.model import AboveRule, Basis, Engine, MissingRule, OutcomeTerms, Points, Procurement
from chain.procurement.state import LOCKED, State, Step, after, new_round, refusal, sealed, steps
from chain.text import Text
from reports.texts.problems import place_name, sentence
from reports.texts.procurement_places import state_name, step_name
from tests.chain.bids import EXAMPLES, NAMES, bid_of, relocked, shipped, with_bid
from tests.chain.comparisons import changed, number


def codes(problems, severity=Severity.ERROR):
    return {each.code.removeprefix("procurement.") for each in problems if each.severity is severity}


@pytest.mark.parametrize("name", NAMES)
def test_written_read_back_and_sound(name):
    model, came = shipped(name)
    assert read_procurement(write_procurement(model)) == (model, [])
    assert read_bids(write_bids(came)) == (came, [])
    assert [*check_lock(model), *check_bids(model, came), *check_judgements(model, came)] == []


@pytest.mark.parametrize("form", [PROCUREMENT, BIDS], ids=lambda form: form.holds)
def test_the_published_schema_is_fresh(form):
    assert form.published.read_text(encoding="utf-8") == form.schema_text(), "run: python -m chain.procurement.document"


def test_a_field_that_bidders_have_no_right_to_is_refused_by_name():
    document = json.loads((EXAMPLES / "work-training-bids.json").read_text(encoding="utf-8"))
    document["bids"]["bids"][0]["värde"] = 11_500_000
    found, [problem] = read_bids(json.dumps(document))
    assert found is None
    assert problem.place == "/bids/bids/0/värde"
    assert "”värde”" in sentence("sv", problem)
    assert place_name("sv", problem.place) == "Anbuden: Anbud 1: värde"


def test_a_price_floor_cannot_be_written():
    document = json.loads((EXAMPLES / "work-training.json").read_text(encoding="utf-8"))
    document["procurement"]["lowest_price_sek"] = 3_000_000
    found, [problem] = read_procurement(json.dumps(document))
    assert (found, problem.code) == (None, "document.unknown_field")


def test_pay_for_outcomes_is_the_second_version_and_a_model_without_it_is_as_it_was():
    model, came = shipped()
    paid = model.model_copy(update={"outcome_terms": OutcomeTerms(measure_id="anstallning", outcome_share=0.2)})
    assert [json.loads(write_procurement(each))["version"] for each in (model, paid)] == [1, 2]
    assert read_procurement(write_procurement(paid)) == (paid, [])
    assert PROCUREMENT.reopen(PROCUREMENT.canonical(model), 1) == (model, [])
    assert {bid.fingerprint for bid in came.bids} == {fingerprint(model)} != {fingerprint(paid)}


@pytest.mark.parametrize(
    ("measure_id", "share", "found"),
    [("anstallning", 0.5, []), ("anstallning", 0.6, ["procurement.much_at_risk"]),
     ("borta", 0.2, ["procurement.unknown_measure"])],
)  # fmt: skip
def test_only_what_is_promised_is_paid_for_and_much_at_risk_is_warned_of(measure_id, share, found):
    terms = OutcomeTerms(measure_id=measure_id, outcome_share=share)
    model = shipped()[0].model_copy(update={"outcome_terms": terms})
    mine = [each.code for each in check_lock(model) if "outcome_terms" in each.place]
    assert mine == found


def test_whatever_is_changed_gives_another_fingerprint():
    model, _ = shipped()
    others = [
        changed(model, "measures/anstallning/unit_value/value", 250_001.0),
        model.model_copy(update={"value_weight": 0.71}),
        model.model_copy(update={"rounding_sek": 1.0}),
        new_round(model),
    ]
    assert len({fingerprint(each) for each in (model, *others)}) == 5
    assert fingerprint(read_procurement(write_procurement(model))[0]) == fingerprint(model)


@pytest.mark.parametrize("field", FILLED)
def test_any_blank_of_a_measure_refuses_the_lock(field):
    model, _ = shipped()
    blank = Text(sv=" – ") if isinstance(getattr(model.measures[0], field), Text) else None
    [found] = check_lock(changed(model, f"measures/anstallning/{field}", blank))
    assert (found.code, found.place) == ("procurement.blank_in", f"procurement/measures/anstallning/{field}")


FIRST = "measures/anstallning"
REFUSED = {
    "blank": ("weight_reason", Text()),
    "price_only": ("basis", Basis.PRICE),
    "counter_example_unseen": ("engine", Engine.RELATIVE),
    "not_binding": (f"{FIRST}/is_binding", False),
    "value_without_source": (f"{FIRST}/unit_value", number(1.0, price_year=2026)),
    "value_not_positive": (f"{FIRST}/unit_value", number(-1.0, price_year=2026, source="x")),
    "other_price_year": (f"{FIRST}/unit_value", number(1.0, price_year=2025, source="x")),
    "no_range": (f"{FIRST}/highest", 5.0),
    "effect_of_no_chain": (f"{FIRST}/effect_id", "E1"),
    "negative_years": (f"{FIRST}/lag_years", number(-1.0)),
    "untried": ("test_bids", ()),
}


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_what_refuses_a_lock(code):
    place, value = REFUSED[code]
    model = shipped()[0].model_copy(update={"estimate_sek": None})
    assert code in codes(check_lock(changed(model, place, value)))


@pytest.mark.parametrize("field", ["rounding_sek", "tie_break", "value_weight", "basis", "opens_at", "price_year"])
def test_rules_that_must_be_settled(field):
    found = check_lock(shipped()[0].model_copy(update={field: None}))
    assert f"procurement/{field}" in {each.place for each in found}


def test_criteria_need_levels_that_are_described_and_a_reason():
    model, _ = shipped("youth-programme")
    assert "level_blank" in codes(check_lock(changed(model, "criteria/U1/levels/3", Text())))
    assert "no_levels" in codes(check_lock(changed(model, "criteria/U1/levels", ())))
    assert "blank_in" in codes(check_lock(changed(model, "criteria/U1/reason", Text())))


def test_many_measures_need_a_reason():
    model, _ = shipped()
    nine = tuple(model.measures[0].model_copy(update={"id": f"M{n}"}) for n in range(9))
    model = model.model_copy(update={"measures": nine, "test_bids": ()})
    assert codes(check_lock(model)) == {"too_many_measures"}
    reasoned = model.model_copy(update={"many_measures_reason": Text(sv="Nio skilda yrken")})
    assert codes(check_lock(reasoned)) == set()
    assert codes(check_lock(reasoned), Severity.WARNING) == {"many_measures"}


def test_benefit_that_lasts_needs_its_shares_a_rate_and_a_horizon_within_what_is_told():
    model = changed(shipped()[0], f"{FIRST}/duration_years", number(5.0))
    blank = {each.place.rsplit("/", 1)[-1] for each in check_lock(model)}
    assert blank == {"deadweight", "attribution", "drop_off", "horizon_years", "discount_rate"}
    for field in ("deadweight", "attribution", "drop_off"):
        model = changed(model, f"{FIRST}/{field}", number(0.2))
    model = model.model_copy(update={"discount_rate": 0.03, "horizon_years": 7})
    assert check_lock(model) == []
    assert codes(check_lock(model.model_copy(update={"horizon_years": 8}))) == {"horizon_beyond_data"}


def test_what_is_only_warned_of():
    model = changed(shipped()[0], f"{FIRST}/cap", 50.0)
    model = model.model_copy(
        update={"basis": Basis.COST, "engine": Engine.RELATIVE, "points": Points(is_counter_example_seen=True)}
    )
    assert codes(check_lock(model)) == set()
    warned = codes(check_lock(model), Severity.WARNING)
    assert warned == {"stops_counting", "cost_is_environment", "relative_engine"}


def jobs(*quantities):
    return (Promise(measure_id="anstallning", quantities=quantities),)


BAD_BIDS = {
    "other_model": {"fingerprint": "0" * 64},
    "no_price": {"price_sek": 0.0},
    "negative": {"promises": jobs(-1.0, 20.0, 30.0)},
    "absurd": {"promises": jobs(6_001.0, 0.0, 0.0)},
    "below_range": {"promises": jobs(1.0, 1.0, 1.0)},
    "other_periods": {"promises": jobs(10.0)},
    "unknown_measure": {"promises": (Promise(measure_id="hopp", quantities=(1.0,)),)},
    "answered_twice": {"promises": (*jobs(5.0, 10.0, 15.0), *jobs(5.0, 10.0, 15.0))},
    "requirement_unmet": {"answers": (Answer(requirement_id="SK1", is_met=False),)},
    "requirement_blank": {"answers": ()},
    "unknown_requirement": {"answers": (Answer(requirement_id="SK9", is_met=True),)},
    "two_bids": {"bidder": " Stora jobb  ab (FIKTIVT)"},
}


@pytest.mark.parametrize("code", sorted(BAD_BIDS))
def test_what_rejects_a_bid(code):
    model, came = shipped()
    found = check_bids(model, with_bid(came, "A", **BAD_BIDS[code]))
    assert code in codes(found)
    assert all(each.place.startswith(("procurement/bids/A/", "procurement/bids/B/bidder")) for each in found)
    assert all("–" not in sentence("sv", each) for each in found)


def test_a_late_bid():
    model, came = shipped()
    late = model.bids_close_at + timedelta(seconds=1)
    assert codes(check_bids(model, with_bid(came, "A", received_at=late))) == {"late"}


def test_a_blank_and_too_much_follow_the_rule_that_was_told():
    model, came = shipped()
    too_much = Promise(measure_id="anstallning", quantities=(60.0, 1.0, 0.0))
    refuses, on_it = relocked(changed(model, f"{FIRST}/above", AboveRule.REFUSE), came)
    assert codes(check_bids(refuses, with_bid(on_it, "A", promises=(too_much,)))) == {"above_range"}
    incomplete, on_it = relocked(changed(model, "measures/utbildning/missing", MissingRule.INCOMPLETE), came)
    [found] = check_bids(incomplete, on_it)
    assert (found.code, found.place) == ("procurement.incomplete", "procurement/bids/B/promises/utbildning")
    asks, on_it = relocked(changed(model, "measures/utbildning/missing", MissingRule.CLARIFY), came)
    assert codes(check_judgements(asks, on_it)) == {"awaits_clarification"}
    answer = Clarification(bid_id="B", measure_id="utbildning", period=2, quantity=3.0, reason=Text(sv="Svar 5 maj"))
    assert check_judgements(asks, on_it.model_copy(update={"clarifications": (answer,)})) == []


def test_judgements_that_are_missing_or_impossible():
    model, came = shipped("youth-programme")
    first, *rest = came.judgements
    assert codes(check_judgements(model, came.model_copy(update={"judgements": tuple(rest)}))) == {"unjudged"}
    assert check_judgements(model, came.model_copy(update={"judgements": tuple(rest)}), frozenset({"A"})) == []
    impossible = first.model_copy(update={"level": 5, "motive": Text()})
    found = check_judgements(model, came.model_copy(update={"judgements": (impossible, *rest, rest[0])}))
    assert codes(found) == {"no_such_level", "no_motive", "judged_twice"}


def test_the_way_goes_forward_only_except_by_a_new_round():
    way = [State.DRAFT]
    for step in (Step.REVIEW, Step.PUBLISH, Step.OPEN, Step.EVALUATE, Step.DECIDE, Step.SIGN):
        way.append(after(way[-1], step))
    assert way == list(State)
    assert {after(state, Step.NEW_ROUND) for state in State} == {None, State.DRAFT}
    for state in LOCKED:
        assert after(state, Step.EDIT) is None
        assert refusal(state, Step.EDIT).code == "procurement.locked"
    assert steps(State.CONTRACT) == ()


def test_why_a_step_cannot_be_taken_is_said():
    assert "publicera och låsa" in sentence("sv", refusal(State.DRAFT, Step.PUBLISH))
    assert refusal(State.CONTRACT, Step.NEW_ROUND).code == "procurement.contract_signed"
    assert refusal(State.DRAFT, Step.REVIEW) is None
    assert (state_name("sv", State.OPENED), step_name("en", Step.OPEN)) == ("Anbud öppnade", "Open the bids")


def test_bids_are_sealed_until_the_opening():
    model, _ = shipped()
    assert sealed(model, model.opens_at) is None
    told = sealed(model, model.opens_at - timedelta(minutes=1))
    assert "förseglade till 2026-05-04 kl. 09.00 svensk tid." in sentence("sv", told)
    assert "sealed until 2026-05-04 at 09:00 Swedish time." in sentence("en", told)
    before = problem("procurement.late", "procurement/bids/B1/received_at", closed="2026-05-03 23:59 UTC+02:00")
    assert "(2026-05-03 23:59 UTC+02:00)" in sentence("sv", before), "as it was kept by an earlier program"
    assert sealed(Procurement(id="x", title=Text()), model.opens_at).code == "procurement.no_opening_time"


def test_every_bid_of_the_examples_can_be_found():
    assert bid_of(shipped()[1], "B").promises[1].quantities == (4.0, 6.0, None)
