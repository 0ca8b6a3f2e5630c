"""Rule: what a krona in another year is worth today."""

import numpy as np
import pytest

from sroi.discounting import discount_factors
from sroi.ratio import calculate
from sroi.settings import Settings
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, by_year, chain, effect, money

RULE = Rule(
    title=Said("Diskontering: vad en krona senare är värd i dag", "Discounting: what a later krona is worth today"),
    words=Said(
        """Belopp i olika år räknas om till nuvärde med diskonteringsräntan. År 0 är insatsens första kalenderår. Det
finns tre bruk: första året odiskonterat, mitt i året, och slutet av året (då också första årets belopp
diskonteras en gång). Investeringen diskonteras på samma sätt eller tas som den är. Räntan är real: priserna
står redan i ett års penningvärde och ska inte räknas upp en gång till. Tabellen visar nuvärdet av en krona
med 3 % ränta.""",
        """Amounts in different years become present values by the discount rate. Year 0 is the intervention's first
calendar year. There are three usages: first year undiscounted, mid-year, and end of year (when the first
year's amount too is discounted once). The investment is discounted alike, or taken as it is. The rate is
real: prices already stand in one year's money and are not to be raised once more. The table shows the present
value of one krona at a rate of 3%.""",
    ),
    formula=Said(
        """
faktor = 1 ÷ (1 + ränta)^(t + förskjutning)
t = kalenderår − insatsens startår,   förskjutning = 0, ½ eller 1""",
        "factor = 1 ÷ (1 + rate)^(t + shift),   t = calendar year − start year,   shift = 0, ½ or 1",
    ),
    columns=(
        Column(Said("Bruk", "Usage"), "choice.discounting"),
        *(Column(Said(f"t = {t}", f"t = {t}"), "factor") for t in (0, 1, 2, 10)),
    ),
    rows=(
        ("first_year_undiscounted", 1.0, 0.970874, 0.942596, 0.744094),
        ("mid_year", 0.985329, 0.956630, 0.928767, 0.733178),
        ("end_year", 0.970874, 0.942596, 0.915142, 0.722421),
    ),
    source=Said(
        "Slutet av året, 3,5 %: SROI-vägledningen. Första året odiskonterat, 3 %: svensk offentlig sektor.",
        "End of year, 3.5%: the SROI Guide. First year undiscounted, 3%: the Swedish public sector.",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: row[0])
def test_factors(row):
    usage, *expected = row
    found = discount_factors(np.array([0, 1, 2, 10]), Settings(discounting=usage, discount_rate=0.03))
    assert found == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize(("discounted", "expected"), [(True, 1000 / 1.1 + 1000 / 1.1**2), (False, 2000)])
def test_investment_is_discounted_alike_or_not_at_all(discounted, expected):
    settings = PLAIN.model_copy(
        update={"discount_rate": 0.1, "discounting": "end_year", "investment_discounted": discounted}
    )
    result = calculate(chain(effect(), resources=(money(by_year(1000, 1000)),)), settings)
    assert result.society.investment == pytest.approx(expected)
    assert result.society.value == pytest.approx(1000 / 1.1)
