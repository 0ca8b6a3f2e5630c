"""Rule: what would tip the ratio."""

import pytest

from chain.model import DirectNumber
from sroi.switching import switching_values
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, money, number

RULE = Rule(
    title=Said("Vad som skulle tippa kvoten", "What would tip the ratio"),
    words=Said(
        """För varje antagande söks det värde där kvoten blir 1 (eller ett annat mål) medan allt annat står kvar. Är
värdet och investeringen räta linjer i antagandet (priser, mängder, avdrag, kostnader) följer värdet exakt
ur formeln. Kröker de sig vid kända punkter (år, hoplagda avdrag, rätlinjig avtrappning) är det exakt mellan
två sådana, och vid geometrisk avtrappning stängs det in tills talets sista siffra. Finns flera sådana
värden nämns det närmaste först. Sökningen håller sig till vad talet kan vara: andelar 0–100 %, priser,
mängder och år inte under noll. Finns inget värde där kan antagandet inte tippa kvoten, och kvoten i båda
ändarna visas i stället. Ett brutet antal år betyder att effekten upphör inom ett år. På samma sätt söks den
faktor som alla nyttor, alla mängder, alla priser eller alla kostnader tillsammans måste gångras med.
Tabellen: 4 enheter à 500 kr per år i tre år, dödvikt 20 %, andras andel 25 %, avtrappning 50 %, 1 400 kr
satsade; kvoten är 1,5.""",
        """For every assumption the value is sought at which the ratio becomes 1 (or another target) while all else
stays. Where value and investment are straight lines in the assumption (prices, quantities, deductions,
costs) it follows exactly from the formula. Where they bend at known points (years, added deductions,
straight-line drop-off) it is exact between two such points, and under geometric drop-off it is closed in to
the number's last digit. Of several such values the nearest is named first. The search keeps to what the
number can be: shares 0–100%, prices, quantities and years not below nought. Where there is no such value
the assumption cannot tip the ratio, and the ratio at both ends is shown instead. A broken number of years
means that the effect ends within a year. In the same way the factor is sought by which all gains, all
quantities, all prices or all costs together must be multiplied. The table: 4 units at SEK 500 a year for
three years, deadweight 20%, attribution 25%, drop-off 50%, SEK 1,400 put in; the ratio is 1.5.""",
    ),
    formula=Said(
        """
tippar: värde(x) = mål × investering(x)
rät linje: x = eget värde − (värde − mål × investering) ÷ lutning""",
        """
tips: value(x) = target × investment(x)
straight line: x = own value − (value − target × investment) ÷ slope""",
    ),
    columns=(
        Column(Said("Antagande", "Assumption"), "words"),
        Column(Said("Eget värde", "Own value"), "number"),
        Column(Said("Tippar vid", "Tips at"), "number"),
        Column(Said("Exakt", "Exact"), "words"),
        Column(Said("Kvot i lägsta änden", "Ratio at the lowest end"), "ratio"),
    ),
    rows=(
        (Said("pris", "price"), 500, 1000 / 3, True, 0.0),
        (Said("antal enheter", "number of units"), 4, 8 / 3, True, 0.0),
        (Said("dödvikt", "deadweight"), 0.2, 7 / 15, True, 1.875),
        (Said("andras andel", "attribution"), 0.25, 0.5, True, 2.0),
        (Said("avtrappning", "drop-off"), 0.5, (3 - (1 + 4 / 6) ** 0.5) / 2, False, 18 / 7),
        (Said("varaktighet, år", "duration, years"), 3, 4 / 3, True, 0.0),
        (Said("alla kostnader, faktor", "all costs, factor"), 1, 1.5, True, None),
        (Said("fördröjning, år", "lag, years"), 0, 26 / 3, True, 1.5),
    ),
    source=Said(
        "SROI-vägledningen, steg 5: hur mycket måste ett antagande ändras för att kvoten ska bli 1:1.",
        "The SROI Guide, stage 5: how much must an assumption change for the ratio to become 1:1.",
    ),
)


PLACES = (
    "proxies/P1/price",
    "effects/E1/quantity/number",
    "effects/E1/deadweight",
    "effects/E1/attribution",
    "effects/E1/drop_off",
    "effects/E1/duration_years",
    "costs",
    "effects/E1/lag_years",
)


def example_chain(deadweight: float = 0.2):
    """The chain of the table."""
    ours = effect(
        quantity=DirectNumber(number=number(4)), deadweight=deadweight, attribution=0.25, drop_off=0.5, duration_years=3
    )
    return chain(ours, price=500, resources=(money(by_year(1400.0)),))


@pytest.mark.parametrize(("place", "row"), list(zip(PLACES, RULE.rows, strict=True)))
def test_what_tips_it(place, row):
    found = switching_values(example_chain(), PLAIN)
    assert found.ratio == pytest.approx(1.5)
    told = next(each for each in (*found.rows, *found.multipliers) if each.place == place)
    _, own, tips_at, exact, at_lowest = row
    assert (told.mover.base, told.value, told.exact) == (own, pytest.approx(tips_at), exact)
    assert told.ratio_at_lowest == (None if at_lowest is None else pytest.approx(at_lowest))


def test_what_cannot_tip_it_shows_both_ends():
    found = switching_values(example_chain(deadweight=0.7), PLAIN)
    told = next(each for each in found.cannot if each.place == "effects/E1/drop_off")
    assert (found.standing, told.value) == ("below", None)
    assert (told.ratio_at_lowest, told.ratio_at_highest) == (pytest.approx(1350 / 1400), pytest.approx(450 / 1400))
