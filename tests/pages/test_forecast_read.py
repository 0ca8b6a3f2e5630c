"""The pages that read a forecast, in their states: none open, a problem found, all; bad addresses; long draws."""

import pytest

from chain.forecast.model import Compared
from chain.text import Text
from pages.parts import forecast_compute
from pages.parts.jobs import JOBS
from reports.texts import LANGUAGES
from tests.chain.comparisons import changed, shipped
from tests.pages.forecasts import kept
from tests.pages.slow import until
from tests.pages.visit import Visit

PAGES = ("forecast_result", "forecast_sure", "forecast_tips", "forecast_log", "forecast_beside")
EVERY = pytest.mark.parametrize("page", PAGES)


def told(visit: Visit) -> str:
    """All words of a page, tables among them, with plain spaces."""
    return visit.words.replace("\u00a0", " ").replace("&nbsp;", " ")


def where(visit: Visit, name: str) -> str:
    """What the address says under a word."""
    found = visit.at.query_params[name]
    return found[0] if isinstance(found, list) else found


@EVERY
def test_without_an_open_forecast_one_is_shown_the_way(example, page):
    visit = Visit(page)
    assert visit.title == "Ingen prognos är öppen"
    assert not visit.at.get("vega_lite_chart")


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_with_what_must_stand_beside_every_figure(example, page, language):
    visit = Visit(page, comparison=kept(example), lang=language)
    words = told(visit)
    for part in {"sv": ("Jämförs med", "Prisår", "livstabell"), "en": ("Compared with", "Price year", "life table")}[
        language
    ]:
        assert part in words
    assert {"sv": "påhittade", "en": "made up"}[language] in words


@EVERY
def test_an_error_shows_no_figure_but_what_to_mend(example, page):
    broken = changed(shipped(), "decision/comparator", None)
    broken = changed(broken, "excess_costs/region/compared", Compared.GROSS)
    visit = Visit(page, comparison=kept(example, broken))
    said = visit.told("error")
    assert "Ingen jämförelse är angiven" in said
    assert "hela kostnaden för ett barn med problemet" in said
    assert "QALY" not in told(visit)
    assert not visit.at.selectbox


@pytest.mark.parametrize(
    "address", [{"whose": "nobody"}, {"horizon": "7"}, {"horizon": "<script>"}, {"option": "Z"}, {"cohorts": "-1"}]
)
def test_what_the_address_says_wrongly_counts_as_not_said(example, address):
    visit = Visit("forecast_result", comparison=kept(example), **address)
    assert "Netto för det offentliga på 10 år: 1 964 301 kr" in told(visit)


def test_the_choices_follow_the_address_the_pages_and_the_language(example):
    visit = Visit("forecast_result", comparison=kept(example), whose="municipality", horizon="1", option="A")
    assert "Netto för kommunen på 1 år: −202 560 kr" in told(visit)
    visit.choose("forecast-horizon@sv", 10)
    assert where(visit, "horizon") == "10"
    assert "Netto för kommunen på 10 år: 1 433 658 kr" in told(visit)
    assert "Net to the municipality over 10 years: SEK 1,433,658" in told(visit.speak("en"))


def test_a_name_with_markup_is_shown_as_it_was_typed(example):
    odd = changed(shipped(), "options/A/name", Text(sv="**COPE** <b>$x$</b>"))
    visit = Visit("forecast_result", comparison=kept(example, odd))
    assert "**COPE** <b>$x$</b> kostar 600 000 kr" in told(visit)


def test_an_id_that_is_not_there_is_no_open_forecast(example):
    name = kept(example)
    assert Visit("forecast_result", comparison=f"{name}-x").title == "Ingen prognos är öppen"


def test_the_reference_case_on_what_tips_it(example):
    words = told(Visit("forecast_tips", comparison=kept(example), option="A"))
    assert "högst 25 643 kr per barn" in words
    assert "nu 18 %. Under 4,21 %" in words
    assert "Mest flyttar den sig med Effekten" in words
    assert words.count("Föräldraprogram i grupp") > 3
    assert "Hälften så många börjar" in words


def test_the_forecast_beside_the_ratio_comes_to_the_same(example):
    words = told(Visit("forecast_beside", comparison=kept(example), intervention="I1"))
    assert "Samma summor" in words
    assert "Jämförs med värdekedjan för" in words
    assert "2 564 301 kr" in words


def test_long_draws_are_made_elsewhere_and_without_them_there_is_no_ratio(example, monkeypatch):
    monkeypatch.setattr(forecast_compute, "is_long", lambda *_: True)
    name = kept(example)
    visit = Visit("forecast_sure", comparison=name)
    until(lambda: all(job.is_over for job in JOBS._jobs.values()))
    assert {job.state for job in JOBS._jobs.values()} == {"done"}
    assert "19 av 20 fall" in told(visit.run())
    JOBS.close()
    monkeypatch.setattr(forecast_compute, "sure_of", lambda *_, **__: None)
    point = told(Visit("forecast_result", comparison=name))
    assert "dragningarna är inte gjorda än" in point
    assert "Ingen kvot visas" in point
    JOBS.close()
