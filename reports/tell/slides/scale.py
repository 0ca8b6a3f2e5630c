"""The scale of an axis: even steps of 1, 2 or 5 that hold every number, and how its numbers are written."""

from collections.abc import Iterable
from dataclasses import dataclass
import math

_STEPS = 4
_MILLION, _THOUSAND = 1e6, 1e3


@dataclass(frozen=True)
class Scale:
    """From where to where an axis goes, and by how much at a time."""

    low: float
    high: float
    step: float

    @property
    def in_millions(self) -> bool:
        """Whether its numbers are so large that they are told in millions."""
        return max(abs(self.low), abs(self.high)) >= _MILLION

    def share(self, value: float) -> float:
        """How far along the axis a value stands, 0–1."""
        return (value - self.low) / (self.high - self.low)


def scale(values: Iterable[float | None], even: float | None = None) -> Scale:
    """A scale that holds nought, where it breaks even, and all the values."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    low, high = min([0.0, even or 0.0, *known]), max([0.0, even or 0.0, *known])
    rough = ((high - low) or 1.0) / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((times * power for times in (1, 2, 5) if times * power >= rough * 0.999), 10 * power)
    return Scale(math.floor(low / step + 1e-9) * step, (math.ceil(high / step - 1e-9) or 1) * step, step)


def number_format(language: str, axis: Scale) -> str:
    """How the numbers of an axis are written, as a code of the office programs; in millions where they are so large.

    Those programs write marks between thousands as the computer is set, not as the text around: a mark that is set out
    as a letter is the same on every computer. The mark of decimals cannot be told that way, and follows the computer.
    """
    millions = _MILLION if axis.in_millions else 1
    decimals = max(0, -math.floor(math.log10(axis.step / millions) + 1e-9))
    if axis.in_millions or decimals or max(abs(axis.low), abs(axis.high)) < _THOUSAND:
        return "0" + ("." + "0" * decimals if decimals else "") + (",," if axis.in_millions else "")
    digits = f'#"{_MARKS[language]}"##0'
    return f"[>=1000]{digits};[<=-1000]\u2212{digits};0"


_MARKS = {"sv": "\u00a0", "en": ","}
