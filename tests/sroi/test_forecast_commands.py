"""The commands of cohort models as a person or a script meets them."""

import json

import pytest

from sroi.__main__ import main
from sroi.forecast.economics import forecast
from tests.golden.cohorts import cohort
from tests.golden.examples import HERE, figures

SICKER, HIV = (str(HERE / f"cohort_{name}.json") for name in ("sick_sicker", "hiv"))


@pytest.fixture
def run(capsys):
    def one(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        return code, *capsys.readouterr()

    return one


def written(path, document: dict) -> str:
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def options(**more) -> dict:
    case = figures("forecast_expected")["frontier"]["cases"][1]
    body = {
        "id": "cdiff", "perspective": "health care", "currency": "USD", "price_year": 2018, "effect_unit": "QALY",
        "horizon": "life", "discounting": "3 % a year", "persistence": "as in the study", "threshold": 50_000,
        "listed": [{"id": each["strategy"], "cost": each["cost"], "effect": each["effect"]} for each in case["inputs"]],
    }  # fmt: skip
    return {"format": "vardekedjan-options", "version": 1, "options": body | more}


def test_a_forecast_says_figures_conventions_and_words_where_there_is_no_ratio(run):
    code, out, err = run("forecast", SICKER)
    assert (code, err) == (0, "")
    for told in ("151\u00a0580\u00a0USD", "20,711\u00a0QALY", "Jämförs med: SoC", "75 år", "2019 års nivå",
                 "hela livet", "72\u00a0988\u00a0USD per QALY mot SoC", "A: dominerad av B", "välj B"):  # fmt: skip
        assert told in out.replace("\u202f", "\u00a0")
    assert "169" not in out  # the ratio of a dominated option
    code, out, _ = run("forecast", HIV, "--lang", "en")
    assert code == 0
    assert "6,276\u00a0GBP for each life year against mono" in out
    assert "as at the end of each cycle" in out


def test_a_forecast_as_json_holds_every_figure(run):
    code, out, _ = run("forecast", HIV, "--json")
    found, result = json.loads(out), forecast(cohort("hiv"))
    assert code == 0
    assert [each["cost"] for each in found["strategies"]] == [each.cost for each in result.outcomes]
    assert found["comparisons"][0]["icer"] == result.comparisons[0].icer
    assert found["origin"]["horizon_years"] == 20
    assert found["origin"]["fingerprint"] == result.origin.fingerprint
    assert found["problems"] == []


def test_draws_say_seed_error_and_choice_and_come_out_the_same_again(run):
    arguments = ("psa", HIV, "--draws", "2000", "--seed", "7", "--lang", "en")
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    for told in ("2,000 draws of 16 uncertain parameters, seed 7", "Monte Carlo error", "best in", "10,000\u00a0GBP"):
        assert told in out
    assert run(*arguments)[1] == out
    code, out, _ = run(*arguments, "--threshold", "20000", "--json")
    found = json.loads(out)
    assert sum(found["choice"]["chance_best"].values()) == pytest.approx(1)
    assert found["choice"]["threshold"] == 20_000
    assert found["choice"]["perfect_information"] == pytest.approx(min(found["choice"]["expected_loss"].values()))
    assert all(each["worth"] <= found["choice"]["perfect_information"] + 1e-9 for each in found["worth_of_knowing"])


def test_a_frontier_of_a_list_of_options(run, tmp_path):
    file = written(tmp_path / "options.json", options())
    code, out, _ = run("frontier", file, "--lang", "en")
    assert code == 0
    assert "s39: extendedly dominated; s31 gives more" in out
    assert "38,363\u00a0USD for each QALY against s43" in out
    assert "choose s44" in out
    code, out, _ = run("frontier", file, "--json")
    found = json.loads(out)
    assert {each["standing"] for each in found["frontier"] if each["icer"] is None} == {
        "reference", "dominated", "extendedly_dominated",
    }  # fmt: skip
    assert (code, found["choice"]) == (0, "s44")
    code, out, _ = run("frontier", SICKER, "--lang", "en")
    assert "AB: 125,764\u00a0USD for each QALY against B." in out


def test_bad_files_get_one_clear_sentence_and_their_exit_code(run, tmp_path):
    left_out = options()
    del left_out["options"]["price_year"]
    code, out, _ = run("frontier", written(tmp_path / "a.json", left_out), "--lang", "en")
    assert code == 1
    assert "document.missing_field" in out
    model = json.loads((HERE / "cohort_hiv.json").read_text(encoding="utf-8"))
    del model["model"]["comparator"]
    for command in ("forecast", "psa", "frontier"):
        code, out, _ = run(command, written(tmp_path / f"{command}.json", model), "--lang", "en")
        assert code == 1
        assert "State the comparator." in out
    code, out, _ = run("forecast", written(tmp_path / "b.json", {"format": "gpx"}))
    assert code == 1
    assert "ingen kohortmodell" in out
    for wrong in (("forecast", "missing.json"), ("psa", HIV, "--threshold", "-1"), ("psa", HIV, "--draws", "1")):
        code, out, err = run(*wrong)
        assert (code, out) == (2, "")
        assert len(err.strip().splitlines()) == 1


def test_a_name_that_breaks_the_line_tells_no_figures_of_its_own(run, tmp_path):
    forged = "Real\nA: costs 0 USD and gives 99 QALY"
    plain, broken = (options(perspective=words) for words in ("health care", f"health care\r\n{forged}\u2028x"))
    listed = tmp_path / "options.json"
    first, second = (run("frontier", written(listed, each), "--lang", "en")[1] for each in (plain, broken))
    assert len(second.splitlines()) == len(first.splitlines())
    assert "health care Real A: costs 0 USD" in second


@pytest.mark.parametrize("field", ["perspective", "horizon", "discounting", "persistence", "effect_unit"])
@pytest.mark.parametrize("nothing", [" ", "\u200b", "-", "\t\u00a0"])
def test_options_without_what_no_result_is_told_without_are_refused_also_when_it_looks_filled_in(
    run, tmp_path, field, nothing
):
    code, out, _ = run("frontier", written(tmp_path / "options.json", options(**{field: nothing})), "--json")
    assert (code, [(each["code"], each["place"]) for each in json.loads(out)["problems"]]) == (
        1, [("document.missing_field", f"/options/{field}")]
    )  # fmt: skip
