"""Cohort models that are broken, hostile or unsound are answered with problems in their place."""

import json

from jsonschema import Draft202012Validator
import pytest

from chain.cohort_checks import check_model
from chain.cohort_document import DOCUMENT, read_model, write_model
from chain.cycle_length import cycles_in_a_year
from chain.formula import LONGEST, FormulaError, read
from chain.problem import Severity
from reports.texts import LANGUAGES
from reports.texts.problems import place_name, placeholders, sentence
from sroi.forecast.course import course
from sroi.forecast.economics import judged, sample
from tests.golden.examples import HERE

SOUND = json.loads((HERE / "cohort_two_state.json").read_text(encoding="utf-8"))
T = "/model/transitions"


def spoiled(**changes: object) -> str:
    """The two-state model with values put in at JSON pointers; `None` removes."""
    whole = json.loads(json.dumps(SOUND))
    for pointer, value in changes.items():
        holder, *steps, last = whole, *pointer.split("/")[1:]
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder.setdefault(step, {})
        at = int(last) if isinstance(holder, list) else last
        if value is None:
            holder.pop(at)
        else:
            holder[at] = value
    return json.dumps(whole)


def put(pointer: str, value: object, **more) -> dict:
    return {pointer: value} | more


REFUSED = {
    "no object": ("[]", "document.not_object", ""),
    "a chain": ('{"format": "vardekedjan-chain", "version": 1}', "cohort.format", "/format"),
    "newer": (spoiled(**put("/version", 2)), "document.newer", "/version"),
    "version as text": (spoiled(**put("/version", "1")), "document.version", "/version"),
    "no model": (spoiled(**put("/model", None)), "document.missing_field", "/model"),
    "more beside": (spoiled(**put("/more", 1)), "document.unknown_field", "/more"),
    "unknown field": (spoiled(**put("/model/horizon", 1)), "document.unknown_field", "/model/horizon"),
    "formula is a list": (spoiled(**put(f"{T}/0/probability", [1])), "cohort.not_a_formula", f"{T}/0/probability"),
    "formula is true": (spoiled(**put(f"{T}/0/probability", True)), "cohort.not_a_formula", f"{T}/0/probability"),
    "endless formula": (spoiled(**put(f"{T}/0/probability", "1+" * 999 + "1")), "cohort.not_a_formula",
                        f"{T}/0/probability"),
    "name with a hyphen": (spoiled(**put("/model/states/0/id", "A-1")), "document.bad_id", "/model/states/0/id"),
    "no cycles": (spoiled(**put("/model/cycles", 0)), "document.too_small", "/model/cycles"),
    "endless cycles": (spoiled(**put("/model/cycles", 10**6)), "document.too_great", "/model/cycles"),
    "not a number": (json.dumps(SOUND).replace("0.9", "NaN"), "document.not_a_figure", f"{T}/0/probability"),
    "cut off": (json.dumps(SOUND)[:-5], "document.broken", ""),
    "unknown occupancy": (spoiled(**put("/model/occupancy", "simpson")), "document.not_choice", "/model/occupancy"),
}  # fmt: skip
PARAMETER = {"id": "p", "value": 0.5}


def drawn(**spread) -> dict:
    return put("/model/parameters", [{**PARAMETER, "drawn": spread}])


def table(*bands: tuple[int, int], **more) -> dict:
    listed = [{"first": first, "last": last, "value": 0.1} for first, last in bands]
    return put("/model/tables", [{"id": "dies", "bands": listed, **more}])


