"""Slips that would turn a row's own inputs into the figure that is printed: possibilities, never facts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import NamedTuple

import numpy as np

from sroi.audit_results import Explanation
from sroi.printed import PrintedRow
from sroi.printed_figure import Figure, figure
from sroi.ratio import calculate
from sroi.replay import FILTERS, PLACE, PLAIN, Replay, Row

NUMBERS = ("quantity", "price", *FILTERS)
DIGIT_SHIFTS = (10.0, 0.1, 100.0, 0.01, 1000.0, 0.001)


class Slip(NamedTuple):
    """What would have been used instead: the explanation and the row's numbers as they would then be."""

    explanation: Explanation
    row: Row


def slips(row: Row, printed: PrintedRow, others: Iterable[Row]) -> Iterator[Slip]:
    """Every slip that is tried on the inputs of a row, likeliest first."""
    shares = {name: getattr(row, name) for name in FILTERS}
    used = {name: share for name, share in shares.items() if share}
    for code, change in (("forgotten", lambda share: 0.0), ("twice", lambda share: 1 - (1 - share) ** 2)):
        yield from (_slip(row, code, name, change(share)) for name, share in used.items())
    if len(used) > 1:
        yield Slip(Explanation("all_forgotten"), replace(row, **dict.fromkeys(used, 0.0)))
    yield from (_slip(row, "complement", name, 1 - share) for name, share in used.items())
    yield from (
        _slip(row, "percent_moved", name, share * shift)
        for name, share in used.items()
        for shift in DIGIT_SHIFTS[:4]
        if share * shift <= 1
    )
    for name in ("price", "quantity"):
        yield from _others(row, name, others)
        yield from (_slip(row, "digits_swapped", name, value) for value in swapped(getattr(printed, name)))
        yield from (_slip(row, "point_moved", name, getattr(row, name) * shift) for shift in DIGIT_SHIFTS)
    yield _slip(row, "quantity_forgotten", "quantity", 1.0)
    if row.duration > 1:
        yield _slip(row, "all_years", "quantity", row.quantity * row.duration)


def _slip(row: Row, code: str, name: str, used: float, other_id: str = "") -> Slip:
    return Slip(Explanation(code, name, used, other_id), replace(row, **{name: used}))


def _others(row: Row, name: str, others: Iterable[Row]) -> Iterator[Slip]:
    for other in others:
        if other.from_inputs and getattr(other, name) != getattr(row, name):
            yield _slip(row, "other_row", name, getattr(other, name), other.id)


def swapped(printed: Figure | None) -> Iterator[float]:
    """The printed figure with two neighbouring digits changed about, in every way; not those of a power of ten."""
    written = printed.written if printed else ""
    for at in range(len(written.lower().partition("e")[0]) - 1):
        one, other = written[at : at + 2]
        if one.isdigit() and other.isdigit() and one != other:
            try:
                yield figure(f"{written[:at]}{other}{one}{written[at + 2 :]}").value
            except ValueError:  # beyond the largest figure that can be read
                continue


class Explainer:
    """Explains the printed impact or gross value of rows, by the engine, under one rule for the filters."""

    def __init__(self, replay: Replay, printed: dict[str, PrintedRow], filters: str, dropped: bool):
        self.replay, self.printed = replay, printed
        self.settings = PLAIN.model_copy(
            update={"filters": filters, "drop_off_from": "first_year" if dropped else "second_year"}
        )

    def impacts(self, rows: list[Row], gross: bool = False) -> np.ndarray:
        """First whole year's impact (or gross value) of variants of one row, (N,): one draw each."""
        zero = np.zeros(len(rows))
        named = {name: np.array([getattr(row, name) for row in rows]) for name in (*NUMBERS, "drop_off")}
        named |= {"lag": zero, "duration": zero + 1} | (dict.fromkeys(FILTERS, zero) if gross else {})
        one = Replay(rows[:1], {})
        figures = {PLACE[name].format(rows[0].id): values for name, values in named.items()}
        return np.asarray(calculate(one.chain, self.settings, figures).effects[0].value_by_year[0])

    def explain(self, row: Row, found: Figure, right: float, gross: bool = False) -> Iterator[Explanation]:
        """The slips that give what is printed; those of the print first, then those of the inputs."""
        yield from on_print(found, right)
        if not row.from_inputs:
            return
        tried = list(slips(row, self.printed[row.id], (other for other in self.replay.rows if other.id != row.id)))
        if gross:
            tried = [slip for slip in tried if slip.explanation.field in ("price", "quantity")]
        values = self.impacts([slip.row for slip in tried], gross)
        yield from (slip.explanation for slip, value in zip(tried, values, strict=True) if found.agrees(float(value)))

    def rounding_allows(self, row: Row, found: Figure, gross: bool = False) -> bool:
        """Whether inputs that were rounded when printed could give what is printed.

        Whole quantities are counts, and shares of nought and one what they say: those are not taken as rounded.
        """
        printed = self.printed[row.id]
        names = [name for name in NUMBERS if _may_be_rounded(name, getattr(printed, name))]
        if not names or not row.from_inputs:
            return False
        ends = [(getattr(printed, name).low, getattr(printed, name).high) for name in names]
        corners = [replace(row, **_within(dict(zip(names, corner, strict=True)))) for corner in product(*ends)]
        values = self.impacts(corners, gross)
        return found.agrees(float(values.min()), float(values.max()))


def _may_be_rounded(name: str, held: Figure | None) -> bool:
    if held is None or (name == "quantity" and held.half_step >= 0.5):
        return False
    return name not in FILTERS or held.value not in (0, 1)


def _within(numbers: dict[str, float]) -> dict[str, float]:
    return {name: min(1.0, max(0.0, value)) if name in FILTERS else value for name, value in numbers.items()}


def on_print(found: Figure, right: float) -> Iterator[Explanation]:
    """Slips that need no other input: cut off instead of rounded, sign, point, two digits changed about."""
    if found.value and 0 < (right - found.value) / np.sign(found.value) < 2 * found.half_step:
        yield Explanation("cut_off")
    if found.agrees(-right):
        yield Explanation("sign", used=-right)
    if any(abs(value - right) <= found.half_step * (1 + 1e-9) for value in swapped(found)):
        yield Explanation("digits_swapped_in_print")
    for shift in DIGIT_SHIFTS:
        if right and found.agrees(right * shift):
            yield Explanation("point_moved_in_print", used=shift)
