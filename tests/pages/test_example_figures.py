"""The example municipality gives the agreed figures on screen, at every horizon, for both perspectives."""

import json
from pathlib import Path

import pytest

from reports.texts.numbers import format_money
from tests.pages.visit import Visit

GOLDEN = Path(__file__).parents[1] / "golden" / "ljusnaby_expected.json"
EXPECTED = json.loads(GOLDEN.read_text(encoding="utf-8"))["interventions"]
HORIZONS = ("2", "10", "15")
HELD = {"public": "det offentliga", "society": "samhället"}


def counted(chain_id: str, horizon: str, perspective: str) -> dict:
    """The agreed figures."""
    [found] = [each for each in EXPECTED[chain_id]["horizons"] if each["horizon_years"] == int(horizon)]
    return found[perspective]


def look_ahead(visit: Visit, horizon: str) -> None:
    """Choose one of the horizons at hand."""
    control = next(each for each in visit.at.segmented_control if str(each.key).startswith("horizon-"))
    control.set_value(horizon)
    visit.run()


def ratio_words(figures: dict, perspective: str) -> str:
    """How the ratio stands in its sentence."""
    ratio = format_money("sv", figures["pv_benefit"] / figures["pv_cost"], 2)
    return f"krona {ratio} i beräknad nytta för {HELD[perspective]}"


@pytest.mark.parametrize("perspective", ["public", "society"])
@pytest.mark.parametrize("chain_id", EXPECTED)
def test_result(example, chain_id, perspective):
    visit = Visit("result", intervention=chain_id).choose("convention-perspective@sv", perspective)
    for horizon in HORIZONS:
        look_ahead(visit, horizon)
        figures = counted(chain_id, horizon, perspective)
        assert ratio_words(figures, perspective) in visit.words, horizon
        amounts = {name: format_money("sv", figures[name]) for name in ("pv_cost", "pv_benefit", "npv")}
        flow = (
            f"På {horizon} år satsas {amounts['pv_cost']}. Nyttan för {HELD[perspective]} beräknas till "
            f"{amounts['pv_benefit']}, allt i nuvärde. Netto: {amounts['npv']}."
        )
        assert flow in visit.words.replace("\u00a0år", " år"), horizon


@pytest.mark.parametrize("perspective", ["public", "society"])
def test_overview(example, perspective):
    visit = Visit().choose("convention-perspective@sv", perspective)
    for horizon in HORIZONS:
        look_ahead(visit, horizon)
        for chain_id in EXPECTED:
            figures = counted(chain_id, horizon, perspective)
            assert ratio_words(figures, perspective) in visit.words, (chain_id, horizon)
            paid, whole = (counted(chain_id, years, perspective)["pv_cost"] for years in (horizon, HORIZONS[-1]))
            of = f" av {format_money('sv', whole)} för hela programmet" if whole > paid else ""
            assert f"Kostnad på {horizon} år: {format_money('sv', paid)}{of}." in visit.words


def test_the_chosen_conventions_hold_on_the_next_visit(example):
    look_ahead(Visit("result", intervention="I1").choose("convention-perspective@sv", "society"), "15")
    again = Visit("result", intervention="I3")
    assert ratio_words(counted("I3", "15", "society"), "society") in again.words
