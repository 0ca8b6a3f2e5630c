"""Rule: target against actual."""

from datetime import date

import pytest

from chain.assumption import Assumption
from chain.measurement import Cell, PlannedIndicator, Rule, Target
from chain.model import Direction
from chain.text import Text
from sroi.follow_up.targets import TargetStatus, standing
from tests.spec.rule import Column, Said
from tests.spec.rule import Rule as Told

STATUS = {
    TargetStatus.REACHED: Said("nått", "reached"),
    TargetStatus.ON_TRACK: Said("på väg", "on track"),
    TargetStatus.BEHIND: Said("efter", "behind"),
    TargetStatus.NOT_REACHED: Said("inte nått", "not reached"),
    TargetStatus.NO_TARGET: Said("inget mål", "no target"),
    TargetStatus.CANNOT_TELL: Said("går inte att säga", "cannot be told"),
}
UP, DOWN = Said("upp", "up"), Said("ner", "down")

RULE = Told(
    title=Said("Mål mot utfall", "Target against actual"),
    words=Said(
        """Ett värde hålls mot målet för sin period, annars mot nästa. Minst målet är *nått*. Är det mindre, men ett mål
återstår, jämförs det med vad som var att vänta nu: på den räta linjen (i dagar) från utgångsläget, eller det
närmast föregående målet, till nästa. Det är *på väg* om högst en tiondel av vägen från utgångsläget till målet fattas,
annars *efter*. Når det inte det sista målet är det *inte nått*. Ett mål som ändras får en ny version; den senaste
gäller och de tidigare finns kvar. I tabellen är utgångsläget 20 (slutet av 2023) och målet för 2027 är 60, där
annat inte sägs.""",
        """A value is held against the target of its period, or else the next one. At least the target is *reached*. If
it is less, and a target remains, it is compared with what was to be expected by now: on the straight line (by days)
from the baseline, or the latest target before, to the next. It is *on track* if at most a tenth of the way from
baseline to target is lacking, otherwise *behind*. Short of the last target it is *not reached*. A target that is
changed gets a new version; the latest holds and the earlier ones stay. In the table the baseline is 20 (the end of
2023) and the target for 2027 is 60, unless otherwise told.""",
    ),
    formula=None,
    columns=(
        Column(Said("Riktning", "Direction"), "words"),
        Column(Said("År", "Year"), "year"),
        Column(Said("Värde", "Value"), "number"),
        Column(Said("Mål", "Targets"), "words"),
        Column(Said("Väntat nu", "Expected by now"), "number"),
        Column(Said("Läge", "Standing"), "words"),
    ),
    rows=(
        (UP, 2025, 40, "2027: 60", 40.01, STATUS[TargetStatus.ON_TRACK]),
        (UP, 2025, 36.1, "2027: 60", 40.01, STATUS[TargetStatus.ON_TRACK]),
        (UP, 2025, 35, "2027: 60", 40.01, STATUS[TargetStatus.BEHIND]),
        (UP, 2025, 61, "2027: 60", 40.01, STATUS[TargetStatus.REACHED]),
        (UP, 2027, 59, "2027: 60", 60, STATUS[TargetStatus.NOT_REACHED]),
        (UP, 2027, 59, "2027: 60 → 55", 55, STATUS[TargetStatus.REACHED]),
        (UP, 2025, 45, "2025: 50; 2027: 60", 50, STATUS[TargetStatus.BEHIND]),
        (UP, 2026, 54, "2025: 50; 2027: 60", 55, STATUS[TargetStatus.ON_TRACK]),
        (DOWN, 2025, 15, "2027: 10", 14.998, STATUS[TargetStatus.ON_TRACK]),
        (DOWN, 2025, 17, "2027: 10", 14.998, STATUS[TargetStatus.BEHIND]),
        (UP, 2025, None, "2027: 60", 40.01, STATUS[TargetStatus.CANNOT_TELL]),
        (UP, 2025, 40, "–", None, STATUS[TargetStatus.NO_TARGET]),
    ),
)


def targets(words: str) -> list[Target]:
    found = []
    for year, _, values in (each.partition(": ") for each in words.split("; ") if ":" in each):
        found += [
            Target(indicator_id="M", period=year, value=float(value), version=version)
            for version, value in enumerate(values.split(" → "), 1)
        ]
    return found


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_how_it_stands(row):
    told, year, value, words, expected, status = row
    indicator = PlannedIndicator(
        id="M", name=Text(), element="chain", rule=Rule.LEVEL, first_on=date(2024, 1, 1), last_on=date(2027, 12, 31),
        direction=Direction.UP if told is UP else Direction.DOWN, baseline=Assumption(value=20), baseline_year=2023,
    )  # fmt: skip
    found = standing(indicator, targets(words), str(year), None if value is None else Cell(value=value))
    assert STATUS[found.status] is status
    assert found.expected == (None if expected is None else pytest.approx(expected, abs=0.02))
