"""The value-creation chain: resources → activities → outputs → outcomes → monetised effects, and how they connect.

Every element has an id that is unique within its kind; links between elements are lists of such ids.
Incomplete elements are allowed (a chain is walked over weeks): `None` means *not answered yet* and is never read as 0.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from pydantic import Field

from chain.assumption import Assumption, Frozen, Identifier, Line, Series, Year
from chain.judgement import Answer, Decision, FigureGroup, Review
from chain.text import Text


class Level(StrEnum):
    """What kind of body an actor is. Municipality, region and state together are the public sector."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"
    CIVIL_SOCIETY = "civil_society"
    BUSINESS = "business"
    PARTICIPANTS = "participants"
    OTHERS = "others"


PUBLIC_LEVELS = frozenset({Level.MUNICIPALITY, Level.REGION, Level.STATE})


class Actor(Frozen):
    """Someone who may pay, gain, or both: a committee, a region, an agency, an association, the participants."""

    id: Identifier
    name: Text
    level: Level

    @property
    def is_public(self) -> bool:
        """Whether the actor counts in the public-finance total."""
        return self.level in PUBLIC_LEVELS


class Stakeholder(Frozen):
    """A group that affects or is affected; included, or excluded for a stated reason."""

    id: Identifier
    name: Text
    direct: bool = True
    actor_id: Identifier | None = None
    group_size: Assumption | None = None
    involved: Text = Text()
    included: bool = True
    exclusion_reason: Text = Text()


class Goal(Frozen):
    """A goal that the council (or board) has adopted; kept in the organisation's register."""

    id: Identifier
    name: Text
    adopted_by: Text = Text()


class Account(Frozen):
    """An account string in the organisation's own codes; free text on purpose."""

    ansvar: Line = ""
    verksamhet: Line = ""
    konto: Line = ""
    motpart: Line = ""


class ResourceKind(StrEnum):
    """What is put in. Income is entered as a positive amount; it lowers the cost, or is a benefit, by convention."""

    MONEY = "money"
    STAFF_TIME = "staff_time"
    PREMISES = "premises"
    PURCHASES = "purchases"
    IN_KIND = "in_kind"
    VOLUNTEER_TIME = "volunteer_time"
    INCOME = "income"


class Resource(Frozen):
    """Something that one payer puts in.

    Either `amounts` (SEK a calendar year), or `hours` a calendar year × `hourly_cost` (SEK) × (1 + `on_cost_share`).
    `valued` False is a stated choice, with its reason, to leave the resource (often volunteer time) out of the cost.
    """

    id: Identifier
    name: Text
    kind: ResourceKind
    payer_id: Identifier | None = None
    amounts: Series | None = None
    hours: Series | None = None
    hourly_cost: Assumption | None = None
    on_cost_share: Assumption | None = None
    valued: bool = True
    not_valued_reason: Text = Text()
    account: Account | None = None


class Activity(Frozen):
    """What is done, and with which resources."""

    id: Identifier
    name: Text
    description: Text = Text()
    resource_ids: tuple[Identifier, ...] = ()


class Output(Frozen):
    """How much was done (participants, meetings, completions), and by which activities."""

    id: Identifier
    name: Text
    unit: Line = ""
    activity_ids: tuple[Identifier, ...] = ()
    targets: Series | None = None
    actuals: Series | None = None


class Term(StrEnum):
    """When the outcome shows: short (1–2 years), medium (to 10), long (to 15)."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Outcome(Frozen):
    """A change in someone's life or in a body's need, following from outputs or from earlier outcomes.

    `valued` False is a stated choice to show the outcome beside the ratio, not in it.
    """

    id: Identifier
    name: Text
    description: Text = Text()
    term: Term = Term.SHORT
    positive: bool = True
    intended: bool = True
    stakeholder_id: Identifier | None = None
    output_ids: tuple[Identifier, ...] = ()
    outcome_ids: tuple[Identifier, ...] = ()
    goal_ids: tuple[Identifier, ...] = ()
    valued: bool = True
    not_valued_reason: Text = Text()


class Direction(StrEnum):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"
    CONTEXT = "context"


class Indicator(Frozen):
    """How one sees that an outcome has come about: baseline, target, data source, when."""

    id: Identifier
    name: Text
    outcome_id: Identifier | None = None
    unit: Line = ""
    direction: Direction = Direction.UP
    baseline: Assumption | None = None
    target: Assumption | None = None
    data_source: Text = Text()
    measured_when: Text = Text()
    kolada_kpi: Line = ""


class PriceQuality(StrEnum):
    """The class of a price's source."""

    OFFICIAL = "official"
    AGENCY = "agency"
    RESEARCH = "research"
    MEDIA = "media"
    DERIVED = "derived"
    ADVOCACY = "advocacy"
    OWN = "own"
    ASSUMED = "assumed"


class CostBasis(StrEnum):
    """What kind of price it is: an average or a marginal cost, an invoice, a transfer, a tax, a welfare value, pay."""

    AVERAGE = "average"
    MARGINAL = "marginal"
    INVOICE = "invoice"
    TRANSFER = "transfer"
    TAX = "tax"
    WELFARE = "welfare"
    EARNINGS = "earnings"


class Span(StrEnum):
    """What one unit of the price covers: an event, a year, or a whole life or case."""

    EVENT = "event"
    YEAR = "year"
    LIFETIME = "lifetime"


