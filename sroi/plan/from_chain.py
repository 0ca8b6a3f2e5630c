"""An intervention's value chain as an option of a portfolio, counted by the ratio's own functions."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from chain.document import fingerprint
from chain.model import Actor, Chain, by_id
from chain.plan.model import ByYear, Conventions, Gain, Option, Origin, Payment, Portfolio
from chain.plan.starter import with_options
from chain.problem import RefusedError
from sroi.discounting import INDEXES, Index
from sroi.flows import Flows, flows_of
from sroi.ledger import Ledger, may_have_ratio
from sroi.settings import ENGINE_VERSION, Settings

COUNTING = ("filters", "drop_off", "drop_off_from", "horizon_from", "costs_after_horizon", "income", "index")
"""Settings that decide what the amounts are and that a portfolio has no field for."""


def conventions_of(settings: Settings, assumption_set: str = "", set_version: str = "") -> Conventions:
    """The conventions that the settings give an option; whose money counts is the portfolio's aim to say."""
    return Conventions(
        assumption_set=assumption_set,
        set_version=set_version,
        engine_version=ENGINE_VERSION,
        price_year=settings.price_year,
        horizon_years=settings.horizon_years,
        discount_rate=settings.discount_rate,
        discounting=settings.discounting,
        investment_discounted=settings.investment_discounted,
        counting={name: str(getattr(settings, name)) for name in COUNTING},
    )


def option_of(
    chain: Chain, settings: Settings, conventions: Conventions | None = None, indexes: Mapping[str, Index] = INDEXES
) -> Option:
    """What the chain costs each payer and gives each actor, a year, SEK, not discounted.

    Income lowers its payer's cost or is a gain, as the settings say. Money that is cashable only from a year on is a
    gain of its own before it. `conventions` are those of the settings when not given. Raises `RefusedError` when the
    investment is not wholly known or nothing is valued; else as `sroi.ratio.calculate`.
    """
    flows = flows_of(chain, settings, None, indexes)
    if not may_have_ratio(flows):
        raise RefusedError(flows.inputs.problems)
    ledger = Ledger(flows)
    costs = zip(chain.actors, ledger.plain_cost_by_year[:, :, 0], strict=True)
    incomes = zip(chain.actors, ledger.plain_income_by_year[:, :, 0], strict=True)
    return Option(
        id=chain.id,
        name=chain.name,
        conventions=conventions or conventions_of(settings),
        origin=Origin(chain_id=chain.id, fingerprint=fingerprint(chain)),
        payments=tuple(
            Payment(payer_id=actor.id, amounts=_amounts(flows, cost)) for actor, cost in costs if cost.any()
        ),
        gains=(*_gains(flows), *(_income(flows, actor, got) for actor, got in incomes if got.any())),
        goal_ids=tuple(dict.fromkeys(goal for outcome in chain.outcomes for goal in outcome.goal_ids)),
    )


def _amounts(flows: Flows, values: np.ndarray) -> ByYear:
    """Amounts of the shown years, those of nought left out."""
    first = flows.timeline.first_year
    return ByYear(values={first + at: float(each) for at, each in enumerate(values) if each})


def _income(flows: Flows, actor: Actor, got: np.ndarray) -> Gain:
    """Income taken as a benefit: money in hand, so a public body's is cashable whole."""
    return Gain(gainer_id=actor.id, amounts=_amounts(flows, got), cashable_share=1.0 if actor.is_public else None)


def _gains(flows: Flows) -> Iterator[Gain]:
    outcomes, actors = by_id(flows.chain.outcomes), by_id(flows.chain.actors)
    for effect, by_year in zip(flows.inputs.effects, flows.value_by_year[:, :, 0], strict=True):
        goals = outcomes[effect.outcome_id].goal_ids
        share = None if effect.cashable_share is None else effect.cashable_share.value
        sides = [(effect.actor_id, 1.0)]
        sides += [(effect.transfer_counterpart_id, -1.0)] if effect.transfer_counterpart_id else []
        for actor_id, sign in sides:
            for amounts, cashable in _parted(flows, sign * by_year, share, effect.cashable_from_year):
                own = cashable if actors[actor_id].is_public else None
                yield Gain(gainer_id=actor_id, amounts=_amounts(flows, amounts), cashable_share=own, goal_ids=goals)


