"""Choosing under a budget and sharing an investment, against figures computed apart from this program."""

import pytest

from chain.model import Actor, Level
from chain.plan.model import ByYear, Choice, Conventions, Exclusion, Gain, Option, Payment, Portfolio, Spread
from chain.text import Text
from sroi.plan.from_chain import conventions_of, option_of
from sroi.plan.fund import account_of, frame_reductions
from sroi.plan.learning import what_to_learn
from sroi.plan.portfolio import plan
from sroi.plan.shared import shared
from sroi.plan.split import splits_of
from sroi.plan.sure import sureness
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.chain.funds import HALF, fund
from tests.chain.portfolios import option, portfolio
from tests.golden.examples import example, figures

MSEK = 1e6
SEVEN, TEAM = figures("plan_portfolio"), figures("plan_shared_investment")
EXPECTED, SEEN = SEVEN["expected"], TEAM["expected"]
LJUSNABY = figures("ljusnaby_expected")


def seven(**more) -> Portfolio:
    """The seven applications."""
    options = (
        option(
            each["id"],
            each["cost"] * MSEK,
            each["value"] * MSEK,
            spread=Spread(log_sd=each["log_sd_of_value"]),
        )
        for each in SEVEN["projects"]
    )
    exclusions = tuple(
        Exclusion(id=f"E{at}", option_ids=tuple(ids)) for at, ids in enumerate(SEVEN["exclusive_groups"])
    )
    return portfolio(*options, budget=SEVEN["budget"] * MSEK, exclusions=exclusions, **more)


def test_the_best_of_seven_and_what_the_ratio_would_have_picked():
    found = plan(seven(choice=Choice(option_ids=("P1", "P3", "P4", "P5"))))
    assert list(found.best.option_ids) == EXPECTED["optimum"]
    assert found.best.net_sek == pytest.approx(EXPECTED["optimum_net"] * MSEK)
    assert list(found.by_ratio.portfolio.option_ids) == EXPECTED["ratio_order_choice"]
    assert found.by_ratio.portfolio.net_sek == pytest.approx(EXPECTED["ratio_order_net"] * MSEK)
    assert found.by_ratio.portfolio.cost_sek == pytest.approx(EXPECTED["ratio_order_spent"] * MSEK)
    assert found.own.is_feasible
    assert found.own.price_sek == pytest.approx(1.7 * MSEK)  # 19.4 − (5 + 5.4 + 4 + 3.3)


def test_the_budget_binds_and_a_million_more_or_less_is_told():
    found = plan(seven())
    assert [(each.name, each.is_binding) for each in found.tight] == [("budgets/all", True)]
    more, less = found.margins
    assert (more.came_in, more.went_out) == (("P4", "P5"), ("P3",))
    assert more.gain_sek == pytest.approx(1.9 * MSEK)  # P1 P2 P4 P5 for 11: 21.3
    assert (less.came_in, less.went_out) == (("P4", "P5"), ("P2",))
    assert less.gain_sek == pytest.approx(-1.7 * MSEK)


@pytest.mark.parametrize("way", ["random", "latin"])
def test_only_one_of_the_seven_is_nearly_certain(way):
    tolerance = SEVEN["tolerance"]
    found = sureness(seven(), draws=tolerance["draws"], plan=way)
    assert found.in_best_share == pytest.approx(EXPECTED["probability_in_best_portfolio"], abs=tolerance["share"])
    assert found.best.best_share == pytest.approx(EXPECTED["probability_optimum_is_best"], abs=tolerance["share"])
    worth = EXPECTED["expected_value_of_perfect_information"]
    assert found.worth_of_knowing_sek / MSEK == pytest.approx(worth, abs=tolerance["worth_of_knowing"])


def test_three_projects_where_the_highest_ratio_leaves_money_unspent():
    case = SEVEN["three_projects"]
    pairs = zip("ABC", case["cost"], case["value"], strict=True)
    found = plan(portfolio(*(option(name, cost, value) for name, cost, value in pairs), budget=case["budget"]))
    assert found.best.net_sek == case["optimum_net"]
    assert found.by_ratio.portfolio.net_sek == case["ratio_order_net"]
    assert case["budget"] - found.by_ratio.portfolio.cost_sek == case["ratio_order_unspent"]


def amounts(by_year) -> ByYear:
    """A list of MSEK from 2026."""
    return ByYear(values={2026 + at: amount * MSEK for at, amount in enumerate(by_year)})


