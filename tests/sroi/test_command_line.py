"""The command line as a person or a script meets it: exit codes, what is printed, the shape of the JSON."""

import json
from pathlib import Path
import re
import subprocess
import sys
from typing import NamedTuple

import pytest

from chain.document import write_chain
from sroi.__main__ import main
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from sroi.sureness import Drawing, sureness, sureness_as_data
from tests.golden.examples import EXAMPLES, example

ROOT = Path(__file__).resolve().parents[2]
I3 = str(EXAMPLES / "I3.json")


class Done(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capsys):
    """Run a command in this process; the first test below runs one in its own."""

    def one(*arguments: str) -> Done:
        code = main(list(arguments))
        return Done(code, *capsys.readouterr())

    return one


@pytest.fixture
def damaged(tmp_path):
    """I3 with a deadweight left unanswered and a resource without amount."""
    chain = example("I3")
    effects = (chain.effects[0].model_copy(update={"deadweight": None}), *chain.effects[1:])
    resources = (chain.resources[0].model_copy(update={"amounts": None, "hours": None}), *chain.resources[1:])
    path = tmp_path / "damaged.json"
    path.write_text(write_chain(chain.model_copy(update={"effects": effects, "resources": resources})), "utf-8")
    return str(path)


def test_the_module_runs_in_its_own_process_and_hands_back_its_exit_code(damaged):
    codes = {}
    for name, file in (("sound", I3), ("damaged", damaged), ("missing", "not-there.json")):
        command = [sys.executable, "-m", "sroi", "check", file]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
        codes[name] = done.returncode
        assert "Traceback" not in done.stderr
    assert codes == {"sound": 0, "damaged": 1, "missing": 2}


def test_ratio_in_swedish_says_horizon_and_whose_value_beside_every_ratio(run):
    done = run("ratio", I3)
    assert (done.returncode, done.stderr) == (0, "")
    ratios = [line for line in done.stdout.splitlines() if "0,77\u00a0kr" in line or "1,30\u00a0kr" in line]
    assert len(ratios) == 2
    assert all(re.search(r"10\sår", line) for line in ratios)
    assert "det offentliga" in ratios[0]
    assert "samhället" in ratios[1]


def test_ratio_in_english_at_another_horizon_and_convention(run):
    done = run("ratio", I3, "--horizon", "2", "--convention", "sroi-guide", "--lang", "en")
    expected = calculate(example("I3"), SROI_GUIDE.model_copy(update={"horizon_years": 2})).society
    assert done.returncode == 0
    assert f"SEK\u00a0{expected.ratio:.2f}" in done.stdout
    assert f"SEK\u00a0{expected.investment:,.0f}" in done.stdout
    assert "the SROI Guide; 2 years; 3.5% discount rate" in done.stdout


def test_ratio_as_json_holds_the_whole_result(run):
    done = run("ratio", I3, "--json")
    found, result = json.loads(done.stdout), calculate(example("I3"), SWEDISH_PUBLIC_SECTOR)
    assert done.returncode == 0
    assert found["chain"] == {
        "id": "I3",
        "name": example("I3").name.model_dump(),
        "fingerprint": result.fingerprint,
    }
    assert found["settings"] == SWEDISH_PUBLIC_SECTOR.model_dump()
    assert found["years"] == list(result.years)
    for perspective in ("public", "society"):
        total = result.total(perspective)
        shown = found[perspective]
        assert (shown["investment"], shown["value"], shown["ratio"]) == (total.investment, total.value, total.ratio)
        assert shown["payback_years"] == (total.payback.years if total.payback else None)
        assert shown["waterfall"] == vars(total.waterfall)
        assert shown["value_by_year"] == list(total.value_by_year)
    assert [actor["actor_id"] for actor in found["actors"]] == [actor.actor_id for actor in result.actors]
    shown = {effect["effect_id"]: effect["present_value"] for effect in found["effects"]}
    assert shown == {effect.effect_id: effect.present_value for effect in result.effects}
    assert found["problems"] == []


def test_problems_in_the_chain_give_exit_code_one_and_their_places(run, damaged):
    done = run("ratio", damaged, "--json")
    problems = {found["code"]: found for found in json.loads(done.stdout)["problems"]}
    assert done.returncode == 1
    assert problems["engine.effect_without_deadweight"]["place"] == "effects/I3-B1/deadweight"
    assert problems["engine.resource_without_amount"]["place"] == "resources/I3-K1/amounts"
    assert json.loads(done.stdout)["society"]["ratio"] is None
    assert all(
        set(found) == {"code", "place", "place_name", "severity", "values", "sentence"} for found in problems.values()
    )


