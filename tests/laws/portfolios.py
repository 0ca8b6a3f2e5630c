"""Small portfolios with every kind of rule. Amounts are whole or halves, so that ties are common and sums exact."""

from hypothesis import strategies as st

from chain.model import Goal
from chain.plan.model import (
    Aim,
    Budget,
    Capacity,
    Conventions,
    Coverage,
    Exclusion,
    Gain,
    GoalRule,
    Objective,
    Option,
    Overlap,
    Payment,
    Portfolio,
    Prerequisite,
    Reach,
    Standing,
    ThemeRule,
    Use,
)
from chain.text import Text
from tests.chain.portfolios import ACTORS, GROUPS, START, THEMES, years

TERMS = Conventions(horizon_years=2, discount_rate=0.0)
NAMES = "ABCDEF"
GOALS = tuple(Goal(id=each, name=Text(sv=each)) for each in ("school", "health"))
PERSONS = 20


def some(names, least=0, most=3):
    """A few of them, in some order."""
    return st.lists(st.sampled_from(names), min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def gains(draw):
    """What somebody gains over two years."""
    return Gain(
        gainer_id=draw(st.sampled_from(("school", "social", "region", "people"))),
        amounts=years(draw(st.integers(-3, 12)), draw(st.integers(-3, 12))),
        cashable_share=draw(st.sampled_from((None, 0.0, 0.5, 1.0))),
        target_group_id=draw(st.sampled_from((None, "young", "parents"))),
        goal_ids=draw(st.sampled_from(((), (), ("school",), ("school", "health")))),
    )


@st.composite
def options(draw, name, may_be_fixed=True):
    """An option of either of two projects or of none."""
    payers = draw(some(("school", "social", "region"), 1, 2))
    standing = draw(st.sampled_from((*[Standing.FREE] * 6, Standing.KEPT, Standing.EXCLUDED)))
    return Option(
        id=name,
        project_id=draw(st.sampled_from((None, None, "one", "two"))),
        conventions=TERMS,
        payments=tuple(
            Payment(payer_id=each, amounts=years(draw(st.integers(0, 6)), draw(st.integers(0, 6)))) for each in payers
        ),
        gains=draw(st.lists(gains(), min_size=1, max_size=3).map(tuple)),
        uses=(Use(capacity_id="staff", amounts=years(draw(st.integers(0, 3)), draw(st.integers(0, 3)))),),
        reaches=(
            Reach(target_group_id="young", persons=PERSONS),
            Reach(target_group_id="parents", persons=PERSONS / 2),
        ),
        theme_ids=draw(some(("early", "work"), 0, 2)),
        goal_ids=draw(st.sampled_from(((), (), ("health",)))),
        standing=standing if may_be_fixed else Standing.FREE,
    )


@st.composite
def rules(draw, names):
    """Some of every kind of rule."""
    coverages = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=1))
    themes, goals = (draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=1)) for _ in range(2))
    few_of_them = st.lists(some(names, 2, 3), max_size=1)
    limits = st.tuples(
        st.integers(0, 30), st.sampled_from((None, "school", "social")), st.sampled_from((None, START, START + 1))
    )
    budgets = [
        Budget(id=f"B{at}", limit_sek=limit, payer_id=payer, year=year)
        for at, (limit, payer, year) in enumerate(draw(st.lists(limits, max_size=3)))
    ]
    return {
        "budgets": tuple(budgets),
        "capacities": tuple(
            Capacity(id="staff", limits=years(limit, start=START + 1))
            for limit in draw(st.lists(st.integers(0, 8), max_size=1))
        ),
        "coverages": tuple(
            Coverage(id="C", target_group_id="young", at_least=min(ends), at_most=max(ends)) for ends in coverages
        ),
        "theme_rules": tuple(ThemeRule(id="T", theme_id="early", at_least=min(e), at_most=max(e)) for e in themes),
        "goal_rules": tuple(GoalRule(id="G", goal_id="school", at_least=min(e), at_most=max(e)) for e in goals),
        "exclusions": tuple(Exclusion(id="E", option_ids=each) for each in draw(few_of_them)),
        "prerequisites": tuple(
            Prerequisite(id="R", option_id=each[0], any_of_ids=each[1:]) for each in draw(few_of_them)
        ),
        "overlaps": tuple(
            Overlap(
                id=f"O{at}", target_group_id=draw(st.sampled_from(("young", "parents"))), option_ids=each,
                persons=draw(st.sampled_from((1.25, 2.5, 5))), left_share=draw(st.sampled_from((None, 0.5, 1.0))),
            )
            for at, each in enumerate(draw(st.lists(some(names, 2, 4), max_size=2)))
        ),
    }  # fmt: skip


OBJECTIVES = st.sampled_from(
    (
        Objective(),
        Objective(perspective="public"),
        Objective(perspective="municipality"),
        Objective(aim=Aim.OWN_CASHABLE, own_ids=("school", "social")),
        Objective(aim=Aim.PRIORITY, priority_group_ids=("parents",)),
        Objective(aim=Aim.PRIORITY, priority_group_ids=("parents",), priority_goal_ids=("school",)),
        Objective(
            aim=Aim.WEIGHTED,
            weights={Aim.NET_VALUE: 1, Aim.PRIORITY: 0.5, Aim.OWN_CASHABLE: 2},
            own_ids=("social",),
            priority_group_ids=("young",),
        ),
    )
)


@st.composite
def portfolios(draw, may_be_fixed=True, most=6):
    """A portfolio of two to six options."""
    names = NAMES[: draw(st.integers(2, most))]
    return Portfolio(
        id="P",
        start_year=START,
        conventions=TERMS,
        objective=draw(OBJECTIVES),
        actors=ACTORS,
        themes=THEMES,
        goals=GOALS,
        target_groups=GROUPS,
        options=tuple(draw(options(name, may_be_fixed)) for name in names),
        **draw(rules(names)),
    )
