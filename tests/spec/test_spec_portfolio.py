"""Rule: the best portfolio under a budget, and why the ratio is not what is maximised."""

import pytest

from sroi.plan.portfolio import plan
from tests.chain.portfolios import option, portfolio
from tests.spec.rule import Column, Rule, Said

BEST, BY_RATIO = Said("Mest nettovärde", "Most net value"), Said("Sortering på kvot", "Sorting by ratio")
RULE = Rule(
    title=Said("Att välja under en budget", "Choosing under a budget"),
    words=Said(
        """Tre insatser söker 10 miljoner: A kostar 1 och ger 4, B och C kostar 5 och ger 15 var. A har den högsta
kvoten (4 mot 3), men den som sorterar på kvot tar A och B och får 4 miljoner över som inte räcker till C. Därför är
kvoten aldrig målet. Alla kombinationer som ryms inom budgetar, personal, platser och övriga villkor vägs mot
varandra, och den med mest nettovärde (värde − kostnad, nuvärden) väljs; det är bevisat att ingen är bättre. Är två
lika bra väljs den billigaste, sedan den med färst insatser, sedan den som kommer först i bokstavsordning. Personer
som flera valda insatser når räknas en gång: för dem räknas den insats som ger mest per person. Ett villkor binder
när en enhet mer av det skulle ge ett bättre val, och det prövas genom att välja om.""",
        """Three interventions apply for 10 millions: A costs 1 and gives 4, B and C cost 5 and give 15 each. A has
the highest ratio (4 against 3), but whoever sorts by ratio takes A and B and has 4 millions left that do not suffice
for C. So the ratio is never the aim. All combinations within budgets, staff, places and other rules are weighed
against each other, and the one of most net value (value − cost, present values) is chosen; it is proven that none is
better. Of two that are as good the cheaper is chosen, then the one with fewer interventions, then the one that comes
first in the alphabet. Persons whom several chosen interventions reach are counted once: for them the intervention
that gives the most per person counts. A rule binds when one unit more of it would give a better choice, and that is
tried by choosing again.""",
    ),
    formula=Said(
        "nettovärde = Σ valda insatser (värde − kostnad), störst möjligt inom alla villkor",
        "net value = Σ chosen interventions (value − cost), as large as can be within all rules",
    ),
    columns=(
        Column(Said("Budget", "Budget"), "sek"),
        Column(Said("Sätt", "Way")),
        Column(Said("Val", "Choice"), "code"),
        Column(Said("Nettovärde", "Net value"), "sek"),
    ),
    rows=(
        (10e6, BEST, "B C", 20e6),
        (10e6, BY_RATIO, "A B", 13e6),
        (11e6, BEST, "A B C", 23e6),
        (9e6, BEST, "A B", 13e6),
    ),
)  # fmt: skip
OPTIONS = (option("A", 1e6, 4e6), option("B", 5e6, 15e6), option("C", 5e6, 15e6))


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: f"{row[1].en} {row[0]:.0f}")
def test_the_choice(row):
    budget, way, names, net = row
    found = plan(portfolio(*OPTIONS, budget=budget))
    chosen = found.best if way is BEST else found.by_ratio.portfolio
    assert " ".join(chosen.option_ids) == names
    assert chosen.net_sek == net