DEFINED = [{"id": "a", "formula": "b+1"}, {"id": "b", "formula": "a"}]
UNSOUND = {
    "cohort.no_comparator": ("/model/comparator", put("/model/comparator", None)),
    "cohort.no_perspective": ("/model/perspective", put("/model/perspective", "\u200b")),
    "cohort.no_price_year": ("/model/price_year", put("/model/price_year", None)),
    "cohort.no_effect_unit": ("/model/effect_unit", put("/model/effect_unit", None)),
    "cohort.no_persistence": ("/model/persistence", put("/model/persistence", {"sv": " ", "en": "–"})),
    "cohort.one_strategy": ("/model/strategies", put("/model/strategies/1", None, **put("/model/one_off_rewards", []))),
    "cohort.reserved_name": ("/model/parameters/0/id", put("/model/parameters", [{"id": "age", "value": 1}])),
    "cohort.repeated_name": ("/model/parameters/1/id", put("/model/parameters", [PARAMETER, PARAMETER])),
    "cohort.named_twice": ("/model/state_rewards/0/states", put("/model/state_rewards/0/states", ["A", "A"])),
    "cohort.too_large": ("/model", put("/model/cycles", 2_000, **put(
        "/model/strategies", [{"id": "usual"}, *({"id": f"s{at}"} for at in range(99))],
        **put("/model/definitions", [{"id": f"d{at}", "formula": 1} for at in range(100)]),
    ))),
    "cohort.other_price_year": (
        "/model/parameters/0/price_year",
        put("/model/parameters", [{**PARAMETER, "price_year": 2014}], **put("/model/price_year", 2024)),
    ),
    "cohort.unknown_strategy": ("/model/comparator", put("/model/comparator", "B")),
    "cohort.unknown_state": (f"{T}/1/to", put(f"{T}/1/to", "C")),
    "cohort.unknown_name": (f"{T}/1/probability", put(f"{T}/1/probability", "p")),
    "cohort.unknown_function": (f"{T}/1/probability", put(f"{T}/1/probability", "sin(1)")),
    "cohort.wrong_arguments": (f"{T}/1/probability", put(f"{T}/1/probability", "exp(1, 2)")),
    "cohort.sets_unknown": ("/model/strategies/1/sets/p", put("/model/strategies/1/sets", {"p": 1})),
    "cohort.circular": ("/model/definitions/0/formula", put("/model/definitions", DEFINED)),
    "cohort.no_start_age": ("/model/start_age", put(f"{T}/1/probability", "age/100")),
    "cohort.long_chain": (
        "/model/definitions/0/formula",
        put("/model/definitions", [{"id": f"d{at}", "formula": f"d{at + 1}"} for at in range(150)]
            + [{"id": "d150", "formula": 1}]),
    ),
    "cohort.time_at_start": (
        "/model/one_off_rewards/0/per_person",
        put("/model/one_off_rewards/0/per_person", "cycle"),
    ),
    "cohort.uncertain_index": (
        f"{T}/1/probability",
        put(f"{T}/1/probability", "dies(p)", **table((0, 9)), **put("/model/parameters", [PARAMETER])),
    ),
    "cohort.no_start": ("/model/start", put("/model/start", {})),
    "cohort.repeated_move": (f"{T}/4", put(f"{T}", [*SOUND["model"]["transitions"], SOUND["model"]["transitions"][0]])),
    "cohort.no_way_on": (T, put("/model/states", [{"id": "A"}, {"id": "B"}, {"id": "C"}])),
    "cohort.two_rests": (f"{T}/1/probability", put(f"{T}/0/probability", "rest", **put(f"{T}/1/probability", "rest"))),
    "cohort.table_form": ("/model/tables/0", table((0, 9), values=[1])),
    "cohort.band_reversed": ("/model/tables/0/bands", table((9, 0))),
    "cohort.table_gap": ("/model/tables/0/bands", table((0, 4), (6, 9))),
    "cohort.table_overlap": ("/model/tables/0/bands", table((0, 4), (4, 9))),
    "cohort.weights_count": ("/model/weights", put("/model/weights", [1, 1])),
    "cohort.cycles_reversed": (
        "/model/state_rewards/0",
        put("/model/state_rewards/0/first_cycle", 3, **put("/model/state_rewards/0/last_cycle", 2)),
    ),
    "cohort.never_paid": ("/model/state_rewards/0", put("/model/state_rewards/0/first_cycle", 11)),
    "cohort.no_such_move": (
        "/model/transition_rewards/0",
        put("/model/transition_rewards", [{"kind": "cost", "origin": "A", "to": "B", "per_move": 1}],
            **put(f"{T}/0/probability", 1), **put(f"{T}/1/origin", "B"), **put(f"{T}/1/to", "B"),
            **put(f"{T}/3/to", "A"), **put(f"{T}/3/strategies", ["usual"])),
    ),
    "cohort.no_costs": (
        "/model/state_rewards",
        put("/model/state_rewards", SOUND["model"]["state_rewards"][2:], **put("/model/one_off_rewards", [])),
    ),
    "cohort.no_effects": ("/model/state_rewards", put("/model/state_rewards", SOUND["model"]["state_rewards"][:2])),
    "cohort.drawn_count": ("/model/parameters/0/drawn", drawn(shape="gamma", numbers=[1])),
    "cohort.drawn_not_positive": ("/model/parameters/0/drawn", drawn(shape="beta", numbers=[0, 1])),
    "cohort.drawn_order": ("/model/parameters/0/drawn", drawn(shape="uniform", numbers=[2, 1])),
    "cohort.drawn_off": ("/model/parameters/0/drawn", drawn(shape="triangular", numbers=[1, 2, 3])),
    "cohort.drawn_moments": ("/model/parameters/0/drawn", drawn(shape="uniform", mean=1, sd=1)),
    "cohort.drawn_beta": ("/model/parameters/0/drawn", drawn(shape="beta", mean=0.5, sd=0.6)),
    "formula.unexpected": (f"{T}/1/probability", put(f"{T}/1/probability", "1 2")),
    "formula.unknown_sign": (f"{T}/1/probability", put(f"{T}/1/probability", "0,1; import os")),
    "formula.ended": (f"{T}/1/probability", put(f"{T}/1/probability", "1 -")),
    "formula.too_deep": (f"{T}/1/probability", put(f"{T}/1/probability", "(" * 60 + "1" + ")" * 60)),
    "formula.too_large": (f"{T}/1/probability", put(f"{T}/1/probability", "1e300")),
    "formula.too_long": (f"{T}/1/probability", put(f"{T}/1/probability", "1" + "+1" * 300)),
    "forecast.outside": (f"{T}/0/probability", put(f"{T}/0/probability", 1.2, **put(f"{T}/1/probability", "rest"))),
    "forecast.row_sum": (f"{T}/0/probability", put(f"{T}/1/probability", 0.2)),
    "forecast.no_value": (f"{T}/1/probability", put(f"{T}/1/probability", "log(2-cycle)")),
    "forecast.start_outside": ("/model/start/A", put("/model/start/A", -1)),
    "forecast.shares_sum": ("/model/start", put("/model/start", {"A": 0.9}, **put("/model/start_in", "shares"))),
    "forecast.nobody": ("/model/start", put("/model/start/A", 0)),
    "forecast.table_ends": (
        f"{T}/1/probability",
        put(f"{T}/1/probability", "dies(cycle)", **put(f"{T}/0/probability", "rest"), **table((0, 9))),
    ),
    "forecast.no_amount": ("/model/state_rewards/0/per_year", put("/model/state_rewards/0/per_year", "1/(cycle-2)")),
    "forecast.negative_cost": ("/model/state_rewards/0/per_year", put("/model/state_rewards/0/per_year", -1)),
}  # fmt: skip


