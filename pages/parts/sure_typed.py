"""What is typed about how sure one is of a number: what stands in the fields, and what it means."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from chain.assumption import Assumption, Passport, Series, Shape
from chain.edit import ASSUMPTION_NUMBERS, SERIES_NUMBERS
from chain.problem import Problem, Severity, problem
from pages.parts.measures import Measure
from pages.parts.sheet import Sheet
from pages.parts.sure_group import group_given, group_starts
from pages.parts.words import language
from reports.texts.numbers import format_input, format_share_input, parse_share, parse_whole
from sroi.distributions import distribution_of

WAYS = ("nothing", "exact", "range", "sample")
CREDIBILITIES = {"p50": 0.5, "p80": 0.8, "p90": 0.9, "p95": 0.95}
NEVER, OWN, NO_SHAPE = "never", "own", ""
SHAPES = tuple(shape for shape in Shape if shape is not Shape.FIXED)
UNANSWERED = ("sure.ends_needed", "sure.sample_needed", "sure.credibility_needed", "sure.group_name_needed")
LARGEST_SAMPLE = 1_000_000_000
UNTOLD = dict.fromkeys(("low", "high", "shape", "credibility", "sample_hits", "sample_size"))
FACTORS = {"low": "low_factor", "high": "high_factor"}
FIELD_OF = {
    "spread.low_above_high": "high",
    "spread.credibility_missing": "credibility",
    "spread.credibility_outside": "credibility",
    "spread.end_missing": "high",
    "spread.ends_not_positive": "low",
    "spread.one_end": "high",
    "spread.value_off_centre": "high",
    "spread.sample_impossible": "sample",
    "spread.sample_differs": "sample",
    "spread.sample_of_no_share": "sample",
    "figure.below_low": "low",
    "figure.above_high": "high",
    "figure.share_outside": "low",
}
"""Under which field a problem is told; about the rest it is the shape that does not fit."""


class Question(NamedTuple):
    """How sure one is of one number: the form it stands in, its name there, how it is typed, and what was saved."""

    sheet: Sheet
    name: str
    title: str
    measure: Measure
    old: Assumption | Series | None
    is_series: bool = False

    @property
    def place(self) -> str:
        """Where the number stands, as problems name it."""
        return f"{self.sheet.form}/{self.name}"

    def before(self, part: str) -> object:
        """What was saved in this part of the passport."""
        name = FACTORS.get(part, part) if self.is_series else part
        return getattr(self.old, name, None)

    @property
    def saved_way(self) -> str:
        """Which way of saying it the saved number has."""
        if self.before("sample_hits") is not None or self.before("sample_size") is not None:
            return "sample"
        if self.before("shape") is Shape.FIXED:
            return "exact"
        told = any(self.before(part) is not None for part in ("low", "high", "shape"))
        return "range" if told else "nothing"


class Typed(NamedTuple):
    """What the fields say: the way, the parts of the passport, and what cannot be read or cannot be, by field."""

    way: str
    given: dict[str, object]
    faults: tuple[tuple[str, Problem], ...]


def starts(question: Question) -> dict[str, str]:
    """What each field holds before anything is typed in it."""
    tongue, before = language(), question.before
    return {
        "sure": question.saved_way,
        **{end: _end_start(question, end) for end in ("low", "high")},
        "credibility": _credibility_start(before("credibility")),
        "credibility_own": format_share_input(tongue, before("credibility")),
        "sample_hits": format_input(tongue, before("sample_hits")),
        "sample_size": format_input(tongue, before("sample_size")),
        "shape": str(before("shape") or NO_SHAPE),
        **group_starts(question.old or Passport()),
    }


def _end_start(question: Question, end: str) -> str:
    """An end as typed; of a series, how far it is from the stated."""
    value = question.before(end)
    if not question.is_series or value is None:
        return question.measure.prefill(language(), value)
    return format_share_input(language(), round(1 - value if end == "low" else value - 1, 12))


def _credibility_start(credibility: float | None) -> str:
    if credibility is None:
        return NEVER
    return next((code for code, share in CREDIBILITIES.items() if share == credibility), OWN)


class _Reader:
    """Reads the fields as they stand, and keeps what could not be read."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.faults: list[tuple[str, Problem]] = []
        draft, name = question.sheet.draft, question.name
        self.words = {field: draft.get(f"{name}.{field}", start) for field, start in starts(question).items()}

    def choice(self, field: str, codes: tuple[str, ...]) -> str:
        """The chosen code; one that is not offered falls back on the saved, else on the first."""
        wanted = (self.words[field], starts(self.question)[field])
        return next((code for code in wanted if code in codes), codes[0])

    def number(self, field: str, parse: Callable, slot: str = "") -> float | None:
        """The number typed in a field, or None when it is empty or cannot be read."""
        raw = str(self.words[field])
        value = parse(raw, f"{self.question.place}.{field}") if raw.strip() else None
        if isinstance(value, Problem):
            self.faults.append((slot or field, value))
            return None
        return value


