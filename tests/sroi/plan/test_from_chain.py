"""Chains as options: the same figures as the ratio's, for every actor; draws that are shared; what is refused."""

import numpy as np
import pytest

from chain.plan.model import Budget, Portfolio, Spread, Standing
from chain.problem import RefusedError
from chain.text import Text
from sroi.deciding import drawn_together
from sroi.plan.drawn_factors import WHOLE, factors_together
from sroi.plan.from_chain import conventions_of, option_of, portfolio_of, recounted, settings_of
from sroi.plan.portfolio import plan
from sroi.plan.shared import shared
from sroi.plan.sure import sureness
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from tests.golden.examples import example

NAMES = ("I1", "I2", "I3", "I4")
TEN = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 10, "perspective": "society"})
BENEFIT = TEN.model_copy(update={"income": "benefit"})
GUIDE = SROI_GUIDE.model_copy(update={"costs_after_horizon": "cut"})


def ljusnaby(settings=TEN, **more) -> Portfolio:
    """The four interventions of the example municipality."""
    chains = [example(name) for name in NAMES]
    return Portfolio(
        id="L",
        start_year=min(each.start_year for each in chains),
        conventions=conventions_of(settings),
        actors=tuple({each.id: each for chain in chains for each in chain.actors}.values()),
        goals=tuple({goal.id: goal for each in chains for goal in each.goals}.values()),
        options=tuple(option_of(each, settings) for each in chains),
        **more,
    )


@pytest.mark.parametrize("settings", [TEN, GUIDE, BENEFIT], ids=["public sector", "guide", "income as benefit"])
@pytest.mark.parametrize("name", NAMES)
def test_every_actor_pays_and_gains_what_the_ratio_says(name, settings):
    result = calculate(example(name), settings)
    seen = shared(ljusnaby(settings), [name], by="actor")
    for actor in result.actors:
        if not (actor.investment or actor.value):
            continue
        party = seen.party(actor.actor_id)
        assert party.net_sek == pytest.approx(actor.net, abs=0.01)
        assert party.cashable_sek == pytest.approx(actor.cashable, abs=0.01)
        assert (party.paid_sek, party.gained_sek) == pytest.approx((actor.investment, actor.value), abs=0.01)
    assert seen.everyone.net_sek == pytest.approx(result.society.net, abs=0.01)


def test_the_example_municipality_under_a_budget():
    found = plan(ljusnaby(budgets=(Budget(id="all", limit_sek=12e6),)))
    nets = {name: calculate(example(name), TEN).society.net for name in NAMES}
    assert found.best.option_ids == tuple(name for name in NAMES if nets[name] > 0)
    assert found.best.net_sek == pytest.approx(sum(net for net in nets.values() if net > 0))


def test_draws_of_an_option_alone_are_the_chains_own_net_value():
    case = ljusnaby()
    assert settings_of(case.conventions, TEN.perspective) == TEN.model_copy(update={"name": "own"})
    factors = factors_together(case, {name: example(name) for name in NAMES}, 10_000).factors
    nets = drawn_together([example(name) for name in NAMES], TEN).nets
    for row, option, net in zip(factors, case.options, nets, strict=True):
        party = shared(case, [option.id]).everyone
        assert row * party.gained_sek - party.paid_sek == pytest.approx(net, abs=0.01)
    assert sureness(case, factors).draws == len(nets[0])


def test_a_portfolio_that_begins_in_another_year_has_the_same_draws():
    case, chains = ljusnaby(), {name: example(name) for name in NAMES}
    other = case.model_copy(update={"start_year": case.start_year - 2})
    assert (factors_together(other, chains, 500).factors == factors_together(case, chains, 500).factors).all()


def test_a_chain_counted_otherwise_stops_the_choice_until_it_is_excluded():
    case = ljusnaby()
    other = option_of(example("I1"), TEN.model_copy(update={"filters": "additive", "horizon_years": 5}))
    mixed = case.model_copy(update={"options": (other, *case.options[1:])})
    with pytest.raises(RefusedError) as refused:
        plan(mixed)
    assert {each.place for each in refused.value.problems} == {
        "options/I1/conventions/horizon_years",
        "options/I1/conventions/filters",
    }
    out = other.model_copy(update={"standing": Standing.EXCLUDED})
    assert plan(case.model_copy(update={"options": (out, *case.options[1:])})).best.option_ids == ("I3",)


