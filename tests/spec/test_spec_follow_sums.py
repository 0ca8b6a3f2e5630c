"""Rule: how measured values of several periods are summed up, and that what is missing is never nought."""

from datetime import date

import pytest

from chain.measurement import Cell, Missing, Observation, PlannedIndicator, Rule
from chain.period import Every
from chain.text import Text
from sroi.follow_up.sums import year_of
from sroi.follow_up.targets import number_of
from tests.spec.rule import Column, Said
from tests.spec.rule import Rule as Told

MISSING = Said("saknas", "missing")
ZERO = Said("känt noll", "known nought")
RULES = {
    Rule.FLOW: Said("flöde: summan", "flow: the sum"),
    Rule.CUMULATIVE: Said("hittills: det sista", "so far: the last"),
    Rule.LEVEL: Said("läge: det sista", "level: the last"),
    Rule.SHARE: Said("andel: summa ÷ summa", "share: sum ÷ sum"),
    Rule.MEAN: Said("medel: vägt", "mean: weighted"),
}

RULE = Told(
    title=Said("Mätvärden summeras efter sin regel", "Measured values are summed up by their rule"),
    words=Said(
        """Varje indikator har en summeringsregel som inte ändras när det finns värden. Ett flöde summeras, det som
räknas *hittills* och ett läge är sitt sista värde, en andel är summan av täljarna genom summan av de svarande, och
ett medelvärde vägs med antalet svarande. Ett värde som saknas är aldrig noll: året är då inte helt, det sägs, och
prognosen står kvar för det året. Ett känt noll är ett värde. Totalen gäller, också när grupperna inte blir totalen.
Tabellen: två halvår, och året.""",
        """Every indicator has a rule of summing that does not change once there are values. A flow is summed, what is
counted *so far* and a level are their last value, a share is the sum of the numerators over the sum of those who
answered, and a mean is weighted by how many answered. A value that is missing is never nought: the year is then not
whole, this is told, and the forecast stands for that year. A known nought is a value. The total holds, also where the
groups do not come to it. The table: two half-years, and the year.""",
    ),
    formula=None,
    columns=(
        Column(Said("Regel", "Rule"), "words"),
        Column(Said("Första halvåret", "First half"), "words"),
        Column(Said("Andra halvåret", "Second half"), "words"),
        Column(Said("Året", "The year"), "number"),
        Column(Said("Helt?", "Whole?"), "words"),
    ),
    rows=(
        (RULES[Rule.FLOW], "10", "14", 24, True),
        (RULES[Rule.FLOW], "10", MISSING, 10, False),
        (RULES[Rule.FLOW], "10", ZERO, 10, True),
        (RULES[Rule.CUMULATIVE], "10", "24", 24, True),
        (RULES[Rule.LEVEL], MISSING, "24", 24, True),
        (RULES[Rule.LEVEL], "10", MISSING, 10, False),
        (RULES[Rule.SHARE], "3 / 10", "12 / 20", 0.5, True),
        (RULES[Rule.MEAN], "50 (10)", "56 (20)", 54, True),
        (RULES[Rule.FLOW], MISSING, MISSING, None, False),
    ),
)


def cell(told) -> Cell:
    if isinstance(told, Said):
        return Cell(missing=Missing.KNOWN_ZERO if told is ZERO else Missing.NON_RESPONSE)
    if "/" in told:
        hits, answered = told.split(" / ")
        return Cell(hits=int(hits), answered=int(answered))
    value, _, answered = told.removesuffix(")").partition(" (")
    return Cell(value=float(value), answered=int(answered) if answered else None)


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: f"{row[0].en}: {row[1]} {row[2]}")
def test_the_year(row):
    told, first, second, value, whole = row
    rule = next(rule for rule, said in RULES.items() if said is told)
    indicator = PlannedIndicator(
        id="M", name=Text(), element="chain", rule=rule, every=Every.HALF_YEAR, first_on=date(2025, 1, 1),
        last_on=date(2025, 12, 31),
    )  # fmt: skip
    seen = [
        Observation(indicator_id="M", period=f"2025-H{n}", total=cell(each)) for n, each in ((1, first), (2, second))
    ]
    found = year_of(indicator, seen, 2025)
    assert number_of(found.cell, rule) == (None if value is None else pytest.approx(value))
    assert found.is_whole is whole
