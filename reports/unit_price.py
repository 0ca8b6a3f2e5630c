"""A price in words: the amount and what one pays it for."""

import re

from chain.assumption import Assumption
from reports.texts.numbers import format_money

CURRENCY = re.compile(r"^(kr|kronor|sek)\b\.?", re.IGNORECASE)


def amount(sek: float, language: str) -> str:
    """Whole kronor without decimals, others to the öre."""
    return format_money(language, sek, 0 if sek % 1 == 0 else 2)


def per_unit(price: Assumption, language: str) -> str:
    """The amount and what it is for: `3 500 kr/besök`. The unit often says `kr` once more, which is dropped."""
    money, unit = amount(price.value, language), priced_unit(price.unit)
    return f"{money}{unit}" if unit.startswith("/") else f"{money} {unit}".strip()


def priced_unit(unit: str) -> str:
    """What a price is for, without the currency: `/besök` in `kr/besök`, nothing in `kr`."""
    return CURRENCY.sub("", unit.strip()).strip()
