"""Rule: what is put in."""

import pytest

from chain.model import Resource
from chain.text import Text
from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, money, number


def hours(kind: str, on_cost: float | None, valued: bool = True) -> Resource:
    """Ten hours at 200 SEK."""
    return Resource(
        id="R2", name=Text(sv="R2"), kind=kind, payer_id="municipality", hours=by_year(10), hourly_cost=number(200),
        on_cost_share=None if on_cost is None else number(on_cost), valued=valued,
    )  # fmt: skip


INCOME = money(by_year(300), name="R2", kind="income")
RULE = Rule(
    title=Said("Resurser: vad som satsas", "Resources: what is put in"),
    words=Said(
        """En resurs är kronor per kalenderår, eller timmar gånger timkostnad med personalomkostnadspåslag. Den räknas
hos den som betalar. En resurs som ni med skäl väljer att inte värdera (ofta ideell tid) räknas inte, men
visas. En intäkt skrivs som ett positivt belopp och sänker kostnaden för den som får den, eller räknas som
nytta; valet ändrar kvoten men inte nettot när båda diskonteras lika. Saknas belopp eller betalare är
investeringen inte känd, och ingen kvot visas. Tabellen: 1 000 kr i pengar plus resursen i första kolumnen;
effekten är värd 3 000 kr.""",
        """A resource is SEK per calendar year, or hours times hourly cost with employer on-cost. It counts with the one
who pays. A resource that you choose, with a reason, not to value (often volunteer time) does not count, but
is shown. Income is written as a positive amount and lowers the cost of the one who gets it, or counts as a
benefit; the choice changes the ratio but not the net when both are discounted alike. If amount or payer is
missing, the investment is not known and no ratio is shown. The table: SEK 1,000 in money plus the resource in
the first column; the effect is worth SEK 3,000.""",
    ),
    formula=Said(
        "kostnad = belopp,   eller   timmar × timkostnad × (1 + påslag)",
        "cost = amount,   or   hours × hourly cost × (1 + on-cost)",
    ),
    columns=(
        Column(Said("Utöver 1 000 kr i pengar", "Besides SEK 1,000 in money")),
        Column(Said("Intäkter", "Income"), "choice.income"),
        Column(Said("Investering", "Investment"), "sek"),
        Column(Said("Värde", "Value"), "sek"),
        Column(Said("Kvot", "Ratio"), "ratio"),
    ),
    rows=(
        (
            Said("10 timmar à 200 kr, påslag 40 %", "10 hours at SEK 200, on-cost 40%"),
            "lower_cost",
            3800,
            3000,
            3000 / 3800,
        ),
        (Said("10 ideella timmar à 200 kr", "10 volunteer hours at SEK 200"), "lower_cost", 3000, 3000, 1.0),
        (Said("samma timmar, inte värderade", "the same hours, not valued"), "lower_cost", 1000, 3000, 3.0),
        (Said("intäkt 300 kr", "income SEK 300"), "lower_cost", 700, 3000, 3000 / 700),
        (Said("intäkt 300 kr", "income SEK 300"), "benefit", 1000, 3300, 3.3),
    ),
)
RESOURCES = (
    hours("staff_time", 0.4),
    hours("volunteer_time", None),
    hours("volunteer_time", None, False),
    INCOME,
    INCOME,
)


CASES = list(zip(RULE.rows, RESOURCES, strict=True))


@pytest.mark.parametrize(("row", "resource"), CASES, ids=range(1, 6))
def test_investment_value_and_ratio(row, resource):
    _, income, investment, value, ratio = row
    resources = (money(by_year(1000)), resource)
    result = calculate(chain(effect(), price=3000, resources=resources), PLAIN.model_copy(update={"income": income}))
    total = result.society
    assert (total.investment, total.value, total.ratio) == pytest.approx((investment, value, ratio))
    assert total.net == pytest.approx(value - investment)
    assert result.problems == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amounts": None}, "engine.resource_without_amount"),
        ({"amounts": by_year()}, "engine.resource_without_amount"),
        ({"payer_id": None}, "engine.resource_without_payer"),
    ],
)
def test_without_amount_or_payer_no_ratio_is_shown(changes, code):
    unknown = money(by_year(500), name="R2").model_copy(update=changes)
    result = calculate(chain(effect(), resources=(money(by_year(1000)), unknown)), PLAIN)
    assert (result.society.ratio, result.society.payback) == (None, None)
    assert [found.code for found in result.problems] == [code, "engine.investment_not_known"]


def test_staff_time_without_on_cost_is_counted_and_warned_of():
    result = calculate(chain(effect(), resources=(hours("staff_time", None),)), PLAIN)
    assert result.society.investment == 2000
    assert [found.code for found in result.problems] == ["engine.no_on_cost"]
