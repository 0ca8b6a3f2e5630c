"""What must hold for every chain, whatever the conventions."""

from hypothesis import assume, given
from hypothesis import strategies as st
import numpy as np
import pytest

from chain.assumption import Assumption, Series
from chain.model import Chain, YearlyProfile, passports
from chain.problem import Severity
from sroi.breakdown import by_goal, by_outcome, by_stakeholder, same_conventions, with_horizons
from sroi.explain import FIGURES, explain_effect, explain_total
from sroi.explain_money import explain_cashable, explain_payback, explain_resource, explain_span
from sroi.ratio import calculate, headline
from sroi.settings import Settings
from sroi.span import ENDS, price_span
from tests.laws.chains import any_chain, chains
from tests.laws.conventions import all_settings, few


def near(expected, scale: float = 1.0):
    return pytest.approx(expected, rel=1e-9, abs=1e-9 * max(1.0, abs(scale)))


def scale_of(result) -> float:
    return sum(abs(effect.gross) for effect in result.effects) + sum(abs(actor.value) for actor in result.actors)


def replaced(chain: Chain, kind: str, **changes) -> Chain:
    return chain.model_copy(
        update={kind: tuple(element.model_copy(update=changes) for element in getattr(chain, kind))}
    )


@few
@given(chains(), all_settings(), st.sampled_from(["deadweight", "displacement", "attribution"]), st.integers(0, 10))
def test_a_larger_deduction_never_enlarges_an_effect(chain, settings, name, tenths):
    more = {f"effects/{e.id}/{name}": max(getattr(e, name).value, tenths / 10) for e in chain.effects}
    before, after = calculate(chain, settings), calculate(chain, settings, more)
    for one, other in zip(before.effects, after.effects, strict=True):
        assert abs(other.present_value) <= abs(one.present_value) * (1 + 1e-9) + 1e-9


@few
@given(chains(), all_settings(), st.integers(0, 100))
def test_more_drop_off_never_enlarges_an_effect(chain, settings, percent):
    timed = [e for e in chain.effects if not isinstance(e.quantity, YearlyProfile)]
    more = {f"effects/{e.id}/drop_off": max(e.drop_off.value, percent / 100) for e in timed}
    before, after = calculate(chain, settings), calculate(chain, settings, more)
    for one, other in zip(before.effects, after.effects, strict=True):
        assert abs(other.present_value) <= abs(one.present_value) * (1 + 1e-9) + 1e-9


@few
@given(chains(), all_settings(), st.integers(1, 1000))
def test_scaling_all_money_leaves_the_ratio_alone(chain, settings, hundredths):
    factor = hundredths / 100
    money = ("price", "amounts", "hourly_cost")
    scaled = {
        place: (1.0 if isinstance(number, Series) else number.value) * factor
        for place, number in passports(chain)
        if place.split("/")[-1] in money
    }
    before, after = calculate(chain, settings), calculate(chain, settings, scaled)
    for perspective in ("public", "society"):
        one, other = before.total(perspective), after.total(perspective)
        assert other.value == near(one.value * factor, scale_of(before) * factor)
        assert other.ratio == (None if one.ratio is None else near(one.ratio, scale_of(before) / one.investment))


@few
@given(chains(), all_settings(), st.randoms())
def test_the_order_of_effects_and_resources_changes_nothing(chain, settings, random):
    effects, resources = list(chain.effects), list(chain.resources)
    random.shuffle(effects)
    random.shuffle(resources)
    before = calculate(chain, settings)
    after = calculate(chain.model_copy(update={"effects": tuple(effects), "resources": tuple(resources)}), settings)
    for perspective in ("public", "society"):
        one, other = before.total(perspective), after.total(perspective)
        assert (other.investment, other.value) == (near(one.investment), near(one.value, scale_of(before)))
        assert other.value_by_year == near(one.value_by_year, scale_of(before))


@few
@given(chains(), all_settings(), st.integers(1, 20))
def test_a_longer_horizon_changes_no_earlier_year(chain, settings, more):
    short, long = settings.horizon_years, settings.horizon_years + more
    results = with_horizons(chain, settings.model_copy(update={"horizon_from": "first_calendar_year"}), [short, long])
    for one, other in zip(results[short].actors, results[long].actors, strict=True):
        assert other.value_by_year[:short] == near(one.value_by_year[:short], scale_of(results[long]))
        assert other.investment_by_year[:short] == near(one.investment_by_year[:short])


