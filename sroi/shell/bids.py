"""Bids on a locked model at the shell: the same sentences, figures and refusals everywhere, and every digit as JSON."""

from argparse import Namespace
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction

from chain.problem import Problem, Severity
from chain.procurement.document import read_bids, read_procurement
from reports.shell_bids import bids_lines
from sroi.procurement.evaluate import evaluate
from sroi.procurement.greatest import before_lock
from sroi.procurement.switching import switching
from sroi.procurement.thresholds import by_value_weight
from sroi.shell.printing import exit_code, print_json, print_lines, print_problems, problems_as_json, show_problems


def show_bids(model_data: bytes, bids_data: bytes, asked: Namespace) -> int:
    """The evaluation in lines or as JSON; 1 where a document cannot be read or the evaluation is not finished."""
    model, wrong = read_procurement(model_data)
    came, more = read_bids(bids_data)
    if model is None or came is None:
        return show_problems([*wrong, *more], None, asked)
    refused = [each for each in before_lock(model) if each.severity is Severity.ERROR]
    if refused:
        return show_problems(refused, None, asked)
    found = evaluate(model, came)
    if asked.json:
        told = {"switching": switching(model, found.lines), "weights": by_value_weight(model, found.lines)}
        print_json(plain(found, asked.lang) | plain(told, asked.lang))
    else:
        print_lines(bids_lines(model, found, asked.lang))
        print_problems(list(found.problems), None, asked.lang)
    return exit_code(list(found.problems))


def plain(told: object, language: str) -> object:
    """A result as data: decimals and fractions as text, so that no digit is lost; problems with their sentences."""
    if isinstance(told, Problem):
        return problems_as_json([told], None, language)[0]
    if is_dataclass(told):
        return {each.name: plain(getattr(told, each.name), language) for each in fields(told)}
    if isinstance(told, dict):
        return {name: plain(part, language) for name, part in told.items()}
    if isinstance(told, tuple):
        return [plain(part, language) for part in told]
    if isinstance(told, Decimal):
        return f"{told:f}"
    return str(told) if isinstance(told, Fraction) else told
