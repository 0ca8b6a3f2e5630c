"""Rule: both bounds stand when some did not answer."""

import pytest

from chain.measurement import Cell, NonResponse
from chain.model import Direction
from sroi.follow_up.rates import counted, rate_of
from tests.spec.rule import Column, Rule, Said

UP, DOWN = Said("mer är bättre", "more is better"), Said("mindre är bättre", "less is better")

RULE = Rule(
    title=Said("När alla inte har svarat", "When not everyone has answered"),
    words=Said(
        """En andel räknas på dem som svarat, och bredvid den står vad den skulle vara om insatsen inte lyckats med
någon av dem som inte svarat. Där mindre är bättre (placeringar, återfall) är det tvärtom: då räknas alla de tysta
som träffar. Ingen räknas som noll i tysthet: den som registrerar väljer vilket som visas, och båda finns kvar.""",
        """A share is of those who answered, and beside it stands what it would be if the intervention had succeeded
with none of those who did not. Where less is better (placements, relapses) it is the other way round: then all who
are silent count as hits. No one is quietly counted as nought: whoever enters the value chooses which is shown, and
both stay.""",
    ),
    formula=Said(
        "som de andra = träffar ÷ svarande; ingen lyckad = träffar ÷ tillfrågade (mindre är bättre: "
        "(träffar + tysta) ÷ tillfrågade)",
        "as the others = hits ÷ answered; no success = hits ÷ asked (less is better: (hits + silent) ÷ asked)",
    ),
    columns=(
        Column(Said("Riktning", "Direction"), "words"),
        Column(Said("Träffar", "Hits"), "number"),
        Column(Said("Svarande", "Answered"), "number"),
        Column(Said("Tillfrågade", "Asked"), "number"),
        Column(Said("Som de andra", "As the others"), "share"),
        Column(Said("Ingen lyckad", "No success"), "share"),
    ),
    rows=(
        (UP, 23, 48, 54, 23 / 48, 23 / 54),
        (DOWN, 23, 48, 54, 23 / 48, 29 / 54),
        (UP, 12, 30, 30, 0.4, 0.4),
        (UP, 0, 10, 20, 0.0, 0.0),
        (DOWN, 0, 10, 20, 0.0, 0.5),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_both_bounds(row):
    told, hits, answered, asked, others, none = row
    direction = Direction.UP if told is UP else Direction.DOWN
    rate = rate_of(Cell(hits=hits, answered=answered, asked=asked))
    assert (rate.like_others, rate.least_good(direction)) == (pytest.approx(others), pytest.approx(none))
    one, other = (counted(rate, choice, direction) for choice in NonResponse)
    assert (one[0] / one[1], other[0] / other[1]) == (pytest.approx(others), pytest.approx(none))
