"""What a value chain, or a choice in a portfolio, says of a fund's investment: its cost, and the frames it lowers.

Until the last year that approved follow-up has measured, the savings are those with what was measured in place of what
was assumed; after it they are the forecast's. Only people decide: nothing here is ever decided or carried out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chain.model import Actor, Chain, by_id
from chain.plan.edit import free_id
from chain.plan.fund import FundAccount, FundRules, Investment
from chain.plan.fund_edit import with_reductions
from chain.plan.model import ByYear, Option, Portfolio
from chain.plan.starter import is_same, known_by_name
from chain.text import Text
from sroi.discounting import INDEXES, Index
from sroi.follow_up.learned import Learned
from sroi.plan.from_chain import portfolio_of_one
from sroi.plan.fund import frame_reductions
from sroi.plan.once import counted_once
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
    before, after = (portfolio_of_one(each, settings, indexes) for each in (chain, learned.chain))
    measured = max((year for year in learned.measured_years if year in before.years), default=None)
    return _fed(before, after, measured, rules)


def fed_of_choice(portfolio: Portfolio, option_ids: Sequence[str], rules: FundRules) -> dict[str, Fed]:
    """The same of options chosen together out of a portfolio, by option; each person counted once, all of it forecast.

    The portfolio's own years and conventions hold.
    """
    alone = (
        portfolio.model_copy(update={"options": (each,), "overlaps": ()})
        for each in counted_once(portfolio, option_ids)
    )
    return {each.options[0].id: _fed(each, each, None, rules) for each in alone}


def _fed(before: Portfolio, after: Portfolio, measured: int | None, rules: FundRules) -> Fed:
    """What a portfolio of one option says, as forecast and with what was measured."""
    seen, now = (shared(each, [each.options[0].id], by="actor") for each in (before, after))
    payer = _largest_payer(seen, by_id(before.actors))
    committees = [each for each in before.actors if payer and each.level is payer.level]
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
    named = {each.id: each for each in (fed.committee, *(each.committee for each in lowered)) if each}
    actors, ids = _committees(account, investment_id, named)
    investments = tuple(
        each.model_copy(update={"whole_cost": fed.whole_cost}) if each.id == investment_id else each
        for each in account.investments
    )
    wider = account.model_copy(update={"actors": actors, "investments": investments})
    frames = {(ids[each.committee.id], each.year): each.lowered_sek for each in lowered}
    return with_reductions(wider, investment_id, frames)


def _committees(
    account: FundAccount, investment_id: str, named: Mapping[str, Actor]
) -> tuple[tuple[Actor, ...], dict[str, str]]:
    """The account's actors with these, each once, and under which id each is found.

    Ids are each intervention's own, so a committee is one by its name and level. Where none is called so, one that this
    investment was fed with before is known by its id, so that one renamed in the account is not a second one.
    """
    there = by_id(account.actors)
    called = {name: one.id for name, each in named.items() for one in there.values() if is_same(one, each)}
    own = {each.committee_id for each in account.reductions if each.investment_id == investment_id}
    own |= {each.committee_id for each in account.investments if each.id == investment_id}
    renamed = (own & named.keys() & there.keys()) - called.keys() - set(called.values())
    actors, ids = known_by_name(account.actors, [each for name, each in named.items() if name not in renamed])
    return actors, ids | {name: name for name in renamed}


def with_new(
    account: FundAccount, investment_id: str, name: Text, intervention_id: str | None, fed: Fed
) -> FundAccount:
    """The account with one investment more, for the committee that pays the most of it.

    What the fund pays is for people to say, and is left empty.
    """
    actors, ids = known_by_name(account.actors, [fed.committee] if fed.committee else [])
    committee = ids[fed.committee.id] if fed.committee else None
    new = Investment(
        id=investment_id,
        name=name,
        committee_id=committee,
        organisation_ids=(committee,) if committee else (),
        intervention_id=intervention_id,
    )
    wider = account.model_copy(update={"actors": actors, "investments": (*account.investments, new)})
    return with_fed(wider, investment_id, fed)


def with_choice(account: FundAccount, portfolio: Portfolio, feds: Mapping[str, Fed]) -> FundAccount:
    """The account with every option of a choice as an investment; one that is there already is worked out anew.

    An option that comes from an intervention in the account is that investment; else it is known by its name (unnamed,
    by its id), since an id is its own portfolio's. Two options of one choice are never the same investment.
    """
    options, used = by_id(portfolio.options), set()
    for option_id, fed in feds.items():
        option = options[option_id]
        alike = (each.id for each in account.investments if each.id not in used and _is_of(each, option))
        found = next(alike, None)
        one = found or free_id([each.id for each in account.investments], option_id)
        used.add(one)
        if found:
            account = with_fed(account, one, fed)
        else:
            account = with_new(account, one, option.name, option.origin.chain_id, fed)
    return account


def _is_of(investment: Investment, option: Option) -> bool:
    if option.origin.chain_id is not None:
        return investment.intervention_id == option.origin.chain_id
    same_name = investment.name == option.name and (option.name != Text() or investment.id == option.id)
    return investment.intervention_id is None and same_name
