"""Rule: how much changes."""

import pytest

from chain.model import DirectNumber, YearlyProfile
from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, number, share_of_cohort

RULE = Rule(
    title=Said("Mängd: hur mycket som förändras", "Quantity: how much changes"),
    words=Said(
        """En värderad effekts bruttovärde ett år är mängden gånger priset. Mängden anges på ett av tre sätt: som en
andel av dem som börjar gånger antal enheter per lyckat fall och år, som ett direkt antal enheter per år (en
gång för hela insatsen, eller på nytt för varje startgrupp), eller som en egen profil med enheter per
kalenderår. Profilen bär själv sin start, varaktighet och avtrappning. Tecknet är minus för en kostnad som
insatsen orsakar. Tabellen: 10 deltagare börjar 2024 och 20 börjar 2025, priset är 1 000 kr, effekten varar
ett år.""",
        """A monetised effect's gross value in a year is quantity times price. Quantity is stated in one of three ways:
as a share of those who start times units per changed case and year, as a direct number of units a year (once
for the whole intervention, or anew for every starting group), or as a profile of its own with units per
calendar year. A profile carries its own start, duration and drop-off. The sign is minus for a cost that the
intervention causes. The table: 10 participants start in 2024 and 20 in 2025, the price is SEK 1,000, the
effect lasts one year.""",
    ),
    formula=Said(
        "värde ett år = tecken × antal som börjar × andel × enheter × pris",
        "value in year = sign × number starting × share × units × price",
    ),
    columns=(
        Column(Said("Mängd", "Quantity")),
        Column(Said("Tecken", "Sign"), "number"),
        Column(Said("2024", "2024"), "sek"),
        Column(Said("2025", "2025"), "sek"),
        Column(Said("2026", "2026"), "sek"),
    ),
    rows=(
        (Said("30 % av gruppen × 2 enheter", "30% of the group × 2 units"), 1, 6000, 12000, 0),
        (Said("30 % av gruppen × 2 enheter", "30% of the group × 2 units"), -1, -6000, -12000, 0),
        (Said("5 enheter per år, en gång", "5 units a year, once"), 1, 5000, 0, 0),
        (Said("5 enheter för varje startgrupp", "5 units for every starting group"), 1, 5000, 5000, 0),
        (Said("profil: 1, 2, 3 enheter", "profile: 1, 2, 3 units"), 1, 1000, 2000, 3000),
    ),
    source=Said(
        "Enligt SROI-vägledningen: antal enheter gånger ekonomiskt närmevärde.",
        "As in the SROI Guide: number of units times financial proxy.",
    ),
)
QUANTITIES = (
    share_of_cohort(0.3, 2),
    share_of_cohort(0.3, 2),
    DirectNumber(number=number(5)),
    DirectNumber(number=number(5), every_cohort=True),
    YearlyProfile(units=by_year(1, 2, 3)),
)


CASES = list(zip(RULE.rows, QUANTITIES, strict=True))


@pytest.mark.parametrize(("row", "quantity"), CASES, ids=range(1, 6))
def test_value_by_year(row, quantity):
    _, sign, *expected = row
    result = calculate(chain(effect(quantity=quantity, sign=sign), cohorts=by_year(10, 20)), PLAIN)
    assert result.effects[0].value_by_year[:3] == pytest.approx(expected)


def test_a_profile_needs_no_lag_duration_or_drop_off():
    unanswered = effect(quantity=QUANTITIES[-1], lag_years=None, duration_years=None, drop_off=None)
    assert calculate(chain(unanswered), PLAIN).society.value == 6000
