"""The commands of cohort models and comparisons: forecast, psa and frontier."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from math import isfinite

from chain.cohort_document import read_model
from chain.cohort_model import CohortModel
from chain.hostile import parse
from chain.option_list import is_option_list, read_options
from chain.problem import Problem
from reports.shell_forecast import forecast_lines, option_lines
from reports.shell_psa import psa_lines
from reports.texts import text
from reports.texts.numbers import parse_number
from sroi.forecast.curves import Curves
from sroi.forecast.decision import Option, Placed, chosen_at, frontier
from sroi.forecast.economics import Forecast, UnsoundModelError, forecast, judged, sample
from sroi.forecast.information import worth_of_knowing
from sroi.forecast.summary import choice_at, summaries
from sroi.settings import ENGINE_VERSION
from sroi.shell.comparisons import is_comparison, show_comparison
from sroi.shell.printing import (
    FINE,
    PROBLEMS,
    WrongUseError,
    exit_code,
    print_json,
    print_lines,
    print_problems,
    problems_as_json,
    show_problems,
)
from sroi.sureness import Drawing


def _forecast(data: bytes, drawing: Drawing | None, asked: Namespace) -> int:
    """The point estimate of a model, or a whole comparison with its draws; 1 where it cannot be reckoned."""
    if is_comparison(data):
        return show_comparison(data, drawing or Drawing(), asked)
    model, problems = _sound(data)
    if model is None:
        return show_problems(problems, None, asked)
    found = forecast(model)
    if asked.json:
        print_json(_forecast_data(found) | {"problems": problems_as_json(list(found.problems), None, asked.lang)})
    else:
        print_lines(forecast_lines(found, model, asked.lang))
        print_problems(list(found.problems), None, asked.lang)
    return FINE


def _sound(data: bytes) -> tuple[CohortModel | None, list[Problem]]:
    """A model that can be reckoned, or what is wrong with it."""
    model, problems = read_model(data)
    if model is None:
        return None, problems
    plan, problems = judged(model)
    return (None if plan is None else model), list(problems)


def _forecast_data(found: Forecast) -> dict:
    return {
        "origin": asdict(found.origin) | {"horizon_years": found.origin.horizon_years},
        "strategies": [asdict(each) for each in found.outcomes],
        "comparisons": [asdict(each) for each in found.comparisons],
        "frontier": _frontier_data(found.frontier),
    }


def _frontier_data(placed: Sequence[Placed]) -> list[dict]:
    return [asdict(each) for each in placed]


def _frontier(data: bytes, drawing: Drawing | None, asked: Namespace) -> int:
    """The frontier of a list of options, or of a model's strategies."""
    if not is_option_list(parse(data)[0]):
        return _forecast(data, drawing, asked)
    listed, problems = read_options(data)
    if listed is None:
        return show_problems(problems, None, asked)
    placed = frontier([Option(each.id, each.cost, each.effect) for each in listed.listed])
    if asked.json:
        best = None if listed.threshold is None else chosen_at(placed, listed.threshold)
        about = listed.model_dump(mode="json", exclude={"listed"}) | {"engine_version": ENGINE_VERSION}
        print_json(about | {"frontier": _frontier_data(placed), "choice": best and best.option.name, "problems": []})
    else:
        print_lines(option_lines(listed, placed, asked.lang))
    return FINE


def _psa(data: bytes, drawing: Drawing | None, asked: Namespace) -> int:
    """All strategies over draws; 1 where the model cannot be reckoned or draws have no value."""
    if is_comparison(data):
        return show_comparison(data, drawing, asked)
    threshold = _threshold(asked)
    model, problems = _sound(data)
    if model is None:
        return show_problems(problems, None, asked)
    try:
        sampled = sample(model, drawing.draws, drawing.seed)
    except UnsoundModelError as refused:
        return show_problems(list(refused.problems), None, asked)
    problems = list(sampled.problems)
    if exit_code(problems) == PROBLEMS:
        return show_problems(problems, None, asked)
    threshold = model.threshold if threshold is None else threshold
    told = summaries(sampled)
    at = None if threshold is None else choice_at(sampled, threshold)
    worth = None if threshold is None or len(told) < 2 else worth_of_knowing(sampled, threshold)
    if asked.json:
        print_json(_psa_data(sampled, told, at, worth) | {"problems": problems_as_json(problems, None, asked.lang)})
    else:
        persons = forecast(model).outcomes[0].persons
        print_lines(psa_lines(sampled, told, at, worth, model, persons, asked.lang))
        print_problems(problems, None, asked.lang)
    return FINE


def _threshold(asked: Namespace) -> float | None:
    if asked.threshold is None:
        return None
    value = parse_number(asked.threshold)
    if isinstance(value, Problem) or not (isfinite(value) and value >= 0):
        raise WrongUseError(text(asked.lang, "forecast.wrong_threshold", threshold=asked.threshold))
    return value


def _psa_data(sampled, told, at: Curves | None, worth) -> dict:
    return {
        "origin": asdict(sampled.origin) | {"horizon_years": sampled.origin.horizon_years},
        "parameters": sorted(sampled.parameters),
        "draws_at_fault": sampled.at_fault,
        "strategies": [asdict(each) for each in told],
        "choice": None if at is None else _choice_data(sampled, at),
        "worth_of_knowing": [] if worth is None else [_worth(each) for each in worth.assumptions],
    }


def _choice_data(sampled, at: Curves) -> dict:
    return {
        "threshold": float(at.thresholds[0]),
        "best": sampled.strategies[int(at.best[0])],
        "chance_best": dict(zip(sampled.strategies, at.chance_best[0].tolist(), strict=True)),
        "chance_that_the_best_is": float(at.frontier[0]),
        "expected_loss": dict(zip(sampled.strategies, at.expected_loss[0].tolist(), strict=True)),
        "perfect_information": float(at.perfect_information[0]),
    }


def _worth(each) -> dict:
    return {"name": each.name, "worth": each.worth_sek, "standard_error": each.standard_error_sek, "share": each.share}


COMMANDS: dict[str, Callable[[bytes, Drawing | None, Namespace], int]] = {
    "forecast": _forecast,
    "frontier": _frontier,
    "psa": _psa,
}
