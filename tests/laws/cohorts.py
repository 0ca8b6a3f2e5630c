"""Hypothesis strategies for cohort models: few states, any convention, formulas over parameters, time, age, tables."""

from hypothesis import strategies as st

from chain.cohort_model import (
    Band,
    CohortModel,
    Definition,
    Discounting,
    Drawn,
    OneOffReward,
    Parameter,
    State,
    StateReward,
    Strategy,
    Table,
    Transition,
    TransitionReward,
)  # fmt: skip
from chain.text import Text

SHARES = ("p", "q/2", "p*q", "1-exp(-p*cycle_years)", "choose(cycle <= 2, p, q)/2", "dies(age)", "p*exp(-0.1*years)",
          "min(p, dies(age)*3)", "1-exp(0.02*((cycle-1)^1.5-cycle^1.5))", 0.05)  # fmt: skip
"""Formulas below one half, of every kind: fixed, by time, by draw, by both."""
AMOUNTS = (100.0, "c", "c*dies(age)", "c*1.01^years", "c + 10*cycle", "choose(age < 12, 0, c)", "fee(cycle)*2", "0")
words = st.sampled_from


def rate() -> st.SearchStrategy[float]:
    """Yearly rates of discounting."""
    return words([0.0, 0.03, 0.06])


@st.composite
def cohort_models(draw: st.DrawFn) -> CohortModel:
    """Two to four states with random moves, one to three strategies, amounts of all kinds."""
    states = "ABCD"[: draw(st.integers(2, 4))]
    strategies = tuple(
        Strategy(id=name, sets=draw(_sets())) for name in ("usual", "new", "other")[: draw(st.integers(1, 3))]
    )
    named = [each.id for each in strategies]
    cycles, occupancy = (
        draw(st.integers(1, 6)),
        draw(words(["start", "end", "life_table", "half_cycle", "none", "weights"])),
    )
    moves = draw(_moves(states, named))
    return CohortModel(
        id="drawn", perspective="payer", price_year=2024, effect_unit="QALY", persistence=Text(en="as drawn"),
        comparator="usual", cycles=cycles, cycle_years=draw(words([1.0, 0.5])), start_age=10.0,
        start=dict(zip(states, (draw(words([60.0, "100*p"])), 40.0), strict=False)), occupancy=occupancy,
        weights=tuple(draw(words([0.5, 1.0, 1.25])) for _ in range(cycles + 1)) if occupancy == "weights" else (),
        discounting=draw(st.builds(
            Discounting, cost_rate=rate(), effect_rate=rate(), moment=words(["start", "middle", "end"])
        )),
        states=tuple(State(id=each) for each in states),
        parameters=(
            Parameter(id="p", value=0.2, drawn=Drawn(shape="uniform", numbers=(0.05, 0.45))),
            Parameter(id="q", value=0.3, drawn=Drawn(shape="uniform", numbers=(0.1, 0.4))),
            Parameter(id="c", value=1000.0, drawn=Drawn(shape="gamma", mean=1000.0, sd=200.0)),
        ),
        tables=(
            Table(id="dies", bands=(Band(first=0, last=12, value=0.01), Band(first=13, last=40, value=0.1))),
            Table(id="fee", first=1, values=(5.0, 4.0, 3.0, 2.0, 1.0, 1.0, 1.0, 1.0)),
        ),
        definitions=(Definition(id="share", formula=draw(words(SHARES))), Definition(id="again", formula="share/2")),
        strategies=strategies, transitions=moves, **draw(_rewards(states, named, moves)),
    )  # fmt: skip


def _sets() -> st.SearchStrategy[dict]:
    return words([{}, {}, {"p": "p/2"}, {"share": "q/3"}, {"share": "share*q", "c": 500.0}])


@st.composite
def _moves(draw: st.DrawFn, states: str, strategies: list[str]) -> tuple[Transition, ...]:
    found = []
    for origin in states:
        others = draw(st.lists(words([each for each in states if each != origin]), max_size=2, unique=True))
        formulas = (*SHARES, "share", "again")
        for to in others:
            found.append(Transition(origin=origin, to=to, probability=draw(words(formulas))))
            if draw(st.booleans()):
                own = (draw(words(strategies)),)
                found.append(Transition(origin=origin, to=to, probability=draw(words(formulas)), strategies=own))
        found.append(Transition(origin=origin, to=origin, probability="rest"))
    return tuple(found)


@st.composite
def _rewards(draw: st.DrawFn, states: str, strategies: list[str], moves: tuple[Transition, ...]) -> dict:
    whose = words([(), (strategies[-1],)])
    kind = words(["cost", "effect"])
    window = words([(None, None), (1, 2), (2, None)])

    def state_reward(chosen, kind, amount, own, limits) -> StateReward:
        first, last = limits
        return StateReward(
            kind=kind, states=tuple(chosen), per_year=amount, strategies=own, first_cycle=first, last_cycle=last
        )

    in_states = st.builds(
        state_reward, st.lists(words(states), min_size=1, max_size=2, unique=True), kind, words(AMOUNTS), whose, window
    )
    at_moves = st.builds(
        lambda move, kind, amount, own: TransitionReward(
            kind=kind, origin=move[0], to=move[1], per_move=amount, strategies=own
        ),
        words(sorted({(each.origin, each.to) for each in moves})), kind, words(AMOUNTS), whose,
    )  # fmt: skip
    at_start = st.builds(
        lambda kind, amount, own, chosen: OneOffReward(
            kind=kind, per_person=amount, strategies=own, states=tuple(chosen)
        ),
        kind, words([4.0, "c", "c*p"]), whose, words(["", states[0]]),
    )  # fmt: skip
    return {
        "state_rewards": tuple(draw(st.lists(in_states, max_size=4))),
        "transition_rewards": tuple(draw(st.lists(at_moves, max_size=2))),
        "one_off_rewards": tuple(draw(st.lists(at_start, max_size=2))),
    }