@few
@given(chains(), all_settings())
def test_society_is_the_sum_of_all_actors_and_public_finances_of_the_public_ones(chain, settings):
    result = calculate(chain, settings)
    public = {actor.id for actor in chain.actors if actor.is_public}
    for total, actors in (
        (result.society, result.actors),
        (result.public, [actor for actor in result.actors if actor.actor_id in public]),
    ):
        for figure in ("investment", "value", "net", "cashable"):
            summed = sum(getattr(actor, figure) for actor in actors)
            assert getattr(total, figure) == near(summed, scale_of(result))
        for series in ("investment_by_year", "value_by_year"):
            summed = np.sum([getattr(actor, series) for actor in actors], axis=0)
            assert getattr(total, series) == near(tuple(summed), scale_of(result))
        assert sum(total.value_by_year) == near(total.value, scale_of(result))
        assert sum(total.investment_by_year) == near(total.investment)
        assert total.cumulative_by_year[-1] == near(total.net, scale_of(result))


@few
@given(chains(), all_settings())
def test_value_is_cashable_plus_calculated_savings_plus_welfare(chain, settings):
    result = calculate(chain, settings)
    for total in (result.public, result.society):
        parts = total.cashable + total.calculated_saving + total.welfare_value
        assert parts == near(total.value, scale_of(result))
    assert result.public.welfare_value == near(0, scale_of(result))
    assert result.society.calculated_saving == near(result.public.calculated_saving, scale_of(result))


@few
@given(chains(), all_settings())
def test_a_transfer_vanishes_from_the_total_of_society(chain, settings):
    assume(len(chain.actors) > 1)
    first, second = chain.actors[0].id, chain.actors[1].id
    chain = replaced(chain, "effects", actor_id=first, transfer_counterpart_id=second)
    result = calculate(chain, settings.model_copy(update={"income": "lower_cost"}))
    values = {actor.actor_id: actor.value for actor in result.actors}
    assert result.society.value == near(0, scale_of(result))
    assert result.society.waterfall.gross == near(0, scale_of(result))
    assert values[first] == near(-values[second], scale_of(result))


@few
@given(chains(), all_settings())
def test_the_waterfall_adds_up_and_deductions_never_add(chain, settings):
    result = calculate(chain, settings)
    for holder in (result.public, result.society, *result.effects):
        waterfall = holder.waterfall
        added = waterfall.gross + sum(waterfall.steps.values())
        assert added == near(waterfall.present_value, scale_of(result))
    for effect in result.effects:
        for step in ("deadweight", "displacement", "attribution", "drop_off"):
            assert effect.waterfall.steps[step] * np.sign(effect.gross) <= 1e-9 * abs(effect.gross)
    for total in (result.public, result.society):
        assert total.waterfall.present_value == near(total.value, scale_of(result))


@few
@given(chains(), all_settings(), st.integers(0, 2**31))
def test_a_column_of_a_run_over_draws_is_the_single_run_with_that_column(chain, settings, seed):
    draws = np.random.default_rng(seed).uniform(0, 1, (len(chain.effects) + 1, 3))
    figures = {f"effects/{effect.id}/deadweight": row for effect, row in zip(chain.effects, draws, strict=False)}
    figures["chain/cohorts"] = draws[-1] + 0.5
    together, quick = calculate(chain, settings, figures), headline(chain, settings, figures)
    scale = scale_of(calculate(chain, settings))
    for column in range(3):
        alone = calculate(chain, settings, {place: float(row[column]) for place, row in figures.items()})
        for perspective, fast in zip(("public", "society"), quick, strict=True):
            one, other = alone.total(perspective), together.total(perspective)
            assert (other.value[column], fast.value[column]) == (near(one.value, scale), near(one.value, scale))
            assert other.investment[column] == near(one.investment)
            assert tuple(other.value_by_year[:, column]) == near(one.value_by_year, scale)
            if one.ratio is not None:
                assert other.ratio[column] == near(one.ratio, scale / one.investment)


@few
@given(chains(), all_settings())
def test_giving_every_number_its_own_value_changes_nothing(chain, settings):
    own = {place: 1.0 if isinstance(number, Series) else number.value for place, number in passports(chain)}
    before, after = calculate(chain, settings), calculate(chain, settings, own)
    assert (after.public, after.society, after.actors) == (before.public, before.society, before.actors)


