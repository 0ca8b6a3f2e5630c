"""Rule: measured years stand in the series, and the rest stays forecast."""

from datetime import date

import pytest

from chain.assumption import Series
from chain.measurement import Cell, FollowUp, Observation, PlannedIndicator, Reading, Replacing, Rule
from chain.text import Text
from sroi.follow_up.yearly import yearly
from tests.spec.rule import Column, Said
from tests.spec.rule import Rule as Told

RULE = Told(
    title=Said("Mätta år och år som är prognos", "Measured years and years still forecast"),
    words=Said(
        """Deltagare och kostnader ersätts ett år i taget. Ett år räknas som mätt när alla dess perioder är det; annars
står prognosen kvar. Osäkerheten (prognosens spann, som faktor) gäller bara de år som är prognos, och krymper därför med
dem: den del av summan som är prognos behåller sitt spann. I tabellen är prognosen 100 om året i tre år, 80–120 %.""",
        """Participants and costs are replaced one year at a time. A year counts as measured when all its periods are;
otherwise the forecast stands. The uncertainty (the forecast's range, as a factor) belongs to the forecast years alone
and so shrinks with them: the part of the sum that is forecast keeps its range. In the table the forecast is 100 a year
for three years, 80–120%.""",
    ),
    formula=Said(
        "spann = 1 + (prognosens spann − 1) × prognosens del av summan",
        "range = 1 + (the forecast's range − 1) × the forecast's part of the sum",
    ),
    columns=(
        Column(Said("Mätt", "Measured"), "number"),
        Column(Said("Serien blir", "The series becomes"), "number"),
        Column(Said("Lägsta, faktor", "Lowest, factor"), "factor"),
        Column(Said("Högsta, faktor", "Highest, factor"), "factor"),
    ),
    rows=(
        ((), (100, 100, 100), 0.8, 1.2),
        ((50,), (50, 100, 100), 0.84, 1.16),
        ((50, 150), (50, 150, 100), 1 - 0.2 / 3, 1 + 0.2 / 3),
        ((50, 150, 90), (50, 150, 90), None, None),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_measured_years(row):
    values, series, low, high = row
    forecast = Series(values=dict.fromkeys((2024, 2025, 2026), 100.0), low_factor=0.8, high_factor=1.2)
    plan = PlannedIndicator(
        id="M", name=Text(), element="chain", rule=Rule.FLOW, first_on=date(2024, 1, 1), last_on=date(2026, 12, 31),
        replaces=Replacing(place="chain/cohorts", reading=Reading.YEARLY),
    )  # fmt: skip
    seen = tuple(
        Observation(indicator_id="M", period=str(2024 + at), total=Cell(value=value)) for at, value in enumerate(values)
    )
    found = yearly(forecast, plan, FollowUp(intervention_id="C1", plan=(plan,), observations=seen))
    after = found.series if found else forecast
    assert tuple(after.values.values()) == series
    assert (after.low_factor, after.high_factor) == (low and pytest.approx(low), high and pytest.approx(high))
