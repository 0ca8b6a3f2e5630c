"""The checklist of the eight principles, and one's own deductions beside published ones."""

from datetime import date

import pytest

from chain.assumption import Assumption
from chain.judgement import Answer, Decision, Review, ReviewKind, Stand, Verdict
from chain.model import Chain, Claim, Outcome, Stakeholder, YearlyProfile
from chain.text import Text
from chain.walk import Step
from sroi.bands import BANDS, beside_published
from sroi.checklist import State, Told
from sroi.honesty import ITEMS, PRINCIPLES, hold_up
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.golden.examples import example
from tests.spec.small import PLAIN, by_year, chain, effect

TODAY = date(2025, 6, 1)
SAID = Text(sv="Samtal 2024", en="Talks 2024")


def panel_of(case: Chain, settings=PLAIN, **more):
    return hold_up(case, settings, calculate(case, settings), TODAY, **more)


def row(panel, item: str):
    return next(each for each in panel.rows if each.item == item)


def state(case: Chain, item: str, **more) -> State:
    return row(panel_of(case, **more), item).state


def test_every_principle_has_items_and_every_key_is_its_own():
    assert {item.principle for item in ITEMS} == set(PRINCIPLES)
    assert [item.principle for item in ITEMS] == sorted(item.principle for item in ITEMS)
    assert len({item.key for item in ITEMS}) == len(ITEMS)


def test_an_empty_chain_claims_nothing_and_only_people_know_the_rest():
    empty = Chain(id="C", name=Text(sv="Tom"), start_year=2025, end_year=2026)
    panel = hold_up(empty, PLAIN, None, TODAY)
    assert {each.state for each in panel.rows} == {State.MISSING, State.PERSON, State.NOT_APPLICABLE}
    assert panel.count(State.MET) == panel.count(State.PARTLY) == 0
    assert panel.count(State.PERSON, principle=7) == 2
    assert all(isinstance(each.step, Step) for each in panel.rows)


@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4", "wheels-to-meals"])
def test_the_examples_say_what_they_are(name):
    panel = panel_of(example(name), SWEDISH_PUBLIC_SECTOR)
    assert row(panel, "stakeholders_listed").state is State.MET
    assert row(panel, "deductions_with_reason").state is State.MET
    assert row(panel, "ratio_stands").state is State.MET
    assert row(panel, "figures_sourced").state in (State.PARTLY, State.MISSING)  # the municipality is made up
    assert row(panel, "verified_with_stakeholders").state is State.PERSON
    assert [each.state for each in panel.to_mend] == sorted(
        (e.state for e in panel.to_mend), key=lambda s: s is State.PARTLY
    )


def test_stakeholders_are_counted():
    heard = Stakeholder(id="S1", name=SAID, involved=SAID, group_size=Assumption(value=30))
    silent = Stakeholder(id="S2", name=SAID)
    out = Stakeholder(id="S3", name=SAID, included=False)
    case = chain(effect()).model_copy(update={"stakeholders": (heard, silent, out)})
    panel = panel_of(case)
    listed = row(panel, "stakeholders_listed")
    assert (listed.state, listed.place) == (State.PARTLY, "stakeholders/S3/exclusion_reason")
    assert dict(listed.evidence) == {"included": 2, "excluded": 1, "lacking": 1}
    assert dict(row(panel, "group_sizes").evidence) == {"total": 2, "lacking": 1}
    involved = row(panel, "stakeholders_involved")
    assert (involved.state, involved.place, involved.step) == (
        State.PARTLY,
        "stakeholders/S2/involved",
        Step.STAKEHOLDERS,
    )
    assert state(case.model_copy(update={"stakeholders": (silent,)}), "stakeholders_involved") is State.MISSING
    assert state(case.model_copy(update={"stakeholders": (heard,)}), "stakeholders_involved") is State.MET


def test_negative_and_unintended_changes_are_looked_for():
    good, bad = Outcome(id="O1", name=SAID), Outcome(id="O2", name=SAID, positive=False, intended=False)
    assert state(chain(effect(), outcomes=(good,)), "negative_looked_for") is State.MISSING
    assert state(chain(effect(), outcomes=(good,)), "unintended_looked_for") is State.PERSON
    assert state(chain(effect(), outcomes=(good, bad)), "negative_looked_for") is State.MET
    assert state(chain(effect(), outcomes=(good, bad)), "unintended_looked_for") is State.MET
    reasoned = chain(effect(), outcomes=(good,)).model_copy(update={"no_negative_reason": SAID})
    assert state(reasoned, "negative_looked_for") is State.MET


def test_what_is_left_out_needs_its_reason_and_is_no_question_when_nothing_is():
    beside = Outcome(id="O2", name=SAID, valued=False)
    reasoned = beside.model_copy(update={"not_valued_reason": SAID})
    valued = Outcome(id="O1", name=SAID)
    item = "left_out_with_reason"
    assert state(chain(effect(), outcomes=(valued,)), item) is State.NOT_APPLICABLE
    assert state(chain(effect(), outcomes=(valued, beside)), item) is State.MISSING
    assert state(chain(effect(), outcomes=(valued, reasoned)), item) is State.MET


