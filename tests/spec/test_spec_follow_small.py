"""Rule: small groups are not shown."""

from datetime import date

import pytest

from chain.measurement import Cell, Group, GroupCell, Observation, PlannedIndicator, Split
from chain.measurement import Rule as Summing
from chain.text import Text
from reports.disclosure import Mark, disclosed
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Små grupper visas inte", "Small groups are not shown"),
    words=Said(
        """Färre än fem personer (eller den gräns som indikatorn har) visas inte, varken på skärmen, i tabeller, diagram
eller filer som lämnar kommunen. Det gäller ett antal 1–4, ett medelvärde av färre än fem, och en andel där antingen de
som nått dit eller de som inte gjort det är 1–4. Noll visas: det är inte någon. Så många andra värden döljs att inget
dolt går att räkna ut, ur totalen och de andra grupperna, ur året och dess delar, eller ur summan av alla perioder.
Bland dem som duger döljs det med minst antal personer, en grupp före en total. I tabellen: antal i tre grupper och
totalt.""",
        """Fewer than five persons (or the bound that the indicator has) are not shown, neither on the screen nor in
tables, charts or files that leave the municipality. That goes for a number of 1–4, a mean of fewer than five, and a
share where either those who got there or those who did not are 1–4. Nought is shown: it is no one. So many other
values are hidden that no hidden one can be worked out, from the total and the other groups, from the year and its
parts, or from the sum of all periods. Among those that would do, the one with the fewest persons is hidden, a group
before a total. In the table: the numbers in three groups and in all.""",
    ),
    formula=None,
    columns=(
        Column(Said("A; B; C", "A; B; C"), "number"),
        Column(Said("A; B; C visas", "A; B; C shown"), "words"),
        Column(Said("Totalen visas", "The total shown"), "words"),
    ),
    rows=(
        ((5, 20, 30), ("5", "20", "30"), "55"),
        ((3, 20, 30), ("< 5", "–", "30"), "53"),
        ((3, 4, 30), ("< 5", "< 5", "30"), "37"),
        ((3, 0, 30), ("< 5", "0", "–"), "33"),
        ((3, 0, 0), ("< 5", "0", "0"), "< 5"),
        ((4, 4, 0), ("< 5", "< 5", "0"), "–"),
        ((1, 5, 30), ("< 5", "–", "–"), "36"),
    ),
)
SPLIT = Split(id="s", name=Text(), groups=tuple(Group(id=name, name=Text()) for name in "ABC"))


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_what_is_shown(row):
    numbers, groups, whole = row
    plan = PlannedIndicator(
        id="M", name=Text(), element="chain", rule=Summing.FLOW, first_on=date(2025, 1, 1), last_on=date(2025, 12, 31),
        splits=(SPLIT,),
    )  # fmt: skip
    cells = tuple(
        GroupCell(split_id="s", group_id=name, cell=Cell(value=each)) for name, each in zip("ABC", numbers, strict=True)
    )
    seen = Observation(indicator_id="M", period="2025", total=Cell(value=sum(numbers)), groups=cells)
    found = [_told(shown) for shown in disclosed(plan, [seen]).values()]
    assert (tuple(found[1:]), found[0]) == (groups, whole)


def _told(shown) -> str:
    return {Mark.SMALL: "< 5", Mark.COMPLEMENT: "–"}.get(shown.mark) or f"{shown.cell.value:g}"
