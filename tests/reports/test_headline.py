"""The headline: no ratio without horizon, whose value and how sure; every figure the engine's."""

import pytest

from reports import charts, tables
from reports.columns import written
from reports.headline import conventions_line, headline, ratio_sentence
from reports.texts.numbers import format_money
from sroi.ratio import calculate
from sroi.settings import PRESETS, SROI_GUIDE, Settings
from sroi.span import price_span


@pytest.mark.parametrize("perspective", ["public", "society"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_ratio_stands_with_horizon_and_both_ends(chain, result, settings, language, perspective):
    span = price_span(chain, settings)
    sentence = ratio_sentence(result, language, perspective, span)
    ends = span.of(perspective)
    for sek in (result.total(perspective).ratio, ends.cautious, ends.hopeful):
        assert format_money(language, sek, 2) in sentence
    assert {"sv": "10 år", "en": "10 years"}[language] in sentence


def test_a_ratio_without_a_span_is_called_a_point_estimate(chain, result):
    assert "osäkerheten är inte beräknad" in ratio_sentence(result, "sv", "public")
    assert any("osäkerheten är inte beräknad" in sentence for sentence in headline(result, chain, "sv", "public"))


def test_the_span_moves_every_price_and_nothing_else(chain, result, settings):
    span = price_span(chain, settings)
    used = {effect.proxy_id for effect in chain.effects}
    for end, ratio in zip(("low", "high"), span.public[:2], strict=True):
        moved = [
            proxy.model_copy(update={"price": proxy.price.model_copy(update={"value": getattr(proxy.price, end)})})
            if proxy.id in used and getattr(proxy.price, end) is not None
            else proxy
            for proxy in chain.proxies
        ]
        by_hand = calculate(chain.model_copy(update={"proxies": tuple(moved)}), settings).public.ratio
        assert ratio == pytest.approx(by_hand)
        assert ratio != pytest.approx(result.public.ratio)


def test_prices_without_stated_ends_give_no_span(chain, result, settings):
    plain = [
        proxy.model_copy(update={"price": proxy.price.model_copy(update={"low": None, "high": None})})
        for proxy in chain.proxies
    ]
    bare = chain.model_copy(update={"proxies": tuple(plain)})
    span = price_span(bare, settings)
    assert span.spread_prices == 0
    assert span.public == span.society == (None, None, None, None)
    said = " ".join(headline(calculate(bare, settings), bare, "sv", "public", span))
    assert "inget spann angivet" in said
    assert "alla priser" not in said
    ends = tables.money(result, "sv", span).set_index("figure").loc["SROI-kvot om alla priser är låga"]
    assert written("sv", ends["public"], "ratio") == "–"
    horizons = charts.horizons_figure([result], "public", "sv", [span]).description
    assert "3,45 (inget spann angivet)" in horizons


def test_without_investment_no_ratio_is_said(chain, settings):
    idle = chain.model_copy(update={"resources": ()})
    said = " ".join(headline(calculate(idle, settings), idle, "sv", "public", price_span(idle, settings)))
    assert "Ingen kvot visas" in said
    assert "ger varje satsad" not in said


def test_a_payer_who_loses_is_named(chain, result):
    loser = next(each for each in result.actors if each.investment > 0 and each.net < 0)
    name = next(actor.name.sv for actor in chain.actors if actor.id == loser.actor_id)
    said = [sentence for sentence in headline(result, chain, "sv", "public") if "netto:" in sentence]
    assert said == [f"Betalar mer än de själva får tillbaka, netto: {name} {format_money('sv', loser.net)}."]


OTHER = {
    "horizon_years": 7, "discount_rate": 0.035, "filters": "additive", "drop_off": "straight_line",
    "drop_off_from": "first_year", "discounting": "mid_year", "investment_discounted": False,
    "horizon_from": "cohort_start", "costs_after_horizon": "kept", "income": "benefit", "payback": "interpolated",
    "payback_discounted": False, "price_year": None, "index": "LPIK", "perspective": "public", "with_optional": True,
}  # fmt: skip


def test_every_convention_shows_in_the_line():
    assert set(OTHER) == set(Settings.model_fields) - {"name"}
    for language in ("sv", "en"):
        plain = conventions_line(language, Settings())
        for field, choice in OTHER.items():
            assert conventions_line(language, Settings(**{field: choice})) != plain, field


def test_presets_go_by_their_names_and_rates_are_exact():
    assert "SROI-vägledningen" in conventions_line("sv", SROI_GUIDE)
    assert "3,5\u00a0% ränta" in conventions_line("sv", SROI_GUIDE)
    assert len({conventions_line("sv", preset) for preset in PRESETS.values()}) == len(PRESETS)