def problems_in(written: str) -> list:
    model, problems = read_model(written)
    return problems if model is None else list(judged(model)[1])


def test_the_sound_model_has_no_problems_and_comes_back_the_same():
    model, problems = read_model(spoiled())
    assert (problems, check_model(model)) == ([], [])
    assert read_model(write_model(model))[0] == model
    assert judged(model)[1] == ()


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_told_with_its_place(case):
    written, code, place = REFUSED[case]
    model, problems = read_model(written)
    assert model is None
    assert (code, place) in [(found.code, found.place) for found in problems]


@pytest.mark.parametrize("code", UNSOUND)
def test_what_is_unsound_is_told_in_its_place_and_in_words(code):
    place, changes = UNSOUND[code]
    found = problems_in(spoiled(**changes))
    [own] = {(each.code, each.place): each for each in found if (each.code, each.place) == (code, place)}.values()
    for language in LANGUAGES:
        told = sentence(language, own)
        left = placeholders(language, f"problem.{code}") - {"code", "field", "place"} - own.words().keys()
        assert not left
        assert "–" not in told.replace("0–1", "") or code == "cohort.table_gap"
        assert "/" not in place_name(language, own.place)


NO_FORMULAS = (
    "__import__('os')", "().__class__", "a.b", "[1]", "lambda: 1", "1 if 1 else 2", "x:=1", '"a"', "f'{1}'", "1;2",
    "\x00", "1_000", "0x10", "ä", "a" * (LONGEST + 1),
)  # fmt: skip


