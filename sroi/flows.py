"""One calculation's money flows: what each effect is worth and what each resource costs, in sum and year by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chain.model import Chain
from sroi import formulas
from sroi.discounting import Index
from sroi.effect_terms import Basis
from sroi.inputs import Figures, Inputs, inputs_of
from sroi.perspective import counts
from sroi.settings import Settings
from sroi.steady import summed, weighed
from sroi.timeline import Timeline, profile_units, timeline_of


@dataclass
class Flows:
    """Arrays of one calculation: E effects, R resources, A actors, T years, N draws (1 in a single calculation)."""

    chain: Chain
    settings: Settings
    inputs: Inputs
    timeline: Timeline

    @cached_property
    def price(self) -> np.ndarray:
        """Price per unit in the price year's money, SEK, (E, N)."""
        return self.inputs.columns["price"] * self.inputs.price_factor[:, None]

    @cached_property
    def amount(self) -> np.ndarray:
        """Sign × share × units × price: gross value per starter (or per programme) and year, SEK, (E, N)."""
        columns, inputs = self.inputs.columns, self.inputs
        amount = inputs.sign[:, None] * columns["share"] * columns["units"] * self.price
        if inputs.cohort_factor.size == 1 and inputs.cohort_factor[0] == 1:
            return amount
        per_person = (inputs.basis == Basis.COHORT_SIZE)[:, None]
        return amount * np.where(per_person, inputs.cohort_factor, 1.0)

    @cached_property
    def shares_left(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Share left after deadweight, displacement, attribution, each (E, N)."""
        columns = self.inputs.columns
        deductions = (columns["deadweight"], columns["displacement"], columns["attribution"])
        return formulas.shares_left(*deductions, self.settings)

    @cached_property
    def impact(self) -> np.ndarray:
        """What is ours of a starter's first effect year, SEK, (E, N)."""
        return self.amount * self.shares_left[2]

    @cached_property
    def profile(self) -> np.ndarray | None:
        """Units by calendar year of effects with their own profile, (E, T)."""
        return profile_units(self.inputs, self.timeline)

    @cached_property
    def delays(self) -> formulas.Delays:
        """Where the effect years fall."""
        columns = self.inputs.columns
        return formulas.delays(columns["lag"], columns["duration"], len(self.timeline.discount))

    def coefficients(self, factors: np.ndarray) -> np.ndarray:
        """Coefficients (E, K, N) of the closed form when years weigh as `factors` (T,)."""
        found = formulas.coefficients(self.timeline.weights(factors), self.inputs.basis, self.delays)
        return found if self.profile is None else found * self.profile[:, : found.shape[1], None]

    @cached_property
    def drop_off(self) -> np.ndarray:
        """Drop-off share per year, (E, N)."""
        return self.inputs.columns["drop_off"]

    @cached_property
    def value_coefficient(self) -> np.ndarray:
        """Coefficients (E, K, N) of the present value."""
        return self.coefficients(self.timeline.value_factors)

    @cached_property
    def present_value(self) -> np.ndarray:
        """Present value of each effect for its actor, SEK, (E, N): impact × polynomial in (1 − drop-off)."""
        return self.impact * formulas.lasting_value(self.value_coefficient, self.drop_off, self.settings)

    @cached_property
    def cashable(self) -> np.ndarray:
        """The part of each effect's present value that can leave a budget, from its year on, SEK, (E, N)."""
        share = self.inputs.columns["cashable"]
        cashable = self.present_value * share
        if not self.inputs.cashable_from:
            return cashable
        cashable = np.broadcast_to(cashable, np.broadcast_shapes(cashable.shape, self.value_by_year[:, 0].shape)).copy()
        years = self.timeline.first_year + np.arange(len(self.timeline.discount))
        for row, first_cashable in self.inputs.cashable_from.items():
            factors = self.timeline.discount * (years >= first_cashable)
            cashable[row] = share[row] * weighed(factors, self.value_by_year[row])
        return cashable

    @cached_property
    def cashable_by_year(self) -> np.ndarray:
        """The part of each effect's value by calendar year that can leave a budget, not discounted, SEK, (E, T, N)."""
        cashable = self.value_by_year * self.inputs.columns["cashable"][:, None]
        years = self.timeline.first_year + np.arange(len(self.timeline.discount))
        for row, first_cashable in self.inputs.cashable_from.items():
            cashable[row, years < first_cashable] = 0.0
        return cashable

    @cached_property
    def steps(self) -> np.ndarray:
        """The waterfall of each effect, SEK, (7, E, N): gross, five steps, present value."""
        coefficient = self.coefficients(self.timeline.value_counts)
        gross = self.amount * summed(coefficient, axis=1)
        left = [gross * share for share in self.shares_left]
        lasting = self.impact * formulas.lasting_value(coefficient, self.drop_off, self.settings)
        levels = np.stack(np.broadcast_arrays(gross, *left, lasting, self.present_value))
        return np.concatenate([levels[:1], np.diff(levels, axis=0), levels[-1:]])

    @cached_property
    def value_by_year(self) -> np.ndarray:
        """Each effect's value by calendar year, not discounted, 0 outside the horizon, SEK, (E, T, N)."""
        columns, timeline = self.inputs.columns, self.timeline
        year_count = len(timeline.discount)
        spread = formulas.since_start(columns["lag"], columns["duration"], self.drop_off, year_count, self.settings)
        spread = spread * timeline.delay_counts[self.inputs.basis][:, :, None]
        if self.profile is not None:
            spread = spread * self.profile[:, :, None]
        starts = timeline.starts[self.inputs.basis]
        by_year = formulas.by_calendar_year(spread, starts)
        return by_year * timeline.value_counts[:, None] * self.impact[:, None]

    # --- resources ---

    @cached_property
    def money(self) -> np.ndarray:
        """SEK per unit entered (hours: hourly cost with on-cost; amounts: 1), in the price year's money, (R, N)."""
        columns = self.inputs.resource_columns
        unit = columns["amount"] * columns["unit_cost"] * (1 + columns["on_cost"])
        return unit * self.inputs.resource_factor[:, None]

    @cached_property
    def entered(self) -> np.ndarray:
        """SEK or hours as entered, by resource and calendar year, (R, T)."""
        entered = np.zeros((len(self.inputs.resources), len(self.timeline.discount)))
        for row, year, number in self.inputs.terms.resources.entries:
            if number:
                entered[row, year - self.timeline.first_year] = number
        return entered

    @cached_property
    def cost_sign(self) -> np.ndarray:
        """+1 for a cost, −1 for income that lowers cost, 0 for income taken as a benefit, (R,)."""
        income = -1.0 if self.settings.income == "lower_cost" else 0.0
        return np.where(self.inputs.is_income, income, 1.0)

    @cached_property
    def benefit_sign(self) -> np.ndarray:
        """1 for income taken as a benefit, else 0, (R,)."""
        counts = self.settings.income == "benefit"
        return np.where(self.inputs.is_income & counts, 1.0, 0.0)

    def cost(self, factors: np.ndarray) -> np.ndarray:
        """Each resource's cost with years weighed as `factors` (T,), SEK, (R, N)."""
        return self.money * (self.cost_sign * summed(self.entered * factors, axis=1))[:, None]

    def income_value(self, factors: np.ndarray) -> np.ndarray:
        """Each resource's income taken as benefit, years weighed as `factors` (T,), SEK, (R, N)."""
        return self.money * (self.benefit_sign * summed(self.entered * factors, axis=1))[:, None]

    # --- who ---

    @cached_property
    def gains(self) -> np.ndarray:
        """Actor × effect, (A, E): +1 where the actor gains, −1 where it is the counterpart of a transfer."""
        inputs, effects = self.inputs, np.arange(len(self.inputs.effects))
        gains = np.zeros((len(self.chain.actors), len(effects)))
        gains[inputs.actor, effects] = 1
        transfers = inputs.counterpart >= 0
        np.subtract.at(gains, (inputs.counterpart[transfers], effects[transfers]), 1)
        return gains

    @cached_property
    def pays(self) -> np.ndarray:
        """Actor × resource, (A, R): 1 where the actor pays."""
        pays = np.zeros((len(self.chain.actors), len(self.inputs.resources)))
        pays[self.inputs.payer, np.arange(len(self.inputs.resources))] = 1
        return pays

    def members(self, perspective: str) -> np.ndarray:
        """Which actors count in a perspective, 0 or 1, (A,)."""
        return np.array([counts(actor, perspective) for actor in self.chain.actors], dtype=float)


def flows_of(chain: Chain, settings: Settings, figures: Figures | None, indexes: Mapping[str, Index]) -> Flows:
    """Prepare one calculation."""
    inputs = inputs_of(chain, settings, figures, indexes)
    return Flows(chain, settings, inputs, timeline_of(chain, settings, inputs))
