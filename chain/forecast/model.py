"""A comparison of interventions for children: who, against what, at what cost, what it changes, and how it goes on.

Time 0 is the measurement after the intervention. A child is without the problem, with it, or dead; a year is a step.
`None` means *not answered yet* and is never read as 0. Every number is a passport.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from chain.assumption import Assumption, Frozen, Identifier, Line, Year
from chain.forecast.effect import Effect
from chain.model import Level, Method, PriceQuality, Span
from chain.text import Text

Age = Annotated[int, Field(ge=0, le=200)]
Years = Annotated[int, Field(ge=1, le=60)]
HORIZONS = (1, 2, 10, 15)


class Comparator(StrEnum):
    """What the interventions are held against."""

    NO_INTERVENTION = "no_intervention"
    WAITING_LIST = "waiting_list"
    USUAL_SUPPORT = "usual_support"
    OTHER_PROGRAMME = "other_programme"


class Occupancy(StrEnum):
    """Which part of a year counts: the mean of its two ends, its start, or its end."""

    LIFE_TABLE = "life_table"
    START = "start"
    END = "end"


class Decision(Frozen):
    """What is to be decided, and by which conventions. `perspective` as in the settings of a ratio."""

    comparator: Comparator | None = None
    comparator_words: Text = Text()
    perspective: Literal["municipality", "region", "state", "public", "society"] = "public"
    horizons: tuple[Years, ...] = HORIZONS
    price_year: Year | None = None
    index: Line = "KPI"
    threshold_sek: Assumption | None = None
    cost_discount: Assumption | None = None
    effect_discount: Assumption | None = None
    discounting: Literal["first_year_undiscounted", "mid_year", "end_year"] = "first_year_undiscounted"
    occupancy: Occupancy = Occupancy.LIFE_TABLE
    start_year: Year | None = None


class Population(Frozen):
    """Those who are offered a place, in one year's cohort.

    `start_share` have the problem when they begin (1 where they are chosen for it), `recovered_share` of them would
    have recovered at time 0 without the intervention.
    """

    children: Assumption | None = None
    age_at_start: Age | None = None
    start_share: Assumption | None = None
    recovered_share: Assumption | None = None
    girls_share: Assumption | None = None
    words: Text = Text()


class ProbabilityBand(Frozen):
    """A yearly probability from one age to another, both counted."""

    age_from: Age
    age_to: Age
    probability: Assumption


class NaturalCourse(Frozen):
    """What happens without the intervention: recovery, new cases and relapses, death.

    No band of mortality: nobody dies within the horizon. `mortality_ratio` is the hazard of death with the problem
    against without it (not stated: alike).
    """

    remission: tuple[ProbabilityBand, ...] = ()
    relapse: tuple[ProbabilityBand, ...] = ()
    mortality: tuple[ProbabilityBand, ...] = ()
    mortality_ratio: Assumption | None = None


class CostPer(StrEnum):
    """What a cost is counted for: the programme once, a group, a child who begins, or hours of a parent's time."""

    SETUP = "setup"
    GROUP = "group"
    CHILD = "child"
    PARENT_TIME = "parent_time"


class CostItem(Frozen):
    """One part of what an intervention costs: `amount` SEK × `quantity` (hours, visits; 1 when not stated).

    A set-up cost is spread over `life_years`, as an annuity or evenly. A parent's time is counted for each child who
    begins, and for society only.
    """

    id: Identifier
    name: Text = Text()
    per: CostPer = CostPer.CHILD
    amount: Assumption | None = None
    quantity: Assumption | None = None
    life_years: Assumption | None = None
    spread: Literal["annuity", "even"] = "annuity"


class PayerShare(Frozen):
    """How much of an intervention's cost one level pays (0–1)."""

    payer: Level
    share: Assumption


class Delivery(Frozen):
    """How it is carried out. `uptake_share` of those offered begin, `completion_share` of these go through.

    `groups` a year; when not stated, beginners ÷ `group_size`, with broken groups.
    """

    uptake_share: Assumption | None = None
    completion_share: Assumption | None = None
    group_size: Assumption | None = None
    groups: Assumption | None = None


class Option(Frozen):
    """One intervention in the comparison. `method_id` tells which entry of the catalogue it began as."""

    id: Identifier
    name: Text = Text()
    words: Text = Text()
    method: Method = Method.EVIDENCE_BASED
    method_id: Identifier | None = None
    delivery: Delivery = Delivery()
    costs: tuple[CostItem, ...] = ()
    payer_shares: tuple[PayerShare, ...] = ()
    effect: Effect = Effect()


class CostBand(Frozen):
    """SEK a year from one age to another, both counted."""

    age_from: Age
    age_to: Age
    amount: Assumption


class Compared(StrEnum):
    """What a yearly cost is: the difference to a child without the problem, or all that such a child costs."""

    EXCESS = "excess"
    GROSS = "gross"


class ExcessCost(Frozen):
    """What a child with the problem costs one payer more than a child without it, a year, by age.

    `transfer` marks money that only changes hands: it stays in the payer's table and is left out for society.
    `causal_chain` names the chain that the cost is a step of: two steps of one are never added.
    """

    id: Identifier
    name: Text = Text()
    payer: Level
    compared: Compared | None = None
    quality: PriceQuality = PriceQuality.ASSUMED
    span: Span = Span.YEAR
    bands: tuple[CostBand, ...] = ()
    cashable_share: Assumption | None = None
    transfer: bool = False
    causal_chain: Identifier | None = None


class Health(Frozen):
    """The quality of life a year, 0–1: without the problem, and what the problem takes from it."""

    quality_without: Assumption | None = None
    quality_loss: Assumption | None = None


class Comparison(Frozen):
    """Two to ten interventions for the same children, each against the comparator.

    `excess_level` multiplies all excess costs: how far they could be off together (1: as stated).
    """

    id: Identifier
    name: Text = Text()
    question: Text = Text()
    setting: Text = Text()
    example: bool = False
    decision: Decision = Decision()
    population: Population = Population()
    natural_course: NaturalCourse = NaturalCourse()
    options: tuple[Option, ...] = ()
    excess_costs: tuple[ExcessCost, ...] = ()
    excess_level: Assumption | None = None
    health: Health = Health()
    funding: Text = Text()
    conflicts: Text = Text()
    engagement: Text = Text()
    limitations: Text = Text()

    def option(self, option_id: str) -> Option:
        """The intervention of this id; KeyError when there is none."""
        return {option.id: option for option in self.options}[option_id]


LEVELS = tuple(Level)


def figures(comparison: Comparison) -> Iterator[tuple[str, Assumption]]:
    """Every number with its place: `decision/threshold_sek`, `options/A/effect/estimate`, `…/bands/0/amount`."""
    return _figures_in("", comparison)


def _figures_in(place: str, held: object) -> Iterator[tuple[str, Assumption]]:
    if isinstance(held, Assumption):
        yield place, held
    elif isinstance(held, Frozen):
        for field in type(held).model_fields:
            yield from _figures_in(f"{place}/{field}" if place else field, getattr(held, field))
    elif isinstance(held, tuple):
        for index, each in enumerate(held):
            yield from _figures_in(f"{place}/{getattr(each, 'id', index)}", each)
