"""A printed figure as it is copied by hand: `2,5` and `2.5`, `25 %`, `3,56 mkr`, `6:1`; and what a field holds for one.

How many digits were printed tells how exact the figure is, so they are kept as they are typed: `1,90` is not `1,9`.
"""

from decimal import Decimal
import re
from typing import Literal

from chain.problem import Problem, problem
from reports.texts import LANGUAGES, text
from reports.texts.numbers import DECIMAL_MARK, MINUS, MONEY_UNITS, SHARE_UNITS, parse_number, parse_share
from sroi.printed_figure import LONGEST, Figure, figure

Kind = Literal["money", "number", "share", "ratio", "years"]
SCALES = {"tkr": 3, "ksek": 3, "mkr": 6, "mnkr": 6, "msek": 6, "miljoner": 6, "million": 6}
"""How a report shortens an amount; `3,56 mkr` is exact to ten thousand."""
SIGNS = ("£", "€", "$")
UNITS: dict[str, tuple[str, ...]] = {
    "money": (*MONEY_UNITS, *SIGNS),
    "number": ("st.", "st"),
    "share": SHARE_UNITS,
    "ratio": MONEY_UNITS,
    "years": ("år", "years", "year"),
}
BETWEEN_YEARS = ";"
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", MINUS: "-"})
_POWER = re.compile(r"(.*[0-9])[eE]([0-9]{1,2})", re.ASCII)
_TO_ONE = re.compile(r"(.*[0-9]) ?: ?1(?:[.,]0+)?", re.ASCII)
_ONE_TO = re.compile(r"1 ?: ?([0-9][0-9., ]*)", re.ASCII)
_WHOLE_SHARE = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)


def parse(raw: str, place: str, kind: Kind, currency: str = "SEK") -> Figure | Problem:
    """What was printed, or what is wrong with how it was copied."""
    typed = raw.translate(_SPACES).strip()
    if len(typed) > LONGEST:
        return problem("number.overlong", place, length=len(typed), most=LONGEST)
    turned = _ONE_TO.fullmatch(typed) if kind == "ratio" else None
    if turned and turned[1].strip() not in ("1", "1.0", "1,0"):
        return problem("printed.turned", place, raw=typed, right=f"{turned[1].strip()}:1")
    bare, power = _without_unit(typed, kind, currency)
    found = _wrong(typed, bare, place, kind)
    if found:
        return found
    digits = bare.replace(",", ".").lstrip("+").replace("- ", "-")
    end = "%" if kind == "share" else ""
    try:
        return figure(f"{digits}{f'e{power}' if power else ''}{end}")
    except ValueError:
        return problem("number.too_large", place, raw=typed, most=1e15)


def _without_unit(typed: str, kind: Kind, currency: str) -> tuple[str, int]:
    """The digits alone, and the power of ten that a unit or an `e` stands for."""
    if kind == "ratio" and (to_one := _TO_ONE.fullmatch(typed)):
        typed = to_one[1]
    lowered = typed.lower()
    for unit, power in SCALES.items() if kind == "money" else ():
        if lowered.endswith(unit):
            return typed[: -len(unit)].strip(), power
    own = (currency.lower(),) if kind == "money" else ()
    for unit in (*UNITS[kind], *own):
        if lowered.endswith(unit):
            return _powered(typed[: -len(unit)].strip())
        if kind == "money" and lowered.startswith(unit):
            return _powered(typed[len(unit) :].strip())
    return _powered(typed)


def _powered(typed: str) -> tuple[str, int]:
    found = _POWER.fullmatch(typed)
    return (found[1], int(found[2])) if found else (typed, 0)


def _wrong(typed: str, bare: str, place: str, kind: Kind) -> Problem | None:
    """What the house's own reader of numbers asks about; a third decimal has a way of its own to be told."""
    found = parse_share(typed, place, None, None) if kind == "share" and bare == typed else parse_number(bare, place)
    if not isinstance(found, Problem):
        return None
    if found.code == "number.ambiguous" and _has_one_mark(bare):
        at = next(n for n, sign in enumerate(bare) if sign in ".,")
        return problem("printed.thousands", place, raw=typed, whole=bare[:at] + bare[at + 1 :], decimals=f"0{bare}")
    return found


def _has_one_mark(bare: str) -> bool:
    return sum(sign in ".," for sign in bare) == 1 and bare[0] not in "+-"


def parse_series(raw: str, place: str, currency: str) -> tuple[Figure, ...] | Problem:
    """Amounts year by year with semicolons between; the first that cannot be read is told."""
    pieces = raw.split(BETWEEN_YEARS)
    if not pieces[-1].strip():
        pieces.pop()
    found = []
    for piece in pieces:
        one = parse(piece, place, "money", currency)
        if isinstance(one, Problem):
            return one
        found.append(one)
    return tuple(found)


def prefilled(language: str, printed: Figure | None, kind: Kind = "number") -> str:
    """What a field holds for a figure. `stands` tells whether that is what is still there."""
    if printed is None:
        return ""
    written = printed.written.translate(_SPACES).strip()
    if kind == "share":
        return text(language, "number.percent", amount=_local(language, _percent(written)))
    return _local(language, written)


def _percent(written: str) -> str:
    """A share as digits of per cent: `0.25` and `25%` are both `25`."""
    bare = written.rstrip(" %")
    if written != bare or not _WHOLE_SHARE.fullmatch(bare):
        return bare
    return f"{(Decimal(bare) * 100).normalize():f}"


def _local(language: str, written: str) -> str:
    return written.replace(".", DECIMAL_MARK[language]).replace("-", MINUS)


def series_prefilled(language: str, years: tuple[Figure, ...]) -> str:
    """What a field holds for amounts year by year."""
    return f"{BETWEEN_YEARS} ".join(prefilled(language, each) for each in years)


def stands(raw: str, printed: Figure | None, kind: Kind) -> bool:
    """Whether the field still holds the figure untouched, in either language: then its digits stay as they were."""
    return printed is not None and raw.strip() in {prefilled(each, printed, kind) for each in LANGUAGES}


def series_stands(raw: str, years: tuple[Figure, ...]) -> bool:
    """As `stands`, for amounts year by year."""
    return bool(years) and raw.strip() in {series_prefilled(each, years) for each in LANGUAGES}
