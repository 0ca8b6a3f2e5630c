"""One comparison calculated: every option against the comparator, for one number or for many draws at once.

offset[payer, H] = N × reach × Σ_{y ≤ H} (problem without − problem with) × excess cost[payer, age] × v_y;
ΔE[H] = N × reach × Σ_{y ≤ H} (u_R ΔR + u_P ΔP) × v_y; sums over the years are running sums, so a shorter horizon is the
beginning of a longer one. Everything is elementwise in the draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from chain.forecast.checks.looked import at_age
from chain.forecast.model import Comparison, ExcessCost, Option
from chain.model import Level
from sroi.discounting import INDEXES, Index
from sroi.forecast.child_course import Natural, Treated, treated
from sroi.forecast.child_delivery import Delivery, delivered
from sroi.forecast.child_numbers import Figures, Number, Prices, Read
from sroi.perspective import LEVELS
from sroi.steady import power

PERSPECTIVES = (*LEVELS, "public", "society")
SHIFT = {"first_year_undiscounted": 0.0, "mid_year": 0.5, "end_year": 1.0}


class Run:
    """What is common to all options, read once. `persistence` chooses, by option, another rule than its first."""

    def __init__(
        self,
        comparison: Comparison,
        figures: Figures | None = None,
        indexes: Mapping[str, Index] = INDEXES,
        persistence: Mapping[str, str] | None = None,
    ):
        self.comparison, self.decision = comparison, comparison.decision
        self.read = Read(figures or {})
        self.prices = Prices.of(self.decision.price_year, self.decision.index, indexes)
        self.chosen = persistence or {}
        self.years = max(self.decision.horizons)

    @cached_property
    def natural(self) -> Natural:
        """The course without any intervention."""
        return Natural(self.comparison, self.read, self.years)

    @cached_property
    def costs(self) -> dict[str, np.ndarray]:
        """SEK a child with the problem and a year costs more, by excess cost, (T, N) or (T, 1), in one price year."""
        level = self.read.or_else("excess_level", self.comparison.excess_level, 1.0)
        return {cost.id: self._by_year(cost) * level for cost in self.comparison.excess_costs}

    def _by_year(self, cost: ExcessCost) -> np.ndarray:
        start = self.comparison.population.age_at_start
        ages = range(start, start + self.years)
        amounts = self.read.by_age(f"excess_costs/{cost.id}/bands", cost.bands, "amount", ages)
        factors = [self.prices.factor(at_age(cost.bands, age).amount) for age in ages]
        return rows([amount * factor for amount, factor in zip(amounts, factors, strict=True)])

    @cached_property
    def cost_discount(self) -> np.ndarray:
        """What a krona of each year is worth at time 0, (T, N) or (T, 1)."""
        return self._discount("cost_discount")

    @cached_property
    def effect_discount(self) -> np.ndarray:
        """The same for health."""
        return self._discount("effect_discount")

    def _discount(self, name: str) -> np.ndarray:
        growth = 1.0 + np.atleast_1d(np.asarray(self.read(f"decision/{name}", getattr(self.decision, name)), float))
        shift = SHIFT[self.decision.discounting]
        first = np.sqrt(growth) if shift == 0.5 else growth if shift else np.ones_like(growth)
        return 1.0 / (power(growth[None], np.arange(self.years)[:, None]) * first)

    @property
    def threshold_sek(self) -> Number:
        """SEK per quality-adjusted life year."""
        return self.read("decision/threshold_sek", self.decision.threshold_sek)

    def counts(self, cost: ExcessCost, perspective: str) -> bool:
        """Whether an excess cost counts: transfers only change hands, so society leaves them out."""
        return includes(cost.payer, perspective) and not (perspective == "society" and cost.transfer)

    def of(self, option: Option) -> "OptionRun":
        """One option, all of it worked out when asked for."""
        return OptionRun(self, option)

    def options(self) -> dict[str, "OptionRun"]:
        """Every option by id."""
        return {option.id: self.of(option) for option in self.comparison.options}


def includes(payer: Level, perspective: str) -> bool:
    """Whether a payer's money counts in a perspective."""
    if perspective == "public":
        return payer.value in LEVELS
    return perspective in ("society", payer.value)