def test_deductions_need_reasons_each_counted_once():
    told = row(panel_of(chain(effect(), effect("E2", drop_off=None))), "deductions_with_reason")
    assert told.state is State.PARTLY
    assert dict(told.evidence) == {"total": 12, "lacking": 8}
    assert told.problems[0].code == "effect.figure_missing"
    assert state(chain(effect()), "deductions_considered") is State.MISSING  # nothing is taken off anywhere


def test_a_ratio_that_leaves_an_effect_out_stands_only_partly():
    partly = row(panel_of(chain(effect(), effect("E2", deadweight=None))), "ratio_stands")
    assert (partly.state, partly.place) == (State.PARTLY, "effects/E2/deadweight")
    assert dict(partly.evidence) == {"total": 2, "left_out": 1}
    assert state(chain(effect(), resources=()), "ratio_stands") is State.MISSING
    assert state(chain(effect(), resources=()), "sensitivity_and_breakevens") is State.MISSING


def test_uncertainty_is_counted_over_what_the_ratio_reads():
    item = "uncertainty_stated"
    assert state(chain(effect()), item) is State.MISSING
    partly = effect().model_copy(update={"deadweight": Assumption(value=0.2, low=0.1, high=0.3)})
    assert state(chain(partly), item) is State.PARTLY
    assert state(chain(partly), item, told=Told(uncertainty_shown=False)) is State.MISSING
    assert dict(row(panel_of(chain(partly)), item).evidence) == {"total": 9, "lacking": 8}


def test_a_sample_says_how_sure_a_number_is_and_ends_that_are_the_number_itself_do_not():
    case = chain(effect())
    before = dict(row(panel_of(case), "uncertainty_stated").evidence)["lacking"]
    sampled = Assumption(value=0.5, sample_hits=5, sample_size=10)
    narrow = Assumption(value=0.5, low=0.5, high=0.5)
    changed = case.effects[0].model_copy(update={"deadweight": sampled, "attribution": narrow})
    after = row(panel_of(case.model_copy(update={"effects": (changed,)})), "uncertainty_stated")
    assert dict(after.evidence)["lacking"] == before - 1


ASKED_OF_PEOPLE = ("involved_in_values", "subgroups", "unintended_looked_for", "values_checked",
                   "relevance_and_significance", "audience", "limitations", "not_ranked_by_ratio")  # fmt: skip
DAY, LATER = date(2025, 1, 1), date(2025, 2, 1)


@pytest.mark.parametrize("item", ASKED_OF_PEOPLE)
def test_what_only_people_know_is_counted_as_they_answer_and_a_bare_yes_is_half_of_one(item):
    case = chain(effect(), outcomes=(Outcome(id="O1", name=SAID),))
    assert row(panel_of(case), item).place == f"answers/{item}"
    said = {
        (None, SAID): State.PERSON,
        (Stand.YES, SAID): State.MET,
        (Stand.YES, Text()): State.PARTLY,
        (Stand.PARTLY, SAID): State.PARTLY,
        (Stand.NO, SAID): State.MISSING,
    }
    for (stand, words), expected in said.items():
        answers = (Answer(id=item, name=SAID, stand=stand, words=words),)
        assert state(case.model_copy(update={"answers": answers}), item) is expected


def reviews(*listed: tuple) -> Chain:
    """A chain with these occasions: (kind, group, by, day, verdict)."""
    made = (
        Review(id=f"R{n}", name=SAID, kind=kind, heard_id=group, seen_by=by, seen_on=day, verdict=verdict)
        for n, (kind, group, by, day, verdict) in enumerate(listed)
    )
    return chain(effect()).model_copy(update={"reviews": tuple(made)})


VERIFIED, YES, NO, HALF = ReviewKind.VERIFIED, Verdict.CONFIRMED, Verdict.NOT_CONFIRMED, Verdict.WITH_RESERVATIONS


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([], State.PERSON),
        ([(VERIFIED, "S1", "", DAY, YES)], State.MET),
        ([(VERIFIED, None, "parents", DAY, YES)], State.MET),
        ([(VERIFIED, None, "", DAY, YES)], State.MISSING),  # nobody is said to have seen it
        ([(VERIFIED, "S1", "", None, YES)], State.MISSING),  # only planned
        ([(VERIFIED, "S1", "", DAY, None)], State.MISSING),
        ([(VERIFIED, "S1", "", date(2025, 6, 2), YES)], State.MISSING),  # tomorrow
        ([(VERIFIED, "S1", "", DAY, HALF)], State.PARTLY),
        ([(VERIFIED, "S1", "", DAY, NO)], State.MISSING),
        ([(VERIFIED, "S1", "", DAY, YES), (VERIFIED, "S2", "", DAY, NO)], State.PARTLY),
        ([(VERIFIED, "S1", "", LATER, NO), (VERIFIED, "S1", "", DAY, YES)], State.MISSING),  # the latest word counts
        ([(ReviewKind.INVOLVED, "S1", "", DAY, YES)], State.PERSON),  # taking part is not confirming
    ],
)
def test_the_result_is_verified_by_those_who_have_seen_it_and_said_so(listed, expected):
    assert state(reviews(*listed), "verified_with_stakeholders") is expected


