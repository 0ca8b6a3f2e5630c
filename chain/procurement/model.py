"""The evaluation model of a procurement: what bids may promise, what a promise is worth, and every rule, told before.

Decision support beside the tender portal, not legal advice; no thresholds of the law are kept here. A bidder gives
quantities, timing, method and price; what a unit is worth stands here, is the same for all, and is locked when the
model is published. There is no field for a lowest price: a price reduction never becomes worthless. Nor is there one
for the supplier's own funding, which never lowers the price that bids are compared by. Amounts are SEK and shares 0–1.
Numbers are read by their shortest digits, so that 0.7 is exactly seven tenths where a rank depends on it.
"""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import AwareDatetime, Field

from chain.assumption import Assumption, Frozen, Identifier, Line, Number, Year
from chain.period import Every, Period, periods
from chain.text import Text

Amount = Annotated[Number, Field(ge=0)]
Price = Annotated[Number, Field(gt=0)]
Fingerprint = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]


class Basis(StrEnum):
    """The three grounds for award that the law has: best ratio of price and quality, cost, price."""

    PRICE_QUALITY = "price_quality"
    COST = "cost"
    PRICE = "price"


class Engine(StrEnum):
    """Price minus deductions in kronor (lowest is best), or points that hang on the lowest price (highest is best)."""

    DEDUCTION = "deduction"
    RELATIVE = "relative"


class MissingRule(StrEnum):
    """What a blank answer is: no units and no deduction, a bid that is not complete, or a matter for clarification."""

    ZERO = "zero"
    INCOMPLETE = "incomplete"
    CLARIFY = "clarify"


class AboveRule(StrEnum):
    """What a promise above the allowed range is: asked about and else capped at the highest, capped, or refused."""

    CLARIFY_THEN_CAP = "clarify_then_cap"
    CAP = "cap"
    REFUSE = "refuse"


class TieBreak(StrEnum):
    """Who comes first of bids with the same comparison number."""

    LOWEST_PRICE = "lowest_price"
    GREATEST_VALUE = "greatest_value"


class PriceBase(Frozen):
    """What the compared price covers: which parts of the contract, whether options and VAT are in it, which index."""

    covers: Text = Text()
    with_options: bool | None = None
    with_vat: bool | None = None
    index: Text = Text()


class Measure(Frozen):
    """One thing that bidders promise a quantity of, and what a unit of it is worth.

    `lowest` and `highest` bound the whole promise over all periods; beyond `cap` extra promises stop counting. The
    value of a unit is `unit_value` (SEK) less `deadweight`, `displacement` and `attribution` (the share due to others).
    Where `duration_years` is told, the unit value is for a year of benefit: it begins `lag_years` after the period that
    it is delivered in, tapers off by `drop_off` and is discounted; otherwise it is the whole value, counted once.
    `reference_quantity` is what the buyer itself would expect to see delivered. `effect_id` names the effect of the
    chain that it comes from, `every` how often it is followed up.
    """

    id: Identifier
    name: Text
    unit: Text = Text()
    counting_rule: Text = Text()
    worked_example: Text = Text()
    lowest: Amount | None = None
    highest: Amount | None = None
    cap: Amount | None = None
    evidence: Text = Text()
    control: Text = Text()
    every: Every | None = None
    clause: Text = Text()
    sanction: Text = Text()
    object_link: Text = Text()
    is_binding: bool = False
    effect_id: Line = ""
    unit_value: Assumption | None = None
    deadweight: Assumption | None = None
    displacement: Assumption | None = None
    attribution: Assumption | None = None
    drop_off: Assumption | None = None
    lag_years: Assumption | None = None
    duration_years: Assumption | None = None
    missing: MissingRule | None = None
    above: AboveRule | None = None
    reference_quantity: Amount | None = None


class Criterion(Frozen):
    """A judged criterion: at the top level it lowers the price by `most_sek`, at level 0 by nothing, in equal steps.

    `levels` describes each level, the first being 0. `reason` says why it weighs as much as it does.
    """

    id: Identifier
    name: Text
    most_sek: Amount
    levels: tuple[Text, ...] = ()
    reason: Text = Text()
    object_link: Text = Text()
    control: Text = Text()
    is_binding: bool = False

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.levels) - 1


class Requirement(Frozen):
    """A mandatory requirement: a bid that does not meet it is rejected."""

    id: Identifier
    text: Text


class Points(Frozen):
    """Points of the relative engine: for the lowest price, and for the greatest quality; they depend on who else bids.

    `is_counter_example_seen` says that the buyer has seen a losing bid turn the order of two others.
    """

    price: Amount = 60.0
    quality: Amount = 40.0
    is_counter_example_seen: bool = False


class OutcomeTerms(Frozen):
    """What of the contract sum is paid for outcomes: the share `outcome_share` of the price, if all that is promised of
    the measure `measure_id` is delivered and somebody independent has validated it."""

    measure_id: Identifier
    outcome_share: Annotated[Number, Field(gt=0, le=1)]


class FictiveBid(Frozen):
    """A fictive bid that the buyer tries the model with: a price, whole quantities by measure, levels by criterion."""

    id: Identifier
    name: Text
    price_sek: Price
    quantities: dict[Identifier, Amount] = Field(default_factory=dict)
    levels: dict[Identifier, Annotated[int, Field(ge=0, le=100)]] = Field(default_factory=dict)


class Procurement(Frozen):
    """The evaluation model as it is published and locked.

    `value_weight` (λ) is how many kronor of price a krona of promised value may lower, with its `weight_reason`.
    Deductions are rounded to whole multiples of `rounding_sek`, halves upwards. Promises are given for each period that
    ends from `first_on` to `last_on`, `every` so often. `horizon_years` counts from the first period. `estimate_sek` is
    the price that the buyer expects, `outcome_terms` what of it is paid for outcomes, if any. `round` counts how many
    times the model has been made anew.
    """

    id: Identifier
    title: Text
    buyer: Line = ""
    object: Text = Text()
    basis: Basis | None = None
    engine: Engine = Engine.DEDUCTION
    points: Points | None = None
    price_base: PriceBase = PriceBase()
    estimate_sek: Price | None = None
    intervention_id: Line = ""
    measures: tuple[Measure, ...] = ()
    many_measures_reason: Text = Text()
    criteria: tuple[Criterion, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    value_weight: Annotated[Number, Field(ge=0, le=1_000)] | None = None
    weight_reason: Text = Text()
    horizon_years: Annotated[int, Field(ge=1, le=100)] | None = None
    discount_rate: Annotated[Number, Field(ge=0, le=1)] | None = None
    price_year: Year | None = None
    rounding_sek: Annotated[Number, Field(gt=0, le=1_000_000)] | None = None
    tie_break: TieBreak | None = None
    every: Every = Every.ONCE
    first_on: date | None = None
    last_on: date | None = None
    bids_close_at: AwareDatetime | None = None
    opens_at: AwareDatetime | None = None
    test_bids: tuple[FictiveBid, ...] = ()
    outcome_terms: OutcomeTerms | None = None
    round: Annotated[int, Field(ge=1)] = 1

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that promises are given for; none while the days are not told."""
        if self.first_on is None or self.last_on is None or self.last_on < self.first_on:
            return ()
        return _periods(self.every, self.first_on, self.last_on)


@lru_cache(maxsize=256)
def _periods(every: Every, first_on: date, last_on: date) -> tuple[Period, ...]:
    """Asked for a thousand times in one evaluation."""
    return tuple(periods(every, first_on, last_on))
