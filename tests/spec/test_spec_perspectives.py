"""Rule: whose money counts, and transfers."""

import pytest

from sroi.ratio import calculate
from sroi.settings import Settings
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

RULE = Rule(
    title=Said("Perspektiv och transfereringar", "Perspectives and transfers"),
    words=Said(
        """Två summor visas och får inte blandas. Offentlig ekonomi räknar kommunens, regionens och statens pengar, både
det de satsar och det de får. Samhället räknar alla aktörer. En transferering flyttar pengar utan att skapa
nya: det ena håller på att betala, det andra slipper få, så motparten får samma belopp med omvänt tecken, och
i samhällets summa tar de ut varandra. Vill man veta om insatsen går ihop för kommunen, regionen eller staten
själv, eller för en enda betalare, räknas på samma sätt bara deras pengar: det de får delat med det de satsar. Den
som inget satsar har ingen kvot. Tabellen: en effekt värd 1 000 kr för aktören, insatsen kostar kommunen
1 000 kr.""",
        """Two totals are shown and must not be mixed. Public finances count the money of municipality, region and
state, both what they put in and what they gain. Society counts all actors. A transfer moves money without making
any: what one side no longer pays the other no longer gets, so the counterpart has the same amount with the
opposite sign, and in society's total they cancel. Whether it pays for the municipality, the region or the state
itself, or for one payer alone, is counted in the same way from their money only: what they gain divided by what they
put in. Whoever puts in nothing has no ratio. The table: an effect worth SEK 1,000 to the actor; the
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


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_a_level_and_an_actor_count_their_own_money(row):
    actor, counterpart, municipality, state, participants, *_ = row
    result = calculate(chain(effect(actor_id=actor, transfer_counterpart_id=counterpart)), PLAIN)
    for name in ("municipality", "actor:municipality"):
        assert (result.total(name).value, result.total(name).ratio) == (municipality, municipality / 1000)
    for name, value in (("state", state), ("actor:state", state), ("others", participants), ("region", 0)):
        assert (result.total(name).value, result.total(name).ratio) == (value, None)
    assert result.total("actor:nobody").investment == 0


def test_a_perspective_that_is_none_is_refused():
    for name in ("others", "county", "actor:", "actor:a/b", ""):
        with pytest.raises(ValueError, match="perspective"):
            Settings(perspective=name)
