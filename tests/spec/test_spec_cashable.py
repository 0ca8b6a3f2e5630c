"""Rule: money that can leave a budget, calculated savings, welfare value."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

RULE = Rule(
    title=Said(
        "Pengar som frigörs, beräknad besparing och välfärdsvärde", "Cashable money, calculated savings, welfare value"
    ),
    words=Said(
        """All nytta är inte pengar i en budget. Den frigörbara andelen är den del av en offentlig aktörs nytta som
verkligen kan lyftas ur en budget, från det år det är möjligt. Resten av den offentliga nyttan är en beräknad
besparing. Det som tillfaller andra än det offentliga är välfärdsvärde. De tre delarna är tillsammans hela
värdet. Kostnader som insatsen orsakar räknas med sin andel, också hos en offentlig motpart. En intäkt som
räknas som nytta är pengar och räknas som frigjord. En obesvarad andel räknas som ingenting frigjort, och det
sägs. Tabellen: 1 000 kr om året i två år, från 2024.""",
        """Not all benefits are money in a budget. The cashable share is the part of a public actor's benefit that can
really be lifted out of a budget, from the year when that is possible. The rest of the public benefit is a
calculated saving. What falls to others than the public sector is welfare value. The three parts together are
the whole value. Costs that the intervention causes count with their share, also for a public counterpart.
Income taken as a benefit is money and counts as cashable. An unanswered share counts as nothing cashable, and
that is said. The table: SEK 1,000 a year for two years, from 2024.""",
    ),
    formula=Said(
        "värde = pengar som frigörs + beräknad besparing + välfärdsvärde",
        "value = cashable + calculated saving + welfare value",
    ),
    columns=(
        Column(Said("Aktör", "Actor"), "actor"),
        Column(Said("Tecken", "Sign"), "number"),
        Column(Said("Frigörbar andel", "Cashable share"), "share"),
        Column(Said("Från år", "From year"), "year"),
        Column(Said("Frigörs", "Cashable"), "sek"),
        Column(Said("Beräknad besparing", "Calculated saving"), "sek"),
        Column(Said("Välfärdsvärde", "Welfare value"), "sek"),
    ),
    rows=(
        ("municipality", 1, 0.3, None, 600, 1400, 0),
        ("municipality", 1, 0.3, 2025, 300, 1700, 0),
        ("municipality", -1, 1.0, None, -2000, 0, 0),
        ("participants", 1, 0.3, None, 0, 0, 2000),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_three_kinds_of_value(row):
    actor, sign, share, from_year, *expected = row
    gained = effect(actor_id=actor, sign=sign, cashable_share=share, cashable_from_year=from_year, duration_years=2)
    total = calculate(chain(gained), PLAIN).society
    assert [total.cashable, total.calculated_saving, total.welfare_value] == pytest.approx(expected)
    assert total.net_of_cashable == pytest.approx(expected[0] - 1000)


def test_a_public_counterpart_loses_the_same_cashable_share():
    moved = effect(cashable_share=0.5, transfer_counterpart_id="state")
    cashable = {actor.actor_id: actor.cashable for actor in calculate(chain(moved), PLAIN).actors}
    assert cashable == {"municipality": 500, "state": -500, "participants": 0}


def test_an_unanswered_share_is_nothing_cashable_and_said():
    result = calculate(chain(effect(cashable_share=None)), PLAIN)
    assert result.public.cashable == 0
    assert [found.code for found in result.problems] == ["engine.cashable_not_stated"]
