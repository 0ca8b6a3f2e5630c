"""What is said of each budget, of an investment that is not wholly known, and of what stands beside the ratio."""

import json

import pytest

from chain.assumption import Assumption, Series
from reports import charts, tables
from reports.headline import cost_sentence, headline, horizon_sentence, ratio_sentence
from sroi.breakdown import last_year
from sroi.discounting import KPI
from sroi.explain import explain_effect, explain_total
from sroi.explain_money import explain_resource
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.span import price_span
from tests.golden.examples import example

VERDICTS = ("väger inte upp", "vägt upp", "Netto:")


def said(chain, perspective="public", settings=SWEDISH_PUBLIC_SECTOR):
    """The whole headline as one text with plain spaces."""
    found = headline(calculate(chain, settings), chain, "sv", perspective, price_span(chain, settings))
    return " ".join(found).replace("\u00a0", " ")


def without_payer(chain):
    """The chain with one more resource, which nobody is said to pay."""
    loose = chain.resources[0].model_copy(update={"id": "loose", "payer_id": None})
    return chain.model_copy(update={"resources": (*chain.resources, loose)})


@pytest.mark.parametrize("perspective", ["public", "society", "municipality"])
def test_an_investment_not_wholly_known_gives_neither_net_nor_payback(perspective):
    broken = without_payer(example("I1"))
    told = said(broken, perspective)
    assert "satsas minst 1 205 939 kr" in told
    assert "Återbetalningen kan inte bedömas: hela investeringen är inte känd." in told
    assert not [words for words in VERDICTS if words in told]
    result = calculate(broken, SWEDISH_PUBLIC_SECTOR)
    table = tables.money(result, "sv").set_index("figure")
    unknown = table.loc[["Nettonuvärde", "Återbetalningstid", "SROI-kvot (nytta ÷ investering)"], ["public", "society"]]
    assert unknown.isna().all(axis=None)
    assert "Investering inom horisonten, minst (hela är inte känd)" in table.index
    assert tables.actors(result, broken, "sv")["net"].isna().all()
    assert "Netto" not in set(tables.actor_year(result, broken, "sv")["flow"])
    assert tables.years(result, result.total(perspective), "sv")[["net", "cumulative"]].isna().all(axis=None)
    assert explain_total(broken, SWEDISH_PUBLIC_SECTOR, perspective, "net") == ()
    years = charts.years_figure(result, broken, "sv", perspective)
    assert "minst" in years.description
    json.dumps(years.spec, allow_nan=False)
    assert cost_sentence(result, "sv", perspective).startswith("Kostnad inom horisonten: minst")


def test_an_empty_intervention_is_not_judged():
    empty = example("I1").model_copy(update={"resources": (), "effects": ()})
    assert "Inget är inlagt än" in said(empty)
    assert not [words for words in VERDICTS if words in said(empty)]


def test_an_effect_that_has_a_price_but_lacks_a_deduction_is_not_said_to_lack_a_price():
    chain = example("I3")
    first = chain.effects[0].model_copy(update={"deadweight": None})
    broken = chain.model_copy(update={"effects": (first, *chain.effects[1:])})
    assert "1 av 7 effekter har inget pris" in said(chain)
    assert "1 av 7 effekter har inget pris" in said(broken)
    assert "1 värderad effekt saknar uppgifter och är inte medräknad" in said(broken)
    assert "Återbetalningen kan inte bedömas: alla värderade effekter kan inte räknas än" in said(broken)


def test_an_optional_value_is_told_with_its_amount_and_not_as_a_missing_price():
    chain = example("I3")
    assert "1 effekt har ett tilläggsvärde som inte ingår i grundkalkylen: 378 838 kr" in said(chain)
    table = tables.unpriced(calculate(chain, SWEDISH_PUBLIC_SECTOR), chain, "sv")
    assert [reason for reason in table["reason"] if "378\u00a0838\u00a0kr" in reason]
    whole = SWEDISH_PUBLIC_SECTOR.model_copy(update={"with_optional": True})
    assert "tilläggsvärde" not in said(chain, settings=whole)


