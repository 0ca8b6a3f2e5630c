"""What only shows when a model is reckoned at its stated values, and what was wrong in how many draws."""

from collections.abc import Iterator

import numpy as np

from chain.problem import Problem, Severity, problem
from sroi.forecast.matrix import Fault, Watch
from sroi.forecast.plan import Plan, run
from sroi.forecast.program import Program
from sroi.forecast.rewards import Term
from sroi.forecast.values import Values

ROUNDING = 1e-9
IN_DRAWS = {
    "forecast.outside": "forecast.outside_in_draws",
    "forecast.row_sum": "forecast.row_sum_in_draws",
    "forecast.no_value": "forecast.no_value_in_draws",
}


def trial_problems(plan: Plan) -> list[Problem]:
    """Everything that is wrong at the stated values: the start, the rows, amounts without value, negative costs."""
    with np.errstate(all="ignore"):
        values = Values(plan.program, plan.parameters(), plan.roots)
        watch = plan.watch()
        amounts = run(plan, values, watch)
        found = [*_start(plan, values), *(_fault(plan, fault, None) for fault in watch.faults.values())]
        found = [*_explained(plan, found)]
        if not found:
            for at, own in enumerate(amounts):
                for term, amount in zip((*plan.terms[at], *plan.one_offs[at]), own, strict=True):
                    found += _amount(plan, values, term, float(amount[0]))
    return list(dict.fromkeys(found))


def fault_problems(plan: Plan, watch: Watch, draws: int) -> Iterator[Problem]:
    """One warning for each place where something was wrong in some draws."""
    for state, count in watch.below_start.items():
        name = plan.model.states[state].id
        told = {"name": name, "count": count, "draws": draws, "wrong_share": count / draws}
        yield problem("forecast.start_outside_in_draws", f"/model/start/{name}", Severity.WARNING, **told)
    if count := watch.uneven_starts:
        told = {"count": count, "draws": draws, "wrong_share": count / draws}
        yield problem("forecast.shares_sum_in_draws", "/model/start", Severity.WARNING, **told)
    for place, count in watch.below_nought.items():
        told = {"count": count, "draws": draws, "wrong_share": count / draws}
        yield problem("forecast.negative_cost_in_draws", place, Severity.WARNING, **told)
    for fault in watch.faults.values():
        yield _fault(plan, fault, draws)


def _fault(plan: Plan, fault: Fault, draws: int | None) -> Problem:
    states, index = plan.model.states, fault.index
    told = {"origin": states[fault.origin].id, "to": states[fault.to].id, "cycle": fault.cycle}
    if fault.code != "forecast.no_value":
        told |= {"lowest": float(fault.lowest), "highest": float(fault.highest)}
    place = f"/model/transitions/{index}/probability"
    if draws is None:
        return problem(fault.code, place, **told)
    told |= {"count": fault.draws, "draws": draws, "wrong_share": fault.draws / draws}
    return problem(IN_DRAWS[fault.code], place, Severity.WARNING, **told)


def _start(plan: Plan, values: Values) -> Iterator[Problem]:
    for each in plan.walked:
        shares = [float(np.max(values[step])) for step in each.start]
        for state, share in zip(plan.model.states, shares, strict=True):
            if not 0 <= share < np.inf:
                yield problem("forecast.start_outside", f"/model/start/{state.id}", name=state.id, found=share)
        total = sum(shares)
        if plan.model.start_in == "shares" and not abs(total - 1) <= ROUNDING:
            yield problem("forecast.shares_sum", "/model/start", total=total)
        elif not total > 0:
            yield problem("forecast.nobody", "/model/start")


def _explained(plan: Plan, found: list[Problem]) -> Iterator[Problem]:
    """Where a probability has no value because a table has ended, the table is named."""
    for each in found:
        if each.code == "forecast.no_value":
            index = int(each.place.split("/")[3])
            cells = [step for walked in plan.walked for row in walked.matrix.rows
                     for _, step, position in row.moves if position == index]  # fmt: skip
            ended = ended_table(plan.program, set(cells), plan.cycles)
            if ended:
                yield problem("forecast.table_ends", each.place, name=ended[0], at=ended[1])
                continue
        yield each


def ended_table(program: Program, roots: set[int], cycles: int) -> tuple[str, float] | None:
    """The first table under these steps that has no value where it is asked, and where that is."""
    steps = [number for number in program.needed(roots) if program.steps[number].operation == "table"]
    for cycle in range(1, cycles + 2):
        for number in steps:
            step = program.steps[number]
            place = float(Values(program, {}, {step.arguments[0]}).at(cycle)[step.arguments[0]])
            if np.isnan(program.lookups[step.name].at(place)):
                return step.name, place
    return None


def _amount(plan: Plan, values: Values, term: Term, amount: float) -> Iterator[Problem]:
    if not np.isfinite(amount):
        roots = {term.factor} if term.moving is None else {term.factor, term.moving}
        ended = ended_table(plan.program, roots | set(term.by_time), plan.cycles)
        if ended:
            yield problem("forecast.table_ends", term.place, name=ended[0], at=ended[1])
        else:
            yield problem("forecast.no_amount", term.place)
    elif amount < 0 and not term.may_be_negative:
        yield problem("forecast.negative_cost", term.place, found=amount)
