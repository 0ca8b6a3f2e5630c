"""Rule: how an effect fades."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

RULE = Rule(
    title=Said("Avtrappning: hur effekten klingar av", "Drop-off: how the effect fades"),
    words=Said(
        """En effekt som varar mer än ett år kan minska. Geometrisk avtrappning tar samma andel av det som var kvar året
innan; rak avtrappning tar samma andel av första årets effekt, men aldrig mer än allt. Den börjar verka andra
effektåret (det vanliga) eller redan det första. På en ettårig effekt gör avtrappning från andra året
ingenting. Tabellen utgår från 1 000 kr första året och fyra års varaktighet.""",
        """An effect that lasts more than a year may shrink. Geometric drop-off takes the same share of what was left
the year before; straight-line drop-off takes the same share of the first year's effect, but never more than all
of it. It begins in the second effect year (the usual way) or already in the first. On a one-year effect,
drop-off from the second year does nothing. The table starts from SEK 1,000 in the first year and lasts four
years.""",
    ),
    formula=Said(
        """
geometrisk: kvar effektår k = (1 − avtrappning)^k            k = 0, 1, 2 … (från första året: k + 1)
rak:        kvar effektår k = max(0; 1 − avtrappning × k)""",
        """
geometric:     remaining in effect year k = (1 − drop-off)^k            k = 0, 1, 2 … (from the first year: k + 1)
straight line: remaining in effect year k = max(0; 1 − drop-off × k)""",
    ),
    columns=(
        Column(Said("Regel", "Rule"), "choice.drop_off"),
        Column(Said("Börjar", "Begins"), "choice.drop_off_from"),
        Column(Said("Avtrappning", "Drop-off"), "share"),
        *(Column(Said(f"År {year}", f"Year {year}"), "sek") for year in (1, 2, 3, 4)),
    ),
    rows=(
        ("geometric", "second_year", 0.2, 1000, 800, 640, 512),
        ("geometric", "first_year", 0.2, 800, 640, 512, 409.6),
        ("straight_line", "second_year", 0.2, 1000, 800, 600, 400),
        ("straight_line", "first_year", 0.4, 600, 200, 0, 0),
        ("geometric", "second_year", 1.0, 1000, 0, 0, 0),
    ),
    source=Said(
        "Geometrisk från andra året enligt SROI-vägledningen.", "Geometric from the second year as in the SROI Guide."
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_value_by_effect_year(row):
    rule, begins, drop_off, *expected = row
    settings = PLAIN.model_copy(update={"drop_off": rule, "drop_off_from": begins})
    result = calculate(chain(effect(drop_off=drop_off, duration_years=4)), settings)
    assert result.effects[0].value_by_year[:5] == pytest.approx([*expected, 0])
    assert result.society.value == pytest.approx(sum(expected))
