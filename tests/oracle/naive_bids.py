"""Bids compared the stupid way: fractions, one term at a time, years added one by one."""

from fractions import Fraction
from math import floor


def value_of(measure: dict, promised: list, rate: Fraction, horizon: int) -> Fraction:
    """What a promise is worth; `promised` by year, None where blank."""
    units = [Fraction(0) if each is None else each for each in promised]
    for limit in (measure["highest"], measure["cap"]):
        while limit is not None and sum(units) > limit:
            latest = max(at for at, each in enumerate(units) if each > 0)
            units[latest] -= min(units[latest], sum(units) - limit)
    worth = measure["unit_value"] * (1 - measure["deadweight"]) * (1 - measure["attribution"])
    value = Fraction(0)
    for year, number in enumerate(units):
        if measure["duration"] is None:
            value += number * worth
            continue
        for k in range(measure["duration"]):
            at = year + measure["lag"] + k
            if at < horizon:
                value += number * worth * (1 - measure["drop_off"]) ** k / (1 + rate) ** at
    return value


def half_up(amount: Fraction, step: Fraction) -> Fraction:
    """To a whole multiple of the step, halves upwards; for amounts from 0."""
    return floor(amount / step + Fraction(1, 2)) * step


def order(bids: list[dict]) -> list[str]:
    """Ids by comparison number, then by price; nobody else is asked."""
    left, found = list(bids), []
    while left:
        best = left[0]
        for each in left[1:]:
            if (each["comparison"], each["price"], each["id"]) < (best["comparison"], best["price"], best["id"]):
                best = each
        found.append(best["id"])
        left.remove(best)
    return found
