"""The forecast's result in a real browser: charts are drawn, nothing leaves a phone's screen, in light and in dark."""

import pytest

from tests.browser.phone import everything_fits
from tests.browser.places import address
from tests.browser.visit import open_page, violations

CHARTS = 4
LOOKS = pytest.mark.parametrize(
    "context",
    [{}, {"viewport": {"width": 320, "height": 640}}, {"color_scheme": "dark"}],
    indirect=True,
    ids=["wide", "320px", "dark"],
)
NET = {
    "sv": "Netto för det offentliga på 10 år: 1 964 301 kr",
    "en": "Net to the public sector over 10 years: SEK 1,964,301",
}


@LOOKS
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_result_is_read(page, reading_server, language):
    where = address(reading_server, language, "forecast_result")
    open_page(page, where)
    page.wait_for_function(
        "count => document.querySelectorAll('[data-testid=stVegaLiteChart] svg').length >= count", arg=CHARTS
    )
    assert NET[language] in page.inner_text("[data-testid=stMain]").replace("\u00a0", " ")
    for chart in page.locator("[data-testid=stVegaLiteChart] svg").all():
        box = chart.bounding_box()
        assert box["height"] > 150
        assert box["width"] > 200
    assert violations(page) == []
    everything_fits(page, {"forecast_result": where})