class Proxy(Frozen):
    """The price of one unit of change, as used in this chain.

    `library_id` tells which entry of the price library it came from; `template` keeps that entry's figure to compare
    with when an own figure has replaced it.
    """

    id: Identifier
    name: Text
    price: Assumption
    payer_id: Identifier | None = None
    quality: PriceQuality = PriceQuality.ASSUMED
    basis: CostBasis = CostBasis.AVERAGE
    span: Span = Span.EVENT
    library_id: Identifier | None = None
    template: Assumption | None = None


class ShareOfCohort(Frozen):
    """Quantity as cohort size × `share` of it that changes × `units` per changed case and year."""

    kind: Literal["share_of_cohort"] = "share_of_cohort"
    share: Assumption
    units: Assumption


class DirectNumber(Frozen):
    """Quantity as a `number` of units a year, once from the first year, or anew for every starting cohort."""

    kind: Literal["direct_number"] = "direct_number"
    number: Assumption
    every_cohort: bool = False


class YearlyProfile(Frozen):
    """Quantity as explicit units per calendar year; lag, duration and drop-off are in the profile and do not apply."""

    kind: Literal["yearly_profile"] = "yearly_profile"
    units: Series


Quantity = ShareOfCohort | DirectNumber | YearlyProfile


class MonetisedEffect(Frozen):
    """One outcome's value for one actor: quantity × proxy, less what is not ours, over the years it lasts.

    `deadweight`, `displacement`, `attribution` and `drop_off` are shares 0–1, each with a reason;
    `attribution` is the share due to others. `lag_years` counts from the cohort's start year to the first effect year.
    `sign` −1 is a cost that the intervention causes. `transfer_counterpart_id` gets the same amount with opposite sign.
    `cashable_share` is the part that can leave a budget, from `cashable_from_year` on (calendar year; None: at once).
    """

    id: Identifier
    name: Text
    outcome_id: Identifier | None = None
    actor_id: Identifier | None = None
    proxy_id: Identifier | None = None
    quantity: Quantity | None = Field(default=None, discriminator="kind")
    sign: Literal[1, -1] = 1
    measured_against_comparison: bool = False
    deadweight: Assumption | None = None
    displacement: Assumption | None = None
    attribution: Assumption | None = None
    drop_off: Assumption | None = None
    lag_years: Assumption | None = None
    duration_years: Assumption | None = None
    transfer_counterpart_id: Identifier | None = None
    cashable_share: Assumption | None = None
    cashable_from_year: Year | None = None
    in_base_case: bool = True


class Method(StrEnum):
    """What kind of intervention it is."""

    EVIDENCE_BASED = "evidence_based"
    LOCAL = "local"
    UNIVERSAL = "universal"
    OTHER = "other"


class Status(StrEnum):
    """Where the intervention stands."""

    IDEA = "idea"
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


class Claim(StrEnum):
    """Whether the analysis looks ahead (forecast) or back (evaluative)."""

    FORECAST = "forecast"
    EVALUATIVE = "evaluative"


class Chain(Frozen):
    """One intervention and all that is claimed of it.

    `start_year` to `end_year` is the programme; `cohorts` the number of participants who start each year,
    counted in `cohort_unit` (children, pupils, families). `no_negative_reason` states why no outcome is negative.
    """

    id: Identifier
    name: Text
    need: Text = Text()
    purpose: Text = Text()
    target_group: Text = Text()
    responsible_unit: Text = Text()
    method: Method = Method.LOCAL
    status: Status = Status.IDEA
    claim: Claim = Claim.FORECAST
    evidence: Text = Text()
    start_year: Year
    end_year: Year
    cohort_unit: Text = Text()
    cohorts: Series | None = None
    no_negative_reason: Text = Text()
    risks: tuple[Text, ...] = ()
    learning: Text = Text()
    actors: tuple[Actor, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    goals: tuple[Goal, ...] = ()
    resources: tuple[Resource, ...] = ()
    activities: tuple[Activity, ...] = ()
    outputs: tuple[Output, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    proxies: tuple[Proxy, ...] = ()
    effects: tuple[MonetisedEffect, ...] = ()
    answers: tuple[Answer, ...] = ()
    reviews: tuple[Review, ...] = ()
    decisions: tuple[Decision, ...] = ()
    groups: tuple[FigureGroup, ...] = ()


KINDS = (
    "actors", "stakeholders", "goals", "resources", "activities", "outputs",
    "outcomes", "indicators", "proxies", "effects", "answers", "reviews", "decisions", "groups",
)  # fmt: skip


def by_id(elements: tuple) -> dict[str, Frozen]:
    """Elements of one kind by their id."""
    return {element.id: element for element in elements}


def passports(chain: Chain) -> Iterator[tuple[str, Assumption | Series]]:
    """Every number of the chain with its place, `kind/id/field` (or `chain/cohorts`)."""
    yield from _numbers_in("chain", chain, skip=KINDS)
    for kind in KINDS:
        for element in getattr(chain, kind):
            yield from _numbers_in(f"{kind}/{element.id}", element)


def passports_of(element: Frozen) -> Iterator[tuple[str, Assumption | Series]]:
    """Every number of one element with its place within it."""
    yield from _numbers_in("", element)


NUMBERS, QUANTITIES = (Assumption, Series), (ShareOfCohort, DirectNumber, YearlyProfile)
"""As tuples, which are asked for thousands of times on a page: a union would be made anew each time."""


def _numbers_in(place: str, holder: Frozen, skip: tuple[str, ...] = ()) -> Iterator[tuple[str, Assumption | Series]]:
    values = holder.__dict__
    for field in type(holder).model_fields:
        value = None if field in skip else values[field]
        if isinstance(value, NUMBERS):
            yield f"{place}/{field}", value
        elif isinstance(value, QUANTITIES):
            yield from _numbers_in(f"{place}/{field}", value)