def test_income_is_taken_off_expenses_in_words_and_nobody_pays_less_than_nothing():
    chain = example("I3")
    result, told = calculate(chain, SWEDISH_PUBLIC_SECTOR), said(chain, "society")
    assert "Utgifter 5 330 895 kr minus intäkter 1 336 169 kr = 3 994 726 kr." in told
    assert "Föreningar och ideella krafter får in 1 079 784 kr mer än de lägger in." in told
    labels = [row["label"] for row in charts.actors_figure(result, chain, "sv").spec["data"]["values"]]
    assert not [label for label in labels if "betalar \u2212" in label]
    assert [label for label in labels if "får in 1\u00a0079\u00a0784\u00a0kr" in label.replace("\n", " ")]
    actors = tables.actors(result, chain, "sv")
    assert (actors[["pays", "income"]] >= 0).all(axis=None)
    assert actors["pays"].sum() - actors["income"].sum() == pytest.approx(result.society.investment)


def test_freed_money_less_investment_means_nothing_for_society():
    table = tables.money(calculate(example("I3"), SWEDISH_PUBLIC_SECTOR), "sv").set_index("figure")
    row = table.loc["Omsättningsbar besparing minus investering"]
    assert row["public"] == pytest.approx(-1_355_616, abs=1)
    assert row["society"] != row["society"]


def test_each_budget_says_whether_it_pays_for_itself_and_what_does_not_come_back():
    told = said(example("I3"))
    assert "För kommunen själv: satsar 5 074 510 kr, får 1 672 681 kr, kvot 0,33." in told
    assert "Staten får 2 131 856 kr som inte kommer tillbaka till kommunen." in told
    assert "(kommunen 1 672 681 kr, regionen 3 965 kr, staten 2 042 247 kr)" in told
    assert "Pengarna som frigörs räcker inte ensamma till investeringen: 85 560 kr fattas." in said(example("I1"))


@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4"])
def test_budgets_sum_to_society_and_actors_to_their_budget(name):
    chain = example(name)
    result = calculate(chain, SWEDISH_PUBLIC_SECTOR)
    table = tables.budgets(result, chain, "sv")
    levels, inside = (table[table["budget"].str.startswith("–") == is_actor] for is_actor in (False, True))
    for column in ("gains", "cashable"):
        assert levels[column].sum() == pytest.approx(inside[column].sum())
    assert levels["gains"].sum() == pytest.approx(result.society.value)
    income = levels["income"].sum() if "income" in levels else 0.0
    assert (income > 0) == (name == "I3")
    assert levels["pays"].sum() - income == pytest.approx(result.society.investment)
    municipality = levels.set_index("budget").loc["Kommunen"]
    assert municipality["ratio"] == result.total("municipality").ratio


def test_the_ratio_of_a_level_and_of_an_actor_names_whose_it_is():
    chain = example("I3")
    result = calculate(chain, SWEDISH_PUBLIC_SECTOR)
    assert "från kommunen 0,33\u00a0kr i beräknad nytta tillbaka till kommunen" in ratio_sentence(
        result, "sv", "municipality"
    )
    payer = next(actor for actor in chain.actors if result.total(f"actor:{actor.id}").investment > 0)
    assert payer.name.sv in ratio_sentence(result, "sv", f"actor:{payer.id}")
    assert "Ingen kvot visas för staten: inget läggs in därifrån" in ratio_sentence(result, "sv", "state")


def test_payback_is_a_calculation_and_tells_when_money_alone_has_come_back():
    told = said(example("I1"))
    assert "beräknas ha vägt upp investeringen efter 3 år, sådan nytta inräknad som inte frigör pengar" in told
    assert "Räknat bara på pengar som frigörs: inte inom 10 år." in told


def test_money_alone_pays_back_when_every_krona_frees_money():
    chain = example("I1")
    effects = tuple(
        each.model_copy(
            update={
                "cashable_share": each.deadweight.model_copy(update={"value": 1.0}),
                "cashable_from_year": None,
            }
        )
        for each in chain.effects
    )
    result = calculate(chain.model_copy(update={"effects": effects}), SWEDISH_PUBLIC_SECTOR)
    assert result.cashable_payback("public") == result.public.payback
    assert result.cashable_payback("municipality") == result.total("municipality").payback


def test_a_span_tells_how_many_go_only_one_way_and_stands_in_order():
    chain = example("I4")
    span = price_span(chain, SWEDISH_PUBLIC_SECTOR)
    assert (span.one_sided, span.spread_prices, span.prices) == (1, 5, 5)
    assert "Antal spann som bara går åt ett håll från priset: 1." in said(chain)
    costs = tuple(each.model_copy(update={"sign": -1}) for each in chain.effects)
    inverted = price_span(chain.model_copy(update={"effects": costs}), SWEDISH_PUBLIC_SECTOR).public
    assert inverted.low_result_ratio > inverted.high_result_ratio
    assert inverted.ordered == (inverted.high_result_ratio, inverted.low_result_ratio)
    assert inverted.cautious == pytest.approx(inverted.high_result_ratio)


