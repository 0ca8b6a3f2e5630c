"""Every rule of a sound comparison: a sound one has no errors, and each breach is told where it stands, in words."""

import pytest

from chain.assumption import Mark
from chain.forecast.checks import CODES, check_comparison
from chain.forecast.effect import ActsOn, EffectBasis, Event, Fading, LeftShare, Measure, Persistence
from chain.forecast.model import Compared, CostPer
from chain.model import Level, PriceQuality, Span
from chain.problem import Severity
from reports.texts import LANGUAGES
from reports.texts.problems import placeholders, sentence
from sroi.forecast.child import RefusedError, forecast, problems_of
from tests.chain.comparisons import changed, number, shipped

SOUND = shipped()
EFFECT, ESTIMATE = "options/A/effect", "options/A/effect/estimate"
COURSE, REMISSION = "natural_course/remission", "natural_course/remission/0"
MUNICIPALITY, BAND = "excess_costs/municipality", "excess_costs/municipality/bands/0"
BANDS = SOUND.excess_costs[0].bands
FADING = Persistence(id="again", fading=Fading.YEARLY_FACTOR, factor=number(0.8))
TABLE = Persistence(id="table", fading=Fading.TABLE, table=(LeftShare(left_share=number(1)),))
NEVER = Persistence(id="half", fading=Fading.HALF_LIFE, years=number(0))

BROKEN = {
    "comparison.comparator_missing": ("decision/comparator", {"decision/comparator": None}),
    "comparison.price_year_missing": (f"{BAND}/amount/price_year", {f"{BAND}/amount/price_year": None}),
    "comparison.horizon_missing": ("decision/horizons", {"decision/horizons": ()}),
    "comparison.answer_missing": ("population/children", {"population/children": None}),
    "comparison.option_missing": ("options", {"options": ()}),
    "comparison.one_option": ("options", {"options": SOUND.options[:1]}),
    "comparison.too_many_options": (
        "options",
        {"options": tuple(SOUND.options[0].model_copy(update={"id": f"O{at}"}) for at in range(11))},
    ),
    "comparison.not_positive": ("population/children", {"population/children/value": 0}),
    "comparison.fading_years": (f"{EFFECT}/persistence/half/years", {f"{EFFECT}/persistence": (NEVER, FADING)}),
    "comparison.rate_outside": ("decision/cost_discount", {"decision/cost_discount/value": 3}),
    "comparison.effect_undiscounted": ("decision/effect_discount", {"decision/effect_discount": number(0)}),
    "comparison.repeated_id": ("options/A", {"options": (SOUND.options[0], SOUND.options[0])}),
    "comparison.illustrative": ("", {}),
    "comparison.origin_not_stated": ("", {f"{ESTIMATE}/mark": Mark.NOT_STATED}),
    "comparison.basis_missing": (f"{EFFECT}/basis", {f"{EFFECT}/basis": None}),
    "comparison.smd_without_control_risk": (f"{EFFECT}/control_risk", {f"{EFFECT}/measure": Measure.SMD}),
    "comparison.risk_of_nobody": (
        f"{EFFECT}/control_risk",
        {f"{EFFECT}/measure": Measure.SMD, f"{EFFECT}/control_risk": number(0)},
    ),
    "comparison.ratio_not_positive": (ESTIMATE, {f"{EFFECT}/measure": Measure.RISK_RATIO, f"{ESTIMATE}/low": -0.1}),
    "comparison.difference_outside": (ESTIMATE, {f"{ESTIMATE}/value": 18, f"{ESTIMATE}/high": 30}),
    "comparison.effect_too_large": (ESTIMATE, {f"{ESTIMATE}/value": 0.95, f"{ESTIMATE}/high": 0.99}),
    "comparison.event_elsewhere": (
        f"{EFFECT}/event",
        {f"{EFFECT}/measure": Measure.RISK_RATIO, f"{EFFECT}/acts_on": ActsOn.INCIDENCE},
    ),
    "comparison.table_short": (f"{EFFECT}/persistence/table/table", {f"{EFFECT}/persistence": (TABLE, FADING)}),
    "comparison.fades_twice": (f"{EFFECT}/persistence/again", {f"{EFFECT}/persistence": (FADING, TABLE)}),
    "comparison.completion_twice": (
        "options/A/delivery/completion_share",
        {"options/A/delivery/completion_share": number(0.8)},
    ),
    "comparison.one_persistence": (f"{EFFECT}/persistence", {f"{EFFECT}/persistence": (FADING,)}),
    "comparison.measurement_missing": (f"{EFFECT}/measured_month", {f"{EFFECT}/measured_month": None}),
    "comparison.beyond_measurement": (f"{EFFECT}/measured_month", {}),
    "comparison.interval_missing": (
        ESTIMATE,
        {f"{ESTIMATE}/low": None, f"{ESTIMATE}/high": None, f"{ESTIMATE}/shape": None},
    ),
    "comparison.band_reversed": (f"{BAND[:-2]}/0", {f"{BAND}/age_from": 13, f"{BAND}/age_to": 12}),
    "comparison.bands_overlap": (f"{BAND[:-2]}/1", {f"{BAND}/age_to": 14}),
    "comparison.bands_gap": (BAND[:-2], {f"{BAND}/age_to": 10}),
    "comparison.horizon_beyond_data": (BAND[:-2], {BAND[:-2]: BANDS[:3]}),
    "comparison.movement_above_one": (COURSE, {f"{REMISSION}/probability": number(0.97)}),
    "comparison.nobody_dies": ("natural_course/mortality", {}),
    "comparison.quality_below_zero": ("health/quality_loss", {"health/quality_without": number(0.05)}),
    "comparison.payer_shares": ("options/A/payer_shares", {"options/A/payer_shares/0/share/value": 0.9}),
    "comparison.payer_twice": (
        "options/A/payer_shares/1",
        {"options/A/payer_shares": (SOUND.options[0].payer_shares[0],) * 2},
    ),
    "comparison.negative_cost": (f"{BAND}/amount", {f"{BAND}/amount/value": -24_000}),
    "comparison.gross_cost": (f"{MUNICIPALITY}/compared", {f"{MUNICIPALITY}/compared": Compared.GROSS}),
    "comparison.compared_not_stated": (f"{MUNICIPALITY}/compared", {f"{MUNICIPALITY}/compared": None}),
    "comparison.not_yearly": (f"{MUNICIPALITY}/span", {f"{MUNICIPALITY}/span": Span.LIFETIME}),
    "comparison.price_of_exclusion": (f"{MUNICIPALITY}/quality", {f"{MUNICIPALITY}/quality": PriceQuality.ADVOCACY}),
    "comparison.steps_added": (
        "excess_costs/region/causal_chain",
        {f"{MUNICIPALITY}/causal_chain": "school", "excess_costs/region/causal_chain": "school"},
    ),
    "comparison.same_cost_twice": (
        "excess_costs/region",
        {"excess_costs/region/payer": Level.MUNICIPALITY, "excess_costs/region/name": SOUND.excess_costs[0].name},
    ),
    "comparison.nobody_saves": ("excess_costs", {"excess_costs": ()}),
    "comparison.cashable_not_stated": (f"{MUNICIPALITY}/cashable_share", {f"{MUNICIPALITY}/cashable_share": None}),
    "figure.share_outside": (f"{REMISSION}/probability", {f"{REMISSION}/probability": number(1.2)}),
    "figure.below_low": (ESTIMATE, {f"{ESTIMATE}/value": 0.05}),
    "figure.above_high": (ESTIMATE, {f"{ESTIMATE}/value": 0.4}),
}  # fmt: skip


