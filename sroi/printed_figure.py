"""A figure as a report prints it: its value, and how much of it the print can tell."""

from dataclasses import dataclass
from decimal import Decimal
import re
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

LARGEST = Decimal(10) ** 15
LONGEST = 60
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-"})
_FIGURE = re.compile(
    r"(-?)([0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,16})(?:\.([0-9]{1,12}))?(?:[eE]([0-9]{1,2}))?( ?%| ?: ?1)?", re.ASCII
)
SLACK = 1e-9
"""Share of a figure by which two computers may differ; nothing a print could show."""


@dataclass(frozen=True)
class Figure:
    """What was printed: the words, the value, and half a step of its last printed digit, in the value's unit."""

    written: str
    value: float
    half_step: float

    @property
    def low(self) -> float:
        """The least that would have been printed so."""
        return self.value - self.half_step

    @property
    def high(self) -> float:
        """The most that would have been printed so."""
        return self.value + self.half_step

    def agrees(self, low: float, high: float | None = None) -> bool:
        """Whether a number known to lie between `low` and `high` could have been printed so."""
        high = low if high is None else high
        slack = SLACK * max(abs(self.value), self.half_step)
        return bool(low - slack <= self.high and high + slack >= self.low)

    def beyond(self, computed: float) -> float:
        """How far a computed number lies outside the print, as a share of the printed figure; 0 where it fits."""
        outside = max(0.0, abs(computed - self.value) - self.half_step * (1 + SLACK))
        return outside / max(abs(self.value), self.half_step)


def figure(written: str) -> Figure:
    """Read a printed figure: `1.93`, `81 741.93`, `3.56e6`, `5%`, `6:1`. The digits tell the rounding.

    Point for decimals, spaces between thousands; a comma could mean either and is refused. `e6` stands for millions,
    so that `3.56e6` is exact to ten thousand. Raises ValueError when it cannot be read.
    """
    found = _FIGURE.fullmatch(written.translate(_SPACES).strip()) if len(written) <= LONGEST else None
    if not found:
        raise ValueError(written[:LONGEST])
    sign, whole, decimals, exponent, unit = found.groups()
    scale = int(exponent or 0) - (2 if unit and "%" in unit else 0)
    digits = Decimal(f"{sign}{whole.replace(' ', '')}.{decimals or '0'}").scaleb(scale)
    if abs(digits) > LARGEST:
        raise ValueError(written)
    half_step = Decimal("0.5").scaleb(scale - len(decimals or ""))
    return Figure(written, float(digits) + 0.0, float(half_step))


def _read(given: object) -> Figure:
    """From a document: text, or a plain number whose own digits then tell the rounding."""
    if isinstance(given, Figure):
        return given
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = f"{Decimal(repr(given)):f}"
    if not isinstance(given, str):
        raise PydanticCustomError("printed_figure", "not a printed figure")
    try:
        return figure(given)
    except ValueError:
        raise PydanticCustomError("printed_figure", "not a printed figure") from None


def is_amount(found: Figure) -> bool:
    """Whether a figure can be money, a number or years: `150%` is 1.5 and `6:1` is 6 of something else."""
    return not found.written.translate(_SPACES).strip().endswith("%") and ":" not in found.written


def _read_amount(given: object) -> Figure:
    found = _read(given)
    if not is_amount(found):
        raise PydanticCustomError("printed_amount", "a share or a ratio where an amount belongs")
    return found


_WRITTEN = (
    PlainSerializer(lambda found: found.written, return_type=str),
    WithJsonSchema({"type": ["string", "number"]}),
)
Printed = Annotated[Figure, PlainValidator(_read), *_WRITTEN]
"""A field that holds a printed figure."""
PrintedAmount = Annotated[Figure, PlainValidator(_read_amount), *_WRITTEN]
"""A field that holds a printed sum of money, number or time; per cent and `6:1` are refused."""


def printed(value: float, decimals: int = 2) -> Figure:
    """The figure that a report would print for a value, at so many decimals."""
    return figure(f"{Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals)):f}")
