"""Sound comparisons of every kind: measures, ways to act, rules of fading, conventions, ages and payers."""

from itertools import pairwise

from hypothesis import strategies as st

from chain.assumption import Assumption
from chain.forecast.effect import Effect, LeftShare, Persistence
from chain.forecast.model import (
    Comparison,
    CostBand,
    CostItem,
    Decision,
    Delivery,
    ExcessCost,
    Health,
    NaturalCourse,
    Option,
    PayerShare,
    Population,
    ProbabilityBand,
)
from chain.model import Level

HORIZON = 12
START = st.integers(0, 16)


def number(low: float, high: float, **more):
    """A number between two."""
    return st.floats(low, high, allow_subnormal=False).map(lambda value: Assumption(value=round(value, 6), **more))


SHARE = number(0, 1)


@st.composite
def by_age(draw, kind, name, low, high, **more):
    """A table of one to three bands over all ages."""
    ends = sorted(draw(st.sets(st.integers(5, 25), max_size=2)))
    edges = [-1, *ends, 200]
    numbers = number(low, high, **more)
    return tuple(
        kind(**{"age_from": first + 1, "age_to": last, name: draw(numbers)}) for first, last in pairwise(edges)
    )


@st.composite
def persistences(draw):
    """One rule of fading."""
    fading = draw(st.sampled_from(["none", "step", "linear", "half_life", "yearly_factor", "table"]))
    table = tuple(LeftShare(left_share=draw(SHARE)) for _ in range(HORIZON + 1)) if fading == "table" else ()
    years = draw(number(0.5, 15)) if fading in ("step", "linear", "half_life") else None
    factor = draw(SHARE) if fading == "yearly_factor" else None
    return Persistence.model_validate({"id": "one", "fading": fading, "years": years, "factor": factor, "table": table})


@st.composite
def effects(draw):
    """An effect that keeps every probability within 0–1: movements are 0.05–0.3, a constant difference small."""
    acts_on = draw(st.sampled_from(["initial_state", "incidence", "remission", "difference"]))
    measure = draw(st.sampled_from(["risk_difference", "risk_ratio", "odds_ratio", "hazard_ratio", "smd"]))
    event = {"incidence": "problem", "remission": "recovery"}.get(acts_on) or draw(
        st.sampled_from(["problem", "recovery"])
    )
    far, near = (0.5, (0.3, 2.5)) if acts_on != "difference" else (0.05, (0.95, 1.2))
    sizes = {"risk_difference": (0, 0.04), "smd": (-far, 0) if event == "problem" else (0, far)}
    low, high = sizes.get(measure, (near[0], 1) if event == "problem" else (1, near[1]))
    return Effect.model_validate({
        "measure": measure, "event": event, "acts_on": acts_on, "measured_month": 12,
        "basis": draw(st.sampled_from(["intention_to_treat", "completers"])),
        "estimate": draw(number(low, high)), "control_risk": draw(number(0.1, 0.5)),
        "persistence": (draw(persistences()),),
    })  # fmt: skip


@st.composite
def options(draw, name: str):
    """An option with costs of all kinds and one to two payers."""
    per = draw(
        st.lists(st.sampled_from(["setup", "group", "child", "parent_time"]), min_size=1, max_size=3, unique=True)
    )
    costs = tuple(
        CostItem.model_validate({
            "id": kind, "per": kind,
            "amount": draw(number(0, 20_000, price_year=draw(st.sampled_from([2014, 2023, 2024])))),
            "quantity": draw(number(1, 10)), "life_years": draw(number(1, 8)),
            "spread": draw(st.sampled_from(["annuity", "even"])),
        })
        for kind in per
    )  # fmt: skip
    share = draw(st.sampled_from([0.0, 0.25, 1.0]))
    payers = (PayerShare(payer=Level.MUNICIPALITY, share=Assumption(value=share)),
              PayerShare(payer=Level.REGION, share=Assumption(value=1 - share)))  # fmt: skip
    delivery = Delivery(uptake_share=draw(SHARE), completion_share=draw(SHARE), group_size=draw(number(4, 12)))
    return Option(id=name, delivery=delivery, costs=costs, payer_shares=payers, effect=draw(effects()))


@st.composite
def comparisons(draw):
    """A sound comparison of two options over 1, 2, 5 and 12 years."""
    decision = Decision.model_validate({
        "comparator": "usual_support", "horizons": (1, 2, 5, HORIZON), "price_year": 2024,
        "threshold_sek": Assumption(value=500_000), "cost_discount": draw(number(0, 0.08)),
        "effect_discount": draw(number(0, 0.08)),
        "discounting": draw(st.sampled_from(["first_year_undiscounted", "mid_year", "end_year"])),
        "occupancy": draw(st.sampled_from(["life_table", "start", "end"])),
    })  # fmt: skip
    costs = [Level.MUNICIPALITY, Level.REGION, Level.STATE, Level.PARTICIPANTS]
    return Comparison(
        id="drawn",
        decision=decision,
        population=Population(
            children=draw(number(1, 500)),
            age_at_start=draw(START),
            start_share=draw(number(0.6, 0.9)),
            recovered_share=draw(number(0.05, 0.15)),
        ),
        natural_course=NaturalCourse(
            remission=draw(by_age(ProbabilityBand, "probability", 0.05, 0.3)),
            relapse=draw(by_age(ProbabilityBand, "probability", 0.05, 0.3)),
            mortality=draw(st.just(()) | by_age(ProbabilityBand, "probability", 0, 0.02)),
            mortality_ratio=draw(st.none() | number(1, 4)),
        ),
        options=(draw(options("A")), draw(options("B"))),
        excess_costs=tuple(
            ExcessCost(
                id=level.value,
                payer=level,
                transfer=draw(st.booleans()),
                cashable_share=draw(SHARE),
                bands=draw(by_age(CostBand, "amount", 0, 60_000, price_year=2023)),
            )
            for level in costs
        ),
        excess_level=draw(st.none() | number(0, 2)),
        health=Health(quality_without=draw(number(0.6, 1)), quality_loss=draw(number(0, 0.5))),
    )
