"""Sensitivity, switching and voi from the command line: exit codes, the words, the shape of the JSON."""

import json

import pytest

from chain.document import write_chain
from chain.edit import without_element
from sroi.__main__ import main
from sroi.deciding import decide
from sroi.sensitivity import tornado
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from sroi.switching import switching_values
from tests.golden.examples import EXAMPLES, example

I2 = str(EXAMPLES / "I2.json")
WHEELS = str(EXAMPLES / "wheels-to-meals.json")


@pytest.fixture
def run(capsys):
    """Run a command in this process: exit code, standard output and standard error."""

    def one(*arguments: str) -> tuple[int, str, str]:
        return main(list(arguments)), *capsys.readouterr()

    return one


def test_sensitivity_as_data_is_the_engines(run):
    code, out, _ = run("sensitivity", I2, "--json", "--horizon", "15")
    told, settings = json.loads(out), SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 15})
    wanted = tornado(example("I2"), settings)
    assert code == 0
    assert told["settings"]["horizon_years"] == 15
    assert told["ratio_interval"]["low"] < told["ratio_interval"]["high"]
    assert [(bar["place"], bar["ratio_at_low"], bar["ratio_at_high"]) for bar in told["bars"]] == [
        (bar.movable.place, bar.ratio_at_low, bar.ratio_at_high) for bar in wanted.bars
    ]
    assert [each["name"] for each in told["scenarios"]] == ["cautious", "base", "optimistic"]
    assert told["bars"][0]["variance_share_alone"]["share"] > 0.5
    assert len(told["without_range"]) == len(wanted.without_range)


def test_sensitivity_in_words_tells_the_ratio_with_its_span_first(run):
    code, out, err = run("sensitivity", I2, "--lang", "en")
    assert (code, err) == (0, "")
    assert "(90% interval SEK\u00a00.69 to SEK\u00a01.12 if only 6 of 62 figures vary" in out.splitlines()[1]
    assert "50 numbers have no range" in out


def test_switching_tells_the_guides_falls_and_another_target(run):
    code, out, _ = run("switching", WHEELS, "--convention", "sroi-guide", "--lang", "en")
    assert code == 0
    assert "If fewer than 3.51 of 7 falls per year come about" in out
    _, out, _ = run("switching", WHEELS, "--convention", "sroi-guide", "--target", "1,5", "--json")
    told, wanted = json.loads(out), switching_values(example("wheels-to-meals"), SROI_GUIDE, 1.5)
    assert (told["target"], told["standing"]) == (1.5, "above")
    assert [row["switching_value"] for row in told["rows"] if row["tips"]] == [row.value for row in wanted.ranked]
    assert all("1,50" in row["sentence"] for row in told["rows"] if row["tips"])


def test_voi_is_the_engines_in_the_view_asked_for(run):
    code, out, _ = run("voi", I2, "--view", "society", "--json")
    told = json.loads(out)
    wanted = decide([example("I2")], SWEDISH_PUBLIC_SECTOR.model_copy(update={"perspective": "society"})).found
    assert code == 0
    assert told["everything"]["worth_sek"] == wanted.everything.worth_sek
    assert [each["worth_sek"] for each in told["numbers"]] == [each.worth_sek for each in wanted.assumptions]
    assert told["counted_as_certain"] == 50


def test_voi_of_a_chain_without_ranges_says_what_is_lacking(run):
    code, out, _ = run("voi", WHEELS, "--convention", "sroi-guide")
    assert code == 0
    assert "Ingen har sagt hur säkert något tal är" in out


@pytest.mark.parametrize(
    "wrong",
    [
        ("switching", I2, "--target", "minus"),
        ("switching", I2, "--target", "-1"),
        ("sensitivity", I2, "--target", "1"),
        ("voi", I2, "--view", "region-of-nobody"),
        ("voi", I2, "--horizon", "0"),
        ("ratio", I2, "--view", "public"),
    ],
)
def test_wrong_use_is_told_apart_and_tells_nothing_else(run, wrong):
    code, out, err = run(*wrong)
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize("command", ["sensitivity", "switching", "voi"])
def test_a_chain_without_a_ratio_says_why_and_gives_exit_code_one(run, tmp_path, command):
    path = tmp_path / "bare.json"
    chain = example("I2")
    for resource in chain.resources:
        chain = without_element(chain, "resources", resource.id)
    path.write_text(write_chain(chain), "utf-8")
    code, out, _ = run(command, str(path))
    assert code == 1
    assert "Ingen kvot visas" in out
    assert json.loads(run(command, str(path), "--json")[1])["problems"]
