"""Rule: how sure a choice is at a limit, and what it would be worth to be certain."""

import numpy as np
import pytest

from sroi.forecast.curves import curves
from tests.spec.rule import Column, Rule, Said

COSTS = np.array([[0.0] * 4, [100.0] * 4])
EFFECTS = np.array([[0.0] * 4, [1.0, 2.0, 0.0, 4.0]])
LEAVE, ACT = Said("avstå", "leave it"), Said("göra", "act")
RULE = Rule(
    title=Said("Hur säkert ett val är vid olika gränser", "How sure a choice is at different limits"),
    words=Said(
        """Vid en gräns för vad en hälsoenhet får kosta har varje alternativ en nettonytta: effekt × gränsen −
kostnad. I varje dragning är något alternativ bäst; andelen dragningar är dess sannolikhet att vara
kostnadseffektivt. Man väljer det som har högst nettonytta i medel, inte det som oftast är bäst: de kan
skilja sig åt. Är två lika bra i en dragning räknas det som ger mest. Vad det vore värt att veta allt är medel
av den bästa nettonyttan i varje dragning minus den bästa medelnettonyttan. Tabellen: avstå kostar och ger 0;
göra kostar 100 kr och ger 1, 2, 0 eller 4 enheter, lika troligt.""",
        """At a limit for what a unit of health may cost every option has a net benefit: effect × the limit − cost. In
each draw some option is best; the share of draws is its probability of being cost-effective. One chooses what
has the highest net benefit on average, not what is most often best: they can differ. Where two are equally
good in a draw, the one that gives most counts. What it would be worth to know everything is the mean of the
best net benefit in each draw less the best mean net benefit. The table: leaving it costs and gives 0; acting
costs SEK 100 and gives 1, 2, 0 or 4 units, equally likely.""",
    ),
    formula=Said(
        "veta allt = medel(högsta nettonytta) − högsta(medelnettonytta)",
        "know all = mean(highest net benefit) − highest(mean net benefit)",
    ),
    columns=(
        Column(Said("Gräns per enhet", "Limit per unit"), "sek"),
        Column(Said("Göra är bäst i", "Acting is best in"), "share"),
        Column(Said("Medel av göra", "Mean of acting"), "sek"),
        Column(Said("Välj att", "Choose to")),
        Column(Said("Sannolikhet att valet är bäst", "Chance that the choice is best"), "share"),
        Column(Said("Veta allt", "Know all"), "sek"),
    ),
    rows=(
        (0, 0, -100, LEAVE, 1, 0),
        (50, 0.5, -12.5, LEAVE, 0.5, 25),
        (60, 0.5, 5, ACT, 0.5, 35),
        (100, 0.75, 75, ACT, 0.75, 25),
        (1000, 0.75, 1650, ACT, 0.75, 25),
    ),
    source=Said(
        "Fenwick, Claxton och Sculpher 2001, Health Economics 10(8).",
        "Fenwick, Claxton and Sculpher 2001, Health Economics 10(8).",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: str(row[0]))
def test_four_draws(row):
    limit, chance, mean, choice, sure, worth = row
    found = curves(COSTS, EFFECTS, [limit])
    assert found.chance_best[0] == pytest.approx([1 - chance, chance])
    assert found.mean_net[0, 1] == pytest.approx(mean)
    assert (LEAVE, ACT)[found.best[0]] == choice
    assert found.frontier[0] == pytest.approx(sure)
    assert found.perfect_information[0] == pytest.approx(worth)
