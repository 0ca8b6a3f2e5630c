"""Price-year uprating against published figures."""

from statistics import fmean

import pytest

from sroi.discounting import KPI, Index, uprate, uprate_factor
from tests.golden.examples import figures

GMCA = figures("price_uprating")
SCB = figures("kpi")
DEFLATOR = Index("GDP deflator", {int(year): level for year, level in GMCA["index"].items()})


@pytest.mark.parametrize("row", GMCA["rows"], ids=lambda row: f"{row['code']} {row['value']}")
def test_unit_costs_moved_with_the_deflator(row):
    moved = uprate(row["value"], row["from_year"], row["to_year"], DEFLATOR)
    assert moved == pytest.approx(row["expected"], rel=1e-13)


@pytest.mark.parametrize("row", SCB["factors"], ids=lambda row: f"{row['from']} to {row['to']}")
def test_consumer_price_factors(row):
    assert uprate_factor(row["from"], row["to"], KPI) == pytest.approx(row["factor"], rel=1e-12)


@pytest.mark.parametrize("row", SCB["amounts"], ids=lambda row: f"{row['amount']} from {row['from']}")
def test_amounts_moved_with_consumer_prices(row):
    assert uprate(row["amount"], row["from"], row["to"], KPI) == pytest.approx(row["expected"], rel=1e-12)


def test_the_whole_series_is_as_published():
    assert {str(year): level for year, level in KPI.values.items() if year < 2024} == SCB["annual_mean"]


def test_the_year_that_is_not_final_is_marked_and_is_the_mean_of_its_months():
    assert KPI.preliminary == {2024}
    assert KPI.values[2024] == round(fmean(SCB["monthly_2024_january_to_november"]), 2)
