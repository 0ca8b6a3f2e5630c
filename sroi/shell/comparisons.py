"""Comparisons of interventions for children at the shell: the same sentences, figures and refusals as on the page."""

from argparse import Namespace
from dataclasses import asdict, fields, is_dataclass

from chain.forecast.document import FORMAT, read_comparison
from chain.forecast.model import Comparison
from chain.hostile import parse
from chain.problem import Problem, Severity
from reports.forecast.headline import headline
from reports.forecast.names import option_name
from reports.forecast.stamp import Beside, stamp_by_key, stamp_line
from sroi.forecast.child import forecast, problems_of
from sroi.forecast.child_results import AtHorizon, OptionResult
from sroi.forecast.child_scenarios import side_by_side
from sroi.forecast.child_sure import sure_of
from sroi.shell.printing import FINE, print_json, print_lines, print_problems, problems_as_json, show_problems
from sroi.sureness import CREDIBILITY, Drawing


def is_comparison(data: bytes) -> bool:
    """Whether a document says that it is a comparison; what else is wrong with it is for the reading to tell."""
    document, _ = parse(data)
    return isinstance(document, dict) and document.get("format") == FORMAT


def show_comparison(data: bytes, drawing: Drawing, asked: Namespace) -> int:
    """Every option at the longest horizon in sentences, or all horizons as JSON; 1 where it cannot be reckoned."""
    comparison, problems = read_comparison(data)
    found = problems_of(comparison) if comparison else problems
    if comparison is None or any(each.severity is Severity.ERROR for each in found):
        return show_problems(found, comparison, asked)
    beside = _drawn(comparison, drawing)
    if asked.json:
        print_json(_data(beside, asked.lang) | {"problems": problems_as_json(found, comparison, asked.lang)})
    else:
        _print(beside, found, asked.lang)
    return FINE


def _drawn(comparison: Comparison, drawing: Drawing) -> Beside:
    years, perspective = max(comparison.decision.horizons), comparison.decision.perspective
    sure = sure_of(comparison, perspective, years, draws=drawing.draws, seed=drawing.seed)
    return Beside(forecast(comparison), perspective, years, sure)


def _print(beside: Beside, problems: list[Problem], language: str) -> None:
    sides = side_by_side(beside.comparison)
    for option in beside.forecast.options:
        print_lines([option_name(beside.comparison, option.option_id, language)])
        print_lines(f"  {line}" for line in headline(beside, option.option_id, sides, language))
    print_lines([stamp_line(beside, language)])
    print_problems(problems, beside.comparison, language)


def _data(beside: Beside, language: str) -> dict:
    told = beside.forecast
    return {
        "engine_version": told.engine_version,
        "fingerprint": told.fingerprint,
        "conventions": stamp_by_key(beside, language),
        "seed": beside.sure.seed,
        "draws": beside.sure.draws,
        "credibility": CREDIBILITY,
        "options": [_option(each) for each in told.options],
        "certainties": [_plain(each) for each in beside.sure.certainties.values()],
    }


def _plain(told: object) -> object:
    """A result as data, every part under its name."""
    if is_dataclass(told):
        return {each.name: _plain(getattr(told, each.name)) for each in fields(told)}
    if isinstance(told, tuple) and hasattr(told, "_asdict"):
        return {name: _plain(part) for name, part in told._asdict().items()}
    return told


def _option(option: OptionResult) -> dict:
    told = asdict(option)
    return told | {"horizons": [_horizon(each) for each in option.horizons]}


def _horizon(at: AtHorizon) -> dict:
    """Figures that follow from the others go along, so that nobody has to subtract."""
    payers = [asdict(each) | {"net": each.net, "net_cashable": each.net_cashable} for each in at.payers]
    balances = [
        asdict(each)
        | {name: getattr(each, name) for name in ("net", "net_cashable", "incremental_cost", "return_share")}
        for each in at.balances
    ]
    return asdict(at) | {"payers": payers, "balances": balances}
