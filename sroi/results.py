"""What a calculation gives: frozen, with units, and knowing where it came from.

A single calculation holds plain floats. A calculation over N draws holds arrays: (N,) amounts, (years, N) series.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np

from chain.document import fingerprint
from chain.model import Chain
from chain.problem import Problem
from sroi.settings import Settings

Amount = "float | np.ndarray"
ByYear = "tuple[float, ...] | np.ndarray"


@dataclass(frozen=True)
class Payback:
    """How long until the investment is earned back, in years from the start. 0.5 is half a year; NaN (draws) never."""

    years: "float | np.ndarray"

    @property
    def months(self) -> "float | np.ndarray":
        """The same in months."""
        return self.years * 12


@dataclass(frozen=True)
class Waterfall:
    """From gross value to present value, SEK: gross + every step = present value.

    A deduction on something gained is negative; on a negative effect it is positive, since less harm is ours.
    """

    gross: Amount
    deadweight: Amount
    displacement: Amount
    attribution: Amount
    drop_off: Amount
    discounting: Amount
    present_value: Amount

    @property
    def steps(self) -> dict[str, Amount]:
        """The five steps in order, by name."""
        names = ("deadweight", "displacement", "attribution", "drop_off", "discounting")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Total:
    """One perspective's figures, SEK: public finances, society, a level of the public sector, or one actor.

    `investment_known` is False when a resource cannot be counted: then `investment` is only the least it can be, and
    neither net value nor payback may be told. `expenses` is the investment before income is taken off it.
    `investment` is what counts at this horizon, `investment_programme` the whole programme's, weighed over time alike.
    `ratio` = value ÷ investment, `net_ratio` = net ÷ investment; None when no ratio may be shown (NaN in single draws).
    `cashable` can leave a public budget, `calculated_saving` is the rest of the public value, `welfare_value` falls to
    others; the three add up to `value`. Series by year are weighed over time as value and investment are.
    `undiscounted_gross_value` sums the effects' yearly values (deductions and drop-off taken off) before discounting
    and before the counterparts of transfers are taken off.
    """

    perspective: str
    investment_known: bool
    investment: Amount
    expenses: Amount
    investment_programme: Amount
    value: Amount
    net: Amount
    ratio: "float | np.ndarray | None"
    net_ratio: "float | np.ndarray | None"
    payback: Payback | None
    cashable: Amount
    net_of_cashable: Amount
    calculated_saving: Amount
    welfare_value: Amount
    waterfall: Waterfall
    investment_by_year: ByYear
    value_by_year: ByYear
    cumulative_by_year: ByYear
    undiscounted_gross_value: Amount


@dataclass(frozen=True)
class ActorResult:
    """What one actor puts in and gets out, SEK, present values; the counterpart's side of transfers included."""

    actor_id: str
    investment: Amount
    programme_investment: Amount
    value: Amount
    net: Amount
    cashable: Amount
    payback: Payback | None
    investment_by_year: ByYear
    value_by_year: ByYear


@dataclass(frozen=True)
class EffectResult:
    """One effect's value for its actor, SEK. `price` is in the price year's money, `price_factor` how it got there.

    `filters_left` is the share left after deadweight, displacement and attribution. `value_by_year` is not discounted.
    `gross` is quantity × price over its counted years, before anything is taken off. `cashable` counts both sides.
    """

    effect_id: str
    outcome_id: str
    actor_id: str
    counterpart_id: str | None
    proxy_id: str
    price: Amount
    price_factor: float
    filters_left: Amount
    value_by_year: ByYear
    discounted_by_year: ByYear
    present_value: Amount
    gross: Amount
    cashable: Amount
    waterfall: Waterfall


class Run(Protocol):
    """The calculation behind a result, kept for what is looked at more seldom."""

    chain: Chain
    optional: "tuple[EffectResult, ...] | None"
    """The effects outside the base case, where they were kept; None where they can be calculated."""

    def total(self, perspective: str) -> Total:
        """The figures of any perspective."""

    def cashable_payback(self, perspective: str) -> Payback | None:
        """Payback on money that can leave a public budget alone."""

    def effect_results(self) -> tuple[EffectResult, ...]:
        """Every counted effect's figures."""


@dataclass(frozen=True)
class Result:
    """All figures of one chain under one set of conventions.

    `excluded` names every effect that could not be counted, and why; `problems` what keeps a ratio from being shown
    (errors) or weakens it (warnings). `fingerprint` and `effects` are worked out when first asked for.
    """

    engine_version: str
    settings: Settings
    years: tuple[int, ...]
    public: Total
    society: Total
    actors: tuple[ActorResult, ...]
    excluded: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    run: Run = field(repr=False, compare=False)

    def total(self, perspective: str) -> Total:
        """The figures of a perspective by its name; all but `public` and `society` are worked out when asked for."""
        kept = {"public": self.public, "society": self.society}
        return kept[perspective] if perspective in kept else self.run.total(perspective)

    def cashable_payback(self, perspective: str) -> Payback | None:
        """When money that can leave a public budget has alone made up for the investment; None when never."""
        return self.run.cashable_payback(perspective)

    @cached_property
    def effects(self) -> tuple[EffectResult, ...]:
        """Every counted effect, in the chain's order."""
        return self.run.effect_results()

    @cached_property
    def fingerprint(self) -> str:
        """What the chain was when this was computed."""
        return fingerprint(self.run.chain)  # the function of chain.document, not this property
