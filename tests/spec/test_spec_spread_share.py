"""Rule: what low, high and a sample mean for a share."""

import pytest

from chain.assumption import Assumption, Shape
from sroi.distributions import distribution_of
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Osäkerhet i en andel: spann eller urval", "Uncertainty of a share: a range or a sample"),
    words=Said(
        """En andel sprids mellan 0 och 100 %. Betafördelningen är gjord för andelar och anpassas så att den har just
det lägsta och det högsta som angivits. En andel som är uppmätt i ett urval anges i stället som så många av
så många: då följer spridningen av urvalets storlek, och ju större urval, desto smalare. Att ingen i ett
litet urval svarade ja betyder inte att andelen säkert är noll. En triangel eller PERT får börja vid 0 eller
sluta vid 100 %.""",
        """A share spreads between 0 and 100%. The beta distribution is made for shares and is fitted to have exactly
the lowest and the highest that were stated. A share measured in a sample is stated as so many of so many
instead: then the spread follows from the size of the sample, and the larger the sample, the narrower. That
nobody in a small sample said yes does not mean that the share is surely nought. A triangle or PERT may
begin at 0 or end at 100%.""",
    ),
    formula=Said(
        "n av N: betafördelning med a = n + ½ och b = N − n + ½;   medelvärde (n + ½)/(N + 1)",
        "n of N: beta distribution with a = n + ½ and b = N − n + ½;   mean (n + ½)/(N + 1)",
    ),
    columns=(
        Column(Said("Andelen", "Share"), "share"),
        Column(Said("Lägst", "Low"), "share"),
        Column(Said("Högst", "High"), "share"),
        Column(Said("Sannolikhet", "Probability"), "share"),
        Column(Said("I urvalet", "In the sample"), "number"),
        Column(Said("Av", "Of"), "number"),
        Column(Said("5 % under", "5% below"), "share"),
        Column(Said("Hälften under", "Half below"), "share"),
        Column(Said("95 % under", "95% below"), "share"),
        Column(Said("Medelvärde", "Mean"), "share"),
    ),
    rows=(
        (0.5, 0.05, 0.95, 0.9, None, None, 0.05, 0.5, 0.95, 0.5),
        (0.3, 0.0253, 0.7764, 0.9, None, None, 0.0253, 0.2929, 0.7764, 1 / 3),
        (0.14, None, None, None, 7, 50, 0.0748, 0.1424, 0.2351, 7.5 / 51),
        (0.0, None, None, None, 0, 30, 0.0001, 0.0075, 0.0615, 0.5 / 31),
    ),
    source=Said(
        "n av N: Jeffreys fördelning; Brown, Cai och DasGupta (2001), Statistical Science 16(2).",
        "n of N: Jeffreys’ distribution; Brown, Cai and DasGupta (2001), Statistical Science 16(2).",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_quantiles_and_mean(row):
    value, low, high, credibility, hits, size, *expected = row
    shape = None if low is None else Shape.BETA
    figure = Assumption(
        value=value, low=low, high=high, shape=shape, credibility=credibility, sample_hits=hits, sample_size=size
    )
    made, problems = distribution_of("effects/E1/deadweight", figure)
    assert not problems
    found = [made.quantile(0.05), made.quantile(0.5), made.quantile(0.95), made.mean]
    assert found == pytest.approx(expected, abs=6e-5)
