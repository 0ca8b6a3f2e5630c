"""Rule: what of the change is ours."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

RULE = Rule(
    title=Said("Avdrag: vad av förändringen som är ert", "Deductions: what of the change is yours"),
    words=Said(
        """Från bruttovärdet dras tre saker. Dödvikt är den andel som hade kommit ändå. Förflyttning är den andel som
bara flyttats från en annan plats, grupp eller tid. Tillskrivning är den andel som beror på **andra**; er egen
andel är ett minus den. Avdragen multipliceras (det vanliga) eller läggs ihop; hoplagda avdrag över 100 %
lämnar noll och ger en varning. Ett obesvarat avdrag läses aldrig som noll: effekten lämnas utanför tills det
är besvarat, med skäl, även när svaret är noll. Tabellen utgår från ett bruttovärde på 1 000 kr.""",
        """Three things are taken off the gross value. Deadweight is the share that would have come anyway. Displacement
is the share that only moved from another place, group or time. Attribution is the share due to **others**;
your own share is one minus that. Deductions are multiplied (the usual way) or added; added deductions above
100% leave nothing and give a warning. An unanswered deduction is never read as zero: the effect is left out
until it is answered, with a reason, also when the answer is zero. The table starts from a gross value of SEK
1,000.""",
    ),
    formula=Said(
        """
multiplicerat: kvar = brutto × (1 − dödvikt) × (1 − förflyttning) × (1 − andras andel)
hoplagt:       kvar = brutto × max(0; 1 − dödvikt − förflyttning − andras andel)""",
        """
multiplicative: impact = gross × (1 − deadweight) × (1 − displacement) × (1 − attribution)
additive:       impact = gross × max(0; 1 − deadweight − displacement − attribution)""",
    ),
    columns=(
        Column(Said("Regel", "Rule"), "choice.filters"),
        Column(Said("Dödvikt", "Deadweight"), "share"),
        Column(Said("Förflyttning", "Displacement"), "share"),
        Column(Said("Andra", "Others"), "share"),
        Column(Said("Kvar", "Left"), "sek"),
    ),
    rows=(
        ("multiplicative", 0.0, 0.0, 0.0, 1000),
        ("multiplicative", 0.7, 0.0, 0.1, 270),
        ("multiplicative", 0.2, 0.1, 0.5, 360),
        ("multiplicative", 1.0, 0.0, 0.0, 0),
        ("additive", 0.7, 0.0, 0.1, 200),
        ("additive", 0.2, 0.1, 0.5, 200),
        ("additive", 0.6, 0.3, 0.4, 0),
    ),
    source=Said(
        "Multiplikation enligt SROI-vägledningen; hopläggning förekommer i praktiken och ändrar kvoten.",
        "Multiplication as in the SROI Guide; addition is met in practice and changes the ratio.",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_what_is_left(row):
    rule, deadweight, displacement, attribution, expected = row
    ours = effect(deadweight=deadweight, displacement=displacement, attribution=attribution)
    result = calculate(chain(ours), PLAIN.model_copy(update={"filters": rule}))
    assert result.society.value == pytest.approx(expected)
    over = rule == "additive" and deadweight + displacement + attribution > 1
    assert [found.code for found in result.problems] == (["engine.deductions_above_whole"] if over else [])


@pytest.mark.parametrize(
    "name", ["deadweight", "displacement", "attribution", "drop_off", "lag_years", "duration_years"]
)
def test_an_unanswered_number_leaves_the_effect_out(name):
    result = calculate(chain(effect(**{name: None}), effect("E2")), PLAIN)
    assert [found.place for found in result.excluded] == [f"effects/E1/{name}"]
    assert result.society.value == 1000