def team() -> Portfolio:
    """The shared investment."""
    levels = {"kommun_skola": "municipality", "kommun_soc": "municipality", "kommun": "municipality",
              "region": "region", "stat": "state", "individ": "participants"}  # fmt: skip
    terms = Conventions(horizon_years=8, discount_rate=TEAM["rate"])
    cashable = {"kommun": TEAM["cashable_share_of_municipal_gain"]}
    shares = {name: cashable.get(name) for name in TEAM["gains_by_year"]}
    one = Option(
        id="team",
        conventions=terms,
        payments=tuple(Payment(payer_id=name, amounts=amounts(each)) for name, each in TEAM["costs_by_year"].items()),
        gains=tuple(
            Gain(gainer_id=name, amounts=amounts(each), cashable_share=shares[name])
            for name, each in TEAM["gains_by_year"].items()
        ),
    )
    actors = tuple(Actor(id=name, name=Text(), level=Level(level)) for name, level in levels.items())
    return Portfolio(id="T", start_year=2026, conventions=terms, actors=actors, options=(one,))


NAMES = {"kommun": "municipality", "region": "region", "stat": "state", "individ": "participants"}


def test_who_pays_and_who_gains_of_a_shared_investment():
    found = shared(team(), ["team"])
    municipality = found.party("municipality")
    close = {"abs": 0.0005}
    assert found.everyone.paid_sek / MSEK == pytest.approx(SEEN["investment_pv"], **close)
    assert found.everyone.gained_sek / MSEK == pytest.approx(SEEN["total_value_pv"], **close)
    assert found.everyone.ratio == pytest.approx(SEEN["ratio_all"], abs=0.005)
    for name, value in SEEN["value_pv"].items():
        assert found.party(NAMES[name]).gained_sek / MSEK == pytest.approx(value, **close)
    cumulative = [each / MSEK for each in municipality.cumulative_by_year]
    assert cumulative == pytest.approx(SEEN["municipality_cumulative"], **close)
    assert municipality.payback_years == SEEN["payback_whole_years_municipality"]
    assert municipality.gain_share == pytest.approx(SEEN["municipality_share_of_value"], **close)
    assert municipality.cashable_sek / MSEK == pytest.approx(SEEN["cashable_municipality_pv"], **close)
    assert municipality.cashable_ratio == pytest.approx(SEEN["ratio_cashable"], **close)
    assert found.party("region").ratio is None


@pytest.mark.parametrize("horizon", [int(each) for each in SEEN["ratio_municipality_by_horizon"]])
def test_the_municipality_at_each_horizon(horizon):
    found = shared(team(), ["team"], horizon_years=horizon)
    expected = SEEN["ratio_municipality_by_horizon"][str(horizon)]
    assert found.party("municipality").ratio == pytest.approx(expected, abs=0.0005)


def test_how_the_investment_could_be_split():
    investment = shared(team(), ["team"])
    found, expected = splits_of(investment), TEAM["co_funding"]
    for name, party in NAMES.items():
        close = {"abs": 0.00005}
        assert found.shapley.surplus[party] / MSEK == pytest.approx(expected["shapley_surplus"][name], **close)
        assert found.shapley.payments[party] / MSEK == pytest.approx(expected["shapley_payment"][name], **close)
        assert found.proportional.payments[party] / MSEK == pytest.approx(
            expected["proportional_payment"][name], **close
        )
    assert found.shapley.is_in_core is expected["shapley_in_core"]
    by_year = zip(*found.shapley.by_year(investment.everyone.paid_by_year).values(), strict=True)
    first, second, *_ = map(sum, by_year)
    assert (first, second) == pytest.approx((4.0 * MSEK, 3.5 * MSEK))


def test_what_can_leave_budgets_alone_does_not_carry_the_investment():
    found = splits_of(shared(team(), ["team"]), "cashable")
    assert (found.worth_it, found.shapley, found.proportional) == (False, None, None)


def test_half_of_the_example_municipalitys_cashable_saving_lowers_frames():
    settings = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 10})
    chain = example("I1")
    [golden] = [
        e for e in LJUSNABY["interventions"]["I1"]["horizons"] if (e["horizon_years"], e["discount_rate"]) == (10, 0.03)
    ]
    case = Portfolio(
        id="L",
        start_year=chain.start_year,
        conventions=conventions_of(settings),
        actors=chain.actors,
        options=(option_of(chain, settings),),
    )
    seen = shared(case, ["I1"])
    lowered = added = 0.0
    for party in seen.parties:
        saved = dict(zip(seen.years, party.cashable_by_year, strict=True))
        for year, amount in frame_reductions(HALF, saved).items():
            lowered += amount * 1.03 ** (chain.start_year - year)
        added += sum(amount * 1.03 ** (chain.start_year - year) for year, amount in saved.items() if amount < 0)
    assert 2 * lowered + added == pytest.approx(
        golden["public"]["cashable_pv"], abs=1
    )  # what costs more lowers nothing


def test_the_example_municipalitys_reserve_of_twelve_millions():
    reserve = account_of(fund(size_sek=12 * MSEK, reductions=(), investments=()))
    assert [each.actual_balance_sek for each in reserve.years] == [12 * MSEK, 12 * MSEK, 12.1 * MSEK]


def test_of_the_seven_the_second_is_most_worth_learning_about():
    found = what_to_learn(seven())
    assert found.assumptions[0].name == "P2"
