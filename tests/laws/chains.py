"""Hypothesis strategies for whole chains: `chains()` complete and calculable, `any_chain()` possibly incomplete."""

from datetime import date

from hypothesis import strategies as st

from chain.assumption import Assumption, Evidence, Mark, Series, Shape
from chain.model import (
    Activity,
    Actor,
    Chain,
    Claim,
    CostBasis,
    Direction,
    DirectNumber,
    Goal,
    Indicator,
    Level,
    Method,
    MonetisedEffect,
    Outcome,
    Output,
    PriceQuality,
    Proxy,
    Resource,
    ResourceKind,
    ShareOfCohort,
    Span,
    Stakeholder,
    Status,
    Term,
    YearlyProfile,
)
from chain.text import Text

WORDS = st.sampled_from(
    (
        "Färre fall",
        "Ökad närvaro i skolan",
        "Parents feel safer",
        "=1+1",
        '<b>fet</b> & "citat"',
        "a\nb\tc \\ /",
        "👩‍👧 \u200e\u200f",
        "x" * 300,
    )
)
TEXTS = st.builds(Text, sv=WORDS, en=WORDS | st.just(""))
FIRST_YEARS = st.integers(2015, 2035)


def decimals(low: float, high: float, digits: int = 3) -> st.SearchStrategy[float]:
    """Numbers as people enter them: a few decimals, between `low` and `high`."""
    scale = 10**digits
    return st.integers(round(low * scale), round(high * scale)).map(lambda whole: whole / scale)


REASONED = {"reason": Text(sv="Skäl", en="Reason"), "source": "Källa 2024"}
PASSPORTS = st.sampled_from(
    (
        REASONED,
        {**REASONED, "mark": Mark.SOURCED, "evidence": Evidence.CONTROLLED, "noted_on": date(2025, 2, 28)},
        {**REASONED, "mark": Mark.DERIVED, "evidence": Evidence.EXPERT, "derivation": Text(sv="2 × 3")},
    )
)


@st.composite
def assumptions(draw, values: st.SearchStrategy[float], **more: object) -> Assumption:
    """A number with a filled passport, sometimes with an interval around it."""
    value = draw(values)
    interval = {"low": value / 2, "high": value, "shape": Shape.TRIANGULAR} if draw(st.booleans()) else {}
    return Assumption(value=value, **draw(PASSPORTS), **interval, **more)


def shares(high: float = 1.0) -> st.SearchStrategy[Assumption]:
    """Shares 0–1 with passports."""
    return assumptions(decimals(0, high), unit="share")


@st.composite
def series(draw, first: int, last: int, values: st.SearchStrategy[float]) -> Series:
    """Numbers for at least one of the years from `first` to `last`."""
    until = draw(st.integers(first, last))
    return Series(values={year: draw(values) for year in range(first, until + 1)}, source="Källa")


@st.composite
def actors(draw) -> tuple[Actor, ...]:
    """One to four actors, the first one public."""
    levels = [Level.MUNICIPALITY, *draw(st.lists(st.sampled_from(Level), max_size=3))]
    return tuple(Actor(id=f"A{n}", name=draw(TEXTS), level=level) for n, level in enumerate(levels, 1))


def one_of_ids(elements: tuple) -> st.SearchStrategy[str]:
    """The id of one of the elements."""
    return st.sampled_from([element.id for element in elements])


def some_ids(elements: tuple) -> st.SearchStrategy[tuple[str, ...]]:
    """Ids of none, some or all of the elements, each once."""
    return st.lists(one_of_ids(elements), unique=True, max_size=3).map(tuple) if elements else st.just(())


@st.composite
def resources(draw, n: int, people: tuple[Actor, ...], years: tuple[int, int]) -> Resource:
    """A complete resource: amounts, or hours with their cost. The first is money, so that something is invested."""
    kind = ResourceKind.MONEY if n == 1 else draw(st.sampled_from(ResourceKind))
    common = {"id": f"R{n}", "name": draw(TEXTS), "kind": kind, "payer_id": draw(one_of_ids(people))}
    if kind in (ResourceKind.STAFF_TIME, ResourceKind.VOLUNTEER_TIME):
        return Resource(
            **common,
            hours=draw(series(*years, decimals(1, 2000, 1))),
            hourly_cost=draw(assumptions(decimals(50, 900, 0), unit="SEK/h")),
            on_cost_share=draw(shares(0.6)),
        )
    most = 5_000 if kind is ResourceKind.INCOME else 900_000
    return Resource(**common, amounts=draw(series(*years, decimals(10_000 if n == 1 else 0, most, 0))))


