"""Changes to a fund's account, each as a pure function: no link is left pointing at nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count

from chain.assumption import Frozen
from chain.plan.fund import FundAccount, FundRules, Investment, Reduction, Status, presets
from chain.text import Text

OWN = "own"
"""The id of rules that an organisation has written itself."""


def new_fund(fund_id: str, name: Text, start_year: int, size_sek: float, rules_id: str = OWN) -> FundAccount:
    """An account with nothing drawn, under the rules of a known fund or under none yet."""
    return FundAccount(id=fund_id, name=name, start_year=start_year, size_sek=size_sek, rules=rules_of(rules_id))


def rules_of(rules_id: str) -> FundRules:
    """The rules of a known fund, or rules of one's own that say nothing yet."""
    return presets().get(rules_id) or FundRules(id=OWN)


def without_element(account: FundAccount, kind: str, element_id: str) -> FundAccount:
    """The account without this actor, investment or reduction; lower frames of what is gone go with it."""
    kept = tuple(each for each in getattr(account, kind) if each.id != element_id)
    update: dict[str, object] = {kind: kept}
    if kind != "reductions":
        field = {"investments": "investment_id", "actors": "committee_id"}[kind]
        update["reductions"] = tuple(each for each in account.reductions if getattr(each, field) != element_id)
    if kind == "actors":
        update["investments"] = tuple(_without_actor(each, element_id) for each in account.investments)
    return account.model_copy(update=update)


def _without_actor(investment: Investment, actor_id: str) -> Investment:
    others = tuple(each for each in investment.organisation_ids if each != actor_id)
    committee = None if investment.committee_id == actor_id else investment.committee_id
    return investment.model_copy(update={"committee_id": committee, "organisation_ids": others})


def users_of(account: FundAccount, kind: str, element_id: str) -> list[tuple[str, Frozen]]:
    """The investments that point at this actor, as (kind, element)."""
    if kind != "actors":
        return []
    return [("investments", each) for each in account.investments if _without_actor(each, element_id) != each]


def with_reductions(
    account: FundAccount, investment_id: str, lowered_sek: Mapping[tuple[str, int], float]
) -> FundAccount:
    """The account with these lower frames of an investment, SEK by (committee, year), as worked out.

    They take the place of those that were only worked out. What somebody has decided stands, with its amounts: a new
    figure for that committee and year is left out.
    """
    of_it = {(each.committee_id, each.year): each for each in account.reductions if each.investment_id == investment_id}
    settled = {cell for cell, each in of_it.items() if each.status is not Status.CALCULATED}
    kept = [each for each in account.reductions if each.investment_id != investment_id or _cell(each) in settled]
    taken = {each.id for each in account.reductions}
    free = (name for number in count(1) if (name := f"reduction-{number}") not in taken)
    for cell, amount in lowered_sek.items():
        if cell not in settled:
            committee, year = cell
            own = of_it[cell].id if cell in of_it else next(free)
            kept.append(Reduction(id=own, investment_id=investment_id, committee_id=committee, year=year,
                                  calculated_sek=amount))  # fmt: skip
    return account.model_copy(update={"reductions": tuple(kept)})


def _cell(reduction: Reduction) -> tuple[str, int]:
    return reduction.committee_id, reduction.year


def with_decided(account: FundAccount, year: int, decision: str, day: date | None) -> FundAccount:
    """The account with every lower frame of the year that was only worked out decided, by the amount worked out."""

    def decided(each: Reduction) -> Reduction:
        told = {"decided_sek": each.calculated_sek, "decision": decision, "decided_on": day}
        return each.model_copy(update=told) if each.status is Status.CALCULATED else each

    return _of_year(account, year, decided)


def with_carried_out(account: FundAccount, year: int) -> FundAccount:
    """The account with every decided lower frame of the year carried out, by the amount decided."""

    def done(each: Reduction) -> Reduction:
        is_decided = each.status is Status.DECIDED
        return each.model_copy(update={"carried_out_sek": each.decided_sek}) if is_decided else each

    return _of_year(account, year, done)


def years_with(account: FundAccount, status: Status) -> list[int]:
    """The years in which a lower frame has come just so far."""
    return sorted({each.year for each in account.reductions if each.status is status})


def _of_year(account: FundAccount, year: int, change: Callable[[Reduction], Reduction]) -> FundAccount:
    changed = tuple(change(each) if each.year == year else each for each in account.reductions)
    return account.model_copy(update={"reductions": changed})
