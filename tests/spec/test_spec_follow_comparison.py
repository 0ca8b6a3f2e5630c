"""Rule: deadweight from a comparison group."""

from math import sqrt

import pytest

from sroi.follow_up.estimates import Estimate, deadweight
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Dödvikt ur en jämförelsegrupp", "Deadweight from a comparison group"),
    words=Said(
        """Vad som hade hänt ändå syns i en jämförelsegrupp. Dödvikten är den del av det räknade som jämförelsen tar
bort. Finns ett utgångsläge för båda grupperna räknas skillnaden i skillnader: vad insatsgruppen ändrats, mindre vad
jämförelsegruppen ändrats. Osäkerheten följer av alla fyra talen. Gick det bättre för jämförelsegruppen än för
insatsgruppen blir dödvikten 100 %, gick det sämre än utgångsläget blir den 0 %, och att talet kapats sägs alltid.
Standardavvikelsen i tabellen gäller när varje mätt tal har 0,05.""",
        """What would have happened anyway shows in a comparison group. Deadweight is the part of what is counted that
the comparison takes off. Where both groups have a baseline it is the difference in differences: what changed for those
in the intervention, less what changed for the comparison group. The uncertainty follows from all four numbers. Where
the comparison group did better, deadweight is 100%; where it fell below its baseline, 0%; and that the number was cut
off is always told. The standard deviation in the table is when each measured number has 0.05.""",
    ),
    formula=Said("dödvikt = 1 − netto ÷ brutto", "deadweight = 1 − net ÷ gross"),
    columns=(
        Column(Said("Insats före", "Before"), "share"),
        Column(Said("Insats efter", "After"), "share"),
        Column(Said("Jämförelse före", "Comparison before"), "share"),
        Column(Said("Jämförelse efter", "Comparison after"), "share"),
        Column(Said("Räknas som förändring", "Counted as change"), "words"),
        Column(Said("Netto", "Net"), "share"),
        Column(Said("Dödvikt", "Deadweight"), "share"),
        Column(Said("Standardavvikelse", "Standard deviation"), "factor"),
        Column(Said("Kapad", "Cut off"), "words"),
    ),
    rows=(
        (None, 0.5, None, 0.2, False, 0.3, 0.4, 0.05 * sqrt(0.64 + 4), False),
        (0.1, 0.5, 0.1, 0.2, True, 0.3, 0.25, 0.05 * sqrt(2 * (1.875 - 2.5) ** 2 + 2 * 2.5**2), False),
        (0.1, 0.5, 0.1, 0.2, False, 0.3, 0.4, 0.05 * sqrt((1.2 - 2) ** 2 + 3 * 2**2), False),
        (0.1, 0.5, 0.1, 0.6, True, -0.1, 1.0, 0.05 * sqrt(2 * (-0.625 - 2.5) ** 2 + 2 * 2.5**2), True),
        (0.1, 0.5, 0.2, 0.1, True, 0.5, 0.0, 0.05 * sqrt(2 * (3.125 - 2.5) ** 2 + 2 * 2.5**2), True),
    ),
)


def of(value: float | None) -> Estimate | None:
    return None if value is None else Estimate(value, 0.05**2, 50)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_deadweight(row):
    before, after, other_before, other_after, is_change, net, share, spread, clipped = row
    found = deadweight(of(after), of(other_after), of(before), of(other_before), is_change)
    assert (found.net.value, found.share.value) == (pytest.approx(net), pytest.approx(share))
    assert sqrt(found.share.variance) == pytest.approx(spread)
    assert found.is_clipped is clipped


def test_without_anything_to_be_a_share_of_there_is_no_deadweight():
    assert deadweight(of(0.1), of(0.2), of(0.1), of(0.1), True) is None
