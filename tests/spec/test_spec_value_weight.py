"""Rule: the value weight decides who wins, and why relative points are not the default."""

import pytest

from sroi.procurement.evaluate import evaluate
from sroi.procurement.relative import counter_example
from tests.chain.bids import relocked, shipped
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Värdevikten avgör vem som vinner", "The value weight decides who wins"),
    words=Said(
        """Värdevikten säger hur många kronor av priset som en krona lovat värde får sänka. Varje anbud är en rät linje
i värdevikten, så gränserna där vinnaren byts räknas ut exakt: under 40/67 (0,597) vinner lågt pris (A), upp till 40/43
(0,930) mellanalternativet (C), däröver mest värde (B). Vikten väljs, motiveras och publiceras innan anbuden kommer.
Relativa poäng (60 × lägsta pris ÷ pris + 40 × kvalitet) är avstängda från början: A (100 kr, kvalitet 6,5 av 10) och B
(125 kr, 9) får 86 och 84, men kommer C (75 kr, 1) till, som inte vinner, får A 71 och B 72. Med avdrag i kronor ändras
aldrig skillnaden mellan två anbud av ett tredje. Hur säker ordningen är prövas före publiceringen med gemensamma
dragningar: 55 enheter av ett slag vinner alltid över 50, vad enheten än visar sig vara värd; drogs värdet för vart och
ett av anbuden skulle de vinna i 58 % av dragningarna.""",
        """The value weight says how many kronor of price a krona of promised value may lower. Each bid is a straight
line in the weight, so the limits where the winner changes are worked out exactly: below 40/67 (0.597) low price wins
(A), up to 40/43 (0.930) the one in between (C), above that most value (B). The weight is chosen, reasoned and
published before the bids come. Relative points (60 × lowest price ÷ price + 40 × quality) are off from the beginning:
A (SEK 100, quality 6.5 of 10) and B (SEK 125, 9) get 86 and 84, but when C (SEK 75, 1) is added, which does not win, A
gets 71 and B 72. With deductions in kronor the difference between two bids is never changed by a third. How sure the
order is gets tried before publication with common draws: 55 units of a kind always beat 50, whatever the unit turns out
to be worth; were the value drawn for each bid by itself, they would win in 58 % of draws.""",
    ),
    formula=None,
    columns=(
        Column(Said("Värdevikt", "Value weight"), "number"),
        Column(Said("A", "A"), "sek"),
        Column(Said("B", "B"), "sek"),
        Column(Said("C", "C"), "sek"),
        Column(Said("Vinner", "Wins")),
    ),
    rows=(
        (0.0, 4_000_000, 8_000_000, 6_000_000, "A"),
        (0.5, -1_750_000, -500_000, -1_425_000, "A"),
        (0.7, -4_050_000, -3_900_000, -4_395_000, "C"),
        (0.9, -6_350_000, -7_300_000, -7_365_000, "C"),
        (1.0, -7_500_000, -9_000_000, -8_850_000, "B"),
    ),
    source=Said(
        "Lunander (2009), En logisk fälla, Konkurrensverket (om relativa poäng). Anbuden är de i regeln ovan.",
        "Lunander (2009), En logisk fälla, the Swedish Competition Authority (on relative points). The bids are those "
        "of the rule above.",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: str(row[0]))
def test_each_weight(row):
    weight, *numbers, winner = row
    lines = evaluate(*relocked(*shipped(), value_weight=weight)).lines
    assert [line.comparison for line in sorted(lines, key=lambda line: line.bid_id)] == numbers
    assert lines[0].bid_id == winner


def test_the_points():
    found = counter_example()
    assert (dict(found.without), dict(found.with_third)) == ({"A": 86, "B": 84}, {"A": 71, "B": 72, "C": 64})
