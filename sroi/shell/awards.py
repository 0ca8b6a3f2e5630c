"""The check of an award's archive package at the shell; like the command line itself it may import any room."""

from argparse import Namespace
import json

from reports.procurement.verdict import about_received, verdict_lines
from sroi.procurement.package import verify
from sroi.settings import ENGINE_VERSION
from sroi.shell.printing import FINE, PROBLEMS, print_json, print_lines, problems_as_json


def show_award(data: bytes, asked: Namespace) -> int:
    """Hashes, the evaluation done again, and the bids held against the files that came in; 0 when all of it holds."""
    verdict = verify(data)
    problems = [*verdict.problems, *about_received(verdict)]
    holds = verdict.holds and not problems
    if asked.json:
        print_json(
            {
                "holds": holds,
                "same_bytes": verdict.same,
                "engine_then": verdict.engine_then,
                "engine_now": ENGINE_VERSION,
                "evaluation": verdict.evaluation and json.loads(verdict.evaluation),
                "problems": problems_as_json(problems, None, asked.lang),
            }
        )
    else:
        print_lines(verdict_lines(verdict, problems, asked.lang))
    return FINE if holds else PROBLEMS
