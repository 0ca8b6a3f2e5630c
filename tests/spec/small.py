"""Small chains to compute by hand: round numbers, three actors, everything answered."""

from chain.assumption import Assumption, Series
from chain.model import (
    Actor,
    Chain,
    DirectNumber,
    Level,
    MonetisedEffect,
    Outcome,
    Proxy,
    Quantity,
    Resource,
    ShareOfCohort,
)
from chain.text import Text
from sroi.settings import Settings

START = 2024
PLAIN = Settings(discount_rate=0.0, price_year=None)
"""No discounting, no uprating: one rule at a time."""
ACTORS = (
    Actor(id="municipality", name=Text(sv="Kommunen", en="Municipality"), level=Level.MUNICIPALITY),
    Actor(id="state", name=Text(sv="Staten", en="State"), level=Level.STATE),
    Actor(id="participants", name=Text(sv="Deltagarna", en="Participants"), level=Level.PARTICIPANTS),
)
NUMBERS = ("deadweight", "displacement", "attribution", "drop_off", "lag_years", "duration_years", "cashable_share")


def number(value: float) -> Assumption:
    """A bare assumption."""
    return Assumption(value=value)


def by_year(*amounts: float, first: int = START) -> Series:
    """A series of consecutive years."""
    return Series(values={first + at: amount for at, amount in enumerate(amounts)})


def effect(name: str = "E1", *, quantity: Quantity | None = None, **changes) -> MonetisedEffect:
    """A complete effect of one unit for the municipality: no deductions, no lag, one year. Numbers may be given
    bare."""
    bare = {"deadweight": 0, "displacement": 0, "attribution": 0, "drop_off": 0, "lag_years": 0, "duration_years": 1,
            "cashable_share": 0}  # fmt: skip
    changes = bare | changes
    return MonetisedEffect(
        id=name,
        name=Text(sv=name),
        outcome_id=changes.pop("outcome_id", "O1"),
        actor_id=changes.pop("actor_id", "municipality"),
        proxy_id="P1",
        quantity=quantity or DirectNumber(number=number(1)),
        **{key: number(value) if key in NUMBERS and value is not None else value for key, value in changes.items()},
    )


def share_of_cohort(share: float, units: float) -> ShareOfCohort:
    """A share of everyone who starts, times units each."""
    return ShareOfCohort(share=number(share), units=number(units))


def money(amounts: Series, payer: str = "municipality", name: str = "R1", kind: str = "money") -> Resource:
    """A resource in SEK."""
    return Resource(id=name, name=Text(sv=name), kind=kind, payer_id=payer, amounts=amounts)


def chain(
    *effects: MonetisedEffect,
    price: float = 1000.0,
    price_year: int | None = None,
    resources: tuple[Resource, ...] | None = None,
    cohorts: Series | None = None,
    outcomes: tuple[Outcome, ...] = (Outcome(id="O1", name=Text(sv="O1")),),
) -> Chain:
    """A chain of these effects at one price, with 1 000 SEK put in by the municipality in the first year."""
    proxy = Proxy(id="P1", name=Text(sv="P1"), price=Assumption(value=price, price_year=price_year))
    return Chain(
        id="C1",
        name=Text(sv="Liten kedja"),
        start_year=START,
        end_year=START,
        actors=ACTORS,
        outcomes=outcomes,
        proxies=(proxy,),
        effects=effects,
        cohorts=cohorts,
        resources=(money(by_year(1000.0)),) if resources is None else resources,
    )
