"""Rule: whose value it is, by stakeholder, outcome and goal."""

import pytest

from chain.model import Outcome
from chain.text import Text
from sroi.breakdown import by_goal, by_outcome, by_stakeholder
from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

OUTCOMES = (
    Outcome(id="O1", name=Text(sv="O1"), stakeholder_id="S1", goal_ids=("G1", "G2")),
    Outcome(id="O2", name=Text(sv="O2"), stakeholder_id="S1", goal_ids=("G2",)),
    Outcome(id="O3", name=Text(sv="O3"), stakeholder_id="S2"),
)
WORTH = {"O1": 0.5, "O2": 0.75, "O3": 0.0}
RULE = Rule(
    title=Said("Värdet per intressent, effekt och mål", "Value by stakeholder, outcome and goal"),
    words=Said(
        """Varje värderad effekt hör till en effekt, och därmed till en intressent och till noll, ett eller flera mål.
En effekt med två mål står med hela sitt värde under båda, så målen kan tillsammans bli mer än helheten; det som
saknar mål visas som en egen rest. Andelar visas bara när summan är positiv. Tabellen: effekterna O1 (mål G1
och G2) är värd 500 kr, O2 (mål G2) 250 kr, båda för intressent S1, och O3 (inget mål) 1 000 kr för intressent
S2.""",
        """Each monetised effect belongs to an outcome, and so to a stakeholder and to no, one or several goals. An
outcome with two goals stands under both with its whole value, so goals together can exceed the total; what
has no goal is shown as a remainder of its own. Shares are shown only when the total is positive. The table:
outcomes O1 (goals G1 and G2) is worth SEK 500, O2 (goal G2) SEK 250, both for stakeholder S1, and O3 (no
goal) SEK 1,000 for stakeholder S2.""",
    ),
    formula=None,
    columns=(
        Column(Said("Efter", "By")),
        Column(Said("Vems", "Whose")),
        Column(Said("Värde", "Value"), "sek"),
        Column(Said("Andel", "Share"), "share"),
    ),
    rows=(
        ("stakeholder", "S1", 750, 750 / 1750),
        ("stakeholder", "S2", 1000, 1000 / 1750),
        ("outcome", "O1", 500, 500 / 1750),
        ("outcome", "O2", 250, 250 / 1750),
        ("outcome", "O3", 1000, 1000 / 1750),
        ("goal", "G1", 500, 500 / 1750),
        ("goal", "G2", 750, 750 / 1750),
        ("goal", None, 1000, 1000 / 1750),
    ),
)
READ = {"stakeholder": by_stakeholder, "outcome": by_outcome, "goal": by_goal}


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_slice(row):
    kind, whose, value, share = row
    effects = [effect(f"E{o.id}", outcome_id=o.id, deadweight=WORTH[o.id]) for o in OUTCOMES]
    shared = chain(*effects, outcomes=OUTCOMES)
    slices = {part.element_id: part for part in READ[kind](shared, calculate(shared, PLAIN), "society")}
    assert (slices[whose].value, slices[whose].share) == pytest.approx((value, share))
    assert slices.keys() == {other for other_kind, other, *_ in RULE.rows if other_kind == kind}
