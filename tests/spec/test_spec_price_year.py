"""Rule: prices of different years are moved to one."""

import pytest

from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect

RULE = Rule(
    title=Said("Prisår: alla priser i samma års penningvärde", "Price year: all prices in one year's money"),
    words=Said(
        """Ett pris bär sitt prisår och räknas om i ett enda steg till kalkylens prisår med ett prisindex. Faktorn kan
vara under ett, eftersom priser ibland faller. Resurser som har ett prisår räknas om på samma sätt. Ett pris
utan prisår, eller en kalkyl utan prisår, räknas inte om. Saknar index något av åren lämnas effekten utanför,
och är det en resurs visas ingen kvot. Tabellen använder konsumentprisindex (KPI, 1980 = 100, årsmedel): 2009
är 299,66, 2014 är 313,49, 2015 är 313,35, 2018 är 328,40 och 2023 är 403,70.""",
        """A price carries its price year and is moved in a single step to the calculation's price year by a price
index. The factor may be below one, since prices sometimes fall. Resources that have a price year are moved alike. A
price without a price year, or a calculation without one, is not moved. If the index lacks one of the years,
the effect is left out, and if it is a resource no ratio is shown. The table uses the Swedish consumer price
index (KPI, 1980 = 100, annual means): 2009 is 299.66, 2014 is 313.49, 2015 is 313.35, 2018 is 328.40 and 2023
is 403.70.""",
    ),
    formula=Said(
        "pris i kalkylens prisår = pris × index[kalkylens prisår] ÷ index[prisets prisår]",
        "price in price year = price × index[price year of the calculation] ÷ index[price year of the price]",
    ),
    columns=(
        Column(Said("Pris", "Price"), "sek"),
        Column(Said("Prisår", "Price year"), "year"),
        Column(Said("Till", "To"), "year"),
        Column(Said("Faktor", "Factor"), "factor"),
        Column(Said("Räknas som", "Counted as"), "sek"),
    ),
    rows=(
        (4500, 2018, 2023, 1.229294, 5531.82),
        (30561, 2014, 2023, 1.287760, 39355.24),
        (1000, 2014, 2015, 0.999553, 999.55),
        (1000, 2023, 2023, 1.0, 1000),
        (1000, None, 2023, 1.0, 1000),
        (1000, 2009, None, 1.0, 1000),
    ),
    source=Said(
        "Serien: Statistiska centralbyrån. 2024 (415,01) är medel av januari–november och märkt som preliminärt.",
        "The series: Statistics Sweden. 2024 (415.01) is the mean of January–November and marked as preliminary.",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_moved_price(row):
    price, price_year, to_year, factor, expected = row
    result = calculate(
        chain(effect(), price=price, price_year=price_year), PLAIN.model_copy(update={"price_year": to_year})
    )
    assert result.effects[0].price_factor == pytest.approx(factor, abs=5e-7)
    assert result.effects[0].price == pytest.approx(expected, abs=0.005)
    assert result.society.value == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("price_year", "settings", "codes"),
    [
        (1999, {"price_year": 2023}, []),
        (2018, {"price_year": 2030}, ["engine.price_year_not_in_index"]),
        (2018, {"price_year": 2023, "index": "PKV"}, ["engine.index_unknown"]),
    ],
)
def test_a_price_that_cannot_be_moved_is_left_out_and_said(price_year, settings, codes):
    result = calculate(chain(effect(), price_year=price_year), PLAIN.model_copy(update=settings))
    assert [found.code for found in result.excluded] == ["engine.price_not_movable"]
    assert [found.code for found in result.problems] == [*codes, "engine.nothing_valued"]
    assert result.society.ratio is None
