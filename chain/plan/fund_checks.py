"""Every rule of a sound fund account: an account goes in, all its problems come out at once."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from chain.checks.rule import ERROR, NOTE, WARNING, Rule, at, label, rule
from chain.model import by_id
from chain.plan.fund import FundAccount, Investment
from chain.problem import Problem, Severity

OWN_RULES = "the fund's own rules"


@dataclass(frozen=True)
class Looked:
    """A fund account."""

    account: FundAccount

    @cached_property
    def investments(self) -> dict[str, Investment]:
        """Investments by id."""
        return by_id(self.account.investments)


@rule("fund.repeated_id", ERROR, "an id names one thing")
def repeated_id(seen: Looked):
    """Two of a kind bear the same id."""
    for kind in ("actors", "investments", "reductions"):
        counts = Counter(each.id for each in getattr(seen.account, kind))
        for name, count in counts.items():
            if count > 1:
                yield at(f"{kind}/{name}", name=name)


@rule("fund.leads_nowhere", ERROR, "every link leads to something")
def leads_nowhere(seen: Looked):
    """A committee, an organisation or an investment that is not in the account."""
    actors = {each.id for each in seen.account.actors}
    for each in seen.account.investments:
        for name in (each.committee_id, *each.organisation_ids):
            if name is not None and name not in actors:
                yield at(f"investments/{each.id}", name=name)
    for each in seen.account.reductions:
        if each.committee_id not in actors:
            yield at(f"reductions/{each.id}/committee_id", name=each.committee_id)
        if each.investment_id not in seen.investments:
            yield at(f"reductions/{each.id}/investment_id", name=each.investment_id)


@rule("fund.committee_missing", WARNING, "savings come back from a committee's frame")
def committee_missing(seen: Looked):
    """An investment of which it is not told which committee carries it out."""
    for each in seen.account.investments:
        if each.committee_id is None:
            yield at(f"investments/{each.id}/committee_id", investment=label(each))


@rule("fund.draws_missing", WARNING, "what is not answered is never read as nought")
def draws_missing(seen: Looked):
    """An investment of which it is not told what the fund pays: the balance looks larger than it will be."""
    for each in seen.account.investments:
        if not each.planned_draws.values and not each.actual_draws.values:
            yield at(f"investments/{each.id}/planned_draws", investment=label(each))


@rule("fund.before_start", ERROR, "an account has no movements before it begins")
def before_start(seen: Looked):
    """A movement in a year before the account's first."""
    start = seen.account.start_year
    found = [("deposits", seen.account.deposits.values)]
    for each in seen.account.investments:
        found += [(f"investments/{each.id}", part.values) for part in (each.planned_draws, each.actual_draws)]
    found += [(f"reductions/{each.id}", {each.year: 0.0}) for each in seen.account.reductions]
    for place, years in found:
        if min(years, default=start) < start:
            yield at(place, moved_year=min(years), first_year=start)


@rule("fund.too_many_years", WARNING, OWN_RULES)
def too_many_years(seen: Looked):
    """The fund pays for longer than it may."""
    limit = seen.account.rules.most_years
    for each in seen.account.investments:
        years = sum(amount > 0 for amount in each.planned_draws.values.values())
        if limit is not None and years > limit:
            yield at(f"investments/{each.id}/planned_draws", investment=label(each), years=years, limit=limit)


@rule("fund.too_much_a_year", WARNING, OWN_RULES)
def too_much_a_year(seen: Looked):
    """The fund pays more in a year than it may."""
    limit = seen.account.rules.most_sek_a_year
    for each in seen.account.investments:
        most = max(each.planned_draws.values.values(), default=0)
        if limit is not None and most > limit:
            yield at(f"investments/{each.id}/planned_draws", investment=label(each), paid_sek=most, limit_sek=limit)


@rule("fund.too_large_share", WARNING, OWN_RULES)
def too_large_share(seen: Looked):
    """The fund pays a larger part of the whole cost than it may."""
    limit = seen.account.rules.most_fund_share
    for each in seen.account.investments:
        drawn, whole = (sum(part.values.values()) for part in (each.planned_draws, each.whole_cost))
        if limit is not None and whole and drawn > limit * whole:
            place = f"investments/{each.id}/planned_draws"
            yield at(place, investment=label(each), paid_share=drawn / whole, limit_share=limit)


@rule("fund.whole_cost_missing", WARNING, OWN_RULES)
def whole_cost_missing(seen: Looked):
    """The rules limit the fund's part of the cost, and the whole cost is not stated."""
    for each in seen.account.investments:
        if seen.account.rules.most_fund_share is not None and not sum(each.whole_cost.values.values()):
            yield at(f"investments/{each.id}/whole_cost", investment=label(each))


@rule("fund.too_few_organisations", WARNING, OWN_RULES)
def too_few_organisations(seen: Looked):
    """Fewer take part than the rules ask for."""
    limit = seen.account.rules.least_organisations
    for each in seen.account.investments:
        count = len(set(each.organisation_ids))
        if limit is not None and count < limit:
            yield at(f"investments/{each.id}/organisation_ids", investment=label(each), count=count, limit=limit)


@rule("fund.criterion_open", NOTE, OWN_RULES)
def criterion_open(seen: Looked):
    """A criterion that nobody has judged to be met."""
    for each in seen.account.investments:
        for criterion in seen.account.rules.criteria:
            if criterion.id not in each.met_ids:
                yield at(f"investments/{each.id}/met_ids", investment=label(each), criterion=label(criterion))


@rule("fund.undecided", ERROR, "a frame is lowered by those who decide on budgets")
def undecided(seen: Looked):
    """A lower frame carried out that nobody has decided."""
    for each in seen.account.reductions:
        if each.carried_out_sek is not None and each.decided_sek is None:
            yield at(f"reductions/{each.id}/decided_sek", frame_year=each.year)


@rule("fund.return_not_stated", NOTE, "guidelines for how savings come back are what funds most often lack")
def return_not_stated(seen: Looked):
    """The rules do not say how savings come back."""
    rules = seen.account.rules
    for name in ("frame_reduction_share", "returned_share"):
        if getattr(rules, name) is None:
            yield at(f"rules/{name}")


RULES: tuple[Rule, ...] = tuple(found for found in list(globals().values()) if isinstance(found, Rule))
CODES: dict[str, Severity] = {each.code: each.severity for each in RULES}


def check_fund(account: FundAccount) -> list[Problem]:
    """Every problem of the account, in the order of the rules and then of the account."""
    seen = Looked(account)
    return [problem for each in RULES for problem in each.problems(seen)]
