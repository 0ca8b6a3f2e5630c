"""Rule: what drives the ratio, one assumption at a time."""

import pytest

from chain.assumption import Assumption, Shape
from sroi.scenarios import scenarios
from sroi.sensitivity import tornado
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

RULE = Rule(
    title=Said("Vad som driver kvoten", "What drives the ratio"),
    words=Said(
        """Varje antagande som har ett lägsta och ett högsta rimligt värde flyttas dit, ett i taget, medan allt annat
står kvar. Hur långt kvoten då rör sig är antagandets utslag, och det största utslaget ställs överst. Samma
tal på flera ställen flyttas som ett; en serie per år flyttas med sina faktorer; är bara ena änden angiven
är talet självt den andra. Antaganden utan angivet spann listas för sig: de kan betyda mer än alla staplar,
men ingen har sagt det. Det försiktiga scenariot har alla antaganden i den ände som sänker nettot, det
hoppfulla i den som höjer det. Att allt slår fel på en gång är mycket mindre troligt än att något gör det,
så detta är ett spann och ingen sannolikhet. Tabellen: två effekter om 1 000 kr, 1 000 kr satsade.""",
        """Every assumption that has a lowest and a highest reasonable value is moved there, one at a time, while all
else stays. How far the ratio then moves is the assumption's swing, and the largest swing stands first. The
same number in several places moves as one; a series by year moves by its factors; where only one end is
stated the number itself is the other. Assumptions without a stated range are listed apart: they may matter
more than any bar, but nobody has said so. The cautious scenario has every assumption at the end that lowers
the net value, the optimistic one at the end that raises it. That everything goes wrong at once is much less
likely than that something does, so this is a span and no probability. The table: two effects of SEK 1,000,
SEK 1,000 put in.""",
    ),
    formula=Said(
        "utslag = |kvot(högt) − kvot(lågt)|",
        "swing = |ratio(high) − ratio(low)|",
    ),
    columns=(
        Column(Said("Antagande", "Assumption"), "words"),
        Column(Said("Lågt", "Low"), "number"),
        Column(Said("Högt", "High"), "number"),
        Column(Said("Kvot vid lågt", "Ratio at low"), "ratio"),
        Column(Said("Kvot vid högt", "Ratio at high"), "ratio"),
        Column(Said("Utslag", "Swing"), "ratio"),
    ),
    rows=(
        (Said("dödvikt 0,2 i båda effekterna", "deadweight 0.2 in both effects"), 0.1, 0.6, 1.8, 0.8, 1.0),
        (Said("andras andel 0 i den ena", "attribution 0 in the one"), None, 0.5, 1.6, 1.2, 0.4),
        (Said("förflyttning 0 i den andra", "displacement 0 in the other"), None, 0.25, 1.6, 1.4, 0.2),
    ),
    source=Said(
        "Känslighetsanalys enligt SROI-vägledningen, steg 5; staplarna kallas tornadodiagram i beslutsanalys.",
        "Sensitivity analysis as in the SROI Guide, stage 5; decision analysis calls the bars a tornado diagram.",
    ),
)


def example_chain():
    """The chain of the table; the number of units is said not to vary, all else states no range."""
    shared = Assumption(value=0.2, low=0.1, high=0.6, figure_id="anyway")
    one = effect().model_copy(update={"deadweight": shared, "attribution": Assumption(value=0, high=0.5)})
    other = effect("E2").model_copy(update={"deadweight": shared, "displacement": Assumption(value=0, high=0.25)})
    known = one.quantity.model_copy(update={"number": Assumption(value=1, shape=Shape.FIXED)})
    return chain(one.model_copy(update={"quantity": known}), other)


def test_the_bars_stand_in_the_order_of_the_table():
    found = tornado(example_chain(), PLAIN)
    assert found.ratio == pytest.approx(1.6)
    for bar, (_, low, high, at_low, at_high, swing) in zip(found.bars, RULE.rows, strict=True):
        assert (bar.movable.low, bar.movable.high) == (low, high)
        assert (bar.ratio_at_low, bar.ratio_at_high, bar.swing) == pytest.approx((at_low, at_high, swing))
    apart = {each.place for each in found.without_range}
    assert "effects/E2/quantity/number" in apart
    assert "effects/E1/quantity/number" not in apart


def test_all_ends_together():
    cautious, base, optimistic = scenarios(example_chain(), PLAIN)
    assert [cautious.ratio, base.ratio, optimistic.ratio] == pytest.approx([0.4 * 0.5 + 0.4 * 0.75, 1.6, 1.8])
