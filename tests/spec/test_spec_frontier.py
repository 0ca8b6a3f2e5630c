"""Rule: when there is a ratio of cost to effect, and what is said when there is none."""

import pytest

from sroi.forecast.decision import Option, Quadrant, Standing, chosen_at, compare, frontier
from tests.spec.rule import Column, Rule, Said

DOMINATED = Said("dominerad av B", "dominated by B")
EXTENDEDLY = Said("utvidgat dominerad", "extendedly dominated")
RULE = Rule(
    title=Said("Att välja mellan insatser: fronten", "Choosing among interventions: the frontier"),
    words=Said(
        """Kostnad per vunnen hälsoenhet (ICER) har mening bara när ett alternativ både kostar mer och ger mer, eller
både kostar och ger mindre. Kostar det inte mer och ger mer är det dominant; kostar det inte mindre och ger
mindre är det dominerat. Då sägs ordet och ingen kvot; en negativ kvot visas aldrig. Bland flera alternativ
stryks först de dominerade, sedan de vars ICER mot det förra är högre än nästa alternativs (utvidgad
dominans), tills kvoterna stiger hela vägen. Varje kvot räknas mot det förra som är kvar, aldrig mot en
gemensam jämförelse. Välj det sista vars kvot ligger inom gränsen. Att inte göra något är alltid med.""",
        """Cost per unit of health gained (ICER) means something only where an option both costs more and gives more, or
both costs and gives less. Where it costs no more and gives more it is dominant; where it costs no less and
gives less it is dominated. Then the word is told and no ratio; a negative ratio is never shown. Among several
options the dominated ones are struck first, then those whose ICER over the one before exceeds the next one's
(extended dominance), until ratios rise all along. Each ratio is against the one before that is left, never
against a common comparator. Choose the last whose ratio is within the limit. Doing nothing is always there.""",
    ),
    formula=Said(
        "ICER = (kostnad − den förras) ÷ (effekt − den förras)",
        "ICER = (cost − that of the one before) ÷ (effect − that of the one before)",
    ),
    columns=(
        Column(Said("Alternativ", "Option")),
        Column(Said("Kostnad", "Cost"), "sek"),
        Column(Said("Effekt", "Effect"), "number"),
        Column(Said("Står", "Standing")),
        Column(Said("ICER", "ICER"), "sek"),
    ),
    rows=(
        ("0", 0, 0, Said("billigast", "cheapest"), None),
        ("A", 300, 1, EXTENDEDLY, None),
        ("B", 400, 2, Said("på fronten", "on the frontier"), 200),
        ("C", 500, 2, DOMINATED, None),
        ("D", 1000, 3, Said("på fronten", "on the frontier"), 600),
        ("E", 450, 1.5, DOMINATED, None),
    ),
    source=Said("Drummond m.fl., Methods for the Economic Evaluation of Health Care Programmes.",
                "Drummond et al., Methods for the Economic Evaluation of Health Care Programmes."),
)  # fmt: skip
WORDS = {
    Standing.REFERENCE: "cheapest",
    Standing.ON_FRONTIER: "on the frontier",
    Standing.DOMINATED: "dominated by B",
    Standing.EXTENDEDLY_DOMINATED: "extendedly dominated",
}


def placed():
    return frontier([Option(name, cost, effect) for name, cost, effect, *_ in RULE.rows])


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: row[0])
def test_each_option_stands_where_it_should(row):
    name, *_, standing, icer = row
    [found] = [each for each in placed() if each.option.name == name]
    assert WORDS[found.standing] == standing.en
    assert found.icer == icer


def test_the_choice_follows_the_limit():
    names = [chosen_at(placed(), limit).option.name for limit in (0, 199, 200, 599, 600, 10_000)]
    assert names == ["0", "0", "B", "B", "D", "D"]


@pytest.mark.parametrize(
    ("cost", "effect", "quadrant", "icer"),
    [
        (10, 2, Quadrant.COSTS_AND_GIVES_MORE, 5),
        (-10, -2, Quadrant.COSTS_AND_GIVES_LESS, 5),
        (-10, 2, Quadrant.DOMINANT, None),
        (0, 2, Quadrant.DOMINANT, None),
        (10, -2, Quadrant.DOMINATED, None),
        (0, -2, Quadrant.DOMINATED, None),
        (10, 0, Quadrant.SAME_EFFECT_COSTS_MORE, None),
        (-10, 0, Quadrant.SAME_EFFECT_COSTS_LESS, None),
        (0, 0, Quadrant.NO_DIFFERENCE, None),
    ],
)
def test_two_options(cost, effect, quadrant, icer):
    found = compare(Option("new", 100 + cost, 5 + effect), Option("usual", 100, 5))
    assert (found.quadrant, found.icer) == (quadrant, icer)