def spoiled(code: str):
    comparison = SOUND
    for place, value in BROKEN[code][1].items():
        comparison = changed(comparison, place, value)
    return comparison


def test_the_example_is_sound():
    found = check_comparison(SOUND)
    assert {each.code for each in found if each.severity is not Severity.NOTE} == set()
    assert {each.code for each in found} == {
        "comparison.illustrative",
        "comparison.beyond_measurement",
        "comparison.nobody_dies",
    }


def test_every_rule_of_a_comparison_is_broken_here():
    assert {code for code in CODES if code.startswith("comparison.")} <= set(BROKEN)


@pytest.mark.parametrize("code", BROKEN)
def test_the_breach_is_told_where_it_stands(code):
    found = [each for each in check_comparison(spoiled(code)) if each.code == code]
    assert BROKEN[code][0] in {each.place for each in found}
    assert {each.severity for each in found} == {CODES[code]}


@pytest.mark.parametrize("code", [code for code in BROKEN if CODES[code] is Severity.ERROR])
def test_nothing_is_calculated_from_what_is_wrong(code):
    with pytest.raises(RefusedError) as refused:
        forecast(spoiled(code))
    assert code in {each.code for each in refused.value.problems}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", BROKEN)
def test_the_sentence_is_whole_and_asks_for_what_the_problem_supplies(code, language):
    found = next(each for each in check_comparison(spoiled(code)) if each.code == code)
    said = sentence(language, found)
    assert said.endswith(".")
    assert said[0].isupper() or said[0] in "”“0123456789"
    assert not set("{}") & set(said)
    assert code not in said
    assert placeholders(language, f"problem.{code}") - {"code", "field", "place"} == set(found.words())


def test_no_option_bears_the_comparators_name():
    named = changed(SOUND, "options/A/id", "no_intervention")
    assert ("comparison.repeated_id", "options/no_intervention") in {(e.code, e.place) for e in check_comparison(named)}


def test_an_empty_comparison_is_told_everything_at_once():
    bare = type(SOUND)(id="new")
    places = {each.place for each in check_comparison(bare) if each.severity is Severity.ERROR}
    assert places >= {"decision/comparator", "decision/price_year", "population/children", "options", COURSE}


def test_a_price_no_index_reaches_is_refused_at_its_field():
    old = changed(SOUND, f"{BAND}/amount/price_year", 1990)
    found = [each for each in problems_of(old) if each.code == "comparison.no_index"]
    assert [each.place for each in found] == [f"{BAND}/amount/price_year"]
    assert "1990" in sentence("sv", found[0])


def test_an_effect_that_makes_no_probability_is_refused_at_its_field():
    odd = SOUND
    for place, value in {
        f"{EFFECT}/measure": Measure.RISK_RATIO,
        f"{EFFECT}/event": Event.RECOVERY,
        f"{EFFECT}/acts_on": ActsOn.REMISSION,
        ESTIMATE: number(9),
    }.items():
        odd = changed(odd, place, value)
    assert not [each for each in check_comparison(odd) if each.severity is Severity.ERROR]
    assert [each.place for each in problems_of(odd) if each.code == "comparison.probability_outside"] == [ESTIMATE]


def test_completers_need_their_share_and_a_set_up_its_years():
    some = changed(SOUND, f"{EFFECT}/basis", EffectBasis.COMPLETERS)
    some = changed(some, "options/A/costs/child/per", CostPer.SETUP)
    places = {each.place for each in check_comparison(some) if each.code == "comparison.answer_missing"}
    assert places == {"options/A/delivery/completion_share", "options/A/costs/child/life_years"}
