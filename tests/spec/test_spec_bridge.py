"""Rule: from one kept result to another, what each change did."""

from math import fsum

import pytest

from chain.model import DirectNumber
from sroi.bridge import between
from sroi.changes import Case
from sroi.discounting import INDEXES
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, money, number

RULE = Rule(
    title=Said("Från ett behållet resultat till ett annat", "From one kept result to another"),
    words=Said(
        """När två resultat skiljer sig åt visas vad varje ändring gjorde. En ändrings del är vad den lägger till,
i genomsnitt över alla ordningar som ändringarna kunde ha gjorts i (Shapley-värdet). Därför leder delarna exakt
från det ena talet till det andra, och det spelar ingen roll i vilken ordning någon ändrade. Varje blandning av
gammalt och nytt räknas av motorn själv. Är ändringarna fler än tio tas de gruppvis, och det som bara går ihop
som en helhet (en ny värderad effekt och dess pris) är en ändring. Tabellen: från början en enhet à 1 000 kr,
ingen dödvikt och 1 000 kr satsade. Priset blir 2 000 kr, mängden 3 (i de tre sista raderna 2), dödvikten 50 %,
och satsningen 2 000 kr.""",
        """When two results differ, what each change did is shown. A change's part is what it adds, averaged over every
order in which the changes could have been made (the Shapley value). So the parts lead exactly from one number
to the other, and the order in which someone made them does not matter. Every mixture of old and new is
calculated by the engine itself. More than ten changes are taken by group, and what only makes sense as a whole
(a new monetised effect and its price) is one change. The table: at first one unit at SEK 1,000, no deadweight
and SEK 1,000 put in. The price becomes SEK 2,000, the quantity 3 (in the last three rows 2), deadweight 50%,
and SEK 2,000 is put in.""",
    ),
    formula=Said(
        "del av ändring i = Σ mängder S av andra ändringar: |S|! (n − |S| − 1)! / n! × (tal med S och i − tal med S)",
        "part of change i = Σ sets S of other changes: |S|! (n − |S| − 1)! / n! × (figure with S and i − with S)",
    ),
    columns=(
        Column(Said("Vad ändras", "What changes"), "words"),
        Column(Said("Mått", "Figure"), "words"),
        Column(Said("Från", "From"), "number"),
        Column(Said("Till", "To"), "number"),
        Column(Said("Delar, i samma ordning", "Parts, in the same order"), "factor"),
    ),
    rows=(
        (Said("pris", "price"), Said("värde", "value"), 1000, 2000, (1000,)),
        (Said("mängd; pris", "quantity; price"), Said("värde", "value"), 1000, 6000, (3000, 2000)),
        (Said("mängd; pris", "quantity; price"), Said("kvot", "ratio"), 1, 6, (3, 2)),
        (Said("pris; satsning", "price; put in"), Said("kvot", "ratio"), 1, 1, (0.75, -0.75)),
        (Said("mängd; pris; dödvikt", "quantity; price; deadweight"), Said("värde", "value"), 1000, 2000,
         (6500 / 6, 6500 / 6, -7000 / 6)),
        (Said("mängd; pris; dödvikt", "quantity; price; deadweight"), Said("kvot", "ratio"), 1, 2,
         (6.5 / 6, 6.5 / 6, -7 / 6)),
    ),
)  # fmt: skip


def case(words: str, three: bool) -> Case:
    """The calculation after the changes that the row names."""
    price = 2000.0 if "price" in words else 1000.0
    units = (2 if three else 3) if "quantity" in words else 1
    put_in = money(by_year(2000.0 if "put in" in words else 1000.0))
    changed = effect(quantity=DirectNumber(number=number(units)), deadweight=0.5 if "deadweight" in words else 0)
    return Case(chain(changed, price=price, resources=(put_in,)), PLAIN, INDEXES)


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: f"{row[0].en}: {row[1].en}")
def test_what_each_change_did(row):
    words, figure, start, end, parts = row
    three = "deadweight" in words.en
    found = between(case("", three), case(words.en, three)).of("society", figure.en)
    assert (found.start, found.end) == (start, end)
    assert [step.amount for step in found.steps] == pytest.approx(parts, abs=1e-12)
    assert fsum((found.start, *(step.amount for step in found.steps), found.rounding)) == found.end
