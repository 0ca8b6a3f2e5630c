"""A comparison at the shell: the figures of the reference, every ratio with its interval, and refusals in words."""

import json
from pathlib import Path

import pytest

from sroi.__main__ import main

EXAMPLE = Path(__file__).resolve().parents[2] / "chain" / "examples" / "forecast" / "parenting.json"
OFFSETS = {1: 496_800, 2: 901_957.2815533986, 10: 2_564_301.398786388, 15: 3_059_783.476548575}
"""Lower costs for all public payers, SEK: tests/golden/forecast_reference.json, the group programme."""


def told(capsys: pytest.CaptureFixture, *arguments: object) -> str:
    assert main([str(each) for each in arguments]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_every_horizon_as_data(capsys):
    found = json.loads(told(capsys, "forecast", EXAMPLE, "--json"))
    group = found["options"][0]
    public = {at["years"]: next(b for b in at["balances"] if b["perspective"] == "public") for at in group["horizons"]}
    assert {years: each["offset"] for years, each in public.items()} == pytest.approx(OFFSETS, rel=1e-12)
    assert public[10]["net"] == pytest.approx(1_964_301.398786388, rel=1e-12)
    assert public[10]["per_qaly"] == {"quadrant": "dominant", "sek": None}
    certain = next(c for c in found["certainties"] if (c["whose"], c["years"], c["option_id"]) == ("public", 10, "A"))
    assert certain["net"]["low"] < certain["net"]["point"] == public[10]["net"] < certain["net"]["high"]
    assert {"comparator", "horizon", "prices", "discount", "occupancy", "persistence"} <= set(found["conventions"])
    assert (found["draws"], found["seed"], found["credibility"]) == (10_000, 20_260_101, 0.9)


@pytest.mark.parametrize(
    ("language", "money", "against"),
    [("sv", "kostar 600 000 kr för 100 barn", "Jämförs med: Ingen insats"), ("en", "600,000", "No intervention")],
)
def test_in_sentences_with_what_must_stand_beside(capsys, language, money, against):
    said = told(capsys, "forecast", EXAMPLE, "--lang", language)
    assert money in said
    assert against in said
    assert "comparison.illustrative" in said
    ratios = [line for line in said.splitlines() if "5,10" in line or "5.10" in line]
    assert ratios
    assert all("90 %" in line or "90%" in line for line in ratios)


def test_other_draws_move_the_interval_and_nothing_else(capsys):
    few, other = (
        json.loads(told(capsys, "psa", EXAMPLE, "--draws", "500", "--seed", seed, "--json")) for seed in (1, 2)
    )
    assert (few["draws"], few["seed"], other["seed"]) == (500, 1, 2)
    assert few["options"] == other["options"]
    assert few["certainties"] != other["certainties"]


def test_what_cannot_be_reckoned_is_told_with_its_place(capsys, tmp_path):
    broken = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    broken["comparison"]["options"][0]["payer_shares"] = []
    file = tmp_path / "broken.json"
    file.write_text(json.dumps(broken), encoding="utf-8")
    assert main(["forecast", str(file), "--lang", "sv"]) == 1
    assert "kr för 100 barn" not in capsys.readouterr().out
