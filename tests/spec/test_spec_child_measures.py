"""Rule: what a study's effect means."""

import pytest

from sroi.forecast.conversions import by_hazard_ratio, by_odds_ratio, by_risk_ratio, by_smd
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Samma tal, olika effekt", "The same number, different effects"),
    words=Said(
        """En studie kan ange sin effekt som en kvot mellan risker, odds eller hasarder, eller som en skillnad i
standardavvikelser. Talet 0,5 betyder olika saker i vart och ett, så formuläret frågar alltid vilket det är.
En standardiserad skillnad blir en oddskvot och sedan en risk, och därför behövs jämförelsegruppens risk. Ett
intervall kring en kvot läses som medianen och ändarna i en lognormal fördelning. Tabellen: risken utan
insatsen, talet, och risken med insatsen om talet är en riskkvot, en hasardkvot, en oddskvot eller minus en
standardiserad skillnad.""",
        """A study may state its effect as a ratio of risks, odds or hazards, or as a difference in standard
deviations. The number 0.5 means different things in each, so the form always asks which it is. A
standardised difference becomes an odds ratio and then a risk, which is why the comparison group's risk is
needed. An interval about a ratio is read as the median and the ends of a lognormal distribution. The table:
the risk without the intervention, the number, and the risk with it if the number is a risk ratio, a hazard
ratio, an odds ratio, or minus a standardised difference.""",
    ),
    formula=Said(
        """
riskkvot:    p' = RR × p
hasardkvot:  p' = 1 − (1 − p)^HR
oddskvot:    p' = OR × p ÷ (1 − p + OR × p)
skillnad:    OR = e^(SMD × π ÷ √3)""",
        """
risk ratio:    p' = RR × p
hazard ratio:  p' = 1 − (1 − p)^HR
odds ratio:    p' = OR × p ÷ (1 − p + OR × p)
difference:    OR = e^(SMD × π ÷ √3)""",
    ),
    columns=(
        Column(Said("Risk utan", "Risk without"), "share"),
        Column(Said("Tal", "Number"), "number"),
        Column(Said("Riskkvot", "Risk ratio"), "share"),
        Column(Said("Hasardkvot", "Hazard ratio"), "share"),
        Column(Said("Oddskvot", "Odds ratio"), "share"),
        Column(Said("Minus standardiserad skillnad", "Minus standardised difference"), "share"),
    ),
    rows=(
        (0.3, 0.5, 0.15, 0.1633, 0.1765, 0.1475),
        (0.5, 0.5, 0.25, 0.2929, 0.3333, 0.2876),
        (0.2, 1, 0.2, 0.2, 0.2, 0.0392),
    ),
    source=Said(
        "Cochrane Handbook 5.1, 12.6.3; Briggs, Claxton och Sculpher 2006, kapitel 3 och 4.",
        "Cochrane Handbook 5.1, 12.6.3; Briggs, Claxton and Sculpher 2006, chapters 3 and 4.",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_four_meanings(row):
    risk, number, *expected = row
    found = [change(risk, number) for change in (by_risk_ratio, by_hazard_ratio, by_odds_ratio)]
    assert [*found, by_smd(risk, -number)] == pytest.approx(expected, abs=5e-5)
