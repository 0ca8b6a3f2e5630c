"""A portfolio: which interventions could be afforded together, what each costs and gives, and under which limits.

An option's amounts are results of a calculation, so they carry no passports of their own: `Conventions` say how they
were counted and `Origin` from what. Money is SEK by calendar year, not discounted. `None` means *not answered yet* and
is never read as 0.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, field_serializer

from chain.assumption import Correlation, Frozen, Identifier, Line, Number, Share, Year
from chain.model import Actor, Goal
from chain.text import Text

Amount = Annotated[Number, Field(ge=0)]
Persons = Annotated[Number, Field(ge=0)]
Weight = Annotated[Number, Field(ge=0)]
Perspective = Annotated[str, Field(pattern=r"^(public|society|municipality|region|state|actor:.{1,64})$")]
ONE_ACTOR = "actor:"
"""With what a perspective begins that is one actor's."""
AtLeast = Annotated[int, Field(ge=0, le=1000)]


class Aim(StrEnum):
    """What the best portfolio has the most of.

    `NET_VALUE` value less cost for those in the perspective; `OWN_CASHABLE` money that can leave the own organisation's
    budgets, less what it pays; `PRIORITY` value to chosen target groups and goals; `WEIGHTED` a sum of these by stated
    weights. `RATIO` can be written and is always refused: the highest ratio picks the smallest project, not the
    most value.
    """

    NET_VALUE = "net_value"
    OWN_CASHABLE = "own_cashable"
    PRIORITY = "priority"
    WEIGHTED = "weighted"
    RATIO = "ratio"


class Standing(StrEnum):
    """Whether an option may be chosen freely, is in whatever else holds, or is out."""

    FREE = "free"
    KEPT = "kept"
    EXCLUDED = "excluded"


class ByYear(Frozen):
    """An amount a calendar year; a year that is not there has none."""

    values: dict[Year, Number] = Field(default_factory=dict)

    @field_serializer("values")
    def _in_year_order(self, values: dict[Year, Number]) -> dict[Year, Number]:
        return dict(sorted(values.items()))


class Conventions(Frozen):
    """How an option's amounts were counted; those of one portfolio are alike, or nothing is compared.

    `counting` are the remaining choices, by the names that `sroi.settings` gives them.
    """

    assumption_set: Line = ""
    set_version: Line = ""
    engine_version: Line = ""
    price_year: Year | None = None
    horizon_years: Annotated[int, Field(ge=1, le=100)] = 10
    discount_rate: Annotated[Number, Field(ge=-0.5, le=1)] = 0.03
    discounting: Literal["first_year_undiscounted", "mid_year", "end_year"] = "first_year_undiscounted"
    investment_discounted: bool = True
    counting: dict[Line, Line] = Field(default_factory=dict)


class Origin(Frozen):
    """The calculation that an option's amounts come from: which chain, and what it was then."""

    chain_id: Identifier | None = None
    fingerprint: Line = ""


class Payment(Frozen):
    """What one payer puts in, SEK a year; below nought where it gets more in income than it pays."""

    payer_id: Identifier
    amounts: ByYear = ByYear()


class Gain(Frozen):
    """What one actor gains, SEK a year; below nought where the option leaves it worse off.

    `cashable_share` (0–1) can leave a budget. `target_group_id` is whose lives it comes from, `goal_ids` the adopted
    goals that it serves.
    """

    gainer_id: Identifier
    amounts: ByYear = ByYear()
    cashable_share: Share | None = None
    target_group_id: Identifier | None = None
    goal_ids: tuple[Identifier, ...] = ()


class Use(Frozen):
    """How much of a capacity (staff, places) an option takes, a year, in the capacity's own unit."""

    capacity_id: Identifier
    amounts: ByYear = ByYear()


class Reach(Frozen):
    """How many different persons of a target group an option reaches."""

    target_group_id: Identifier
    persons: Persons


class GoalEffect(Frozen):
    """What an option is to change for a goal, in the measure's own unit, and what follow-up has seen so far."""

    goal_id: Identifier
    measure_id: Identifier
    planned: Number
    observed: Number | None = None
    observed_year: Year | None = None


class Spread(Frozen):
    """How sure the gains are: they are × exp(s·z − s²/2), z standard normal, so that the mean stays.

    Options of one `group_id` rest on shared assumptions and move together: two of them with the rank correlation
    √(a × b) of their `group_correlation`, as figures of a chain do.
    """

    log_sd: Annotated[Number, Field(ge=0, le=3)]
    group_id: Identifier | None = None
    group_correlation: Correlation | None = None


