"""What holds for costs: who pays, in which year's prices, and nothing counted twice."""

from collections import defaultdict
from math import isclose

from chain.checks.rule import ERROR, NOTE, WARNING, are_same_words, at, rule
from chain.forecast.checks.looked import Looked
from chain.forecast.model import Compared
from chain.model import PriceQuality, Span

ONCE = "values that overlap are never added"


@rule("comparison.payer_shares", ERROR, "every krona of the intervention is paid by somebody, once")
def payer_shares(seen: Looked):
    """The payers' shares do not sum to one, or nobody pays."""
    for option in seen.comparison.options:
        total = sum(each.share.value for each in option.payer_shares)
        if option.costs and not isclose(total, 1, abs_tol=1e-9):
            yield at(f"options/{option.id}/payer_shares", sum_share=round(total, 6))


@rule("comparison.payer_twice", ERROR, "every krona of the intervention is paid by somebody, once")
def payer_twice(seen: Looked):
    """A payer stands twice among the shares."""
    for option in seen.comparison.options:
        payers = [each.payer for each in option.payer_shares]
        for index, payer in enumerate(payers):
            if payer in payers[:index]:
                yield at(f"options/{option.id}/payer_shares/{index}", level=payer)


@rule("comparison.negative_cost", ERROR, "a cost is an amount; a saving follows from the difference")
def negative_cost(seen: Looked):
    """An amount below nought, or its low end."""
    for place, figure in seen.figures:
        if place.endswith(("/amount", "/quantity")) or place == "excess_level":
            stated = [each for each in (figure.low, figure.value) if each is not None]
            if min(stated) < 0:
                yield at(place, value=min(stated))


@rule("comparison.gross_cost", ERROR, "an excess cost is the child with the problem less the child without it")
def gross_cost(seen: Looked):
    """All that a child costs, where only the difference may stand."""
    for cost in seen.comparison.excess_costs:
        if cost.compared is Compared.GROSS:
            yield at(f"excess_costs/{cost.id}/compared")


@rule("comparison.compared_not_stated", WARNING, "an excess cost is a difference between two children")
def compared_not_stated(seen: Looked):
    """It is not said whether the cost is a difference."""
    for cost in seen.comparison.excess_costs:
        if cost.compared is None:
            yield at(f"excess_costs/{cost.id}/compared")


@rule("comparison.not_yearly", ERROR, "a lifetime value never stands in a sum over years")
def not_yearly(seen: Looked):
    """A value of an event or of a whole life, where a yearly cost belongs."""
    for cost in seen.comparison.excess_costs:
        if cost.span is not Span.YEAR:
            yield at(f"excess_costs/{cost.id}/span", span=cost.span)


@rule("comparison.price_of_exclusion", ERROR, "a price of exclusion per person is a reference line, no effect's price")
def price_of_exclusion(seen: Looked):
    """An advocate's price for a whole life outside, as the price of an effect."""
    for cost in seen.comparison.excess_costs:
        if cost.quality is PriceQuality.ADVOCACY:
            yield at(f"excess_costs/{cost.id}/quality")


@rule("comparison.steps_added", ERROR, ONCE)
def steps_added(seen: Looked):
    """Several steps of one causal chain."""
    steps = defaultdict(list)
    for cost in seen.comparison.excess_costs:
        if cost.causal_chain is not None:
            steps[cost.causal_chain].append(cost)
    for name, costs in steps.items():
        for cost in costs[1:]:
            yield at(f"excess_costs/{cost.id}/causal_chain", name=name, count=len(costs))


@rule("comparison.same_cost_twice", WARNING, ONCE)
def same_cost_twice(seen: Looked):
    """Two costs of one payer under one name."""
    costs = seen.comparison.excess_costs
    for index, cost in enumerate(costs):
        if any(cost.payer is other.payer and are_same_words(cost.name, other.name) for other in costs[:index]):
            yield at(f"excess_costs/{cost.id}", level=cost.payer)


@rule("comparison.nobody_saves", WARNING, "without excess costs the forecast has only costs")
def nobody_saves(seen: Looked):
    """No excess cost at all: the offset will be nought."""
    if not seen.comparison.excess_costs:
        yield at("excess_costs")


@rule("comparison.cashable_not_stated", NOTE, "a saved place is cashable only when capacity is cut")
def cashable_not_stated(seen: Looked):
    """It is not said how much of a cost can leave a budget; nothing is counted as cashable."""
    for cost in seen.comparison.excess_costs:
        if cost.cashable_share is None:
            yield at(f"excess_costs/{cost.id}/cashable_share")