def test_an_independent_review_is_another_occasion_than_a_confirmation():
    checked = reviews((ReviewKind.REVIEWED, None, "The audit office", DAY, YES), (VERIFIED, "S1", "", None, None))
    found = {item: row(panel_of(checked), item) for item in ("independently_reviewed", "verified_with_stakeholders")}
    assert [each.state for each in found.values()] == [State.MET, State.MISSING]
    assert found["verified_with_stakeholders"].place == "reviews/R1"
    assert dict(found["verified_with_stakeholders"].evidence) == {"held": 0, "planned": 1}


def test_a_group_that_is_in_the_log_has_been_heard():
    silent = Stakeholder(id="S1", name=SAID)
    case = chain(effect()).model_copy(update={"stakeholders": (silent,)})
    assert state(case, "stakeholders_involved") is State.MISSING
    logged = reviews((ReviewKind.INVOLVED, "S1", "", DAY, None)).model_copy(update={"stakeholders": (silent,)})
    assert state(logged, "stakeholders_involved") is State.MET


def test_a_decision_needs_an_owner_a_day_and_a_follow_up_and_is_late_when_its_day_has_passed():
    whole = Decision(id="D1", name=SAID, owner="The board", decided_on=DAY, follow_up_on=date(2025, 9, 1))
    with_these = lambda *those: chain(effect()).model_copy(update={"decisions": those})  # noqa: E731
    assert state(chain(effect()), "conclusions") is State.PERSON
    assert state(with_these(whole), "conclusions") is State.MET
    for lacking in ({"owner": " "}, {"decided_on": None}, {"follow_up_on": None}):
        half = whole.model_copy(update={"id": "D2", **lacking})
        found = row(panel_of(with_these(whole, half)), "conclusions")
        assert (found.state, found.place, dict(found.evidence)["lacking"]) == (State.PARTLY, "decisions/D2", 1)
    late = whole.model_copy(update={"follow_up_on": date(2024, 5, 31)})
    followed = Text(sv="Hälften kvar", en="Half left")
    for decision, expected in (
        (late, (State.MISSING, "decisions/D1")),
        (late.model_copy(update={"followed_up": followed}), (State.NOT_APPLICABLE, "chain/status")),
        (late.model_copy(update={"follow_up_on": date(2024, 6, 1)}), (State.NOT_APPLICABLE, "chain/status")),
    ):
        found = row(hold_up(with_these(decision), PLAIN, None, date(2024, 6, 1)), "followed_up")
        assert (found.state, found.place) == expected


def test_an_evaluation_without_a_conclusion_lacks_it_and_a_forecast_is_followed_up_when_its_years_have_gone():
    looked_back = chain(effect()).model_copy(update={"claim": Claim.EVALUATIVE})
    assert state(looked_back, "conclusions") is State.MISSING
    assert state(looked_back.model_copy(update={"learning": SAID}), "conclusions") is State.MET
    ahead = chain(effect())
    assert hold_up(ahead, PLAIN, None, date(2024, 6, 1)).count(State.MISSING, principle=8) == 0
    assert row(hold_up(ahead, PLAIN, None, date(2024, 6, 1)), "followed_up").state is State.NOT_APPLICABLE
    assert row(hold_up(ahead, PLAIN, None, date(2030, 6, 1)), "followed_up").state is State.MISSING


# --- beside published reports ----------------------------------------------------------------------------------------


def test_own_deductions_beside_published_ones():
    long = effect(deadweight=0.6, attribution=0.255, drop_off=0.2, duration_years=3)
    short = effect("E2", deadweight=0.0, drop_off=0.5)
    written = effect("E3", quantity=YearlyProfile(units=by_year(1.0, 1.0)), drop_off=0.5)
    case = chain(long, short, written, effect("E4", deadweight=None), price=10_000)
    found = {each.place: each.position for each in beside_published(case, calculate(case, PLAIN))}
    assert found.pop("result/ratio") == "above"
    assert found == {
        "effects/E1/deadweight": "above",
        "effects/E1/attribution": "high",
        "effects/E1/drop_off": "low",
        "effects/E2/deadweight": "below",
        "effects/E2/attribution": "below",
        "effects/E3/deadweight": "below",
        "effects/E3/attribution": "below",
    }


def test_the_bands_lie_in_order_and_no_ratio_stands_beside_none():
    assert all(band.p10 < band.p50 < band.p90 for band in BANDS.values())
    assert BANDS["ratio"].position(10.2) == "high"
    gift = chain(effect(), resources=())
    assert "result/ratio" not in {each.place for each in beside_published(gift, calculate(gift, PLAIN))}