def test_a_transfer_is_shown_with_its_counterpart_and_comes_to_nothing():
    chain = example("I3")
    terms = explain_total(chain, SWEDISH_PUBLIC_SECTOR, "society", "value")
    gone = next(term for term in terms if term.key == "counterpart")
    kept = next(term for term in terms if term.place == gone.place and term.key == "effect")
    assert (gone.role, gone.value) == ("minus", kept.value)
    table = tables.terms(terms, chain, "sv")
    assert [name for name in table["factor"] if name.startswith("Motpart: ")]
    told = tables.transfers(calculate(chain, SWEDISH_PUBLIC_SECTOR), chain, "society", "sv")
    assert [words for words in told if "1\u00a0672\u00a0681\u00a0kr" in words]
    assert not tables.transfers(calculate(chain, SWEDISH_PUBLIC_SECTOR), chain, "municipality", "sv")


def test_a_calculation_tells_price_year_and_derivation():
    chain = example("I3")
    priced = next(each for each in chain.proxies if each.price.derivation)
    effect = next(each for each in chain.effects if each.proxy_id == priced.id and each.in_base_case)
    terms = explain_total(chain, SWEDISH_PUBLIC_SECTOR, "public", "value")
    assert f"effects/{effect.id}" in {term.place for term in terms}
    table = tables.terms(explain_effect(chain, SWEDISH_PUBLIC_SECTOR, effect.id), chain, "sv").set_index("factor")
    row = table.loc["Pris per enhet"]
    assert priced.price.derivation.sv in row["grounds"]
    assert row["price_year"] == str(priced.price.price_year or "")


def test_a_resource_names_its_years_hours_and_sources():
    chain = example("wheels-to-meals")
    first = chain.resources[0]
    staff = first.model_copy(
        update={
            "amounts": None,
            "hours": Series(values={chain.start_year: 10, chain.start_year + 1: 20}),
            "hourly_cost": Assumption(value=300, price_year=2020, source="Lönesystemet"),
            "on_cost_share": Assumption(value=0.4),
        }
    )
    chain = chain.model_copy(update={"resources": (staff,)})
    terms = explain_resource(chain, SWEDISH_PUBLIC_SECTOR, staff.id)
    shown = {(term.key, term.year): term.value for term in terms}
    factor = KPI.values[2024] / KPI.values[2020]
    assert [term.key for term in terms[:4]] == ["hourly_cost", "on_cost", "price_factor", "per_unit"]
    assert shown["per_unit", None] == pytest.approx(300 * 1.4 * factor)
    assert shown["cost_in_year", chain.start_year + 1] == pytest.approx(20 * 300 * 1.4 * factor)
    assert terms[-1].value == pytest.approx((10 + 20 / 1.03) * 300 * 1.4 * factor)
    row = tables.terms(terms, chain, "sv").set_index("factor").loc["Kostnad per timme"]
    assert (row["price_year"], row["source"]) == ("2020", "Lönesystemet")


def test_a_horizon_longer_than_all_effects_is_said_to_change_nothing():
    chain = example("I3")
    last = last_year(chain, SWEDISH_PUBLIC_SECTOR)
    needed = last - chain.start_year + 1
    ratios = [
        calculate(chain, SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": years})).society.ratio
        for years in (needed - 1, needed, needed + 20)
    ]
    assert ratios[0] != ratios[1] == pytest.approx(ratios[2])
    assert f"faller {last}" in horizon_sentence(chain.start_year, last, 15, "sv")
    assert horizon_sentence(chain.start_year, chain.start_year + 14, 15, "sv") == ""


def test_the_cost_within_the_horizon_is_of_the_whole_programmes():
    short = calculate(example("I1"), SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 2}))
    told = cost_sentence(short, "sv", "public").replace("\u00a0", " ")
    assert told == "Kostnad inom horisonten: 838 428 kr av 1 205 939 kr för hela programmet."
    whole = calculate(example("I1"), SWEDISH_PUBLIC_SECTOR)
    assert cost_sentence(whole, "en", "public") == "Cost within the horizon: SEK\u00a01,205,939."


def test_a_share_beyond_the_whole_is_explained():
    chain = example("I1")
    frame = tables.shares(calculate(chain, SWEDISH_PUBLIC_SECTOR), chain, "outcome", "public", "sv")
    told = charts.shares_figure(frame, "sv").description
    assert ("andra rader är negativa" in told) == (frame["share"].max() > 1)
