"""Where a forecast turns, in sentences: the exact break-evens, the ceilings, and what cannot turn it."""

from collections.abc import Iterator, Sequence

from chain.forecast.effect import RATIOS, SHIFTS, Measure
from reports.forecast.headline import said_of
from reports.forecast.names import number_words, places_name
from reports.forecast.stamp import Beside
from reports.texts import text
from reports.texts.numbers import format_money, format_number
from sroi.forecast.child_break_even import BreakEven, Ceilings

SMALLEST = 1e-9


def tips(found: Sequence[BreakEven]) -> tuple[BreakEven, ...]:
    """Those with a break-even worth telling, the nearest to the stated number first. That nothing comes of no children
    or no takers is not worth it."""
    kept = [each for each in found if each.value is not None and not _is_trivial(each)]
    return tuple(sorted(kept, key=_distance))


def _is_trivial(each: BreakEven) -> bool:
    return abs(each.value) < SMALLEST and each.figure.places[0].endswith(("/children", "/uptake_share"))


def _distance(each: BreakEven) -> float:
    base = each.figure.figure.value
    return abs(each.value - base) / (abs(base) or 1.0)


def sentence(each: BreakEven, beside: Beside, option_id: str, language: str) -> str:
    """*If the effect is below 4.2 % (now 18 %), the public sector no longer saves more than it pays over 10 years.*"""
    comparison, place = beside.comparison, each.figure.places[0]
    base = each.figure.figure.value
    said = {
        "name": places_name(comparison, each.figure.places, language),
        "value": _value(each, beside, language),
        "today": number_words(comparison, place, base, language),
        **said_of(beside, option_id, language),
    }
    gains = beside.forecast.of(option_id).at(beside.years).of(beside.perspective)
    now = gains.net if each.target == "net" else gains.net_benefit
    side = "below" if each.value < base else "above"
    turns = "less" if now > 0 else "more"
    threshold = format_money(language, comparison.decision.threshold_sek.value)
    condition = text(language, f"prognosis.tips.if_{side}", **said)
    then = text(language, f"prognosis.tips.{each.target}_{turns}", threshold=threshold, **said)
    parts = [text(language, "prognosis.tips.sentence", condition=condition, consequence=then)]
    if each.within_stated is not None:
        parts.append(text(language, "prognosis.tips.inside" if each.within_stated else "prognosis.tips.outside"))
    return " ".join(parts)


def _value(each: BreakEven, beside: Beside, language: str) -> str:
    """The break-even with enough digits to tell it from the stated number."""
    place, base = each.figure.places[0], each.figure.figure.value
    return number_words(beside.comparison, place, each.value, language, apart_from=base)


def cannot(found: Sequence[BreakEven], beside: Beside, language: str) -> tuple[str, ...]:
    """The numbers that, alone, turn nothing."""
    return tuple(places_name(beside.comparison, each.figure.places, language) for each in found if each.value is None)


def ceiling_sentences(found: Ceilings, beside: Beside, option_id: str, language: str) -> Iterator[str]:
    """The highest cost per child, for money alone and with health counted, and how many children it takes."""
    said = said_of(beside, option_id, language)
    threshold = format_money(language, beside.comparison.decision.threshold_sek.value)
    for name, most in (("net", found.net_sek_per_child), ("threshold", found.threshold_sek_per_child)):
        if most is None:
            yield text(language, "prognosis.tips.pays_nothing", **said)
            return
        if most <= 0:
            yield text(language, f"prognosis.tips.ceiling_{name}_none", threshold=threshold, **said)
        else:
            amount = format_money(language, most)
            yield text(language, f"prognosis.tips.ceiling_{name}", amount=amount, threshold=threshold, **said)
    if found.children is None:
        yield text(language, "prognosis.tips.more_children_lose", **said)
    elif found.children > SMALLEST:
        count = format_number(language, found.children, 1)
        yield text(language, "prognosis.tips.children", count=count, **said)


def exactness(beside: Beside, option_id: str, language: str) -> str:
    """Why the effect's break-even is exact, or was sought."""
    effect = beside.comparison.option(option_id).effect
    exact = effect.measure is Measure.RISK_DIFFERENCE and effect.acts_on in SHIFTS
    kind = "exact" if exact else "ratio" if effect.measure in RATIOS else "sought"
    return text(language, f"prognosis.tips.effect_{kind}")