def rows(numbers: list[Number]) -> np.ndarray:
    """One row a year, (T, N) or (T, 1)."""
    shape = np.broadcast_shapes(*(np.shape(each) or (1,) for each in numbers))
    return np.array([np.broadcast_to(each, shape) for each in numbers], dtype=float)


@dataclass
class OptionRun:
    """One option against the comparator. Amounts are SEK, (T, N) a year or added up to each year."""

    run: Run
    option: Option
    _of: dict = field(default_factory=dict)

    @cached_property
    def treated(self) -> Treated:
        """The course of those reached."""
        rules = {each.id: each for each in self.option.effect.persistence}
        first = next(iter(rules))
        persistence = rules[self.run.chosen.get(self.option.id, first)]
        return treated(self.option, persistence, self.run.natural, self.run.decision.occupancy)

    @cached_property
    def delivery(self) -> Delivery:
        """Beginners, reach and costs."""
        return delivered(self.run.comparison, self.option, self.run.read, self.run.prices)

    @cached_property
    def reached(self) -> Number:
        """How many children the effect reaches."""
        return self.delivery.offered * self.delivery.reached_share

    @cached_property
    def case_years(self) -> np.ndarray:
        """Years with the problem that are averted, all children together, each year, (T, N)."""
        return self.reached * self.treated.less_problem

    def offset(self, cost: ExcessCost) -> np.ndarray:
        """What one excess cost falls by each year, undiscounted, (T, N)."""
        return self.case_years * self.run.costs[cost.id]

    def offsets(self, perspective: str, discounted: bool = True, cashable: bool = False) -> np.ndarray:
        """What all costs that count in the perspective fall by, added up to each year, (T, N)."""
        key = (perspective, discounted, cashable)
        if key not in self._of:
            self._of[key] = self._offsets(*key)
        return self._of[key]

    def _offsets(self, perspective: str, discounted: bool, cashable: bool) -> np.ndarray:
        total = np.zeros((self.run.years, 1))
        for cost in self.run.comparison.excess_costs:
            if self.run.counts(cost, perspective):
                share = self._cashable(cost) if cashable else 1.0
                total = total + self.offset(cost) * share
        return np.add.accumulate(total * self.run.cost_discount if discounted else total, axis=0)

    def _cashable(self, cost: ExcessCost) -> Number:
        return self.run.read.or_else(f"excess_costs/{cost.id}/cashable_share", cost.cashable_share, 0.0)

    def cost(self, perspective: str) -> Number:
        """What the intervention costs those who count, SEK at time 0; for society with the parents' time."""
        delivery = self.delivery
        paid = sum((sek for payer, sek in delivery.costs.items() if includes(payer, perspective)), 0.0)
        return paid + delivery.parents_sek if perspective == "society" else paid

    def qalys(self, discounted: bool = True) -> np.ndarray:
        """Quality-adjusted life years gained, added up to each year, (T, N).

        ΔR is what is lived more and not spent with the problem: u_R × more alive + (u_R − u_P) × less problem.
        """
        health, read = self.run.comparison.health, self.run.read
        whole = read("health/quality_without", health.quality_without)
        loss = read("health/quality_loss", health.quality_loss)
        gain = self.reached * (whole * self.treated.more_alive + loss * self.treated.less_problem)
        return np.add.accumulate(gain * self.run.effect_discount if discounted else gain, axis=0)

    def incremental_cost(self, perspective: str) -> np.ndarray:
        """ΔC: intervention less offset, at each horizon, (T, N)."""
        return self.cost(perspective) - self.offsets(perspective)

    def net_benefit(self, perspective: str, threshold_sek: Number | None = None) -> np.ndarray:
        """NMB = threshold × ΔE − ΔC, at each horizon, (T, N)."""
        worth = self.run.threshold_sek if threshold_sek is None else threshold_sek
        return worth * self.qalys() - self.incremental_cost(perspective)
