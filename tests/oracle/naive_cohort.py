"""A cohort model in plain loops: one number at a time, the formulas read by Python itself. It shares no code with the
engine but the document's objects."""

from math import exp, floor, log, sqrt
import re

from chain.cohort_model import CohortModel, Strategy

FUNCTIONS = {"exp": exp, "log": log, "sqrt": sqrt, "min": min, "max": max}


def _value(formula, names: dict) -> float:
    if not isinstance(formula, str):
        return formula
    python = re.sub(r"[A-Za-z][A-Za-z0-9_]*(?![0-9_A-Za-z.])", lambda found: "n_" + found[0], formula)
    python = re.sub(r"(?<=[0-9.])n_(e[-+]?[0-9]+)", r"\1", python).replace("^", "**")
    return float(eval(python, {"__builtins__": {}}, {f"n_{name}": meant for name, meant in names.items()}))


class NaiveCohort:
    """One strategy of a model, at given parameters."""

    def __init__(self, model: CohortModel, strategy: Strategy, parameters: dict[str, float]):
        self.model, self.strategy, self.parameters = model, strategy, parameters

    def names(self, cycle: int) -> dict:
        """Everything that a formula can name in a cycle."""
        model, years = self.model, (cycle - 1) * self.model.cycle_years
        names = FUNCTIONS | {"choose": lambda condition, then, otherwise: then if condition else otherwise}
        names |= {"cycle": cycle, "years": years, "cycle_years": model.cycle_years}
        if model.start_age is not None:
            names |= {"start_age": model.start_age, "age": model.start_age + years}
        for table in model.tables:
            rows = {at: band.value for band in table.bands for at in range(band.first, band.last + 1)}
            rows |= {table.first + at: value for at, value in enumerate(table.values)}
            names[table.id] = lambda at, rows=rows: rows[floor(at + 1e-9)]
        names |= self.parameters
        sets = self.strategy.sets
        names |= {name: _value(formula, names) for name, formula in sets.items() if name in self.parameters}
        for each in model.definitions:  # in these models each leans only on those before it
            names[each.id] = _value(each.formula, names)
            if each.id in sets:
                names[each.id] = _value(sets[each.id], names)
        return names

    def is_ours(self, each) -> bool:
        """Whether something holds under this strategy."""
        return not each.strategies or self.strategy.id in each.strategies

    def moves(self, cycle: int) -> dict:
        """The probability of each move in a cycle."""
        names, model = self.names(cycle), self.model
        chosen = {}
        for each in sorted(filter(self.is_ours, model.transitions), key=lambda each: bool(each.strategies)):
            chosen[each.origin, each.to] = each.probability
        found = {move: _value(formula, names) for move, formula in chosen.items() if formula != "rest"}
        for move, formula in chosen.items():
            if formula == "rest":
                found[move] = 1 - sum(
                    p for other, p in found.items() if other[0] == move[0] and chosen[other] != "rest"
                )
        return found

    def trace(self) -> list[dict[str, float]]:
        """How many are in each state at every time point."""
        start = {state.id: _value(self.model.start.get(state.id, 0.0), self.names(1)) for state in self.model.states}
        rows = [start]
        for cycle in range(1, self.model.cycles + 1):
            after = dict.fromkeys(start, 0.0)
            for (origin, to), share in self.moves(cycle).items():
                after[to] += rows[-1][origin] * share
            rows.append(after)
        return rows

    def worth(self, kind: str, period: int) -> float:
        """What a krona of a period (0, 1 …) is worth."""
        told = self.model.discounting
        away = (period + {"start": 0, "middle": 0.5, "end": 1}[told.moment]) * self.model.cycle_years
        return (1 + getattr(told, f"{kind}_rate")) ** -away

    def total(self, kind: str) -> float:
        """Everything of a kind: amounts in states, at moves, at the start."""
        model, rows = self.model, self.trace()
        total = sum(
            _value(each.per_person, self.names(1)) * sum(rows[0][state] for state in each.states or rows[0])
            for each in model.one_off_rewards
            if each.kind == kind and self.is_ours(each)
        )
        by_cycle = {"start": (1, 0), "end": (0, 1), "life_table": (0.5, 0.5)}.get(model.occupancy)
        for period in range(model.cycles if by_cycle else model.cycles + 1):
            weight = 1.0
            if model.occupancy == "half_cycle" and period in (0, model.cycles):
                weight = 0.5
            if model.occupancy == "weights":
                weight = model.weights[period]
            for each in model.state_rewards:
                inside = (each.first_cycle or 1) <= period + 1 <= (each.last_cycle or 10**9)
                if each.kind == kind and self.is_ours(each) and inside:
                    amount = _value(each.per_year, self.names(period + 1)) * model.cycle_years
                    for state in each.states:
                        time = rows[period][state]
                        if by_cycle:
                            time = by_cycle[0] * rows[period][state] + by_cycle[1] * rows[period + 1][state]
                        total += weight * time * amount * self.worth(kind, period)
        return total + self._moved(kind, rows, bool(by_cycle))

    def _moved(self, kind: str, rows: list, is_by_cycle: bool) -> float:
        model, total = self.model, 0.0
        for cycle in range(1, model.cycles + 1):
            point_weight = {"half_cycle": 0.5 if cycle == model.cycles else 1.0, "none": 1.0}.get(model.occupancy, 1.0)
            if model.occupancy == "weights":
                point_weight = model.weights[cycle]
            worth = self.worth(kind, cycle - 1) if is_by_cycle else point_weight * self.worth(kind, cycle)
            for each in model.transition_rewards:
                if each.kind == kind and self.is_ours(each):
                    amount = _value(each.per_move, self.names(cycle))
                    moved = rows[cycle - 1][each.origin] * self.moves(cycle)[each.origin, each.to]
                    total += moved * amount * worth
        return total
