"""The command line, `python -m sroi COMMAND FILE`: ratio, uncertainty, sensitivity, switching, voi, check, verify,
audit, import and export of a chain; forecast, psa and frontier of a cohort model; bids on a procurement; a portfolio.

Figures go to standard output, reasons for exit code 2 to standard error. Like app.py, this is where rooms are put
together: it may import any of them, and no module of this room imports it.
"""

from argparse import ArgumentParser, Namespace
from datetime import date
from itertools import pairwise
import json
from pathlib import Path
import sys

from chain.checks import check_chain
from chain.document import read_chain, write_chain
from chain.model import Chain
from chain.problem import Problem, Severity
from reports import audit_report, shell_drivers
from reports.shell import about_result, ratio_lines, result_data, uncertainty_lines
from reports.shell_verify import about_report, verdict_lines
from reports.spreadsheet_report import report_data, report_lines
from reports.texts import LANGUAGES, text
from reports.texts.numbers import format_number, parse_number
from reports.value_map import ValueMap, read_upload
from reports.workbook import workbook
from reports.workbook_import import OwnWorkbook, with_edits
from sroi.audit import as_data as audit_as_data
from sroi.audit import audit, audit_chain, read_any
from sroi.frozen import LARGEST_SEED
from sroi.kept_figures import as_data
from sroi.package import Verdict, verify
from sroi.perspective import members_of
from sroi.procurement.package import recognises as is_award
from sroi.ratio import calculate
from sroi.results import Result
from sroi.settings import PRESETS, SWEDISH_PUBLIC_SECTOR, Settings
from sroi.shell import forecasts
from sroi.shell.awards import show_award
from sroi.shell.bids import show_bids
from sroi.shell.portfolios import show_portfolio
from sroi.shell.printing import (
    FINE,
    PROBLEMS,
    WRONG_USE,
    WrongUseError,
    exit_code,
    print_json,
    print_lines,
    print_problems,
    problems_as_json,
    show_problems,
)
from sroi.sureness import Drawing, sureness, sureness_as_data

DRAWING = ("ratio", "uncertainty")
"""The commands that make draws."""
FEWEST_SHELL_DRAWS, MOST_SHELL_DRAWS = 100, 1_000_000
"""Of fewer than a hundred draws hardly one lies beyond either end of a 95 % interval, so none is told."""
ANALYSES = ("sensitivity", "switching", "voi")
"""The commands that tell how sure the ratio is; they take the conventions, and whose value counts."""
HIGHEST_TARGET = 1_000.0
COUNTING = (*DRAWING, "export", *ANALYSES)
"""The commands that need conventions."""
CONVENTIONS = ", ".join(PRESETS)


class _Parser(ArgumentParser):
    def error(self, message: str):
        raise WrongUseError("")  # argparse speaks English only; the usage text is shown instead


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code: 0 fine, 1 problems in the input, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    language = _language(arguments)
    if {"-h", "--help"} & set(arguments):
        print(text(language, "cli.usage", conventions=CONVENTIONS))
        return FINE
    try:
        asked = _parser().parse_args(arguments)
        settings = _settings(asked, language) if asked.command in COUNTING else SWEDISH_PUBLIC_SECTOR
        drawing = _drawing(asked, language) if "draws" in asked else None
        if asked.command == "export" and not asked.to:
            raise WrongUseError(text(language, "cli_sheet.no_to"))
        target = _target(asked, language) if "target" in asked else 1.0
        data = _read(asked.file, language)
        if asked.command in forecasts.COMMANDS:
            return forecasts.COMMANDS[asked.command](data, drawing, asked)
        if asked.command == "bids":
            return show_bids(data, _read(asked.bids, language), asked)
        if asked.command == "portfolio":
            return show_portfolio(data, asked)
        if asked.command == "import":
            return _import(read_upload(data, date.today().year), asked)
        if asked.command == "export":
            return _export(data, settings, asked)
    except WrongUseError as wrong:
        print(str(wrong) or text(language, "cli.usage", conventions=CONVENTIONS), file=sys.stderr)
        return WRONG_USE
    if asked.command == "verify":
        return show_award(data, asked) if is_award(data) else _verify(verify(data), asked)
    if asked.command == "audit":
        return _audit(data, asked)
    chain, problems = read_chain(data)
    if chain is None:
        return show_problems(problems, None, asked)
    if asked.command == "check":
        return _check(chain, asked)
    if asked.command in ANALYSES:
        return _analysis(chain, settings, target, asked)
    return (_ratio if asked.command == "ratio" else _uncertainty)(chain, settings, drawing, asked)


def _language(arguments: list[str]) -> str:
    """The language asked for, found before anything else so that even a refusal is in it."""
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    return asked[-1] if asked and asked[-1] in LANGUAGES else LANGUAGES[0]


