"""Rule: what low, high, probability and shape mean for an amount."""

import pytest

from chain.assumption import Assumption, Shape
from sroi.distributions import distribution_of
from tests.spec.rule import Column, Rule, Said

UNIFORM, TRIANGLE = Said("likformig", "uniform"), Said("triangel", "triangular")
PERT, NORMAL = Said("PERT", "PERT"), Said("normal", "normal")
LOGNORMAL, GAMMA = Said("lognormal", "lognormal"), Said("gamma", "gamma")
SHAPES = {
    UNIFORM: Shape.UNIFORM, TRIANGLE: Shape.TRIANGULAR, PERT: Shape.PERT, NORMAL: Shape.NORMAL,
    LOGNORMAL: Shape.LOGNORMAL, GAMMA: Shape.GAMMA,
}  # fmt: skip
RULE = Rule(
    title=Said("Osäkerhet i ett belopp: från lägst till högst", "Uncertainty of an amount: from low to high"),
    words=Said(
        """Den som är osäker på ett tal anger det lägsta och det högsta rimliga, hur sannolikt det är att talet ligger
däremellan, och vilken form spridningen har. Utan sannolikhet är lägst och högst ändarna på allt som kan
inträffa; det går för likformig fördelning, triangel och PERT. Med sannolikheten 90 % ligger talet under det
lägsta i 5 % av fallen och över det högsta i 5 %. Talet självt är toppen på en triangel eller en PERT. För
de former som anpassas till lägst och högst (normal, lognormal, gamma, beta) följer mitten av ändarna, och
man får veta om talet ligger långt därifrån. Saknas formen räknas en triangel. Saknas både lägst och högst
är talet säkert. Det som talet inte kan vara skärs bort: andelar ligger mellan 0 och 100 %, år är inte
negativa, och ett spann på ena sidan om noll ger tal på den sidan.""",
        """Whoever is unsure of a number states the lowest and the highest that are reasonable, how probable it is that
the number lies between them, and what shape the spread has. Without a probability, low and high are the
ends of all that can happen; that goes for the uniform distribution, the triangle and PERT. With the
probability 90%, the number is below the lowest in 5% of cases and above the highest in 5%. The number
itself is the top of a triangle or a PERT. For the shapes fitted to low and high (normal, lognormal, gamma,
beta) the middle follows from the ends, and one is told if the number is far from it. Without a shape, a
triangle is used. Without low and high, the number is certain. What the number cannot be is cut off: shares
lie between 0 and 100%, years are not negative, and a range on one side of nought gives numbers on that
side.""",
    ),
    formula=Said(
        """
triangel: talet under vilket andelen p av fallen ligger = lägst + √(p (högst − lägst)(talet − lägst)) upp till talet
PERT:     betafördelning mellan lägst och högst med a = 1 + 4 (talet − lägst)/(högst − lägst)
          och b = 1 + 4 (högst − talet)/(högst − lägst)
normal:   medelvärde (lägst + högst)/2, standardavvikelse (högst − lägst)/(2z); z = 1,645 för 90 %
lognormal: detsamma för talets logaritm;   gamma: de två parametrar som ger lägst och högst""",
        """
triangle: the number that a share p of the cases is below = low + √(p (high − low)(number − low)) up to the number
PERT:     beta distribution between low and high with a = 1 + 4 (number − low)/(high − low)
          and b = 1 + 4 (high − number)/(high − low)
normal:   mean (low + high)/2, standard deviation (high − low)/(2z); z = 1.645 for 90%
lognormal: the same for the number's logarithm;   gamma: the two parameters that give low and high""",
    ),
    columns=(
        Column(Said("Form", "Shape")),
        Column(Said("Lägst", "Low"), "sek"),
        Column(Said("Talet", "Number"), "sek"),
        Column(Said("Högst", "High"), "sek"),
        Column(Said("Sannolikhet", "Probability"), "share"),
        Column(Said("5 % under", "5% below"), "sek"),
        Column(Said("Hälften under", "Half below"), "sek"),
        Column(Said("95 % under", "95% below"), "sek"),
        Column(Said("Medelvärde", "Mean"), "sek"),
    ),
    rows=(
        (UNIFORM, 100, 200, 300, None, 110, 200, 290, 200),
        (UNIFORM, 120, 200, 280, 0.8, 110, 200, 290, 200),
        (TRIANGLE, 100, 200, 300, None, 131.62, 200, 268.38, 200),
        (TRIANGLE, 131.62, 200, 268.38, 0.9, 131.62, 200, 268.38, 200),
        (PERT, 100, 200, 300, None, 137.85, 200, 262.15, 200),
        (NORMAL, 150, 200, 250, 0.9, 150, 200, 250, 200),
        (LOGNORMAL, 100, 200, 400, 0.9, 100, 200, 400, 218.57),
        (GAMMA, 51.29, 700, 2995.73, 0.9, 51.29, 693.15, 2995.73, 1000),
    ),
    source=Said(
        "Lägst och högst som kvantiler: O’Hagan m.fl. (2006), Uncertain Judgements, kap. 6; Malcolm m.fl. (1959).",
        "Low and high as quantiles: O’Hagan et al. (2006), Uncertain Judgements, ch. 6; PERT: Malcolm et al. (1959).",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_quantiles_and_mean(row):
    said, low, value, high, credibility, *expected = row
    figure = Assumption(value=value, low=low, high=high, shape=SHAPES[said], credibility=credibility)
    made, problems = distribution_of("proxies/P1/price", figure)
    assert not problems
    found = [made.quantile(0.05), made.quantile(0.5), made.quantile(0.95), made.mean]
    assert found == pytest.approx(expected, rel=2e-4)
