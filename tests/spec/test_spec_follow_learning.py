"""Rule: what was assumed and what was measured, together."""

from datetime import date

import pytest

from chain.assumption import Assumption, Shape
from chain.measurement import Cell, FollowUp, Observation, PlannedIndicator, Replacing, Rule
from chain.text import Text
from sroi.follow_up.learned import learned
from tests.spec.rule import Column, Said
from tests.spec.rule import Rule as Told
from tests.spec.small import by_year, chain, effect, number, share_of_cohort

SAMPLE, FEW, ONLY, RANGE = (
    Said("ett urval: 12 av 40", "a sample: 12 of 40"),
    Said("30 %, värt 16 personer", "30%, worth 16 persons"),
    Said("30 %, bara mätt", "30%, measured only"),
    Said("20–40 % jämnt fördelat", "20–40% uniform"),
)
MUTE = Said("30 %, inget spann", "30%, no range")

RULE = Told(
    title=Said("Kvoten lär sig av det som mäts", "The ratio learns from what is measured"),
    words=Said(
        """Ett mätt värde ersätter inte rakt av vad som antogs: antagandet och mätningen vägs samman, var och en efter
hur många personer den är värd. Ett antagande ur ett urval är värt urvalets storlek. Ett spann är värt så många
personer som ger samma spridning. Den som planerar mätningen kan säga hur många personer antagandet ska vara värt, eller
att bara det mätta gäller. Har antagandet inget spann säger det inget om hur säkert det är: då gäller mätningen, och
det sägs. Mätningens vikt visas, och osäkerheten krymper med den. Räkningen är exakt för andelar (beta) och för
normalfördelade tal. I tabellen mäts 24 av 48.""",
        """A measured value does not simply take the place of what was assumed: both are weighed together, each by how
many persons it is worth. An assumption from a sample is worth the sample's size. A range is worth as many persons as
would give the same spread. Whoever plans the measurement can say how many persons the assumption is to be worth, or
that only what is measured counts. An assumption without a range says nothing of how sure it is: then the measurement
holds, and this is told. The measurement's weight is shown, and uncertainty shrinks with it. The arithmetic is exact
for shares (beta) and for normal numbers. In the table, 24 of 48 are measured.""",
    ),
    formula=Said(
        "värde = (w × antaget + träffar) ÷ (w + n), mätningens vikt = n ÷ (w + n); "
        "av ett spann w = m (1 − m) ÷ varians − 1",
        "value = (w × assumed + hits) ÷ (w + n), weight of the measurement = n ÷ (w + n); "
        "of a range w = m (1 − m) ÷ variance − 1",
    ),
    columns=(
        Column(Said("Antagandet", "The assumption"), "words"),
        Column(Said("Värt, personer (w)", "Worth, persons (w)"), "number"),
        Column(Said("Mätningen väger", "The measurement weighs"), "share"),
        Column(Said("Värdet blir", "The value becomes"), "share"),
    ),
    rows=(
        (SAMPLE, 40, 48 / 88, 36 / 88),
        (FEW, 16, 0.75, 0.45),
        (RANGE, 62, 48 / 110, (62 * 0.3 + 24) / 110),
        (ONLY, None, 1, 0.5),
        (MUTE, None, 1, 0.5),
    ),
    source=Said(
        "Gelman m.fl., Bayesian Data Analysis (2013), avsnitt 2.4 och 2.5",
        "Gelman et al., Bayesian Data Analysis (2013), sections 2.4 and 2.5",
    ),
)
PRIORS = {
    SAMPLE: (Assumption(value=0.3, sample_hits=12, sample_size=40), None),
    FEW: (Assumption(value=0.3), 16),
    RANGE: (Assumption(value=0.3, low=0.2, high=0.4, shape=Shape.UNIFORM), None),
    ONLY: (Assumption(value=0.3, low=0.2, high=0.4), 0),
    MUTE: (Assumption(value=0.3), None),
}


def measured(prior: Assumption, weight: float | None, cell: Cell):
    quantity = share_of_cohort(0, 1).model_copy(update={"share": prior, "units": number(1)})
    claimed = chain(effect(quantity=quantity), cohorts=by_year(100.0))
    replacing = Replacing(place="effects/E1/quantity/share", prior_weight=weight)
    plan = PlannedIndicator(
        id="M", name=Text(), element="chain", rule=Rule.SHARE, first_on=date(2024, 1, 1), last_on=date(2026, 12, 31),
        replaces=replacing,
    )  # fmt: skip
    seen = Observation(indicator_id="M", period="2024", total=cell)
    return learned(claimed, FollowUp(intervention_id="C1", plan=(plan,), observations=(seen,)))


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: row[0].en)
def test_assumed_and_measured_together(row):
    told, worth, weight, value = row
    found = measured(*PRIORS[told], Cell(hits=24, answered=48))
    (one,) = found.replaced
    assert (one.prior.number if one.prior else None) == (worth and pytest.approx(worth, rel=1e-3))
    assert one.weight_share == pytest.approx(weight, rel=1e-3)
    assert one.after.value == pytest.approx(value, rel=1e-3)
    assert [each.code for each in found.problems if each.code == "follow_up.no_prior"] == (
        ["follow_up.no_prior"] if told is MUTE else []
    )