@few
@given(chains(), all_settings())
def test_what_two_payers_share_costs_together_what_one_would_pay(chain, settings):
    halves = []
    for resource in chain.resources:
        for payer, name in ((chain.actors[0].id, "a"), (chain.actors[-1].id, "b")):
            half = {"id": f"{resource.id}{name}", "payer_id": payer}
            for series in ("amounts", "hours"):
                if entered := getattr(resource, series):
                    values = {year: number / 2 for year, number in entered.values.items()}
                    half[series] = entered.model_copy(update={"values": values})
            halves.append(resource.model_copy(update=half))
    whole, split = (
        calculate(chain, settings),
        calculate(chain.model_copy(update={"resources": tuple(halves)}), settings),
    )
    assert split.society.investment == near(whole.society.investment)
    assert split.society.investment_programme == near(whole.society.investment_programme)
    assert split.society.value == near(whole.society.value, scale_of(whole))


@few
@given(chains(), all_settings())
def test_without_effects_there_is_no_ratio_but_the_same_investment(chain, settings):
    full, empty = calculate(chain, settings), calculate(chain.model_copy(update={"effects": ()}), settings)
    assert empty.society.investment == full.society.investment
    if settings.income == "lower_cost":
        assert empty.society.value == 0
        assert empty.society.ratio is None
        assert "engine.nothing_valued" in [found.code for found in empty.problems]


@few
@given(any_chain(), all_settings())
def test_any_chain_can_be_calculated_and_nothing_unanswered_is_read_as_zero(chain, settings):
    result = calculate(chain, settings)
    counted = {effect.effect_id for effect in result.effects}
    left_out = {found.words()["effect"] for found in result.excluded}
    asked = {effect.id for effect in chain.effects if effect.in_base_case or settings.with_optional}
    assert (counted | left_out, counted & left_out) == (asked, set())
    for effect in chain.effects:
        if effect.id in counted:
            assert None not in (effect.deadweight, effect.displacement, effect.attribution, effect.quantity)
    why = [found for found in result.problems if found.severity is Severity.ERROR]
    assert (result.society.ratio is None) == bool(why)


@few
@given(chains(), all_settings(), st.sampled_from(["public", "society"]))
def test_slices_add_up_to_the_value(chain, settings, perspective):
    result = calculate(chain, settings)
    value = result.total(perspective).value
    for slices in (by_outcome(chain, result, perspective), by_stakeholder(chain, result, perspective)):
        assert sum(part.value for part in slices) == near(value, scale_of(result))
        assert all((part.share is None) == (value <= 0) for part in slices)
    once = replaced(chain, "outcomes", goal_ids=("G1",))
    of_goal = {part.element_id: part.value for part in by_goal(once, calculate(once, settings), perspective)}
    assert sum(of_goal.values()) == near(value, scale_of(result))


@few
@given(chains(), all_settings(), st.sampled_from(["public", "society"]), st.sampled_from(FIGURES))
def test_the_terms_behind_a_figure_lead_to_it(chain, settings, perspective, figure):
    result = calculate(chain, settings)
    shown = getattr(result.total(perspective), figure)
    *terms, last = explain_total(chain, settings, perspective, figure) or (None,)
    if shown is None:
        assert last is None
        return
    known = {f"{kind}/{element.id}" for kind in ("effects", "resources") for element in getattr(chain, kind)}
    assert {term.place for term in terms} - {None} <= known
    summed = sum(term.value * {"plus": 1, "minus": -1, "divided_by": 0}[term.role] for term in terms)
    divisor = next((term.value for term in terms if term.role == "divided_by"), 1)
    assert summed / divisor == near(last.value, scale_of(result) / divisor)
    assert last.value == near(shown, scale_of(result) / divisor)


@few
@given(chains(), all_settings())
def test_the_terms_behind_an_effect_lead_to_its_present_value(chain, settings):
    places = {place for place, _ in passports(chain)}
    for effect in calculate(chain, settings).effects:
        terms = explain_effect(chain, settings, effect.effect_id)
        discounted = sum(term.value for term in terms if term.key == "discounted_in_year")
        assert discounted == near(effect.present_value, effect.gross)
        assert terms[-1].value == near(effect.present_value)
        stands = {term.place for term in terms} - {None, f"effects/{effect.effect_id}/sign"}
        assert {place for place in stands if not place.startswith("settings/")} <= places