def _parser() -> ArgumentParser:
    parser = _Parser(prog="python -m sroi", add_help=False, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in (*COUNTING, "check", "verify", "audit", "import", "bids", "portfolio", *forecasts.COMMANDS):
        command = commands.add_parser(name, add_help=False, allow_abbrev=False)
        command.add_argument("file")
        if name == "bids":
            command.add_argument("bids")
        command.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
        command.add_argument("--json", action="store_true")
        if name == "audit":
            command.add_argument("--html", action="store_true")
        if name in COUNTING:
            command.add_argument("--horizon")
            command.add_argument("--convention", default=SWEDISH_PUBLIC_SECTOR.name)
        if name in (*DRAWING, "psa"):
            command.add_argument("--draws")
            command.add_argument("--seed")
        if name in ANALYSES:
            command.add_argument("--view")
        if name == "psa":
            command.add_argument("--threshold")
        if name == "switching":
            command.add_argument("--target", default="1")
        if name in ("import", "export"):
            command.add_argument("--to")
        if name == "import":
            command.add_argument("--take-edits", action="store_true")
    return parser


def _settings(asked: Namespace, language: str) -> Settings:
    preset = PRESETS.get(asked.convention.replace("-", "_"))
    if preset is None:
        raise WrongUseError(text(language, "cli.no_such_convention", name=asked.convention, conventions=CONVENTIONS))
    if asked.horizon is None:
        return preset
    if not (asked.horizon.isascii() and asked.horizon.isdigit() and 1 <= int(asked.horizon[:4]) <= 100):
        raise WrongUseError(text(language, "cli.wrong_horizon", horizon=asked.horizon))
    return preset.model_copy(update={"horizon_years": int(asked.horizon)})


def _drawing(asked: Namespace, language: str) -> Drawing:
    """How many draws, from which seed."""
    limits = {"draws": (FEWEST_SHELL_DRAWS, MOST_SHELL_DRAWS), "seed": (0, LARGEST_SEED)}
    told = {name: value for name in limits if (value := getattr(asked, name)) is not None}
    for name, value in told.items():
        least, most = limits[name]
        if not (value.isascii() and value.isdigit() and len(value) <= 10 and least <= int(value) <= most):
            raise WrongUseError(text(language, "cli.wrong_number", name=f"--{name}", raw=value, least=least, most=most))
    return Drawing(**{name: int(value) for name, value in told.items()})


def _target(asked: Namespace, language: str) -> float:
    value = parse_number(asked.target)
    if isinstance(value, Problem) or not 0 <= value <= HIGHEST_TARGET:
        most = format_number(language, HIGHEST_TARGET)
        raise WrongUseError(text(language, "shell.wrong_target", target=asked.target, most=most))
    return value


def _read(file: str, language: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as reason:
        raise WrongUseError(text(language, "cli.no_such_file", file=file)) from reason


# --- ratio -----------------------------------------------------------------------------------------------------------


def _ratio(chain: Chain, settings: Settings, drawing: Drawing, asked: Namespace) -> int:
    result = calculate(chain, settings)
    said, sure = _said(result, chain), sureness(chain, settings, drawing)
    if asked.json:
        print_json(result_data(result, chain, sure) | {"problems": problems_as_json(said, chain, asked.lang)})
    else:
        print_lines(ratio_lines(result, chain, asked.lang, sure))
        print_problems(said, chain, asked.lang)
    return exit_code(said)


def _said(result: Result, chain: Chain) -> list[Problem]:
    """What the calculation says, and the checks' errors elsewhere."""
    said = [*result.excluded, *result.problems]
    named = {problem.place for problem in said}
    wrong = [found for found in check_chain(chain, date.today().year) if found.severity is Severity.ERROR]
    return said + [found for found in wrong if found.place not in named]


# --- uncertainty -----------------------------------------------------------------------------------------------------


def _uncertainty(chain: Chain, settings: Settings, drawing: Drawing, asked: Namespace) -> int:
    """The ranges and probabilities of every perspective; exit code 1 where nothing can be drawn."""
    result, sure = calculate(chain, settings), sureness(chain, settings, drawing)
    said = [*result.excluded, *result.problems, *(sure.problems if sure else ())]
    said = list(dict.fromkeys(said))
    if asked.json:
        told = {
            **drawing._asdict(),
            "uncertainty": sure and sureness_as_data(sure),
            "problems": problems_as_json(said, chain, asked.lang),
        }
        print_json(about_result(result, chain) | told)
    else:
        print_lines(uncertainty_lines(sure, result, chain, asked.lang))
        print_problems(said, chain, asked.lang)
    return PROBLEMS if sure is None else exit_code(said)


# --- how sure: sensitivity, switching, voi ----------------------------------------------------------------------------


def _analysis(chain: Chain, settings: Settings, target: float, asked: Namespace) -> int:
    if asked.view is not None:
        if not members_of(chain, asked.view):
            print(text(asked.lang, "shell.wrong_view", view=asked.view), file=sys.stderr)
            return WRONG_USE
        settings = settings.model_copy(update={"perspective": asked.view})
    more = {"target": target} if asked.command == "switching" else {}
    lines, data = getattr(shell_drivers, asked.command)(chain, settings, asked.lang, **more)
    said = _said(calculate(chain, settings), chain)
    if asked.json:
        print_json(data | {"problems": problems_as_json(said, chain, asked.lang)})
    else:
        print_lines(lines)
        print_problems(said, chain, asked.lang)
    return exit_code(said)


# --- verify ----------------------------------------------------------------------------------------------------------


def _verify(verdict: Verdict, asked: Namespace) -> int:
    """Hashes, figures, and the report if this program would write the very same; 0 when all of it holds."""
    problems = [*verdict.problems, *about_report(verdict)]
    holds = verdict.holds and not problems
    if asked.json:
        print_json(_verdict_as_json(verdict, holds, problems, asked.lang))
    else:
        print_lines(verdict_lines(verdict, holds, problems, asked.lang))
    return FINE if holds else PROBLEMS


def _verdict_as_json(verdict: Verdict, holds: bool, problems: list[Problem], language: str) -> dict:
    again, version = verdict.recomputed, verdict.version
    return {
        "holds": holds,
        "version": version and json.loads(version.record_json),
        "problems": problems_as_json(problems, None, language),
        "engine_then": again and again.engine_then,
        "engine_now": again and again.engine_now,
        "same_digits": again and again.same,
        "differences": [each._asdict() for each in again.differences] if again else None,
        "kept": version and {name: version.figures.get(name) for name in ("public", "society")},
        "now": again and {name: as_data(again.now.total(name)) for name in ("public", "society")},
    }


# --- audit -----------------------------------------------------------------------------------------------------------


def _audit(data: bytes, asked: Namespace) -> int:
    """A printed report held against itself, or a chain's own arithmetic; 1 when something in it does not agree."""
    document, problems = read_any(data)
    if document is None:
        return show_problems(problems, None, asked)
    found = audit_chain(document, asked.lang) if isinstance(document, Chain) else audit(document)
    if asked.json:
        print_json({"clean": found.clean} | audit_as_data(found))
    elif asked.html:
        print(audit_report.html(found, asked.lang).decode(), end="")
    else:
        print(audit_report.markdown(found, asked.lang), end="")
    return FINE if found.clean else PROBLEMS


# --- import and export -----------------------------------------------------------------------------------------------


def _import(found: OwnWorkbook | ValueMap, asked: Namespace) -> int:
    """A spreadsheet read; `--to` writes its chain as a document, with changed cells only under `--take-edits`."""
    chain, problems = found.chain, list(found.problems)
    edits = found.edits if isinstance(found, OwnWorkbook) else ()
    if chain is not None and asked.take_edits:
        chain, more = with_edits(chain, edits)
        problems += more
    if chain is not None and asked.to:
        _write(asked.to, write_chain(chain).encode(), asked.lang)
    if asked.json:
        print_json(report_data(found, asked.lang))
        return exit_code(problems)
    print_lines(report_lines(found, asked.lang))
    print_problems(problems, None, asked.lang)
    if chain is not None and asked.to:
        print(text(asked.lang, "cli_sheet.written", file=asked.to))
        if edits and not asked.take_edits:
            print(text(asked.lang, "cli_sheet.edits_left"))
    return exit_code(problems)


def _export(data: bytes, settings: Settings, asked: Namespace) -> int:
    chain, problems = read_chain(data)
    if chain is None:
        return show_problems(problems, None, asked)
    _write(asked.to, workbook(chain, settings, asked.lang, date.today()), asked.lang)
    if asked.json:
        print_json({"file": asked.to, "problems": []})
    else:
        print(text(asked.lang, "cli_sheet.written", file=asked.to))
    return FINE


def _write(file: str, data: bytes, language: str) -> None:
    """A new file; one that is there already is left alone."""
    try:
        with Path(file).open("xb") as out:
            out.write(data)
    except FileExistsError as reason:
        raise WrongUseError(text(language, "cli_sheet.exists", file=file)) from reason
    except (OSError, ValueError) as reason:
        raise WrongUseError(text(language, "cli_sheet.cannot_write", file=file)) from reason


# --- check ----------------------------------------------------------------------------------------------------------


def _check(chain: Chain, asked: Namespace) -> int:
    return show_problems(check_chain(chain, date.today().year), chain, asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
