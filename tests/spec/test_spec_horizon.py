"""Rule: which years count."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, money, share_of_cohort

RULE = Rule(
    title=Said("Tidshorisont: vilka år som räknas", "Horizon: which years count"),
    words=Said(
        """Horisonten är antalet år som räknas, antingen från insatsens första kalenderår eller från varje grupps eget
startår. Kostnader efter horisonten utelämnas eller behålls; hela programmets kostnad visas alltid bredvid,
för en kort horisont får inte dölja vad insatsen kostar. Räknas horisonten från varje grupps start medan
senare kostnader utelämnas, blir kvoten för hög, och det ger en varning. Tabellen: 1 deltagare börjar vart och
ett av åren 2024–2026, 1 000 kr om året i tre år för var och en, kostnad 500 kr om året.""",
        """The horizon is the number of years that count, either from the intervention's first calendar year or from
each group's own starting year. Costs after the horizon are left out or kept; the whole programme's cost is always
shown beside, since a short horizon must not hide what the intervention costs. If the horizon counts from each
group's start while later costs are left out, the ratio becomes too high, and that gives a warning. The table:
1 participant starts in each of 2024–2026, SEK 1,000 a year for three years each, cost SEK 500 a year.""",
    ),
    formula=Said(
        """
från första kalenderåret: år med t < horisonten                   t = kalenderår − insatsens startår
från varje grupps start:  år med fördröjning + k < horisonten     k = 0 … varaktighet − 1""",
        """
first calendar year: years with t < horizon          t = calendar year − start year
cohort start:        years with lag + k < horizon    k = 0 … duration − 1""",
    ),
    columns=(
        Column(Said("Horisont", "Horizon"), "number"),
        Column(Said("Räknas från", "Counted from"), "choice.horizon_from"),
        Column(Said("Senare kostnader", "Later costs"), "choice.costs_after_horizon"),
        Column(Said("Värde", "Value"), "sek"),
        Column(Said("Investering", "Investment"), "sek"),
        Column(Said("Hela programmet", "Whole programme"), "sek"),
    ),
    rows=(
        (2, "first_calendar_year", "cut", 3000, 1000, 1500),
        (2, "first_calendar_year", "kept", 3000, 1500, 1500),
        (2, "cohort_start", "kept", 6000, 1500, 1500),
        (2, "cohort_start", "cut", 6000, 1000, 1500),
        (5, "first_calendar_year", "cut", 9000, 1500, 1500),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_what_counts(row):
    horizon, counted_from, costs, value, investment, programme = row
    changes = {"horizon_years": horizon, "horizon_from": counted_from, "costs_after_horizon": costs}
    lasting = effect(quantity=share_of_cohort(1, 1), duration_years=3)
    groups = chain(lasting, cohorts=by_year(1, 1, 1), resources=(money(by_year(500, 500, 500)),))
    result = calculate(groups, PLAIN.model_copy(update=changes))
    total = result.society
    assert (total.value, total.investment, total.investment_programme) == (value, investment, programme)
    too_high = counted_from == "cohort_start" and costs == "cut"
    assert ("engine.costs_cut_though_cohorts_count" in [found.code for found in result.problems]) == too_high