@st.composite
def proxies(draw, n: int, people: tuple[Actor, ...]) -> Proxy:
    """A price with its year."""
    price = draw(assumptions(decimals(1, 500_000, 2), price_year=draw(st.integers(2015, 2024)), unit="SEK"))
    return Proxy(
        id=f"P{n}",
        name=draw(TEXTS),
        price=price,
        payer_id=draw(st.none() | one_of_ids(people)),
        quality=draw(st.sampled_from(PriceQuality)),
        basis=draw(st.sampled_from(CostBasis)),
        span=draw(st.sampled_from((Span.EVENT, Span.YEAR))),
    )


@st.composite
def quantities(draw, years: tuple[int, int]) -> ShareOfCohort | DirectNumber | YearlyProfile:
    """Any of the three ways to say how much."""
    kind = draw(st.sampled_from(("share", "number", "profile")))
    if kind == "share":
        return ShareOfCohort(share=draw(shares()), units=draw(assumptions(decimals(0, 365, 2))))
    if kind == "number":
        return DirectNumber(number=draw(assumptions(decimals(0, 500, 2))), every_cohort=draw(st.booleans()))
    return YearlyProfile(units=draw(series(years[0], years[1] + 10, decimals(0, 500, 2))))


@st.composite
def effects(draw, n: int, people, outcomes, prices, years: tuple[int, int]) -> MonetisedEffect:
    """A complete monetised effect. The counterpart of a transfer is always another actor."""
    actor_id = draw(one_of_ids(people))
    others = [actor.id for actor in people if actor.id != actor_id]
    return MonetisedEffect(
        id=f"E{n}",
        name=draw(TEXTS),
        outcome_id=draw(one_of_ids(outcomes)),
        actor_id=actor_id,
        proxy_id=draw(one_of_ids(prices)),
        quantity=draw(quantities(years)),
        sign=draw(st.sampled_from((1, -1))),
        measured_against_comparison=draw(st.booleans()),
        deadweight=draw(shares()),
        displacement=draw(shares()),
        attribution=draw(shares()),
        drop_off=draw(shares()),
        lag_years=draw(assumptions(st.integers(0, 8).map(float), unit="years")),
        duration_years=draw(assumptions(st.integers(1, 12).map(float), unit="years")),
        transfer_counterpart_id=draw(st.none() | st.sampled_from(others)) if others else None,
        cashable_share=draw(shares()),
        cashable_from_year=draw(st.none() | st.integers(years[0], years[1] + 5)),
        in_base_case=draw(st.sampled_from((True, True, True, False))) or n == 1,
    )


def _counted(draw, most: int, make) -> tuple:
    return tuple(draw(make(n)) for n in range(1, draw(st.integers(1, most)) + 1))


@st.composite
def _outcome(draw, n: int, outputs: tuple[Output, ...], stakeholders, goals) -> Outcome:
    earlier = tuple(f"O{m}" for m in range(1, n))
    return Outcome(
        id=f"O{n}",
        name=draw(TEXTS),
        term=draw(st.sampled_from(Term)),
        positive=draw(st.booleans()),
        intended=draw(st.booleans()),
        stakeholder_id=draw(one_of_ids(stakeholders)),
        output_ids=(draw(one_of_ids(outputs)),),
        outcome_ids=draw(st.lists(st.sampled_from(earlier), unique=True).map(tuple)) if earlier else (),
        goal_ids=draw(some_ids(goals)),
    )