class Option(Frozen):
    """One way of doing one intervention. Options of one `project_id` are its scale variants and exclude each other."""

    id: Identifier
    name: Text = Text()
    project_id: Identifier | None = None
    scale_share: Share | None = None
    conventions: Conventions | None = None
    origin: Origin = Origin()
    payments: tuple[Payment, ...] = ()
    gains: tuple[Gain, ...] = ()
    uses: tuple[Use, ...] = ()
    reaches: tuple[Reach, ...] = ()
    effects: tuple[GoalEffect, ...] = ()
    theme_ids: tuple[Identifier, ...] = ()
    goal_ids: tuple[Identifier, ...] = ()
    spread: Spread | None = None
    standing: Standing = Standing.FREE
    standing_reason: Text = Text()

    @property
    def served_goal_ids(self) -> frozenset[str]:
        """The adopted goals that it, its gains or its effects serve."""
        of_gains = (goal for each in self.gains for goal in each.goal_ids)
        return frozenset((*self.goal_ids, *of_gains, *(each.goal_id for each in self.effects)))

    def persons(self, target_group_id: str) -> float | None:
        """How many persons of a target group it reaches; None when that is not stated."""
        return next((each.persons for each in self.reaches if each.target_group_id == target_group_id), None)


class Named(Frozen):
    """A theme, a target group or a measure that options refer to."""

    id: Identifier
    name: Text = Text()
    unit: Text = Text()


class Exclusion(Frozen):
    """Options of which at most one may be chosen."""

    id: Identifier
    name: Text = Text()
    option_ids: tuple[Identifier, ...] = ()


class Prerequisite(Frozen):
    """An option that may be chosen only together with at least one of others."""

    id: Identifier
    option_id: Identifier
    any_of_ids: tuple[Identifier, ...] = ()


class Overlap(Frozen):
    """Persons of a target group whom exactly these options would all reach; each person is counted once.

    Among those chosen, the option that gives the most per person keeps its gains for them; each of the others keeps
    `left_share` of its own (0 where not stated: what is not shown to add up is not added). Gains that name another
    target group stay; those that name none are taken to come from this one.
    """

    id: Identifier
    target_group_id: Identifier
    option_ids: tuple[Identifier, ...] = ()
    persons: Persons
    left_share: Share | None = None


class Budget(Frozen):
    """The most that may be paid, SEK: by one payer or all, in one year or all together."""

    id: Identifier
    name: Text = Text()
    payer_id: Identifier | None = None
    year: Year | None = None
    limit_sek: Amount


class Capacity(Frozen):
    """Something there is only so much of each year: full-time staff, places. A year that is not there has no limit."""

    id: Identifier
    name: Text = Text()
    unit: Text = Text()
    limits: ByYear = ByYear()


class Coverage(Frozen):
    """How many different persons of a target group are to be reached, at least or at most."""

    id: Identifier
    target_group_id: Identifier
    at_least: Persons | None = None
    at_most: Persons | None = None


class ThemeRule(Frozen):
    """How many options of a theme are to be chosen, at least or at most."""

    id: Identifier
    theme_id: Identifier
    at_least: AtLeast | None = None
    at_most: AtLeast | None = None


class GoalRule(Frozen):
    """How many of the chosen options are to serve an adopted goal, at least or at most."""

    id: Identifier
    goal_id: Identifier
    at_least: AtLeast | None = None
    at_most: AtLeast | None = None


class Objective(Frozen):
    """The aim, and what it needs: whose value, which organisation, what comes first, or how aims weigh against another.

    `perspective` is one of `sroi.perspective`; `own_ids` are the own organisation's actors.
    """

    aim: Aim = Aim.NET_VALUE
    perspective: Perspective = "society"
    own_ids: tuple[Identifier, ...] = ()
    priority_group_ids: tuple[Identifier, ...] = ()
    priority_goal_ids: tuple[Identifier, ...] = ()
    weights: dict[Aim, Weight] = Field(default_factory=dict)

    @property
    def actor_id(self) -> str | None:
        """The one actor whose value counts, where it is one's."""
        return self.perspective.removeprefix(ONE_ACTOR) if self.perspective.startswith(ONE_ACTOR) else None


class Choice(Frozen):
    """What the user would rather choose, and why."""

    option_ids: tuple[Identifier, ...] = ()
    reason: Text = Text()


class Portfolio(Frozen):
    """Options that compete for the same money, and what holds when some of them are chosen.

    `start_year` is the first calendar year of the horizon.
    """

    id: Identifier
    name: Text = Text()
    start_year: Year
    conventions: Conventions = Conventions()
    objective: Objective = Objective()
    actors: tuple[Actor, ...] = ()
    goals: tuple[Goal, ...] = ()
    themes: tuple[Named, ...] = ()
    target_groups: tuple[Named, ...] = ()
    measures: tuple[Named, ...] = ()
    options: tuple[Option, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    budgets: tuple[Budget, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    coverages: tuple[Coverage, ...] = ()
    theme_rules: tuple[ThemeRule, ...] = ()
    goal_rules: tuple[GoalRule, ...] = ()
    choice: Choice | None = None

    @property
    def years(self) -> range:
        """The calendar years that are counted."""
        return range(self.start_year, self.start_year + self.conventions.horizon_years)
