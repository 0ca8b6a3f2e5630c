"""Which unknowns a set of sums determines, found by exact elimination."""

from collections.abc import Collection, Hashable, Sequence
from fractions import Fraction

Equation = dict[Hashable, int]
"""Unknown → its coefficient; together they come to what is known."""


def determined(equations: Sequence[Equation], unknown: Collection) -> list[tuple[Hashable, list[Equation]]]:
    """Every unknown that the equations determine, with the equations that it follows from; all else is known.

    An unknown is determined exactly when the reduced row echelon form of the unknowns' coefficients has a row with that
    unknown alone. Fractions are exact, so nothing depends on rounding.
    """
    rows = []
    for at, equation in enumerate(equations):
        row = {name: Fraction(number) for name, number in equation.items() if name in unknown and number}
        if row:
            rows.append((row, {at: Fraction(1)}))
    found = [(next(iter(row)), used) for row, used in _reduced(rows) if len(row) == 1]
    return [(name, [equations[at] for at in sorted(used)]) for name, used in found]


def _reduced(rows: list[tuple[dict, dict]]) -> list[tuple[dict, dict]]:
    """Gauss and Jordan: each row with the combination of equations that it is."""
    done: list[tuple[object, dict, dict]] = []
    for row, used in rows:
        for pivot, other, others_used in done:
            if pivot in row:
                row, used = _less(row, other, row[pivot]), _less(used, others_used, row[pivot])
        if not row:
            continue
        pivot = next(iter(row))
        scale = row[pivot]
        row, used = _divided(row, scale), _divided(used, scale)
        done = [
            (each, _less(other, row, other[pivot]), _less(theirs, used, other[pivot])) if pivot in other
            else (each, other, theirs)
            for each, other, theirs in done
        ]  # fmt: skip
        done.append((pivot, row, used))
    return [(row, used) for _, row, used in done]


def _less(one: dict, other: dict, times: Fraction) -> dict:
    found = dict(one)
    for name, number in other.items():
        left = found.get(name, Fraction(0)) - times * number
        if left:
            found[name] = left
        else:
            found.pop(name, None)
    return found


def _divided(row: dict, by: Fraction) -> dict:
    return {name: number / by for name, number in row.items()}
