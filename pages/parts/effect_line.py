"""One line about a monetised effect: how much changes, what is left of it, for how long, and what it is worth."""

from chain.model import DirectNumber, MonetisedEffect, ShareOfCohort, YearlyProfile
from pages.parts import compute, conventions
from pages.parts.words import language, t
from reports.texts.numbers import format_money, format_number, format_share, format_years
from sroi.results import EffectResult
from storage.operations import Stored


def counted(stored: Stored) -> dict[str, EffectResult]:
    """Effect id → its figures under the conventions in force; an effect that is not counted is not there."""
    return {each.effect_id: each for each in compute.result(stored, conventions.settings()).effects}


def line(effect: MonetisedEffect, figures: EffectResult | None) -> str:
    """`30 % × 1 · kvar 50 % · 5 år · nuvärde på 10 år: 12 300 kr`; what is not known yet is left out, and said."""
    tongue = language()
    parts = [_quantity(effect)]
    if figures is not None:
        parts.append(t("effect_line.left", share=format_share(tongue, float(figures.filters_left), None)))
    if effect.duration_years is not None and not isinstance(effect.quantity, YearlyProfile):
        parts.append(format_years(tongue, effect.duration_years.value))
    return " · ".join(part for part in (*parts, _worth(effect, figures)) if part)


def _quantity(effect: MonetisedEffect) -> str:
    tongue = language()
    match effect.quantity:
        case ShareOfCohort(share=share, units=units):
            return f"{format_share(tongue, share.value, None)} × {format_number(tongue, units.value)}"
        case DirectNumber(number=number):
            return t("effect_line.number", number=format_number(tongue, number.value))
        case YearlyProfile(units=units):
            return t("effect_line.profile", number=format_number(tongue, units.total()), years=len(units.values))
    return t("effect_line.no_quantity")


def _worth(effect: MonetisedEffect, figures: EffectResult | None) -> str:
    if figures is not None:
        horizon = format_years(language(), conventions.settings().horizon_years)
        amount = format_money(language(), float(figures.present_value))
        return t("effect_line.worth", horizon=horizon, amount=amount)
    return t("effect_line.not_counted" if effect.in_base_case else "effect_line.beside")
