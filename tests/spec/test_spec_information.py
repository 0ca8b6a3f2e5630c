"""Rule: what more knowledge would be worth."""

import numpy as np
import pytest

from sroi.voi import go_or_not, normal_perfect_information, value_of_information
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Vad det vore värt att veta mer", "What it would be worth to know more"),
    words=Said(
        """Ett beslut fattas på det som i genomsnitt är bäst. Visste man i förväg hur det blir kunde man välja rätt
varje gång; skillnaden i genomsnitt är vad fullständig kunskap är värd. Värdet av att veta ett enda
antagande är vad man i genomsnitt skulle vinna på att få välja efter att ha fått veta just det. Det räknas
ur samma dragningar som intervallet: nettot i medeltal givet antagandet, med en mjuk kurva för ett antagande
och en yta av låg grad för flera. Varje värde ligger mellan noll och värdet av att veta allt, en grupp är
värd minst lika mycket som var och en av sina delar, och delarna behöver inte bli helheten. Det är ett tak
för vad en mätning får kosta, eftersom ingen mätning säger allt. Kan ingen kunskap ändra beslutet är den
inte värd något för det. Tabellen: insatsen ger 100 kr eller kostar 60 kr netto beroende på två fakta; fyra
lika troliga fall.""",
        """A decision is made on what is best on average. If one knew beforehand how it would turn out one could choose
right every time; the average difference is what perfect knowledge is worth. The value of knowing a single
assumption is what one would gain on average by choosing after having been told just that. It is computed
from the same draws as the interval: the mean net value given the assumption, with a smooth curve for one
assumption and a surface of low degree for several. Every value lies between nought and the value of knowing
everything, a group is worth at least as much as each of its parts, and the parts need not add up to the
whole. It is a ceiling on what a measurement may cost, since no measurement tells everything. If no
knowledge could change the decision it is worth nothing to it. The table: the intervention gives a net SEK
100 or costs SEK 60 depending on two facts; four equally likely cases.""",
    ),
    formula=Said(
        """
allt:          medel(max över alternativ) − max över alternativ(medel)
ett antagande: medel(max över alternativ(medel givet antagandet)) − max över alternativ(medel)
normalt netto: sd × (φ(z) − z × (1 − Φ(z))),   z = |medel| ÷ sd""",
        """
everything:     mean(max over options) − max over options(mean)
one assumption: mean(max over options(mean given the assumption)) − max over options(mean)
normal net:     sd × (φ(z) − z × (1 − Φ(z))),   z = |mean| ÷ sd""",
    ),
    columns=(
        Column(
            Said("Netto i fallen ja/ja, ja/nej, nej/ja, nej/nej", "Net in the cases yes/yes, yes/no, no/yes, no/no"),
            "sek",
        ),
        Column(Said("Bäst att", "Best to"), "words"),
        Column(Said("Veta allt", "Know all"), "sek"),
        Column(Said("Veta det första", "Know the first"), "sek"),
        Column(Said("Veta det andra", "Know the second"), "sek"),
    ),
    rows=(
        ((100, 100, -60, -60), Said("göra", "act"), 30, 30, 0),
        ((100, -60, -60, -60), Said("avstå", "leave it"), 25, 10, 10),
        ((100, -60, -60, 100), Said("göra", "act"), 30, 0, 0),
        ((100, 100, 100, -60), Said("göra", "act"), 15, 0, 0),
        ((100, 100, 100, 100), Said("göra", "act"), 0, 0, 0),
    ),
    source=Said(
        """Raiffa och Schlaifer 1961. Delarnas värde ur dragningar: Strong och Oakley 2013; Strong, Oakley och Brennan
2014. Största värdet av kurvor som själva är skattade överskattas något; värden under sitt medelfel säger
inget.""",
        """Raiffa and Schlaifer 1961. The parts' value from draws: Strong and Oakley 2013; Strong, Oakley and Brennan
2014. The maximum of curves that are themselves estimated errs somewhat upwards; values below their standard
error say nothing.""",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_two_facts(row):
    nets, best, everything, first, second = row
    net = np.repeat(nets, 10).astype(float)
    facts = {"first": np.repeat([1.0, 1.0, 0.0, 0.0], 10), "second": np.repeat([1.0, 0.0, 1.0, 0.0], 10)}
    found = value_of_information(go_or_not(net), facts)
    worth = {each.name: each.worth_sek for each in found.assumptions}
    assert ("leave it", "act")[found.best] == best.en
    assert found.everything.worth_sek == pytest.approx(everything)
    assert (worth["first"], worth["second"]) == (pytest.approx(first), pytest.approx(second))


def test_a_normal_net_value():
    assert normal_perfect_information(0, 1) == pytest.approx((2 * np.pi) ** -0.5)
    assert normal_perfect_information(1000, 2500) == normal_perfect_information(-1000, 2500)
