"""How sure it is, in words and charts: never more than the draws can tell, never without what it rests on."""

from dataclasses import replace

import pytest

from reports import charts, tables
from reports.charts_sure import Amount, curve_figure, dots_figure
from reports.headline import headline, ratio_sentence
from reports.sureness import chance_words, likely, odds, why_middles_differ
from reports.tables_sure import by_horizon, chances, figures, middles, ranges
from sroi.coverage import Coverage, coverage_of, figures_used
from sroi.outlook import Chance
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.span import price_span
from sroi.sureness import Drawing, sureness
from tests.golden.examples import example
from tests.sroi.unsure import number, priced


@pytest.fixture(scope="module")
def sure():
    """How sure I2 is at three horizons."""
    return sureness(example("I2"), SWEDISH_PUBLIC_SECTOR, horizons=(2, 10, 15))


def mostly(sure):
    """The same, had most been stated."""
    return replace(sure, coverage=Coverage(30, 10, 22))


def joined(lines) -> str:
    return " ".join(lines).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.843, "17 av 20 fall"),
        (1.0, "20 av 20 fall"),
        (0.9999, "fler än 19 av 20 fall"),
        (0.0001, "färre än 1 av 20 fall"),
        (0.0, "0 av 20 fall"),
        (0.5, "10 av 20 fall"),
    ],
)
def test_odds_are_counted_in_twenty_and_never_rounded_to_certainty(share, told):
    assert odds("sv", share) == told


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (Chance(0.843, 0.0036), "84.3%, Monte Carlo error 0.4 percentage points"),
        (Chance(0.5, 0.0004), "50.0%, Monte Carlo error below 0.1 percentage points"),
        (Chance(1.0, 0.00001), "more than 99.9%"),
        (Chance(0.9996, 0.0002), "more than 99.9%"),
        (Chance(0.0, 0.00001), "less than 0.1%"),
    ],
)
def test_a_probability_has_its_error_and_draws_never_tell_certainty(chance, told):
    assert chance_words("en", chance) == told


def test_the_interval_never_stands_without_what_it_rests_on(sure):
    result = calculate(example("I2"), SWEDISH_PUBLIC_SECTOR)
    span = price_span(example("I2"), SWEDISH_PUBLIC_SECTOR)
    partly = joined(headline(result, example("I2"), "sv", "public", span, sure))
    assert "(90 %-intervall 0,69 kr till 1,12 kr om bara 6 av 62 tal varierar och alla andra stämmer exakt)" in partly
    assert "Svaret ser säkrare ut än det är: 56 av 62 tal" in partly
    assert "Prisernas ytterlägen är något annat än intervallet" in partly
    assert "punktskattning" not in partly
    whole = joined(headline(result, example("I2"), "sv", "public", span, mostly(sure)))
    assert "(90 %-intervall 0,69 kr till 1,12 kr, när 30 av 62 tal varierar)" in whole
    assert "22 av 62 tal har ingen angiven osäkerhet" in whole
    assert "Prisernas ytterlägen" not in whole


def test_the_chosen_credibility_is_the_one_that_is_told(sure):
    result = calculate(example("I2"), SWEDISH_PUBLIC_SECTOR)
    low, high = sure.of("public").ratio.interval(0.5)[:2]
    told = ratio_sentence(result, "en", "public", None, sure, 0.5)
    assert f"50% interval SEK\u00a0{low:.2f} to SEK\u00a0{high:.2f}" in told


def test_who_pays_nothing_gets_no_probability(sure):
    table = chances(sure, ("public", "state"), example("I2"), "sv").set_index("for_whom")
    assert table.fillna("").loc["Staten"].tolist() == ["betalar inget inom horisonten", "", ""]
    assert table.loc["Offentlig sektor"].tolist() == ["4 av 20 fall", "19,9\u00a0%", "0,4 procentenheter"]
    assert likely("sv", sure, "state", example("I2")) == ""