def test_problems_are_told_in_words(run, damaged):
    done = run("ratio", damaged, "--lang", "en")
    assert done.returncode == 1
    assert "deadweight is not answered" in done.stdout
    assert "No ratio is shown" in done.stdout


def test_check_of_a_sound_chain_gives_warnings_and_notes_but_exit_code_nought(run):
    done = run("check", I3, "--json")
    assert done.returncode == 0
    assert {found["severity"] for found in json.loads(done.stdout)["problems"]} <= {"warning", "note"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_check_counts_what_it_finds(run, damaged, language):
    done = run("check", damaged, "--lang", language)
    assert done.returncode == 1
    assert {"sv": "Fel: ", "en": "Errors: "}[language] in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("command", ["ratio", "check"])
def test_a_file_that_is_no_chain_is_a_problem_with_the_input(run, tmp_path, command):
    path = tmp_path / "list.json"
    path.write_text("[1, 2]", "utf-8")
    done = run(command, str(path), "--json")
    assert done.returncode == 1
    assert [found["code"] for found in json.loads(done.stdout)["problems"]] == ["document.not_object"]


WRONG = {
    "nothing": (),
    "no file": ("ratio",),
    "another command": ("divide", I3),
    "an unknown option": ("check", I3, "--horizon", "2"),
    "a file that is not there": ("ratio", "not-there.json"),
    "a folder": ("check", str(EXAMPLES)),
    "no such convention": ("ratio", I3, "--convention", "mine"),
    "a horizon of nought": ("ratio", I3, "--horizon", "0"),
    "a horizon in words": ("ratio", I3, "--horizon", "tio"),
    "a horizon beyond a century": ("ratio", I3, "--horizon", "101"),
    "a language that is not there": ("ratio", I3, "--lang", "de"),
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_use_gives_exit_code_two_and_says_why(run, arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_help_is_in_the_language_asked_for(run):
    done = run("--help", "--lang", "en")
    assert done.returncode == 0
    assert done.stdout.startswith("How to use the command")


def test_uncertainty_tells_ranges_probability_and_what_is_held_fixed(run):
    done = run("uncertainty", I3, "--draws", "2000", "--seed", "7", "--lang", "en")
    assert done.returncode == 0
    for words in ("2,000 draws, seed 7", "56 of 62 figures have no stated uncertainty", "0 cases out of 20",
                  "90% interval"):  # fmt: skip
        assert words in done.stdout.replace("\u00a0", " ")
    assert run("uncertainty", I3, "--draws", "2000", "--seed", "7", "--lang", "en").stdout == done.stdout


def test_uncertainty_as_json_holds_the_engines_digits(run):
    told = json.loads(run("uncertainty", I3, "--json", "--draws", "2000", "--seed", "7", "--horizon", "15").stdout)
    sure = sureness(example("I3"), SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 15}), Drawing(2000, 7))
    assert (told["draws"], told["seed"], told["settings"]["horizon_years"]) == (2000, 7, 15)
    assert told["uncertainty"] == json.loads(json.dumps(sureness_as_data(sure)))


def test_uncertainty_without_any_says_so_and_a_wrong_number_is_wrong_use(run):
    none = run("uncertainty", str(EXAMPLES / "wheels-to-meals.json"), "--lang", "en")
    assert (none.returncode, "No figure in this chain says how sure it is" in none.stdout) == (1, True)
    for wrong in (("--draws", "99"), ("--draws", "1e5"), ("--seed", "-1"), ("--seed", "x")):
        assert run("uncertainty", I3, *wrong).returncode == 2


def test_the_ratio_has_its_interval_in_the_shell_too(run):
    assert "om bara 6 av 62 tal varierar" in run("ratio", I3).stdout


GOLDEN = Path(__file__).parents[1] / "golden"


def test_audit_of_a_report_from_the_shell(run, tmp_path):
    sound, net = (
        run("audit", str(GOLDEN / "report_wheels.json")),
        run("audit", str(GOLDEN / "report_safe.json"), "--json"),
    )
    assert (sound.returncode, sound.stderr, net.returncode) == (0, "", 1)
    assert "Inget fel hittades" in sound.stdout
    found = json.loads(net.stdout)
    assert (found["clean"], found["findings"][0]["code"]) == (False, "net_called_ratio")
    page = run("audit", str(GOLDEN / "report_safe.json"), "--html", "--lang", "en")
    assert page.stdout.startswith("<!DOCTYPE html>")
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "other"}', "utf-8")
    refused = run("audit", str(broken), "--lang", "en")
    assert refused.returncode == 1
    assert "neither a printed report nor a chain" in refused.stdout


def test_audit_of_a_chain_from_the_shell(run):
    done = run("audit", I3, "--lang", "en")
    assert done.returncode == 0
    assert "holds no printed totals" in done.stdout
