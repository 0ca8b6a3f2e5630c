"""A shared investment in words, tables and on paper: the worked example to its figures, and parties that lose."""

from datetime import date

import pytest

from chain.follow_up_document import read_follow_up
from chain.model import Actor, Level
from chain.plan.model import Payment
from chain.plan.shared_example import shared_example
from chain.text import Text
from reports.paper.model import Items, Table, plain
from reports.plan import together as words
from reports.plan import together_tables as tables
from reports.plan.agreement import Terms, agreement
from reports.plan.parties import Seen
from reports.plan.together_charts import cumulative_figure, splits_figure
from reports.texts import LANGUAGES
from sroi.follow_up.learned import Learned, learned
from sroi.plan.so_far import so_far
from sroi.plan.together import together
from sroi.plan.tried import with_cashable_share
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage.operations.organisations import EXAMPLES
from tests.chain.portfolios import gain, option, portfolio, years
from tests.golden.examples import example, figures

CASE = figures("plan_shared_investment")
NAMES = {"kommun": "Kommunen", "region": "Regionen", "stat": "Staten", "individ": "Deltagarna"}
TEN = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 10})
TERMS = Terms("shapley", date(2026, 11, 30), "All nytta")


def seen(case=None, by="level", language="sv", **more) -> Seen:
    """A shared investment, the worked example by default."""
    case = case or shared_example()
    return Seen(together(case, by=by, **more), case, by, case.conventions.horizon_years, language)


def rows(frame) -> dict[str, dict]:
    """A table's rows by what they are about."""
    return {row["party"]: row for row in frame.to_dict("records")}


def test_the_shipped_example_is_the_case_to_its_tolerances():
    expected, found = CASE["expected"], rows(tables.parties(seen()))
    for name, value in expected["value_pv"].items():
        assert found[NAMES[name]]["gains"] / 1e6 == pytest.approx(value, abs=0.0005)
    assert found["Kommunen"]["cashable"] / 1e6 == pytest.approx(expected["cashable_municipality_pv"], abs=0.0005)
    assert found["Kommunen"]["comes_back"] == "2032"
    course = rows(tables.cumulative(seen()))["Kommunen"]
    assert [course[str(2026 + at)] / 1e6 for at in range(8)] == pytest.approx(
        expected["municipality_cumulative"], abs=0.0005
    )
    asked = rows(tables.splits(seen()))
    for name, paid in CASE["co_funding"]["shapley_payment"].items():
        assert asked[NAMES[name]]["by_shapley"] / 1e6 == pytest.approx(paid, abs=0.00005)
        assert asked[NAMES[name]]["by_gain"] / 1e6 == pytest.approx(
            CASE["co_funding"]["proportional_payment"][name], abs=0.00005
        )
    assert asked["Kommunen"]["more_by_shapley"] == asked["Kommunen"]["by_shapley"] - asked["Kommunen"]["pays_today"]


def test_matrix_and_years_add_up_to_all_that_is_gained_and_paid():
    gained = sum(sum(each.gained_by_year) for each in seen().found.investment.parties)
    assert tables.matrix(seen(by="actor"))["total"].sum() == pytest.approx(gained)
    flows = tables.by_year(seen())
    assert flows[flows["flow"] == "Betalar"]["total"].sum() == 7.5e6
    assert tables.yearly_payments(seen(), "shapley")["total"].sum() == pytest.approx(7.5e6)


def test_a_party_that_loses_is_told_to_lose_and_one_that_is_paid_to_be_paid():
    case = portfolio(option("A", 4, 10), option("B", 0, 0, gains=(gain(-2, gainer="region"),)))
    case = case.model_copy(update={"options": (case.options[0].model_copy(
        update={"gains": (*case.options[0].gains, *case.options[1].gains)}),)})  # fmt: skip
    told = words.core_lines(seen(case))
    assert told[0] == "Efter nytta: regionen förlorar 2\u00a0kr på att vara med."
    assert any("kommunen skulle ha 1\u00a0kr mer kvar genom att bära hela investeringen själv" in each for each in told)
    assert words.compensation_line(seen(case)).endswith("regionen skulle få betalt för att vara med.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_gains_do_not_cover_the_cost_nothing_is_proposed(language):
    found = seen(language=language, counting="cashable")
    assert words.why_no_split(found)
    with pytest.raises(ValueError, match="no split"):
        agreement(found, TERMS)
    whole = together(with_cashable_share(shared_example(), 1.0), counting="cashable")
    assert whole.splits.worth_it


def test_income_that_lowers_the_shared_cost_is_told():
    assert words.income_line(seen()) == ""
    case = portfolio(option("A", 4, 10))
    one = case.options[0]
    paid = (*one.payments, Payment(payer_id="region", amounts=years(-1)))
    case = case.model_copy(update={"options": (one.model_copy(update={"payments": paid}),)})
    assert words.income_line(seen(case)).startswith("Insatsen ger inkomster åt regionen.")


def test_what_else_stops_a_split_is_told():
    crowd = portfolio(option("A", 4, 0, gains=tuple(gain(1, gainer=f"p{at}") for at in range(15))))
    actors = (*crowd.actors, *(Actor(id=f"p{at}", name=Text(), level=Level.OTHERS) for at in range(15)))
    many = seen(crowd.model_copy(update={"actors": actors}), by="actor")
    assert words.why_no_split(many).startswith("15 parter är för många")
    assert words.why_no_split(seen(portfolio(option("A", -1, 4)))).startswith("Inkomsterna är större")
    assert words.headline(seen(portfolio(option("A", -1, 4)))).endswith("finns ingen kvot.")
    assert words.why_no_split(seen(among=())).startswith("Ingen part är med")


def test_public_bodies_stand_as_one_beside_civil_society_and_business():
    case = shared_example()
    actors = tuple(each.model_copy(update={"level": Level.BUSINESS}) if each.id == "familjerna" else each
                   for each in case.actors)  # fmt: skip
    found = seen(case.model_copy(update={"actors": actors}), by="sector")
    assert [found.name(each) for each in found.found.joining] == ["Offentlig sektor", "Näringslivet"]


def test_the_annex_says_that_it_is_a_forecast_what_each_pays_and_who_signs():
    document = agreement(seen(), TERMS)
    tables_in = [each for each in document.blocks if isinstance(each, Table)]
    assert document.foot.mark == "Prognos"
    assert (
        "Kommunen",
        "1\u00a0516\u00a0910\u00a0kr",
        "1\u00a0327\u00a0296\u00a0kr",
        "2\u00a0844\u00a0206\u00a0kr",
    ) in tables_in[1].rows
    assert [row[0] for row in tables_in[-1].rows] == list(NAMES.values())
    points = [plain(each) for block in document.blocks if isinstance(block, Items) for each in block.items]
    assert any("ingen grupp" in each for each in points)


def test_what_was_measured_replaces_what_was_assumed_up_to_the_last_measured_year():
    chain = example("I3")
    measured = learned(chain, read_follow_up((EXAMPLES / "follow_up" / "I3.json").read_bytes())[0])
    found = so_far(chain, measured, TEN)
    assert found.last_year == 2025
    table = rows(tables.got(seen(), found))
    assert table["Kommunen"]["gained_now"] < table["Kommunen"]["gained_forecast"]
    assert table["Civilsamhället"]["paid_now"] < 0  # income
    assert so_far(chain, Learned(chain, (), ()), TEN) is None


@pytest.mark.parametrize("figure", [cumulative_figure, splits_figure])
def test_every_chart_says_what_it_shows_and_has_its_table(figure):
    found = figure(seen())
    assert found.description
    assert len(found.table)
