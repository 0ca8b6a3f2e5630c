"""Rule: when an effect comes and how long it lasts."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, share_of_cohort

RULE = Rule(
    title=Said("Startgrupper, fördröjning och varaktighet", "Starting groups, lag and duration"),
    words=Said(
        """Varje grupp som börjar bär sin egen effekt: den kommer efter fördröjningen och varar sin tid, räknat från
gruppens startår. Grupperna summeras per kalenderår. År som inte är hela räknas efter sin del: en varaktighet
på 1,5 år ger ett helt år och ett halvt, och en fördröjning på ett halvt år delar varje effektår lika mellan
två kalenderår. Det behövs när tiderna själva är osäkra. Tabellen: 1 deltagare börjar 2024 och 2 börjar 2025,
1 000 kr per deltagare och år.""",
        """Every starting group carries its own effect: it comes after the lag and lasts its time, counted from the
group's starting year. Groups are summed by calendar year. Years that are not whole count by their part: a
duration of 1.5 years gives one whole year and a half, and a lag of half a year splits every effect year
evenly between two calendar years. This is needed when the times themselves are uncertain. The table: 1
participant starts in 2024 and 2 in 2025, SEK 1,000 per participant and year.""",
    ),
    formula=Said(
        "kalenderår = startår + fördröjning + k,   k = 0 … varaktighet − 1",
        "calendar year = starting year + lag + k,   k = 0 … duration − 1",
    ),
    columns=(
        Column(Said("Fördröjning", "Lag"), "number"),
        Column(Said("Varaktighet", "Duration"), "number"),
        *(Column(Said(str(year), str(year)), "sek") for year in (2024, 2025, 2026, 2027, 2028)),
    ),
    rows=(
        (0, 1, 1000, 2000, 0, 0, 0),
        (1, 1, 0, 1000, 2000, 0, 0),
        (1, 2, 0, 1000, 3000, 2000, 0),
        (0, 1.5, 1000, 2500, 1000, 0, 0),
        (0.5, 1, 500, 1500, 1000, 0, 0),
        (2, 0, 0, 0, 0, 0, 0),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_value_by_calendar_year(row):
    lag, duration, *expected = row
    timed = effect(quantity=share_of_cohort(1, 1), lag_years=lag, duration_years=duration)
    result = calculate(chain(timed, cohorts=by_year(1, 2)), PLAIN)
    assert result.effects[0].value_by_year[:5] == pytest.approx(expected)
    assert result.society.value == pytest.approx(sum(expected))
