"""What an intervention is said to do: the measured effect, where in the course it acts, and how it fades."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chain.assumption import Assumption, Frozen, Identifier
from chain.text import Text


class Measure(StrEnum):
    """How the study states the effect. The same number means different things in each, so it is always asked."""

    RISK_DIFFERENCE = "risk_difference"
    RISK_RATIO = "risk_ratio"
    ODDS_RATIO = "odds_ratio"
    HAZARD_RATIO = "hazard_ratio"
    SMD = "smd"


RATIOS = frozenset({Measure.RISK_RATIO, Measure.ODDS_RATIO, Measure.HAZARD_RATIO})


class ActsOn(StrEnum):
    """Where the effect enters: the state at the start (A), new cases (B), recovery (C), or the difference (D)."""

    INITIAL_STATE = "initial_state"
    INCIDENCE = "incidence"
    REMISSION = "remission"
    DIFFERENCE = "difference"


SHIFTS = frozenset({ActsOn.INITIAL_STATE, ActsOn.DIFFERENCE})
"""Effects that are there at the start; the others change what happens each year."""


class Event(StrEnum):
    """What the study counted: those with the problem, or those who recovered."""

    PROBLEM = "problem"
    RECOVERY = "recovery"


class EffectBasis(StrEnum):
    """Whom the study's effect holds for: all who were offered a place and began, or those who went through."""

    INTENTION_TO_TREAT = "intention_to_treat"
    COMPLETERS = "completers"


class Fading(StrEnum):
    """How an effect leaves: not at all, all at once, evenly, by halves, by a yearly factor, or by a table."""

    NONE = "none"
    STEP = "step"
    LINEAR = "linear"
    HALF_LIFE = "half_life"
    YEARLY_FACTOR = "yearly_factor"
    TABLE = "table"


TIMED = frozenset({Fading.STEP, Fading.LINEAR, Fading.HALF_LIFE})


class LeftShare(Frozen):
    """How much of the effect is left (0–1) so many whole years after it was measured."""

    left_share: Assumption


class Persistence(Frozen):
    """One rule for how the effect fades after time 0.

    `years`: how long it lasts (step), until it is gone (linear), or until half is left (half-life). `factor`: what is
    left after each year, of the year before. `table`: what is left at year 0, 1, 2 …
    """

    id: Identifier
    name: Text = Text()
    fading: Fading | None = None
    years: Assumption | None = None
    factor: Assumption | None = None
    table: tuple[LeftShare, ...] = ()
    reason: Text = Text()


class Effect(Frozen):
    """The effect against the comparator.

    `estimate` is in the measure's own unit (a risk difference 0–1, a ratio, standard deviations), its low and high the
    study's interval, 95 per cent when nothing else is said. A risk difference above 0 is good, fewer with the problem
    or more who recover, and at the start it is a share of all in the cohort, also of those without the problem. Ratios
    and standardised differences concern `event`. `control_risk` is the control group's risk of the event, needed to
    turn a standardised difference into a risk. `measured_month` is the last measurement, in months after time 0.
    """

    measure: Measure | None = None
    event: Event | None = None
    acts_on: ActsOn | None = None
    basis: EffectBasis | None = None
    estimate: Assumption | None = None
    control_risk: Assumption | None = None
    measured_month: Annotated[int, Field(ge=0, le=1_200)] | None = None
    persistence: tuple[Persistence, ...] = ()
    """The first is the base case; the others stand beside it."""
