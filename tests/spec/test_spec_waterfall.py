"""Rule: from gross value to present value, step by step."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

RULE = Rule(
    title=Said("Trappan från bruttovärde till nuvärde", "The steps from gross value to present value"),
    words=Said(
        """Trappan visar vad varje avdrag tar, i ordningen dödvikt, förflyttning, tillskrivning, avtrappning och
diskontering. Bruttovärdet är mängd gånger pris under de år som räknas, utan avdrag. Summan av stegen leder
exakt till nuvärdet. För en effekt med minustecken är stegen positiva: mindre av skadan är er. Transfereringar
tar ut varandra i samhällets trappa. Tabellen: 1 000 kr om året i två år, dödvikt 20 %, förflyttning 10 %,
andras del 50 %, avtrappning 25 %, ränta 25 %.""",
        """The steps show what each deduction takes, in the order deadweight, displacement, attribution, drop-off and
discounting. Gross value is quantity times price in the years that count, with nothing taken off. The steps
lead exactly to the present value. For an effect with a minus sign the steps are positive: less of the harm is
yours. Transfers cancel in society's steps. The table: SEK 1,000 a year for two years, deadweight 20%,
displacement 10%, share due to others 50%, drop-off 25%, rate 25%.""",
    ),
    formula=Said(
        "brutto + dödvikt + förflyttning + andras andel + avtrappning + diskontering = nuvärde",
        "gross + deadweight + displacement + attribution + drop-off + discounting = present value",
    ),
    columns=(
        Column(Said("Tecken", "Sign"), "number"),
        Column(Said("Brutto", "Gross"), "sek"),
        Column(Said("Dödvikt", "Deadweight"), "sek"),
        Column(Said("Förflyttning", "Displacement"), "sek"),
        Column(Said("Andra", "Others"), "sek"),
        Column(Said("Avtrappning", "Drop-off"), "sek"),
        Column(Said("Diskontering", "Discounting"), "sek"),
        Column(Said("Nuvärde", "Present value"), "sek"),
    ),
    rows=(
        (1, 2000, -400, -160, -720, -90, -54, 576),
        (-1, -2000, 400, 160, 720, 90, 54, -576),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_steps(row):
    sign, *expected = row
    stepped = effect(sign=sign, deadweight=0.2, displacement=0.1, attribution=0.5, drop_off=0.25, duration_years=2)
    result = calculate(chain(stepped), PLAIN.model_copy(update={"discount_rate": 0.25}))
    for waterfall in (result.effects[0].waterfall, result.public.waterfall, result.society.waterfall):
        found = [waterfall.gross, *waterfall.steps.values(), waterfall.present_value]
        assert found == pytest.approx(expected)
        assert sum(found[:-1]) == pytest.approx(found[-1])