def ways(question: Question) -> tuple[str, ...]:
    """The ways of saying it that this number has: only a share can be measured in a sample."""
    can_be_sampled = question.measure.told_in == "share" and not question.is_series
    return WAYS if can_be_sampled or question.saved_way == "sample" else WAYS[:-1]


def read(question: Question, number: dict[str, object] | None) -> Typed:
    """What the fields say now. `number` is what the figure itself is; without it, nothing is held against it."""
    reader = _Reader(question)
    way = reader.choice("sure", ways(question))
    told = {"nothing": dict, "exact": _exact, "range": lambda: _range(reader), "sample": lambda: _sample(reader)}[way]()
    given = told if way == question.saved_way else {**UNTOLD, **told}
    if question.is_series:
        given = {FACTORS.get(part, part): value for part, value in given.items()}
    given |= group_given(reader, way in ("range", "sample"), question.old or Passport())
    faults = list(reader.faults)
    if number is not None and not faults:
        faults += _judged(question, number, given)
    return Typed(way, given, tuple(faults))


def _exact() -> dict[str, object]:
    return {"shape": Shape.FIXED}


def _range(reader: _Reader) -> dict[str, object]:
    question = reader.question
    low, high = (reader.number(end, _parse_of(question, end)) for end in FACTORS)
    if question.is_series:
        low, high = (_factor(reader, end, share) for end, share in (("low", low), ("high", high)))
    if low is None and high is None and not reader.faults and question.saved_way != "range":
        reader.faults.append(("low", problem("sure.ends_needed", question.place)))
    shape = reader.choice("shape", (NO_SHAPE, *SHAPES))
    return {"low": low, "high": high, "shape": Shape(shape) if shape else None, "credibility": _credibility(reader)}


def _parse_of(question: Question, end: str) -> Callable:
    """How an end is read: as the number itself, or for a series as per cent below or above it."""
    if not question.is_series:
        return question.measure.parse
    return partial(parse_share, high=1.0 if end == "low" else None)


def _factor(reader: _Reader, end: str, share: float | None) -> float | None:
    """The factor on all years; what nobody typed in stays as it was saved, to its last digit."""
    question = reader.question
    if f"{question.name}.{end}" not in question.sheet.draft:
        return question.before(end)
    return None if share is None else round(1 - share if end == "low" else 1 + share, 12)


def _credibility(reader: _Reader) -> float | None:
    code = reader.choice("credibility", (NEVER, *CREDIBILITIES, OWN))
    if code != OWN:
        return CREDIBILITIES.get(code)
    if not str(reader.words["credibility_own"]).strip():
        reader.faults.append(("credibility", problem("sure.credibility_needed", reader.question.place)))
    return reader.number("credibility_own", parse_share, "credibility")


def _sample(reader: _Reader) -> dict[str, object]:
    hits, size = (reader.number(field, parse_whole, "sample") for field in ("sample_hits", "sample_size"))
    place = reader.question.place
    if not reader.faults and (hits is None or size is None):
        reader.faults.append(("sample", problem("sure.sample_needed", place)))
    elif not reader.faults and not 0 <= hits <= size <= LARGEST_SAMPLE:
        reader.faults.append(("sample", problem("spread.sample_impossible", place)))
    return {"sample_hits": hits, "sample_size": size}


def figure_said(question: Question, number: dict[str, object], given: dict[str, object]) -> Assumption | Series:
    """The figure as the form holds it now; its words are left out."""
    model, numbers = (Series, SERIES_NUMBERS) if question.is_series else (Assumption, ASSUMPTION_NUMBERS)
    before = {name: getattr(question.old, name) for name in numbers} if question.old else {}
    return model(**{**before, **given, **number})


def _judged(question: Question, number: dict[str, object], given: dict[str, object]) -> list[tuple[str, Problem]]:
    """What in it cannot be, or does not fit, each by the field that mends it."""
    _, problems = distribution_of(question.place, figure_said(question, number, given))
    return [(_field(each, given), each) for each in problems]


def _field(found: Problem, given: dict[str, object]) -> str:
    if found.code == "spread.end_missing" and given.get("low", given.get("low_factor")) is None:
        return "low"
    return FIELD_OF.get(found.code, "shape")


def is_error(found: Problem) -> bool:
    """Whether it holds the saving back; other problems are only told."""
    return found.severity is Severity.ERROR


def is_unanswered(found: Problem) -> bool:
    """Whether something is just not filled in yet, which is pointed out once someone has tried to save."""
    return found.code in UNANSWERED