def test_money_is_cashable_only_from_its_year():
    chain = example("I1")
    late = tuple(each.model_copy(update={"cashable_from_year": chain.start_year + 3}) for each in chain.effects)
    chain = chain.model_copy(update={"effects": late})
    case = ljusnaby()
    option = option_of(chain, TEN)
    found = shared(case.model_copy(update={"options": (option,)}), ["I1"])
    assert found.everyone.cashable_sek == pytest.approx(calculate(chain, TEN).public.cashable, abs=0.01)
    assert not np.any(found.everyone.cashable_by_year[:3])


def test_a_chain_whose_cost_is_not_known_is_no_option():
    chain = example("I1")
    unknown = chain.resources[0].model_copy(update={"amounts": None, "hours": None})
    with pytest.raises(RefusedError):
        option_of(chain.model_copy(update={"resources": (unknown, *chain.resources[1:])}), TEN)


@pytest.mark.parametrize("name", NAMES)
def test_an_option_counted_again_is_what_it_would_have_been_from_the_start(name):
    case, old = ljusnaby(), option_of(example(name), TEN.model_copy(update={"horizon_years": 3}))
    named = old.model_copy(update={"id": "own", "scale_share": 0.5})
    again = recounted(case, named, example(name))
    wanted = option_of(example(name), TEN)
    assert (again.id, again.conventions, again.origin) == ("own", case.conventions, wanted.origin)
    for one, other in zip(again.gains, wanted.gains, strict=True):
        assert one.amounts.values == pytest.approx({year: each / 2 for year, each in other.amounts.values.items()})
    assert settings_of(case.conventions, TEN.perspective).model_copy(update={"name": TEN.name}) == TEN


def test_conventions_that_no_engine_counts_on_are_refused():
    odd = ljusnaby().conventions.model_copy(update={"counting": {"filters": "unheard-of"}})
    with pytest.raises(ValueError, match="filters"):
        settings_of(odd)


def test_interventions_side_by_side_leave_out_what_cannot_be_counted():
    chain = example("I1")
    unknown = chain.resources[0].model_copy(update={"amounts": None, "hours": None})
    broken = chain.model_copy(update={"id": "broken", "resources": (unknown, *chain.resources[1:])})
    other = example("I2")
    renamed = other.actors[0].model_copy(update={"name": Text(sv="Någon annan")})
    other = other.model_copy(update={"actors": (renamed, *other.actors[1:])})
    found, left_out = portfolio_of([chain, broken, other], TEN)
    assert ([each.id for each in found.options], left_out) == (["I1", "I2"], ("broken",))
    assert found.start_year == min(chain.start_year, other.start_year)
    names = {each.id: each.name.sv for each in found.actors}
    for of, option in zip((chain, other), found.options, strict=True):
        own = {each.id: each.name.sv for each in of.actors}
        alone = option_of(of, TEN)
        assert [names[each.payer_id] for each in option.payments] == [own[each.payer_id] for each in alone.payments]
        assert [names[each.gainer_id] for each in option.gains] == [own[each.gainer_id] for each in alone.gains]


def test_scale_variants_of_one_chain_have_its_draws_and_others_their_spread():
    chain = example("I1")
    whole = option_of(chain, TEN)
    half = whole.model_copy(update={"id": "half", "project_id": "I1"})
    other = whole.model_copy(update={"id": "other", "spread": Spread(log_sd=0.3)})
    case = ljusnaby().model_copy(update={"options": (whole, half, other)})
    found = factors_together(case, {"I1": chain, "half": chain}, 500)
    assert (found.factors[0] == found.factors[1]).all()
    assert np.ptp(found.factors[2])
    assert f"{WHOLE}other" in found.columns
    assert found.certain_ids == ()
    assert {each.places[0][0] for each in found.numbers} == {"I1"}