def _parted(
    flows: Flows, by_year: np.ndarray, share: float | None, from_year: int | None
) -> Iterator[tuple[np.ndarray, float | None]]:
    """The years before any of it is cashable, and those from then on; those with nothing in them left out."""
    is_before = flows.timeline.first_year + np.arange(len(by_year)) < (from_year or 0)
    for part, cashable in ((np.where(is_before, by_year, 0.0), 0.0), (np.where(is_before, 0.0, by_year), share)):
        if part.any():
            yield part, cashable


def portfolio_of_one(chain: Chain, settings: Settings, indexes: Mapping[str, Index] = INDEXES) -> Portfolio:
    """The chain as a portfolio of one option, for those who share the investment in it; raises as `option_of`.

    Its years are all in which the settings count anything: with costs kept after the horizon, or a horizon that begins
    anew with each cohort, more than the horizon's own.
    """
    option = option_of(chain, settings, None, indexes)
    moved = [year for each in (*option.payments, *option.gains) for year in each.amounts.values]
    years = max([settings.horizon_years, *(year - chain.start_year + 1 for year in moved)])
    conventions = conventions_of(settings).model_copy(update={"horizon_years": years})
    return Portfolio(
        id=chain.id,
        name=chain.name,
        start_year=chain.start_year,
        conventions=conventions,
        actors=chain.actors,
        goals=chain.goals,
        options=(option.model_copy(update={"conventions": conventions}),),
    )


def portfolio_of(chains: Sequence[Chain], settings: Settings) -> tuple[Portfolio, tuple[str, ...]]:
    """Interventions side by side, with no rule on which to choose, and the ids of those that cannot be counted yet.

    Counted from the first year that any of them begins. Actors and goals are one where `with_options` takes them for
    one: an id means what its own chain says. Raises ValueError without any chain.
    """
    first_year = min(chain.start_year for chain in chains)
    portfolio = Portfolio(id="interventions", start_year=first_year, conventions=conventions_of(settings))
    left_out = []
    for chain in chains:
        try:
            portfolio = with_options(portfolio, [option_of(chain, settings)], chain.actors, chain.goals)
        except RefusedError:
            left_out.append(chain.id)
    return portfolio, tuple(left_out)


def settings_of(conventions: Conventions, perspective: str = "society") -> Settings:
    """The settings that give a chain these conventions; what they do not say is as `Settings` has it.

    Raises ValueError where a counting convention is none that the engine knows.
    """
    counting = {name: value for name, value in conventions.counting.items() if name in COUNTING}
    shared = ("price_year", "horizon_years", "discount_rate", "discounting", "investment_discounted")
    return Settings(perspective=perspective, **counting, **{name: getattr(conventions, name) for name in shared})


def recounted(portfolio: Portfolio, option: Option, chain: Chain) -> Option:
    """The option counted again from its chain, on the portfolio's conventions.

    What is not in a chain stays: its id and name, project, scale, capacities, reach, themes, spread and standing. In
    another scale than 1 the amounts are that share of the chain's. Raises as `option_of`, and ValueError for
    conventions that this engine cannot count on.
    """
    held = portfolio.conventions
    now = held if not held.engine_version else held.model_copy(update={"engine_version": ENGINE_VERSION})
    counted = option_of(chain, settings_of(held), now)
    share = 1.0 if option.scale_share is None else option.scale_share
    parts = {
        "payments": tuple(_in_scale(each, share) for each in counted.payments),
        "gains": tuple(_in_scale(each, share) for each in counted.gains),
    }
    return option.model_copy(update={"conventions": counted.conventions, "origin": counted.origin, **parts})


def _in_scale(of: Payment | Gain, share: float) -> Payment | Gain:
    values = {year: amount * share for year, amount in of.amounts.values.items()}
    return of.model_copy(update={"amounts": ByYear(values=values)})
