"""Rule: from forecast to outcome by volume, effect, cost and price."""

from math import fsum

import pytest

from sroi.changes import Case
from sroi.discounting import INDEXES
from sroi.follow_up.bridge import PARTS, outcome_bridge
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, money, share_of_cohort

RULE = Rule(
    title=Said("Från prognos till utfall", "From forecast to outcome"),
    words=Said(
        """Skillnaden mellan prognosens kvot och utfallets delas i fyra: *volym* (hur många som börjat), *effekt*
(andel, enheter, avdrag och tid), *kostnad* och *pris*. Varje del är vad den lägger till i genomsnitt över alla
ordningar, så delarna blir tillsammans hela skillnaden och ordningen spelar ingen roll. I tabellen börjar 100, 30 % når
dit, var och en är värd 1 000 kr, och 10 000 kr satsas.""",
        """The difference between the forecast's ratio and the outcome's is split in four: *volume* (how many began),
*effect* (share, units, deductions and timing), *cost* and *price*. Each part is what it adds on average over all
orders, so the parts come to the whole difference, and the order does not matter. In the table 100 begin, 30% get
there, each is worth SEK 1,000, and SEK 10,000 is put in.""",
    ),
    formula=None,
    columns=(
        Column(Said("Börjat", "Began"), "number"),
        Column(Said("Andel", "Share"), "share"),
        Column(Said("Satsat, kr", "Put in, SEK"), "sek"),
        Column(Said("Pris, kr", "Price, SEK"), "sek"),
        Column(Said("Kvot", "Ratio"), "number"),
        Column(Said("Volym", "Volume"), "number"),
        Column(Said("Effekt", "Effect"), "number"),
        Column(Said("Kostnad", "Cost"), "number"),
        Column(Said("Pris", "Price"), "number"),
    ),
    rows=(
        (80, 0.3, 10_000, 1_000, 2.4, -0.6, 0, 0, 0),
        (80, 0.45, 10_000, 1_000, 3.6, -0.75, 1.35, 0, 0),
        (100, 0.3, 20_000, 2_000, 3.0, 0, 0, -2.25, 2.25),
        (50, 0.6, 20_000, 1_000, 1.5, -1.625, 1.75, -1.625, 0),
    ),
)


def case(began: float, share: float, put_in: float, price: float) -> Case:
    claimed = chain(
        effect(quantity=share_of_cohort(share, 1)),
        price=price,
        cohorts=by_year(began),
        resources=(money(by_year(put_in)),),
    )
    return Case(claimed, PLAIN, INDEXES)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_the_four_parts(row):
    *inputs, ratio, volume, effect_part, cost, price = row
    found = outcome_bridge(case(100, 0.3, 10_000, 1_000), case(*inputs)).of("society", "ratio")
    assert (found.start, found.end) == (pytest.approx(3), pytest.approx(ratio))
    amounts = {step.group: step.amount for step in found.steps}
    told = dict(zip(PARTS, (volume, effect_part, cost, price), strict=True))
    assert {part: amounts.get(part, 0) for part in PARTS} == pytest.approx(told, abs=1e-12)
    assert fsum((found.start, *amounts.values(), found.rounding)) == found.end
