"""Who pays and who gains, in words, lines and tables, against the shared investment worked out apart."""

import numpy as np
import pytest

from reports.columns import records
from reports.plan.payers import (
    Seen,
    cumulative_table,
    findings,
    flows_table,
    headline,
    horizons_table,
    matrix,
    parties_table,
    scenarios_table,
)
from reports.plan.payers_chart import cumulative_figure
from reports.texts import LANGUAGES
from sroi.plan.shared import shared
from sroi.plan.tried import at_scenario, ends_of, with_cashable_share
from tests.chain.portfolios import option, portfolio
from tests.golden.test_golden_plan import MSEK, NAMES, SEEN, team

SPREAD = np.array([[0.5, 1.0, 1.5]])


def looked(case=None, horizon=None, factors=None, scenario="stated", by="level") -> Seen:
    """The shared investment, looked at."""
    case = case or team()
    ids = tuple(each.id for each in case.options)
    moved = case if factors is None else at_scenario(case, factors, scenario)
    ends = {} if factors is None else ends_of(case, ids, factors, horizon_years=horizon, by=by)
    return Seen(case, ids, by, scenario, shared(moved, ids, horizon_years=horizon, by=by), ends)


def plain(words: str) -> str:
    """With plain spaces and minus signs."""
    return words.replace("\u00a0", " ").replace("\u2212", "-")


def test_the_municipality_breaks_even_in_year_seven():
    said = plain(" ".join(findings(looked(), "sv")))
    assert "Kommunen går plus år 7 (2032). Som mest ligger 6,3 mkr ute." in said
    assert "Kommunen betalar 7,4 mkr och får 9,1 mkr, 44 % av allas nytta: 1,23 kronor per egen krona" in said
    assert "8 år från 2026 (inget intervall: ingen har sagt hur säker nyttan är)" in said
    assert "Kommunen: 3,6 mkr av nyttan kan lämna en budget (40 %)" in said
    assert "ger varje egen krona 0,49 kronor tillbaka" in said


def test_the_headline_has_ratio_interval_horizon_and_whose():
    told = plain(headline(looked(factors=SPREAD), "sv"))
    assert "på 8 år från 2026: alla betalar tillsammans 7,4 mkr och får nytta för 20,7 mkr" in told
    assert "2,80 kronor tillbaka till alla tillsammans (90 % intervall 1,54 till 4,06)" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_ends_where_the_reference_does(language):
    figure = cumulative_figure(looked(), language)
    [own, whole] = records(figure.table)
    years = [str(year) for year in range(2026, 2034)]
    assert [own[year] / MSEK for year in years] == pytest.approx(SEEN["municipality_cumulative"], abs=0.0005)
    assert whole["2033"] / MSEK == pytest.approx(SEEN["total_value_pv"] - SEEN["investment_pv"], abs=0.001)
    assert len(figure.spec["data"]["values"]) == 16
    assert "7 (2032)" in figure.description


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_party_stands_with_its_own_figures(language):
    table = parties_table(looked(), language)
    gains = dict(zip(table["actor"], table["gains"] / MSEK, strict=True))
    order = [NAMES[name] for name in SEEN["value_pv"]]
    assert list(gains.values())[:-1] == pytest.approx([SEEN["value_pv"][name] for name in SEEN["value_pv"]], abs=0.0005)
    assert order == ["municipality", "region", "state", "participants"]
    assert table["own_ratio"].isna().tolist() == [False, True, True, True, False]
    assert table["payback"][0] == SEEN["payback_whole_years_municipality"]


def test_the_matrix_gives_every_gain_once_and_every_year():
    seen = looked(by="actor")
    table = matrix(seen, "sv")
    assert table["actor"].nunique() == 2  # two committees of one municipality
    assert len(table) == 2 * 4
    for year in range(2026, 2034):
        assert table[str(year)].sum() == pytest.approx(sum(seen.shared.everyone.gained_by_year[year - 2026 :][:1]))
    assert flows_table(seen, "sv")["total"].iloc[-1] == pytest.approx(sum(seen.shared.everyone.gained_by_year))


def test_horizons_stand_beside_each_other():
    several = [looked(horizon=int(years)) for years in SEEN["ratio_municipality_by_horizon"]]
    table = horizons_table(several, "sv")
    own = table[table["actor"] == "Kommunen"]
    assert own["own_ratio"].tolist() == pytest.approx(list(SEEN["ratio_municipality_by_horizon"].values()), abs=0.0005)
    assert len(table) == 6


def test_scenarios_move_the_gain_and_not_the_cost():
    case = team()
    several = [looked(factors=np.array([np.linspace(0.5, 1.5, 101)]), scenario=each)
               for each in ("cautious", "stated", "hopeful")]  # fmt: skip
    table = scenarios_table(several, "en")
    low, stated, high = table["gains"][:3]
    assert (low / stated, high / stated) == pytest.approx((0.6, 1.4))
    assert table["payback"].isna().tolist()[:3] == [True, False, False]
    assert len(case.options) == 1


def test_another_cashable_share_is_told():
    tried = with_cashable_share(team(), 0.2)
    said = plain(" ".join(findings(looked(tried), "sv")))
    assert "Kommunen: 1,8 mkr av nyttan kan lämna en budget (20 %)" in said


def test_who_pays_without_gain_and_who_never_lays_out_are_told_so():
    case = portfolio(option("A", 10, 5, payer="region"))
    assert plain(findings(looked(case), "sv")[0]) == "Regionen betalar 0,0 mkr och får ingen nytta."
    free = portfolio(option("A", 0, 5))
    assert "ingen betalar något" in headline(looked(free), "sv")
    assert len(cumulative_table(looked(free), "sv")) == 0
