"""What an intervention's value chain says of a fund's investment in it: its cost, and the frames its savings lower.

Until the last year that approved follow-up has measured, the savings are those with what was measured in place of what
was assumed; after it they are the forecast's. Only people decide: nothing here is ever decided or carried out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chain.model import Actor, Chain, by_id
from chain.plan.fund import FundAccount, FundRules, Investment
from chain.plan.fund_edit import with_reductions
from chain.plan.model import ByYear, Portfolio
from sroi.discounting import INDEXES, Index
from sroi.follow_up.learned import Learned
from sroi.plan.from_chain import portfolio_of
from sroi.plan.fund import frame_reductions
from sroi.plan.shared import Shared, shared
from sroi.settings import Settings


@dataclass(frozen=True)
class Saving:
    """One committee's cashable saving in one year, SEK as of that year: as forecast, and what counts now.

    `is_measured` tells whether the year lies within what approved follow-up has measured. `lowered_sek` is how much
    the fund's rules lower the frame by; None where they do not say.
    """

    committee: Actor
    year: int
    forecast_sek: float
    counted_sek: float
    is_measured: bool
    lowered_sek: float | None


@dataclass(frozen=True)
class Fed:
    """What a chain says of an investment: the whole cost by year, and the savings by committee and year.

    `committee` is the public body that pays the most, None where none pays; `last_measured` the last year that approved
    follow-up has measured.
    """

    committee: Actor | None
    whole_cost: ByYear
    savings: tuple[Saving, ...]
    last_measured: int | None


def fed_from(
    chain: Chain, learned: Learned, settings: Settings, rules: FundRules, indexes: Mapping[str, Index] = INDEXES
) -> Fed:
    """What the chain says under these conventions, with what was measured. Raises as `sroi.plan.from_chain`.

    Committees are those at the level of the public body that pays the most: of a municipality's intervention its own
    committees, not the region's or the state's budgets.
    """
    before, after = (portfolio_of(each, settings, indexes) for each in (chain, learned.chain))
    seen, now = (shared(each, [each.options[0].id], by="actor") for each in (before, after))
    measured = max((year for year in learned.measured_years if year in seen.years), default=None)
    payer = _largest_payer(seen, by_id(chain.actors))
    committees = [each for each in chain.actors if payer and each.level is payer.level]
    savings = (each for committee in committees for each in _savings(committee, seen, now, measured, rules))
    return Fed(payer, _whole_cost(before), tuple(savings), measured)


def _largest_payer(seen: Shared, actors: Mapping[str, Actor]) -> Actor | None:
    paying = [each for each in seen.parties if actors[each.name].is_public and each.paid_sek > 0]
    return actors[max(paying, key=lambda each: each.paid_sek).name] if paying else None


def _whole_cost(portfolio: Portfolio) -> ByYear:
    found: dict[int, float] = {}
    for each in portfolio.options[0].payments:
        for year, amount in each.amounts.values.items():
            found[year] = found.get(year, 0.0) + amount
    return ByYear(values=found)


def _savings(committee: Actor, seen: Shared, now: Shared, measured: int | None, rules: FundRules) -> list[Saving]:
    forecast, outcome = (_cashable(each, committee.id) for each in (seen, now))
    counted = {year: (outcome if measured and year <= measured else forecast)[year] for year in seen.years}
    lowered = frame_reductions(rules, counted)
    return [
        Saving(
            committee=committee,
            year=year,
            forecast_sek=forecast[year],
            counted_sek=counted[year],
            is_measured=measured is not None and year <= measured,
            lowered_sek=None if lowered is None else lowered.get(year, 0.0),
        )
        for year in seen.years
        if forecast[year] or counted[year]
    ]


def _cashable(seen: Shared, actor_id: str) -> dict[int, float]:
    """An actor's cashable saving by year; nought for one that has no part in it."""
    party = {each.name: each for each in seen.parties}.get(actor_id)
    amounts = party.cashable_by_year if party else (0.0,) * len(seen.years)
    return dict(zip(seen.years, amounts, strict=True))


def with_fed(account: FundAccount, investment_id: str, fed: Fed) -> FundAccount:
    """The account with the investment's whole cost and worked-out lower frames as the chain says them.

    Committees that the account does not have yet are added. Lower frames that somebody has decided stand.
    """
    lowered = [each for each in fed.savings if each.lowered_sek and each.year >= account.start_year]
    known = by_id(account.actors)
    named = (fed.committee, *(each.committee for each in lowered))
    added = {each.id: each for each in named if each and each.id not in known}
    investments = tuple(
        each.model_copy(update={"whole_cost": fed.whole_cost}) if each.id == investment_id else each
        for each in account.investments
    )
    wider = account.model_copy(update={"actors": (*account.actors, *added.values()), "investments": investments})
    return with_reductions(wider, investment_id, {(each.committee.id, each.year): each.lowered_sek for each in lowered})


def with_new(account: FundAccount, investment_id: str, chain: Chain, fed: Fed) -> FundAccount:
    """The account with one investment more, in the chain's intervention, for the committee that pays the most of it.

    What the fund pays is for people to say, and is left empty.
    """
    committee = fed.committee.id if fed.committee else None
    new = Investment(
        id=investment_id,
        name=chain.name,
        committee_id=committee,
        organisation_ids=(committee,) if committee else (),
        intervention_id=chain.id,
    )
    return with_fed(account.model_copy(update={"investments": (*account.investments, new)}), investment_id, fed)
