"""A ratio is shown with its ends: all prices low, all high, the most cautious and the most hopeful."""

from pathlib import Path

import pytest

import chain
from chain.document import read_chain
from reports import charts, tables
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.span import price_span

CHAIN, _ = read_chain((Path(chain.__file__).parent / "examples" / "I2.json").read_bytes())
RESULT = calculate(CHAIN, SWEDISH_PUBLIC_SECTOR)
SPAN = price_span(CHAIN, SWEDISH_PUBLIC_SECTOR)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_ratio_is_followed_by_its_ends(language):
    """The expected ends are the published sensitivities of SkolNära: 0.526 and 1.347 at ten years."""
    table = tables.money(RESULT, language, SPAN)
    at = list(table["public"]).index(RESULT.public.ratio)
    assert [round(each, 3) for each in table["public"][at : at + 3]] == [0.753, 0.526, 1.347]


def test_every_horizon_shows_its_ends_in_words_and_in_the_table():
    figure = charts.horizons_figure([RESULT], "public", "sv", [SPAN])
    assert "10 år: 0,75 (0,50–1,37)" in figure.description.replace("\xa0", " ")
    assert figure.table["ratio_low"][0] == SPAN.public.low_result_ratio
    assert figure.table["ratio_high"][0] == SPAN.public.high_result_ratio
