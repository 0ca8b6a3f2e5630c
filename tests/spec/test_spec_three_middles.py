"""Rule: three middles of one ratio, and why they may differ."""

import pytest

from chain.assumption import Shape
from sroi.uncertainty import uncertainty
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN
from tests.sroi.unsure import number, priced

DROP_OFF, ATTRIBUTION = Said("avtrappning", "drop-off"), Said("andras andel", "attribution")
FIELDS = {DROP_OFF: "drop_off", ATTRIBUTION: "attribution"}
RULE = Rule(
    title=Said("Tre mittpunkter för samma kvot", "Three middles of one ratio"),
    words=Said(
        """Kvoten står med tre mittpunkter. Den första räknas på kedjans egna tal. Den andra räknas med varje osäkert
tal satt till sitt medelvärde. Den tredje är medelvärdet av kvoten i alla dragningar. Den första och den
andra skiljer sig när ett tal inte ligger mitt i sitt eget spann. Den andra och den tredje skiljer sig när
kalkylen böjer sig: avtrappning gör det, för en låg avtrappning ger mer än en lika mycket högre tar bort.
Där kvoten är rak i talet är de lika. Tabellen: en enhet om året i tre år, 1 000 kr styck, kostnad 1 000 kr,
och ett likformigt fördelat tal.""",
        """The ratio stands with three middles. The first is worked out from the chain's own numbers. The second has
each uncertain number at its mean. The third is the mean of the ratio over all draws. The first and the
second differ when a number is not in the middle of its own range. The second and the third differ where the
calculation bends: drop-off does, since a low drop-off gives more than one as much higher takes away. Where
the ratio is a straight line in the number they are equal. The table: one unit a year for three years, SEK
1,000 each, a cost of SEK 1,000, and one uniformly distributed number.""",
    ),
    formula=Said(
        "medelvärdet av 1 + (1 − d) + (1 − d)² för d likformigt 0–1 = 1 + 1/2 + 1/3;   i d = 1/2: 1 + 1/2 + 1/4",
        "the mean of 1 + (1 − d) + (1 − d)² for d uniform on 0–1 = 1 + 1/2 + 1/3;   at d = 1/2: 1 + 1/2 + 1/4",
    ),
    columns=(
        Column(Said("Osäkert tal", "Uncertain number")),
        Column(Said("Lägst", "Low"), "share"),
        Column(Said("Talet", "Number"), "share"),
        Column(Said("Högst", "High"), "share"),
        Column(Said("Kedjans egna tal", "The chain's own numbers"), "ratio"),
        Column(Said("Vid medelvärdena", "At the means"), "ratio"),
        Column(Said("Medelvärde av dragningarna", "Mean of the draws"), "ratio"),
    ),
    rows=(
        (DROP_OFF, 0, 0.5, 1, 1.75, 1.75, 11 / 6),
        (DROP_OFF, 0, 0.2, 1, 2.44, 1.75, 11 / 6),
        (ATTRIBUTION, 0, 0.2, 0.4, 2.4, 2.4, 2.4),
        (ATTRIBUTION, 0, 0.1, 0.4, 2.7, 2.4, 2.4),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_the_three_middles(row):
    which, low, value, high, point, at_means, mean = row
    unsure = {FIELDS[which]: number(value, low, high, shape=Shape.UNIFORM)}
    found = uncertainty(priced(number(1000), duration_years=number(3), **unsure), PLAIN).of("society").ratio
    assert (found.point, found.at_means) == pytest.approx((point, at_means), rel=1e-6)
    assert found.mean == pytest.approx(mean, abs=4 * found.mean_error)
