"""Rule: when the investment has come back."""

import pytest

from chain.model import YearlyProfile
from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, money

RULE = Rule(
    title=Said("Återbetalning", "Payback"),
    words=Said(
        """Tre sätt finns. *Hela år*: det första år från vilket den ackumulerade summan av nytta minus investering är
noll eller mer under hela resten av horisonten; faller den under noll igen räknas inte den tidigare
tidpunkten. *Interpolerat*: samma år, men med den del av året som behövdes (första året: årets investering
delat med årets nytta). *Årets värde*: SROI-vägledningens investering delat med första effektårets nytta, i
år; gånger tolv är det månader. Summan är diskonterad eller inte. Ingen återbetalning visas om den inte nås
inom horisonten eller om ingenting satsats. Tabellen räknar fem år, utan ränta.""",
        """There are three ways. *Whole year*: the first year from which the running sum of benefits minus investment is
zero or more for all the rest of the horizon; if it falls below zero again, the earlier moment does not count.
*Interpolated*: the same year, but with the part of it that was needed (in the very first year: its investment
divided by its benefits). *Annual value*: the SROI Guide's investment divided by the first effect year's
benefits, in years; times twelve, in months. The sum is discounted or not. No payback is shown if it is not
reached within the horizon or if nothing was put in. The table counts five years, without interest.""",
    ),
    formula=Said(
        """
hela år:        minsta t + 1 där Σ(värde − investering) till år s är ≥ 0 för varje s ≥ t
interpolerat:   t + det som saknades före år t ÷ netto år t
årets värde:    investering ÷ värdet första effektåret""",
        """
whole year:   smallest t + 1 such that Σ(value − investment) to year s ≥ 0 for every s ≥ t
interpolated: t + missing before year t ÷ net in year t
annual value: investment ÷ value of the first effect year""",
    ),
    columns=(
        Column(Said("Sätt", "Way"), "choice.payback"),
        Column(Said("Investering per år", "Investment by year"), "number"),
        Column(Said("Nytta per år", "Benefits by year"), "number"),
        Column(Said("Återbetalt efter (år)", "Paid back after (years)"), "number"),
    ),
    rows=(
        ("whole_year", (100,), (0, 60, 60, 0, 0), 3),
        ("interpolated", (100,), (0, 80, 40, 0, 0), 2.5),
        ("interpolated", (100,), (200, 0, 0, 0, 0), 0.5),
        ("annual_value", (100,), (40, 40, 40, 0, 0), 2.5),
        ("annual_value", (100,), (0, 10, 10, 10, 10), None),
        ("whole_year", (100, 0, 0, 80, 0), (0, 120, 0, 0, 70), 5),
        ("whole_year", (100,), (0, 30, 30, 30, 0), None),
        ("whole_year", (100,), (0, 100, 0, 0, 0), 2),
    ),
    source=Said("Årets värde: SROI-vägledningen.", "Annual value: the SROI Guide."),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
@pytest.mark.parametrize("discounted", [True, False])
def test_payback(row, discounted):
    way, invested, gained, expected = row
    settings = PLAIN.model_copy(update={"payback": way, "horizon_years": 5, "payback_discounted": discounted})
    flows = chain(
        effect(quantity=YearlyProfile(units=by_year(*gained))), price=1, resources=(money(by_year(*invested)),)
    )
    payback = calculate(flows, settings).society.payback
    assert (payback.years if payback else None) == (expected if expected is None else pytest.approx(expected))


def test_discounting_can_put_payback_off():
    flows = chain(effect(quantity=YearlyProfile(units=by_year(0, 100, 20))), price=1, resources=(money(by_year(100)),))
    at_ten = PLAIN.model_copy(update={"discount_rate": 0.1})
    assert calculate(flows, at_ten).society.payback.years == 3
    assert calculate(flows, at_ten.model_copy(update={"payback_discounted": False})).society.payback.years == 2


def test_an_actor_that_puts_nothing_in_has_nothing_to_get_back():
    paybacks = {actor.actor_id: actor.payback for actor in calculate(chain(effect(), price=2000), PLAIN).actors}
    assert paybacks["municipality"].years == 1
    assert paybacks["participants"] is None
