"""Rule: the forecast of a children's intervention, year by year."""

import pytest

from sroi.forecast.child import forecast
from sroi.forecast.decision import Quadrant
from tests.chain.comparisons import changed, number, shipped
from tests.spec.rule import Column, Rule, Said

WORDS = {
    Quadrant.COSTS_AND_GIVES_MORE: Said("kostar mer, ger mer", "costs and gives more"),
    Quadrant.DOMINANT: Said("dominant: inget pris", "dominant: no price"),
}
MORE, DOMINANT = WORDS.values()
RULE = Rule(
    title=Said("Prognosen för en insats för barn", "The forecast of an intervention for children"),
    words=Said(
        """Barnen är utan problemet, med det eller döda. Varje år återhämtar sig några och några får problemet igen;
det gäller lika i jämförelsegruppen, så en skillnad vid start tonar av sig själv. Ett år räknas som medeltalet
av sina två ändar. Merkostnaden är vad ett barn med problemet kostar mer än ett utan, för varje betalare och
ålder. Insatsens kostnad tas vid start. Där insatsen både kostar mindre och ger mer hälsa finns inget pris per
levnadsår att visa, bara ordet; en kvot mellan nytta och kostnad visas bara där kostnaden är över noll.
Överföringar flyttar pengar och räknas inte för samhället. Tabellen: 100 barn, 10 procentenheter fler återhämtade
vid start, 20 % återhämtar sig varje år, ingen återfaller, merkostnad 10 000 kr om året, insatsen kostar 1 200 kr
per barn, problemet tar 10 % av livskvaliteten, ingen ränta.""",
        """Children are without the problem, with it, or dead. Every year some recover and some get it again; that holds
alike in the comparison group, so an initial difference fades by itself. A year counts as the mean of its two
ends. The excess cost is what a child with the problem costs more than one without it, for each payer and age.
The intervention's cost is taken at the start. Where it both costs less and gives more health there is no
price of a life year to show, only the word; a benefit–cost ratio is shown only where the cost is above
nought. Transfers move money and do not count for society. The table: 100 children, 10 percentage points more
recovered at the start, 20% recover every year, nobody relapses, excess cost SEK 10,000 a year, the
intervention costs SEK 1,200 per child, the problem takes 10% of the quality of life, no interest.""",
    ),
    formula=Said(
        """
skillnad[t]     = skillnad[0] × (1 − återhämtning − återfall)^t     utan dödsfall
avlastning[H]   = antal × Σ (skillnad[y−1] + skillnad[y]) ÷ 2 × merkostnad ÷ (1 + ränta)^(y−1),   y = 1 … H
netto           = avlastning − insatsens kostnad
nettonytta      = tröskelvärde × vunna kvalitetsjusterade levnadsår + netto""",
        """
difference[t]   = difference[0] × (1 − remission − relapse)^t       without deaths
offset[H]       = children × Σ (difference[y−1] + difference[y]) ÷ 2 × excess cost ÷ (1 + rate)^(y−1),   y = 1 … H
net             = offset − cost of the intervention
net benefit     = threshold × quality-adjusted life years gained + net""",
    ),
    columns=(
        Column(Said("År", "Years"), "number"),
        Column(Said("Skillnad vid årets slut", "Difference at the end"), "share"),
        Column(Said("Avlastning", "Offset"), "sek"),
        Column(Said("Netto", "Net"), "sek"),
        Column(Said("Levnadsår", "Life years"), "number"),
        Column(Said("Läge", "Standing")),
        Column(Said("Kronor per levnadsår", "SEK per life year"), "sek"),
    ),
    rows=(
        (1, 0.08, 90_000, -30_000, 0.9, MORE, 33_333.33),
        (2, 0.064, 162_000, 42_000, 1.62, DOMINANT, None),
        (3, 0.0512, 219_600, 99_600, 2.196, DOMINANT, None),
    ),
    source=Said(
        "Briggs, Claxton och Sculpher 2006; TLV, LFNAR/TLVAR 2003:2 (ränta, perspektiv, mått).",
        "Briggs, Claxton and Sculpher 2006; TLVAR 2003:2 (rates, perspective, measure).",
    ),
)


def by_hand():
    """The comparison of the table."""
    values = {
        "decision/horizons": (1, 2, 3),
        "decision/cost_discount": number(0),
        "decision/effect_discount": number(0),
        "population/recovered_share": number(0),
        "natural_course/remission/0/probability": number(0.2),
        "natural_course/relapse/0/probability": number(0),
        "options/A/effect/estimate": number(0.1),
        "options/A/costs/child/amount": number(1_200, price_year=2024),
        "excess_costs/municipality/bands/0/amount": number(10_000, price_year=2024),
        "excess_costs/region/bands/0/amount": number(0),
    }
    comparison = shipped()
    for place, value in values.items():
        comparison = changed(comparison, place, value)
    return comparison


RESULT = forecast(by_hand())


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_a_small_forecast(row):
    years, difference, offset, net, qalys, word, price = row
    found = RESULT.of("A")
    assert RESULT.natural.with_problem[years] - found.trace.with_problem[years] == pytest.approx(difference)
    balance = found.at(years).of("public")
    assert (balance.offset, balance.net, balance.qalys) == pytest.approx((offset, net, qalys))
    assert WORDS[balance.per_qaly.quadrant] is word
    assert balance.per_qaly.sek == (None if price is None else pytest.approx(price, abs=0.005))
