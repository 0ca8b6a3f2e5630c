"""Rule: the result as a range, and the probability that the value exceeds the cost."""

import pytest

from chain.assumption import Shape
from sroi.uncertainty import uncertainty
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN
from tests.sroi.unsure import number, priced

RULE = Rule(
    title=Said("Resultatet som ett spann", "The result as a range"),
    words=Said(
        """Alla osäkra tal dras tillsammans, 10 000 gånger om inget annat är valt, och hela kalkylen görs om för varje
dragning med samma formler som för ett enda tal. Tal som har samma namn är ett och samma tal och dras en
gång; tal i samma grupp rör sig tillsammans. Spannet är mitten av utfallen: 90 % av dem, med lika många
under som över. Sannolikheten att värdet är större än kostnaden är andelen dragningar där det är så, och den
räknas för alla tillsammans, för varje aktör och vid varje horisont. Vid varje tal står också hur mycket
dragningarna själva kan ha flyttat det (Monte Carlo-felet). Fröet och antalet dragningar sparas: samma frö
ger samma siffror på alla datorer. Tabellen: ett normalfördelat pris med 90 % sannolikhet mellan lägst och
högst, en enhet, kostnad 1 000 kr.""",
        """All uncertain numbers are drawn together, 10,000 times unless something else is chosen, and the whole
calculation is made anew for each draw with the same formulas as for a single number. Numbers with the same
name are one number and are drawn once; numbers of one group move together. The range is the middle of the
outcomes: 90% of them, with as many below as above. The probability that the value exceeds the cost is the
share of the draws in which it does, for everyone together, for each actor and at each horizon. Beside each
figure stands how much the draws themselves may have moved it (the Monte Carlo error). The seed and the
number of draws are kept: the same seed gives the same digits on every computer. The table: a normally
distributed price with a probability of 90% between low and high, one unit, a cost of SEK 1,000.""",
    ),
    formula=Said(
        """
sannolikhet = antal dragningar där värde > kostnad ÷ antal dragningar
fel i medelvärdet = standardavvikelse ÷ √(antal dragningar)""",
        """
probability = number of draws where value > cost ÷ number of draws
error of the mean = standard deviation ÷ √(number of draws)""",
    ),
    columns=(
        Column(Said("Lägst", "Low"), "sek"),
        Column(Said("Högst", "High"), "sek"),
        Column(Said("Netto, medelvärde", "Net, mean"), "sek"),
        Column(Said("Netto, 5 % under", "Net, 5% below"), "sek"),
        Column(Said("Netto, 95 % under", "Net, 95% below"), "sek"),
        Column(Said("Sannolikhet att värdet är större", "Probability that the value exceeds the cost"), "share"),
    ),
    rows=(
        (900, 1500, 200, -100, 500, 0.8636),
        (600, 1400, 0, -400, 400, 0.5),
        (1100, 1500, 300, 100, 500, 0.9932),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_range_of_the_net_value(row):
    low, high, mean, lower, upper, chance = row
    price = number((low + high) / 2, low, high, shape=Shape.NORMAL, credibility=0.9)
    found = uncertainty(priced(price), PLAIN).of("society")
    ends = found.net.interval(0.9)
    assert found.net.mean == pytest.approx(mean, abs=4 * found.net.mean_error)
    assert ends.low == pytest.approx(lower, abs=4 * ends.low_error)
    assert ends.high == pytest.approx(upper, abs=4 * ends.high_error)
    assert found.chance.share == pytest.approx(chance, abs=4 * found.chance.error)
