"""A portfolio at the shell: the same sentences and figures as on its pages, and every digit as JSON."""

from argparse import Namespace
from dataclasses import asdict
import math

from chain.plan.checks import check_portfolio
from chain.plan.document import fingerprint, read_portfolio
from chain.plan.model import Portfolio
from chain.problem import Problem, Severity
from reports.shell_portfolio import portfolio_lines
from sroi.plan.portfolio import Plan, plan
from sroi.shell.printing import (
    FINE,
    PROBLEMS,
    exit_code,
    print_json,
    print_lines,
    print_problems,
    problems_as_json,
    show_problems,
)


def show_portfolio(data: bytes, asked: Namespace) -> int:
    """The best choice in lines or as JSON; 1 where the document cannot be read or is wrong, or nothing is possible."""
    portfolio, wrong = read_portfolio(data)
    if portfolio is None:
        return show_problems(wrong, None, asked)
    found = [placed(each) for each in check_portfolio(portfolio)]
    if any(each.severity is Severity.ERROR for each in found):
        return show_problems(found, portfolio, asked)
    return _told(portfolio, plan(portfolio), found, asked)


def placed(found: Problem) -> Problem:
    """The problem with its place told from one in a chain."""
    return found._replace(place=f"portfolio/{found.place}")


def _told(portfolio: Portfolio, found: Plan, said: list[Problem], asked: Namespace) -> int:
    if asked.json:
        told = {"fingerprint": fingerprint(portfolio), "plan": as_data(asdict(found))}
        print_json(told | {"problems": problems_as_json(said, portfolio, asked.lang)})
    else:
        print_lines(portfolio_lines(portfolio, found, fingerprint(portfolio), asked.lang))
        print_problems(said, portfolio, asked.lang)
    return PROBLEMS if found.best is None else exit_code(said) or FINE


def as_data(told: object) -> object:
    """Plain data; an end that is not there is null."""
    if isinstance(told, dict):
        return {name: as_data(part) for name, part in told.items()}
    if isinstance(told, list | tuple):
        return [as_data(part) for part in told]
    return None if isinstance(told, float) and not math.isfinite(told) else told
