"""Rule: how a cohort moves, and what a year in a state costs."""

import numpy as np
import pytest

from chain.cohort_model import (
    CohortModel,
    Discounting,
    OneOffReward,
    State,
    StateReward,
    Strategy,
    Transition,
)
from chain.text import Text
from sroi.forecast.cohort import trace
from sroi.forecast.economics import forecast
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Kohortens gång och tid i tillstånd", "How a cohort moves, and time in states"),
    words=Said(
        """En hälsoekonomisk prognos följer en grupp som varje år fördelar sig på tillstånd. Varje rad av
sannolikheter blir 1; ingen försvinner och ingen tillkommer. Tiden i ett tillstånd under ett år räknas i
grundfallet som medel av hur många som är där vid årets början och slut, och årets belopp diskonteras som
ett. En engångskostnad vid starten går aldrig genom det medelvärdet: den bokas hel, för alla som börjar.
Tabellen: 100 friska, varje år blir 20 % av de friska sjuka och 50 % av de sjuka friska; ett sjukt år kostar
1 000 kr, insatsen 4 kr per person; räntan är 10 %.""",
        """A health-economic forecast follows a group that is spread over states each year. Every row of probabilities
sums to 1; nobody disappears and nobody is added. Time in a state during a year is in the base case the mean
of how many are there at the year's start and end, and the year's amount is discounted as one. A one-off cost
at the start never goes through that mean: it is booked whole, for everyone who starts. The table: 100 healthy
people, each year 20% of the healthy fall ill and 50% of the ill recover; a year of illness costs SEK 1,000,
the intervention SEK 4 a person; the rate is 10%.""",
    ),
    formula=Said(
        """
antal i j efter året = Σ över i: antal i i före året × sannolikhet från i till j
år i tillståndet     = (antal vid årets början + antal vid årets slut) ÷ 2
nuvärde              = år i tillståndet × belopp ÷ (1 + ränta)^(år − 1)""",
        """
number in j after the year = Σ over i: number in i before the year × probability from i to j
years in the state         = (number at the year's start + number at its end) ÷ 2
present value              = years in the state × amount ÷ (1 + rate)^(year − 1)""",
    ),
    columns=(
        Column(Said("År", "Year"), "year"),
        Column(Said("Friska vid slutet", "Healthy at the end"), "number"),
        Column(Said("Sjuka vid slutet", "Ill at the end"), "number"),
        Column(Said("Sjuka år", "Years of illness"), "number"),
        Column(Said("Nuvärde hittills", "Present value so far"), "sek"),
        Column(Said("Med insatsen", "With the intervention"), "sek"),
    ),
    rows=(
        (1, 80, 20, 10, 10000, 10400),
        (2, 74, 26, 23, 30909.09, 31309.09),
        (3, 72.2, 27.8, 26.9, 53140.50, 53540.50),
    ),
    source=Said(
        "Livstabellsmetod och startkostnad: i R-paketet heemod blev 1 000 personer × 4 till 3 960.",
        "Life table and start cost: in the R package heemod, 1,000 persons × 4 became 3,960.",
    ),
)


def model(cycles: int) -> CohortModel:
    """The table's cohort."""

    def move(origin: str, to: str, probability: float | str) -> Transition:
        return Transition(origin=origin, to=to, probability=probability)

    moves = (("healthy", "ill", 0.2), ("healthy", "healthy", "rest"), ("ill", "healthy", 0.5), ("ill", "ill", "rest"))
    return CohortModel(
        id="hundred",
        perspective="region",
        price_year=2024,
        effect_unit="year",
        persistence=Text(sv="Ingen effekt."),
        comparator="nothing",
        cycles=cycles,
        start={"healthy": 100.0},
        states=(State(id="healthy"), State(id="ill")),
        discounting=Discounting(cost_rate=0.1),
        strategies=(Strategy(id="nothing"), Strategy(id="something")),
        transitions=tuple(move(*each) for each in moves),
        state_rewards=(
            StateReward(kind="cost", states=("ill",), per_year=1000.0),
            StateReward(kind="effect", states=("healthy",), per_year=1.0),
        ),
        one_off_rewards=(OneOffReward(kind="cost", per_person=4.0, strategies=("something",)),),
    )


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: str(row[0]))
def test_years_of_a_cohort(row):
    year, healthy, ill, years, so_far, with_cost = row
    moves = {(0, 0): 0.8, (0, 1): 0.2, (1, 0): 0.5, (1, 1): 0.5}
    way = trace([100.0, 0.0], moves, year)[:, :, 0]
    assert way[-1] == pytest.approx([healthy, ill])
    assert np.mean(way[-2:, 1]) == pytest.approx(years)
    found = forecast(model(3), year)
    assert found.of("nothing").cost == pytest.approx(so_far, abs=0.005)
    assert found.of("something").cost == pytest.approx(with_cost, abs=0.005)