@st.composite
def chains(draw) -> Chain:
    """A complete chain that can be calculated: every link, every figure, a positive investment.

    Outcome links only lead backwards, so they never go round. All ids are `A1`, `R1`, `O1`, `P1`, `E1` … by kind.
    """
    first = draw(FIRST_YEARS)
    years = (first, first + draw(st.integers(0, 4)))
    people = draw(actors())
    paid = _counted(draw, 3, lambda n: resources(n, people, years))
    links = _linked_elements(draw, people, paid, years)
    prices = _counted(draw, 3, lambda n: proxies(n, people))
    return Chain(
        id="C1",
        name=draw(TEXTS),
        need=draw(TEXTS),
        purpose=draw(TEXTS),
        method=draw(st.sampled_from(Method)),
        status=draw(st.sampled_from(Status)),
        claim=draw(st.sampled_from(Claim)),
        start_year=years[0],
        end_year=years[1],
        cohort_unit=Text(sv="deltagare", en="participants"),
        cohorts=draw(series(*years, decimals(1, 300, 0))),
        risks=tuple(draw(st.lists(TEXTS, max_size=2))),
        actors=people,
        resources=paid,
        proxies=prices,
        effects=_counted(draw, 5, lambda n: effects(n, people, links["outcomes"], prices, years)),
        **links,
    )


def _linked_elements(draw, people, paid, years: tuple[int, int]) -> dict[str, tuple]:
    stakeholders = tuple(
        Stakeholder(id=f"S{n}", name=draw(TEXTS), actor_id=actor.id, involved=draw(TEXTS))
        for n, actor in enumerate(people, 1)
    )
    goals = (Goal(id="G1", name=draw(TEXTS)),)
    activities = (Activity(id="V1", name=draw(TEXTS), resource_ids=tuple(resource.id for resource in paid)),)
    targets = draw(series(*years, decimals(0, 500, 0)))
    outputs = (Output(id="U1", name=draw(TEXTS), activity_ids=("V1",), targets=targets),)
    outcomes = _counted(draw, 4, lambda n: _outcome(n, outputs, stakeholders, goals))
    indicators = tuple(_indicator(draw, outcome) for outcome in outcomes)
    named = ("stakeholders", "goals", "activities", "outputs", "outcomes", "indicators")
    return dict(zip(named, (stakeholders, goals, activities, outputs, outcomes, indicators), strict=True))


def _indicator(draw, outcome: Outcome) -> Indicator:
    return Indicator(
        id=f"I{outcome.id}",
        name=draw(TEXTS),
        outcome_id=outcome.id,
        unit="%",
        direction=draw(st.sampled_from(Direction)),
        baseline=draw(assumptions(decimals(0, 100))),
        target=draw(assumptions(decimals(0, 100))),
        data_source=draw(TEXTS),
        measured_when=draw(TEXTS),
    )


OPTIONAL = {
    "effects": (
        "outcome_id", "actor_id", "proxy_id", "quantity", "deadweight", "displacement", "attribution",
        "drop_off", "lag_years", "duration_years", "cashable_share",
    ),
    "resources": ("payer_id", "amounts", "hours", "hourly_cost", "on_cost_share"),
    "indicators": ("outcome_id", "baseline", "target"),
}  # fmt: skip
EMPTIABLE = ("resources", "effects", "indicators", "goals")


@st.composite
def any_chain(draw) -> Chain:
    """A chain as someone may leave it halfway: figures, links or whole kinds missing. References never lead nowhere."""
    chain = draw(chains())
    changes: dict[str, object] = {kind: _with_gaps(draw, chain, kind) for kind in OPTIONAL}
    for kind in draw(st.sets(st.sampled_from(EMPTIABLE))):
        changes[kind] = ()
    return _unlinked(chain.model_copy(update=changes | draw(st.sampled_from(({}, {"cohorts": None})))))


def _with_gaps(draw, chain: Chain, kind: str) -> tuple:
    def one(element):
        emptied = draw(st.sets(st.sampled_from(OPTIONAL[kind]), max_size=2))
        return element.model_copy(update=dict.fromkeys(emptied))

    return tuple(one(element) for element in getattr(chain, kind))


def _unlinked(chain: Chain) -> Chain:
    """Take away links to resources and goals that are no longer there."""
    resource_ids = {resource.id for resource in chain.resources}
    goal_ids = {goal.id for goal in chain.goals}
    activities = tuple(
        activity.model_copy(update={"resource_ids": tuple(i for i in activity.resource_ids if i in resource_ids)})
        for activity in chain.activities
    )
    outcomes = tuple(
        outcome.model_copy(update={"goal_ids": tuple(i for i in outcome.goal_ids if i in goal_ids)})
        for outcome in chain.outcomes
    )
    return chain.model_copy(update={"activities": activities, "outcomes": outcomes})
