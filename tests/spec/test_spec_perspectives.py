"""Rule: whose money counts, and transfers."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

RULE = Rule(
    title=Said("Perspektiv och transfereringar", "Perspectives and transfers"),
    words=Said(
        """Två summor visas och får inte blandas. Offentlig ekonomi räknar kommunens, regionens och statens pengar, både
det de satsar och det de får. Samhället räknar alla aktörer. En transferering flyttar pengar utan att skapa
nya: det ena håller på att betala, det andra slipper få, så motparten får samma belopp med omvänt tecken, och
i samhällets summa tar de ut varandra. Tabellen: en effekt värd 1 000 kr för aktören, insatsen kostar kommunen
1 000 kr.""",
        """Two totals are shown and must not be mixed. Public finances count the money of municipality, region and
state, both what they put in and what they gain. Society counts all actors. A transfer moves money without making
any: what one side no longer pays the other no longer gets, so the counterpart has the same amount with the
opposite sign, and in society's total they cancel. The table: an effect worth SEK 1,000 to the actor; the
intervention costs the municipality SEK 1,000.""",
    ),
    formula=Said(
        "värde för motparten = − värde för aktören",
        "value to the counterpart = − value to the actor",
    ),
    columns=(
        Column(Said("Aktör", "Actor"), "actor"),
        Column(Said("Motpart", "Counterpart"), "actor"),
        Column(Said("Kommunen", "Municipality"), "sek"),
        Column(Said("Staten", "State"), "sek"),
        Column(Said("Deltagarna", "Participants"), "sek"),
        Column(Said("Offentligt", "Public"), "sek"),
        Column(Said("Samhället", "Society"), "sek"),
    ),
    rows=(
        ("municipality", None, 1000, 0, 0, 1000, 1000),
        ("participants", None, 0, 0, 1000, 0, 1000),
        ("municipality", "participants", 1000, 0, -1000, 1000, 0),
        ("municipality", "state", 1000, -1000, 0, 0, 0),
        ("participants", "state", 0, -1000, 1000, -1000, 0),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_who_gains(row):
    actor, counterpart, *by_actor, public, society = row
    result = calculate(chain(effect(actor_id=actor, transfer_counterpart_id=counterpart)), PLAIN)
    assert [each.value for each in result.actors] == by_actor
    assert (result.public.value, result.society.value) == (public, society)
    assert result.society.undiscounted_gross_value == 1000
    assert (result.public.investment, result.society.investment) == (1000, 1000)
