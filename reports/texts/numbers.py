"""Numbers as people write and read them, in Swedish and in English: formatting, and one strict parser.

The parser never guesses. Spaces may stand between thousands, exactly one comma or point may stand before decimals, and
whatever could mean two different numbers (`1.234`, `1,234.5`, a bare `0,2` in a percent field) is asked about.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
import re

from babel.numbers import format_decimal

from chain.problem import Problem, problem
from reports.texts import text

LOCALES = {"sv": "sv_SE", "en": "en_GB"}
DECIMAL_MARK = {"sv": ",", "en": "."}
NBSP = "\u00a0"
MINUS = "\u2212"
LONGEST = 400
LARGEST = Decimal(10) ** 15
FIRST_YEAR, LAST_YEAR = 1900, 2200

MONEY_UNITS = ("kronor", "kr.", "kr", "sek", ":-")
SHARE_UNITS = ("procent", "percent", "%")
SCALED_UNITS = {"tkr": 1_000, "mnkr": 1_000_000, "mkr": 1_000_000, "msek": 1_000_000, "ksek": 1_000}
OTHER_UNITS = ("år", "years", "year", "st")
_ANY_UNIT = (*SCALED_UNITS, *MONEY_UNITS, *SHARE_UNITS, *OTHER_UNITS)

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", MINUS: "-"})
_SIGNED = re.compile(r"([+-]?) ?([0-9][0-9., ]*)", re.ASCII)
_PLAIN = re.compile(r"([0-9]+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[.,]([0-9]+))?", re.ASCII)
_LIKE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_TWO_MARKS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3},|,[0-9]{3}\.)[0-9]+", re.ASCII)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|(?:,[0-9]{3}){2,}(?:\.[0-9]+)?)", re.ASCII)


# What is shown


@lru_cache(maxsize=20_000)  # a page shows hundreds, most of them again and again
def format_number(language: str, value: float, decimals: int | None = None) -> str:
    """A number for reading, ties rounded away from zero; without `decimals`, as many as needed, at most six."""
    exact = Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-(6 if decimals is None else decimals)), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + ("######" if decimals is None else "0" * decimals) if decimals != 0 else "")
    written = format_decimal(abs(rounded), format=pattern, locale=LOCALES[language], decimal_quantization=False)
    return f"{MINUS}{written}" if rounded < 0 else written


def format_money(language: str, sek: float, decimals: int = 0) -> str:
    """An amount in SEK: `1 234 567 kr`, `SEK 1,234,567`."""
    return text(language, "number.money", amount=format_number(language, sek, decimals))


def format_amount(language: str, sek: float | Decimal) -> str:
    """An amount in SEK with öre where there are any: `345 000 kr`, `495 000,01 kr`."""
    ore = Decimal(repr(float(sek))).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return format_money(language, sek, 0 if ore == ore.to_integral_value() else 2)


def format_millions(language: str, sek: float, decimals: int = 1) -> str:
    """An amount in millions of SEK: `1,2 mkr`, `SEK 1.2 million`."""
    return text(language, "number.millions", amount=format_number(language, sek / 1e6, decimals))


def format_share(language: str, share: float, decimals: int | None = 1) -> str:
    """A share 0–1 in percent: `12,3 %`, `12.3%`."""
    return text(language, "number.percent", amount=format_number(language, _percent(share), decimals))


def format_ratio(language: str, ratio: float) -> str:
    """SEK back per SEK put in, with two decimals: `3,45`."""
    return format_number(language, ratio, 2)


def format_years(language: str, years: float) -> str:
    """A length of time: `1 år`, `3 years`; parts of a year with one decimal."""
    tenths = round(float(years), 1)
    amount = format_number(language, tenths, 0 if tenths == int(tenths) else 1)
    return text(language, "number.year" if amount == "1" else "number.years", amount=amount)


def format_year(year: int) -> str:
    """A calendar year, the same in both languages."""
    return f"{year:d}"


def format_date(day: date) -> str:
    """A date, year first, the same in both languages: `2026-02-01`."""
    return day.isoformat()


def format_input(language: str, value: float | None) -> str:
    """What a text field holds for `value`: every digit, no thousands marks; `parse_number` gives the same float back.

    A third decimal that would read as thousands gets a zero after it: 1.234 is written `1,2340`.
    """
    return "" if value is None else _digits(language, Decimal(repr(float(value))))


def format_share_input(language: str, share: float | None) -> str:
    """What a percent field holds for a share 0–1, always with its sign; `parse_share` gives the same float back."""
    if share is None:
        return ""
    return text(language, "number.percent", amount=_digits(language, Decimal(repr(float(share))) * 100))


def _digits(language: str, exact: Decimal) -> str:
    written = f"{abs(exact):f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    if _LIKE_THOUSANDS.fullmatch(written):
        written += "0"
    sign = MINUS if exact < 0 else ""
    return sign + written.replace(".", DECIMAL_MARK[language])


def rounded(value: float) -> float:
    """A number that was worked out, fit for a sentence: three significant digits, above a thousand to the whole."""
    return float(round(value)) if abs(value) >= 1_000 else float(f"{value:.3g}")


# What is typed or pasted


def parse_number(raw: str, place: str = "") -> float | Problem:
    """A number without unit, as typed in Swedish or English, or the question that it raises.

    Errors: `number.empty`, `.overlong`, `.not_a_number`, `.ambiguous`, `.thousands`, `.grouping`,
    `.unit`, `.too_large`.
    """
    return _as_float(_parse(raw, place, ()))


def parse_money(raw: str, place: str = "") -> float | Problem:
    """An amount in SEK, unit optional; `tkr` and `mkr` are refused, naming the full amount (`number.scale`)."""
    return _as_float(_parse(raw, place, MONEY_UNITS))


def parse_share(raw: str, place: str = "", low: float | None = 0.0, high: float | None = 1.0) -> float | Problem:
    """A share 0–1 from a percent field: `12,3 %` and `12,3` both give 0.123.

    A bare number between 0 and 1 could be percent or already a share, so it is asked about; `0,2 %` is clear.
    `low` and `high` bound the share (None: unbounded). Errors: as `parse_number`, `number.share_ambiguous`,
    `.share_too_low`, `.share_too_high`.
    """
    percent = _parse(raw, place, SHARE_UNITS)
    if isinstance(percent, Problem):
        return percent
    if 0 < abs(percent) < 1 and not _unit(_tidy(raw), SHARE_UNITS):
        return problem("number.share_ambiguous", place, percent=float(percent), share=float(percent * 100))
    share = float(percent / 100)
    if low is not None and share < low:
        return problem("number.share_too_low", place, percent=float(percent), lowest=_percent(low))
    if high is not None and share > high:
        return problem("number.share_too_high", place, percent=float(percent), highest=_percent(high))
    return share


def parse_whole(raw: str, place: str = "") -> int | Problem:
    """A whole number; decimals other than zeros are refused (`number.whole`)."""
    exact = _parse(raw, place, ())
    if isinstance(exact, Problem):
        return exact
    return int(exact) if exact == int(exact) else problem("number.whole", place, raw=_quoted(raw))


def parse_year(raw: str, place: str = "") -> int | Problem:
    """A calendar year of four digits, 1900 to 2200 (`number.no_year`, `number.year`)."""
    written = raw.strip()
    if not written:
        return problem("number.no_year", place)
    if re.fullmatch(r"[0-9]{4}", written, re.ASCII) and FIRST_YEAR <= int(written) <= LAST_YEAR:
        return int(written)
    return problem("number.year", place, raw=_quoted(raw), first=str(FIRST_YEAR), last=str(LAST_YEAR))


def parse_day(raw: str, place: str = "") -> date | Problem:
    """A day written year first, `2026-02-01`, 1900 to 2200 (`number.day`)."""
    written = raw.strip()
    try:
        day = date.fromisoformat(written) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written, re.ASCII) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return problem("number.day", place, raw=_quoted(raw))
    return day


def _as_float(exact: Decimal | Problem) -> float | Problem:
    return exact if isinstance(exact, Problem) else float(exact)


def _parse(raw: str, place: str, units: tuple[str, ...]) -> Decimal | Problem:
    if len(raw) > LONGEST:
        return problem("number.overlong", place, length=len(raw), most=LONGEST)
    written = _tidy(raw)
    if not written:
        return problem("number.empty", place)
    unit = _unit(written, _ANY_UNIT)
    if unit in SCALED_UNITS and units == MONEY_UNITS:
        return _scaled(raw, _bare(written, unit), unit, place)
    if unit and unit not in units:
        return problem("number.unit", place, raw=_quoted(raw), unit=unit)
    return _read(_bare(written, unit), raw, place)


def _tidy(raw: str) -> str:
    """The typed text without outer whitespace, its allowed spaces made one kind and its minus made a hyphen."""
    return raw.strip().translate(_SPACES).strip()


def _unit(written: str, units: tuple[str, ...]) -> str:
    """The first of the units that the text ends or, for money, begins with."""
    lowered = written.lower()
    for unit in units:
        if lowered.endswith(unit) or (unit in ("kr", "sek") and lowered.startswith(unit)):
            return unit
    return ""


def _bare(written: str, unit: str) -> str:
    if not unit:
        return written
    at_end = written.lower().endswith(unit)
    return (written[: -len(unit)] if at_end else written[len(unit) :]).strip(" ")


def _scaled(raw: str, bare: str, unit: str, place: str) -> Problem:
    exact = _read(bare, raw, place)
    if isinstance(exact, Problem):
        return exact
    return problem("number.scale", place, raw=_quoted(raw), unit=unit, amount=float(exact * SCALED_UNITS[unit]))


def _read(bare: str, raw: str, place: str) -> Decimal | Problem:
    signed = _SIGNED.fullmatch(bare)
    if not signed:
        return problem("number.not_a_number", place, raw=_quoted(raw))
    sign, body = (-1 if signed[1] == "-" else 1), signed[2]
    doubt = _doubt(sign, body, raw, place)
    if doubt:
        return doubt
    plain = _PLAIN.fullmatch(body)
    if not plain:
        code = "number.grouping" if " " in body else "number.not_a_number"
        return problem(code, place, raw=_quoted(raw))
    exact = sign * Decimal(f"{plain[1].replace(' ', '')}.{plain[2] or '0'}")
    return exact if abs(exact) <= LARGEST else problem("number.too_large", place, raw=_quoted(raw), most=float(LARGEST))


def _doubt(sign: int, body: str, raw: str, place: str) -> Problem | None:
    """The question that a comma or point used as, or looking like, a thousands mark raises."""
    marks = [mark for mark in body if mark in ".,"]
    if _LIKE_THOUSANDS.fullmatch(body) or _TWO_MARKS.fullmatch(body):
        first = sign * float(body.replace(marks[0], "").replace(",", "."))
        second = sign * float(body.replace(marks[0], "*").replace(marks[-1], "").replace("*", "."))
        return problem("number.ambiguous", place, raw=_quoted(raw), first=first, second=second)
    if _GROUPED.fullmatch(body):
        joined = body.replace(marks[0], "").replace(",", ".")
        return problem("number.thousands", place, raw=_quoted(raw), reading=sign * float(joined))
    return None


def _percent(share: float) -> float:
    return float(Decimal(repr(float(share))) * 100)


def _quoted(raw: str) -> str:
    """The typed text fit for a sentence: at most 40 characters, what cannot be printed replaced."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in raw.strip()[:41])
    return shown[:40] + "…" if len(shown) > 40 else shown
