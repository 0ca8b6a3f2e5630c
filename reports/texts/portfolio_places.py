"""The name of a place in a portfolio, in a person's words: *Option “Läxhjälp”: what it costs*."""

from chain.plan.checks.looked import KINDS
from chain.plan.model import Portfolio
from reports.texts import has_text, text

PREFIX = "portfolio"
"""With what a place in a portfolio begins, and in its document too."""
LONGEST = 80


def is_portfolio(place: str) -> bool:
    """Whether this is a place in a portfolio, or in a document of one."""
    return place.removeprefix("/").split("/")[0] == PREFIX


def portfolio_label(language: str, name: str) -> str:
    """What a field of a portfolio is called; some names mean something of their own there."""
    keys = (f"portfolio_field.{name}", f"field.{name}")
    return next((text(language, key) for key in keys if has_text(key)), "")


def portfolio_place(language: str, place: str, portfolio: Portfolio | None = None) -> str:
    """The place as a person would call it; elements by their names when `portfolio` is given."""
    steps = place.removeprefix("/").split("/")[1:]
    if not steps:
        return text(language, "portfolio_field.portfolio")
    if steps[0] in KINDS and len(steps) > 1:
        whole, rest = _element(language, steps[0], steps[1], portfolio), steps[2:]
    else:
        whole, rest = portfolio_label(language, steps[0]) or steps[0], steps[1:]
    inside = [_step(language, each) for each in rest]
    return ": ".join([_upper(whole), *(f"{each[:1].lower()}{each[1:]}" for each in inside)])


def _step(language: str, step: str) -> str:
    return str(int(step) + 1) if step.isdecimal() and len(step) < 4 else portfolio_label(language, step) or step


def _element(language: str, kind: str, element_id: str, portfolio: Portfolio | None) -> str:
    one = text(language, f"portfolio_one.{kind}")
    if element_id.isdecimal() and portfolio is None:
        return text(language, "place.numbered", kind=one, number=int(element_id) + 1)
    found = next((each for each in getattr(portfolio, kind) if each.id == element_id), None) if portfolio else None
    held = getattr(found, "name", None)
    name = (held.into(language) if held else "") or ("" if found is not None and held is None else element_id)
    return text(language, "place.element", kind=one, name=_short(name)) if name else one


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]
