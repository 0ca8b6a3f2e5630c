"""Follow-up: what is to be measured, what it was meant to be, and what was seen, with typed missing values.

A planned indicator is a contract: what it counts and how it is summed up is settled when the first value exists. A
value is never a bare number: a share comes as its two counts, a mean with how many and how spread, and a value that is
not there says why. Nothing here is about a person; groups are summed up before they are written down.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chain.assumption import Assumption, Count, Frozen, Identifier, Line, Number, Year
from chain.model import Direction
from chain.period import Every
from chain.text import Text

PeriodKey = Annotated[str, Field(pattern=r"^(\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d)$")]
Days = Annotated[int, Field(ge=0, le=3_650)]
SMALL_BELOW = 5
"""Groups of fewer persons are not shown in public, unless an indicator asks for a higher bound."""


class Rule(StrEnum):
    """How values of several periods are summed up.

    FLOW: an amount per period; a year is the sum. CUMULATIVE: an amount so far; a year is its last. LEVEL: how it
    stands on a day; a year is its last. SHARE: a numerator of a denominator; a year is the sums of both. MEAN: a mean
    of so many; a year is the mean weighted by how many.
    """

    FLOW = "flow"
    CUMULATIVE = "cumulative"
    LEVEL = "level"
    SHARE = "share"
    MEAN = "mean"


class Missing(StrEnum):
    """Why a value is not there. It is never read as 0; KNOWN_ZERO is no missing value but a stated nought."""

    NOT_YET = "not_yet"
    NON_RESPONSE = "non_response"
    NOT_APPLICABLE = "not_applicable"
    TOO_FEW = "too_few"
    KNOWN_ZERO = "known_zero"


class NonResponse(StrEnum):
    """What the shown figure takes those who did not answer to be; the other one is always shown beside it."""

    LIKE_OTHERS = "like_others"
    NO_SUCCESS = "no_success"


class Focus(StrEnum):
    """What an indicator is about."""

    EFFECT = "effect"
    VOLUME = "volume"
    COST = "cost"
    FIDELITY = "fidelity"
    CONTEXT = "context"


class Reading(StrEnum):
    """How a measured value becomes the assumption that it replaces: as it is, or as its change from the baseline.

    A change is counted towards what is better: downwards where less is. YEARLY replaces one calendar year's number of a
    series at a time (participants, costs). A deadweight is worked out from the comparison group where one was measured.
    """

    AS_IT_IS = "as_it_is"
    CHANGE = "change"
    YEARLY = "yearly"


class Using(StrEnum):
    """Which periods a share or a mean is made of: all, when new people are measured each time, or the latest alone.

    The latest is for the same people measured again: to count them twice would make it look surer than it is.
    """

    ALL = "all"
    LATEST = "latest"


class Replacing(Frozen):
    """The assumption that the measurement will take the place of: where it stands, and how the value is read.

    `prior_weight` is how many observed persons the assumption is worth beside the measured ones (None: what its own
    passport says; 0: measured only). `factor` turns the indicator's unit into the assumption's (kronor per thousand …).
    """

    place: Line
    reading: Reading = Reading.AS_IT_IS
    uses: Using = Using.ALL
    prior_weight: Annotated[float, Field(ge=0, le=1e6)] | None = None
    factor: Number = 1.0


class Group(Frozen):
    """One group that a value is split on."""

    id: Identifier
    name: Text


class Split(Frozen):
    """A way to split a value on groups (sex, age group, area) that do not overlap and together are all."""

    id: Identifier
    name: Text
    groups: tuple[Group, ...]


class PlannedIndicator(Frozen):
    """What is measured, when, by whom, and which assumption the answer will replace.

    `element` is the place of the chain element that it tells of (`indicators/M1`, `outputs/O1`, `resources/R1`).
    `owner` and `reviewer` are people by id. Values are due `due_days` after the end of each period from `first_on` to
    `last_on`, which runs through the years that the benefits last. `comparison` describes a comparison group, if there
    is one. `succeeds` names the indicator that this one took the place of. Shares are told as shares 0–1.
    """

    id: Identifier
    name: Text
    focus: Focus = Focus.EFFECT
    element: Line
    replaces: Replacing | None = None
    unit: Line = ""
    direction: Direction = Direction.UP
    rule: Rule
    counts: Text = Text()
    every: Every = Every.YEAR
    first_on: date
    last_on: date
    due_days: Days = 45
    owner: Line = ""
    reviewer: Line = ""
    baseline: Assumption | None = None
    baseline_year: Year | None = None
    splits: tuple[Split, ...] = ()
    comparison: Text = Text()
    evidence: Text = Text()
    method: Text = Text()
    kolada_kpi: Line = ""
    small_below: Annotated[int, Field(ge=1, le=1_000)] = SMALL_BELOW
    non_response: NonResponse = NonResponse.LIKE_OTHERS
    succeeds: Identifier | None = None


class Target(Frozen):
    """What a value was meant to be in a period, as decided; a later decision stands beside the earlier ones."""

    indicator_id: Identifier
    period: PeriodKey
    value: Number
    version: Annotated[int, Field(ge=1)] = 1
    reason: Text = Text()
    decided_by: Line = ""
    decided_on: date | None = None


class Before(Frozen):
    """The same group before: the mean, of how many that were measured both times, and the spread of their change."""

    value: Number
    answered: Count
    spread_of_change: Annotated[float, Field(ge=0)] | None = None


class Cell(Frozen):
    """What was seen of one group in one period.

    Of a share: `hits` of `answered`, out of `asked`. Of a mean: `value` of `answered`, with `spread` (standard
    deviation). Of an amount or a level: `value`. When `missing` is told there is none of these, or (KNOWN_ZERO) 0.
    """

    value: Number | None = None
    hits: Count | None = None
    answered: Count | None = None
    asked: Count | None = None
    spread: Annotated[float, Field(ge=0)] | None = None
    before: Before | None = None
    missing: Missing | None = None


class GroupCell(Frozen):
    """What was seen of one group of a split."""

    split_id: Identifier
    group_id: Identifier
    cell: Cell


class Observation(Frozen):
    """One indicator in one period: the total, its groups, and the comparison group where there is one.

    `collected_on` is the day that it was measured. `version` counts the corrections; `reason` says why.
    """

    indicator_id: Identifier
    period: PeriodKey
    total: Cell
    groups: tuple[GroupCell, ...] = ()
    comparison: Cell | None = None
    non_response: NonResponse | None = None
    collected_on: date | None = None
    method: Line = ""
    comment: Line = ""
    version: Annotated[int, Field(ge=1)] = 1
    reason: Line = ""
    author: Line = ""

    def says_as(self, other: "Observation") -> bool:
        """Whether both say the same, whoever wrote it down and why."""
        return self.model_dump(exclude=STAMPS) == other.model_dump(exclude=STAMPS)


STAMPS = frozenset({"version", "reason", "author"})
"""Who wrote an observation down and why; not what it says."""


class FollowUp(Frozen):
    """The follow-up of one intervention: the plan, the targets in all their versions, and the values that count."""

    intervention_id: Identifier
    plan: tuple[PlannedIndicator, ...] = ()
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()

    def of(self, indicator_id: str) -> tuple[Observation, ...]:
        """The observations of one indicator."""
        return tuple(each for each in self.observations if each.indicator_id == indicator_id)