def test_the_tables_hold_the_engines_figures(sure):
    outlook = sure.of("public")
    row = ranges(sure, ("public",), example("I2"), "sv", 0.8).iloc[0]
    assert (row["ratio"], row["net"]) == (outlook.ratio.point, outlook.net.point)
    assert (row["interval_low"], row["interval_high"]) == outlook.ratio.interval(0.8)[:2]
    assert (row["net_low"], row["net_high"]) == outlook.net.interval(0.8)[:2]
    later = by_horizon(sure, "public", (2, 15), "sv")
    assert later["interval_high"].tolist() == [sure.of("public", years).ratio.interval().high for years in (2, 15)]
    assert middles(outlook.ratio, "ratio", "sv")["middle_value"].tolist() == [
        outlook.ratio.point,
        outlook.ratio.at_means,
        outlook.ratio.mean,
    ]
    money = tables.money(calculate(example("I2"), SWEDISH_PUBLIC_SECTOR), "sv", None, sure).set_index("figure")
    assert money.loc["SROI-kvot, undre änden av 90\u00a0%-intervallet", "public"] == outlook.ratio.interval().low


def test_every_budgets_ratio_has_its_interval(sure):
    result = calculate(example("I2"), SWEDISH_PUBLIC_SECTOR)
    table = tables.budgets(result, example("I2"), "sv", sure).set_index("budget")
    own = sure.of("municipality").ratio.interval()
    assert tuple(table.loc["Kommunen", ["interval_low", "interval_high"]]) == (own.low, own.high)
    assert table.loc["Staten", ["ratio", "interval_low"]].isna().all()
    assert "interval_low" not in tables.budgets(result, example("I2"), "sv").columns


def test_every_number_in_use_is_listed_with_what_was_said_of_it():
    used = figures_used(example("I2"))
    table = figures(used, example("I2"), "sv")
    counted = coverage_of(used)
    assert len(table) == counted.all == 62
    assert (table["stated"] == "ingen osäkerhet angiven").sum() == counted.silent
    assert table["stated"].str.contains("som yttersta gränser").sum() == counted.drawn


def test_a_middle_that_differs_is_explained_by_what_makes_it_differ():
    skewed = priced(number(100, 90, 200))
    straight = priced(number(100, 50, 150))
    bent = priced(number(100), drop_off=number(0.5, 0.1, 0.9), duration_years=number(8))
    plain = SWEDISH_PUBLIC_SECTOR.model_copy(update={"price_year": None})

    def why(chain) -> str:
        return joined(why_middles_differ("sv", sureness(chain, plain).of("public").value))

    assert "inte står mitt i sina spann" in why(skewed)
    assert "inte är en rak linje" not in why(skewed)
    assert "inte är en rak linje" in why(bent)
    assert "är desamma" in why(straight)


@pytest.mark.parametrize("count", [20, 50])
@pytest.mark.parametrize("name", ["ratio", "net", "value"])
def test_dots_stand_on_their_own_side_of_the_line_and_are_as_many_as_said(sure, count, name):
    amount = Amount(name, getattr(sure.of("public"), name))
    figure = dots_figure(amount, "sv", count)
    rows = figure.spec["data"]["values"]
    assert len(rows) == len(figure.table) == count
    assert len({(row["at"], row["level"]) for row in rows}) == count
    if amount.even is not None:
        assert all(row["above"] == (row["at"] > amount.even) for row in rows)
        above = sum(value > amount.even for value in amount.range.dots(count))
        assert f"{above} av dem (ifyllda)" in figure.description
    assert figure.spec["description"] == figure.description


def test_the_curve_rises_from_nought_to_one_and_shades_the_interval(sure):
    amount = Amount("ratio", sure.of("public").ratio)
    figure = curve_figure(amount, "en", 0.8)
    rows = figure.spec["data"]["values"]
    assert rows == sorted(rows, key=lambda row: (row["chance"], row["amount"]))
    shade = figure.spec["layer"][0]["encoding"]
    assert (shade["x"]["datum"], shade["x2"]["datum"]) == amount.range.interval(0.8)[:2]
    assert "80% interval" in figure.description
    assert figure.table["middle_value"].tolist()[3] == amount.range.quantile(0.5)


def test_horizons_bear_their_intervals_and_what_they_rest_on(sure):
    results = [
        calculate(example("I2"), SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": years}))
        for years in (2, 10, 15)
    ]
    told = charts.horizons_figure(results, "public", "sv", (), sure).description.replace("\u00a0", " ")
    assert "10 år: 0,75 (0,69 till 1,12)" in told
    assert "om bara 6 av 62 tal varierar" in told


def test_the_same_drawing_gives_the_same_words(sure):
    again = sureness(example("I2"), SWEDISH_PUBLIC_SECTOR, Drawing())
    other = sureness(example("I2"), SWEDISH_PUBLIC_SECTOR, Drawing(seed=1))
    assert again.of("public") == sure.of("public")
    assert other.of("public").ratio.mean != sure.of("public").ratio.mean
