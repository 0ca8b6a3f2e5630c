"""Small portfolios: options that cost and give in one year or several, in one word each."""

from chain.model import Actor, Level
from chain.plan.model import Budget, ByYear, Conventions, Gain, Named, Option, Payment, Portfolio, Reach
from chain.text import Text

START = 2026
ONE_YEAR = Conventions(assumption_set="S1", engine_version="1", price_year=2026, horizon_years=1)
ACTORS = tuple(
    Actor(id=name, name=Text(sv=name), level=level)
    for name, level in {
        "school": Level.MUNICIPALITY,
        "social": Level.MUNICIPALITY,
        "region": Level.REGION,
        "state": Level.STATE,
        "people": Level.PARTICIPANTS,
    }.items()
)
GROUPS = (Named(id="young"), Named(id="parents"))
THEMES = (Named(id="early"), Named(id="work"))


def years(*amounts: float, start: int = START) -> ByYear:
    """Amounts of years that follow each other."""
    return ByYear(values=dict(enumerate(amounts, start)))


def gain(*amounts: float, gainer: str = "social", **more) -> Gain:
    """What someone gains."""
    return Gain(gainer_id=gainer, amounts=years(*amounts), **more)


def option(
    name: str, cost: float, value: float, *, persons: float | None = None, payer: str = "social", **more
) -> Option:
    """An option that costs and gives in the first year; it reaches some young people."""
    given = {"payments": (Payment(payer_id=payer, amounts=years(cost)),), "gains": (gain(value),)}
    given |= {} if persons is None else {"reaches": (Reach(target_group_id="young", persons=persons),)}
    return Option(**{"id": name, "conventions": ONE_YEAR, **given, **more})


def portfolio(*options: Option, budget: float | None = None, **more) -> Portfolio:
    """A portfolio of options under one budget for all."""
    budgets = () if budget is None else (Budget(id="all", limit_sek=budget),)
    given = {
        "themes": THEMES,
        "conventions": ONE_YEAR,
        "actors": ACTORS,
        "target_groups": GROUPS,
        "budgets": budgets,
        "options": options,
    }
    return Portfolio(**{"id": "P", "start_year": START, **given, **more})