@pytest.mark.parametrize("formula", NO_FORMULAS)
def test_nothing_but_a_formula_is_read(formula):
    with pytest.raises(FormulaError):
        read(formula)


def test_probabilities_outside_in_some_draws_are_counted_and_the_draws_kept_as_they_are():
    spread = {"shape": "normal", "numbers": [0.95, 0.05]}
    changes = put(f"{T}/0/probability", "p") | put(f"{T}/1/probability", "rest")
    changes |= put("/model/parameters", [{"id": "p", "value": 0.95, "drawn": spread}])
    model, _ = read_model(spoiled(**changes))
    sampled = sample(model, 2_000)
    [told] = sampled.problems
    above = int((sampled.parameters["p"] > 1).sum())
    assert 200 < above < 450
    assert (told.code, told.words()["count"], sampled.at_fault) == ("forecast.outside_in_draws", above, above)
    assert told.words()["highest"] == sampled.parameters["p"].max()
    assert "2\u00a0000 dragningar" in sentence("sv", told)


def test_draws_in_which_fewer_than_none_would_start_are_counted():
    spread = {"shape": "normal", "numbers": [50, 40]}
    changes = put("/model/start", {"A": "n", "B": 100}) | put(
        "/model/parameters", [{"id": "n", "value": 50, "drawn": spread}]
    )
    sampled = sample(read_model(spoiled(**changes))[0], 1_000)
    [told] = sampled.problems
    below = int((sampled.parameters["n"] < 0).sum())
    assert 50 < below < 200
    assert (told.code, told.words()["count"], sampled.at_fault) == ("forecast.start_outside_in_draws", below, below)
    assert "{" not in sentence("sv", told) + sentence("en", told)


@pytest.mark.parametrize("length", [0.0833, 0.083, 1 / 12])
def test_twelve_cycles_of_a_month_are_a_year_however_it_is_rounded(length):
    """Everybody in A dies in the cycle in which they turn 41, the thirteenth; the rounding is told."""
    dies = {"id": "dies", "first": 40, "values": [0, 1, 1]}
    changes = put("/model/cycle_years", length) | put("/model/start_age", 40) | put("/model/tables", [dies])
    changes |= put("/model/cycles", 24) | put(f"{T}/0/probability", "rest") | put(f"{T}/1/probability", "dies(age)")
    model, _ = read_model(spoiled(**changes, **put(f"{T}/2/probability", 0), **put(f"{T}/3/probability", 1)))
    alive = course(model).persons[0, :, 0].tolist()
    assert alive == [1000.0] * 13 + [0.0] * 12
    told = [each for each in check_model(model) if each.code == "cohort.rounded_cycle"]
    assert [each.place for each in told] == ([] if length == 1 / 12 else ["/model/cycle_years"])
    assert all("0.0833333333333" in sentence(language, each) for each in told for language in LANGUAGES)


@pytest.mark.parametrize("length", [0.08, 0.1, 0.3, 0.0027, 0.0821, 0.9996, 7.0])
def test_a_length_that_is_no_rounded_part_of_a_year_is_what_it_says(length):
    assert cycles_in_a_year(length) is None


@pytest.mark.parametrize(("rate", "told"), [(0.0, False), (0.2, False), (0.5, True), (-0.02, True)])
def test_a_discount_rate_that_is_rather_a_slip_is_told_with_its_place(rate, told):
    model, problems = read_model(spoiled(**put("/model/discounting/effect_rate", rate)))
    found = [(each.code, each.place, each.severity) for each in check_model(model)]
    expected = ("cohort.odd_rate", "/model/discounting/effect_rate", Severity.WARNING)
    assert ((expected in found), problems) == (told, [])


def test_the_published_schema_is_the_models_own_and_takes_the_published_models():
    assert DOCUMENT.published.read_text(encoding="utf-8") == DOCUMENT.schema_text()
    validator = Draft202012Validator(DOCUMENT.json_schema())
    for name in ("hiv", "two_state", "sick_sicker"):
        validator.validate(json.loads((HERE / f"cohort_{name}.json").read_text(encoding="utf-8")))
    assert list(validator.iter_errors(json.loads(spoiled(**put("/model/horizon", 1)))))
