"""Rule: net value and ratio, and when there is none."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, money

RULE = Rule(
    title=Said("Nettovärde, kvot och nettokvot", "Net value, ratio and net ratio"),
    words=Said(
        """Kvoten är nuvärdet av nyttan delat med investeringen: vad en satsad krona ger. Nettokvoten är nettot delat
med investeringen, alltså kvoten minus ett; den ska inte kallas SROI-kvot. När ingenting satsas, när intäkterna
överstiger kostnaderna, när en resurs är okänd eller när ingen effekt kan räknas visas ingen kvot, och skälet
sägs. Nettovärdet visas ändå, utom när en resurs är okänd: då är investeringen minst det som syns, och varken
netto eller återbetalning visas.""",
        """The ratio is the present value of the benefits divided by the investment: what one krona put in gives. The
net ratio is the net divided by the investment, that is, the ratio minus one; it is not to be called the SROI
ratio. When nothing is put in, when income exceeds cost, when a resource is unknown or when no effect can be
counted, no ratio is shown, and the reason is said. The net value is shown all the same, except when a resource is
unknown: then the investment is at least what is seen, and neither net value nor payback is shown.""",
    ),
    formula=Said(
        """
netto     = värde − investering
kvot      = värde ÷ investering
nettokvot = netto ÷ investering""",
        """
net       = value − investment
ratio     = value ÷ investment
net ratio = net ÷ investment""",
    ),
    columns=(
        Column(Said("Investering", "Investment"), "sek"),
        Column(Said("Värde", "Value"), "sek"),
        Column(Said("Netto", "Net"), "sek"),
        Column(Said("Kvot", "Ratio"), "ratio"),
        Column(Said("Nettokvot", "Net ratio"), "ratio"),
    ),
    rows=(
        (1000, 2500, 1500, 2.5, 1.5),
        (1000, 500, -500, 0.5, -0.5),
        (1000, -500, -1500, -0.5, -1.5),
        (0, 500, 500, None, None),
        (-200, 500, 700, None, None),
    ),
    source=Said("SROI-vägledningen, steg 5.", "The SROI Guide, stage 5."),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_net_and_ratios(row):
    investment, value, *expected = row
    paid = (money(by_year(1000)), money(by_year(1000 - investment), name="R2", kind="income"))
    total = calculate(chain(effect(), price=value, resources=paid), PLAIN).society
    assert (total.investment, total.value) == (investment, value)
    assert [total.net, total.ratio, total.net_ratio] == expected


@pytest.mark.parametrize(("income", "code"), [(1000, "engine.no_investment"), (1200, "engine.negative_investment")])
def test_why_no_ratio_is_shown(income, code):
    paid = (money(by_year(1000)), money(by_year(income), name="R2", kind="income"))
    assert code in [found.code for found in calculate(chain(effect(), resources=paid), PLAIN).problems]


def test_an_investment_with_an_unknown_resource_is_not_known_and_gives_no_payback():
    paid = (money(by_year(1000)), money(by_year(1), name="R2", payer=None))
    for resources, known in ((paid, False), (paid[:1], True)):
        total = calculate(chain(effect(), price=2500, resources=resources), PLAIN).society
        assert (total.investment, total.investment_known) == (1000, known)
        assert (total.payback is not None, total.ratio is not None) == (known, known)


def test_no_ratio_without_any_effect():
    result = calculate(chain(), PLAIN)
    assert (result.society.ratio, result.society.value) == (None, 0)
    assert [found.code for found in result.problems] == ["engine.nothing_valued"]


def test_a_negative_effect_that_is_left_out_is_warned_of():
    result = calculate(chain(effect(), effect("E2", sign=-1, attribution=None)), PLAIN)
    assert [found.code for found in result.problems] == ["engine.negative_effect_left_out"]


def test_an_effect_outside_the_base_case_counts_only_when_asked_for():
    optional = chain(effect(), effect("E2", in_base_case=False))
    with_it = PLAIN.model_copy(update={"with_optional": True})
    assert calculate(optional, PLAIN).society.value == 1000
    assert calculate(optional, PLAIN).excluded == ()
    assert calculate(optional, with_it).society.value == 2000


def test_an_outcome_chosen_to_stand_beside_the_ratio_is_not_in_it():
    source = chain(effect())
    beside = source.model_copy(update={"outcomes": (source.outcomes[0].model_copy(update={"valued": False}),)})
    assert [found.code for found in calculate(beside, PLAIN).excluded] == ["engine.outcome_beside_the_ratio"]
