"""The command that chooses under budgets, as a person or a script meets it."""

import json

import pytest

from chain.plan.document import write_portfolio
from chain.plan.edit import with_choice, with_standing
from chain.plan.model import Choice, Standing
from chain.plan.starter import EXAMPLE, worked_example
from sroi.__main__ import main


@pytest.fixture
def run(capsys, tmp_path):
    def one(portfolio=None, *arguments: str) -> tuple[int, str]:
        file = tmp_path / "portfolio.json"
        file.write_text(write_portfolio(portfolio) if portfolio else EXAMPLE.read_text(encoding="utf-8"), "utf-8")
        code = main(["portfolio", str(file), *arguments])
        return code, capsys.readouterr().out.replace("\u00a0", " ")

    return one


def test_the_best_the_ratio_order_what_binds_and_the_margin(run):
    code, out = run()
    assert code == 0
    assert "netto 19,4 mkr för hela samhället" in out
    assert "8,7 mkr, netto 17,4 mkr. Det är 2,0 mkr mindre än det bästa valet ger." in out
    assert "Med 1,0 mkr till blir nettot 1,9 mkr större." in out
    code, out = run(None, "--lang", "en")
    assert "If one only sorts by ratio:" in out


def test_every_digit_as_json(run):
    code, out = run(with_choice(worked_example(), Choice(option_ids=("P1", "P2", "P6"))), "--json")
    found = json.loads(out)["plan"]
    assert code == 0
    assert (found["best"]["option_ids"], found["best"]["net_sek"]) == (["P1", "P2", "P3"], 19_400_000)
    assert (found["by_ratio"]["portfolio"]["net_sek"], found["own"]["broken"]) == (
        17_440_000,
        [["exclusions/exclusion-1", 1.0]],
    )
    assert found["used"][0]["low"] is None, "an end that is not there is null"


def test_what_cannot_hold_and_what_is_wrong_end_with_one(run):
    both = with_standing(with_standing(worked_example(), "P2", Standing.KEPT), "P6", Standing.KEPT)
    code, out = run(both)
    assert code == 1
    assert "- Högst en av Jobbspår" in out
    code, out = run(worked_example().model_copy(update={"options": ()}), "--lang", "en")
    assert code == 1
    assert "There is nothing to choose among" in out
