"""The command that compares bids, as a person or a script meets it."""

import json

import pytest

from sroi.__main__ import main
from tests.chain.bids import EXAMPLES, shipped

MODEL, BIDS = (str(EXAMPLES / name) for name in ("work-training.json", "work-training-bids.json"))
YOUTH = [str(EXAMPLES / name) for name in ("youth-programme.json", "youth-programme-bids.json")]


@pytest.fixture
def run(capsys):
    def one(*arguments: str) -> tuple[int, str, str]:
        code = main(["bids", *arguments])
        return code, *capsys.readouterr()

    return one


def test_the_order_with_every_term_and_what_it_rests_on(run):
    code, out, err = run(MODEL, BIDS)
    out = out.replace("\u00a0", " ")
    assert (code, err) == (0, "")
    assert "1. Kooperativet Framsteg (fiktivt): jämförelsepris −4 395 000 kr = pris 6 000 000 kr − avdrag" in out
    assert "Avslutad utbildning 2029: tomt → 0 enheter enligt regel 3 (tomt svar räknas som 0 enheter)" in out
    assert "Arbetsvägen (fiktivt) hade behövt ett minst 345 000 kr lägre pris" in out
    assert "Värdevikt 0,597 till 0,930: Kooperativet Framsteg (fiktivt) vinner." in out
    assert "anbudet med högst kvot kommer inte först" in out


def test_every_digit_as_json_and_the_same_bytes_again(run):
    code, out, _ = run(MODEL, BIDS, "--json")
    found = json.loads(out)
    assert code == 0
    assert {each["bid_id"]: float(each["comparison"]) for each in found["lines"]}["C"] == -4_395_000
    assert [each["end"] for each in found["weights"]] == ["40/67", "40/43", None]
    assert found["fingerprint"] == shipped()[1].bids[0].fingerprint
    assert run(MODEL, BIDS, "--json")[1] == out


def test_criteria_alone(run):
    code, out, _ = run(*YOUTH, "--lang", "en")
    assert code == 0
    assert "evaluated price SEK 4,250,000" in out.replace("\u00a0", " ")
    assert "Ratio" not in out


def test_what_is_refused(run, tmp_path):
    document = json.loads((EXAMPLES / "work-training.json").read_text(encoding="utf-8"))
    del document["procurement"]["tie_break"]
    unlockable = tmp_path / "model.json"
    unlockable.write_text(json.dumps(document), encoding="utf-8")
    code, out, _ = run(str(unlockable), BIDS)
    assert code == 1
    assert "Regel vid lika jämförelsepris saknas" in out
    assert run(BIDS, MODEL)[0] == 1
    assert run(MODEL)[0] == 2
    assert run(MODEL, str(tmp_path / "none.json"))[0] == 2
    _, out, _ = run(YOUTH[0], BIDS)
    assert "fingeravtrycket är ett annat" in out