@few
@given(chains(), all_settings())
def test_the_terms_behind_the_resources_lead_to_the_investment(chain, settings):
    places, summed = {place for place, _ in passports(chain)}, 0.0
    for resource in chain.resources:
        terms = explain_resource(chain, settings, resource.id)
        in_years = sum(term.value for term in terms if term.key == "discounted_in_year")
        assert terms[-1].value == near(in_years)
        assert in_years == near(recomputed(terms))
        stands = {term.place for term in terms} - {None, f"resources/{resource.id}/kind"}
        assert {place for place in stands if not place.startswith("settings/")} <= places
        summed += in_years
    assert calculate(chain, settings).society.investment == near(summed)


def recomputed(terms) -> float:
    """A resource's cost from nothing but the numbers that are shown: per unit, then entered × factor by year."""
    unit = 1.0
    for term in terms:
        unit *= {"times": term.value, "times_one_plus": 1 + term.value}.get(term.role, 1.0) if not term.year else 1.0
    by_year: dict[int, float] = {}
    for term in terms:
        if term.year and term.role == "times":
            by_year[term.year] = by_year.get(term.year, 1.0) * term.value
    return unit * sum(by_year.values())


@few
@given(chains(), all_settings())
def test_the_terms_behind_cashable_money_lead_to_it(chain, settings):
    for effect in calculate(chain, settings.model_copy(update={"income": "lower_cost"})).effects:
        *_, base, share, last = explain_cashable(chain, settings, effect.effect_id)
        assert last.value == near(base.value * share.value, effect.gross)


@few
@given(chains(), all_settings(), st.sampled_from(["public", "society", "municipality"]))
def test_the_terms_behind_payback_lead_to_it(chain, settings, perspective):
    terms, total = explain_payback(chain, settings, perspective), calculate(chain, settings).total(perspective)
    shown = [term.value for term in terms if term.key == "payback"]
    assert shown == ([] if total.payback is None else [near(total.payback.years)])
    sums = [term.value for term in terms if term.key == "running_sum"]
    moved = sum(term.value * {"plus": 1, "minus": -1}[term.role] for term in terms if term.role in ("plus", "minus"))
    assert not sums or sums[-1] == near(moved, scale_of(calculate(chain, settings)))


@few
@given(chains(), all_settings(), st.sampled_from(["public", "society", "state"]))
def test_the_terms_behind_an_end_of_the_span_lead_to_it(chain, settings, perspective):
    span = price_span(chain, settings).of(perspective)
    ratio = calculate(chain, settings).total(perspective).ratio
    for end in ENDS:
        terms = explain_span(chain, settings, perspective, end)
        assert bool(terms) == (span.low_result_ratio is not None)
        if terms:
            *_, value, investment, last = terms
            assert value.value / investment.value == near(last.value, value.value / investment.value)
    if span.low_result_ratio is not None:
        slack = 1e-9 * max(1.0, abs(ratio))
        assert span.cautious - slack <= min(ratio, *span.ordered)
        assert max(ratio, *span.ordered) <= span.hopeful + slack


@few
@given(all_settings(), all_settings())
def test_settings_share_their_conventions_exactly_when_nothing_but_the_name_differs(one, other):
    differ = same_conventions(one, other)
    renamed = one.model_copy(update={"name": "renamed"})
    assert same_conventions(one, renamed) == ()
    assert (differ == ()) == (one == other)
    assert one.model_copy(update={name: getattr(other, name) for name in differ}) == other


def test_a_figure_for_a_place_that_is_not_there_is_refused():
    chain = Chain(id="C", name={"sv": "Tom"}, start_year=2024, end_year=2024)
    with pytest.raises(KeyError):
        calculate(chain, Settings(), {"effects/E9/deadweight": 0.5})


@few
@given(chains())
def test_impossible_draws_are_refused(chain):
    place = f"effects/{chain.effects[0].id}/deadweight"
    with pytest.raises(ValueError, match="deadweight"):
        calculate(chain, Settings(), {place: np.array([0.5, 1.5])})


@few
@given(chains(), st.sampled_from(["deadweight", "attribution"]), st.sampled_from([-0.1, 1.1]))
def test_a_share_outside_nought_to_one_takes_its_effect_out(chain, name, value):
    chain = replaced(chain, "effects", **{name: Assumption(value=value)})
    result = calculate(chain, Settings())
    assert result.effects == ()
    assert {found.code for found in result.excluded} == {"engine.out_of_range"}
    assert result.society.ratio is None or any(r.kind == "income" for r in chain.resources)
