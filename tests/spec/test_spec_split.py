"""Rule: how an investment could be split among those who gain from it."""

import pytest

from sroi.plan.split import splits
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Att dela på en investering", "Sharing an investment"),
    words=Said(
        """Den som betalar är sällan den som vinner mest. Två förslag till delning visas. *Efter nytta*: var och en
betalar samma andel av kostnaden som den har av nyttan. *Shapley*: för varje grupp räknas vad den hade haft kvar om
den burit hela investeringen själv (aldrig mindre än noll), och varje part får det den i genomsnitt tillför när
parterna ansluter sig i alla tänkbara ordningar; det den betalar är dess nytta minus det. Om någon grupp hade fått
mer kvar på egen hand säger programmet vilken och hur mycket: den har skäl att lämna överenskommelsen. Täcker nyttan
inte kostnaden föreslås ingen delning. Räkneexemplet: en investering på 9 som ger kommunen 8 och regionen 4. Ensam
klarar ingen av dem den; tillsammans har de 3 kvar, som delas lika.""",
        """Whoever pays is seldom the one who gains the most. Two proposals are shown. *By gain*: each pays the same
part of the cost as it has of the gain. *Shapley*: for every group it is counted what it would have left if it
carried the whole investment alone (never less than nought), and each party gets what it adds on average when the
parties join in every order; what it pays is its gain less that. If some group would have more left by itself, the
program says which and how much: it has reason to leave the agreement. Where the gains do not cover the cost, no
split is proposed. The example: an investment of 9 that gives the municipality 8 and the region 4. Neither can carry
it alone; together they have 3 left, which are shared alike.""",
    ),
    formula=Said(
        "v(grupp) = max(0, gruppens nytta − hela kostnaden); betalning = nytta − Shapleyvärde",
        "v(group) = max(0, the group's gain − the whole cost); payment = gain − Shapley value",
    ),
    columns=(
        Column(Said("Part", "Party")),
        Column(Said("Nytta", "Gain"), "number"),
        Column(Said("Betalar efter nytta", "Pays by gain"), "number"),
        Column(Said("Shapleyvärde", "Shapley value"), "number"),
        Column(Said("Betalar enligt Shapley", "Pays by Shapley"), "number"),
    ),
    rows=(
        (Said("Kommunen", "Municipality"), 8, 6, 1.5, 6.5),
        (Said("Regionen", "Region"), 4, 3, 1.5, 2.5),
    ),
    source=Said("Shapley (1953), A value for n-person games.", "Shapley (1953), A value for n-person games."),
)  # fmt: skip
COST = 9


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: row[0].en)
def test_what_each_pays(row):
    party, _, by_gain, value, by_shapley = row
    found = splits({each.en: gain for each, gain, *_ in RULE.rows}, COST)
    assert found.proportional.payments[party.en] == pytest.approx(by_gain)
    assert found.shapley.surplus[party.en] == pytest.approx(value)
    assert found.shapley.payments[party.en] == pytest.approx(by_shapley)
