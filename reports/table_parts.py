"""Tables of what a figure is made of: whose share of the value is whose, and the terms of a calculation."""

from collections.abc import Iterable

from pandas import DataFrame

from chain.assumption import Assumption, Passport, Series
from chain.model import Chain, by_id, passports
from reports.columns import ROW_UNIT
from reports.spread_words import has_said, said
from reports.texts import text
from reports.texts.numbers import format_money
from sroi.breakdown import by_goal, by_outcome, by_stakeholder
from sroi.perspective import members_of
from sroi.results import Result
from sroi.term import Term

_SLICES = {
    "stakeholder": ("stakeholders", by_stakeholder),
    "outcome": ("outcomes", by_outcome),
    "goal": ("goals", by_goal),
}
_EXACT = {"sek": "sek_exact", "share": "share_exact"}
_NAMED_BY_ELEMENT = ("effect", "resource", "counterpart", "price_at_end")


def names_of(elements: Iterable, language: str) -> dict[str, str]:
    """The names of elements by their id."""
    return {each_id: each.name.into(language) for each_id, each in by_id(tuple(elements)).items()}


def shares(result: Result, chain: Chain, owner: str, perspective: str, language: str) -> DataFrame:
    """The value of each `stakeholder`, `outcome` or `goal`, SEK, and its share of the total; largest first."""
    kind, slices_of = _SLICES[owner]
    names = names_of(getattr(chain, kind), language)
    slices = sorted(slices_of(chain, result, perspective), key=lambda part: (part.element_id is None, -part.value))
    rows = [
        {
            owner: names.get(part.element_id) or text(language, f"table.rest.{owner}"),
            "present_value": part.value,
            "share": part.share,
        }
        for part in slices
    ]
    return DataFrame(rows, columns=[owner, "present_value", "share"])


def transfers(result: Result, chain: Chain, perspective: str, language: str) -> list[str]:
    """One sentence for each counted transfer whose two sides both count in a perspective, and so cancel."""
    members, names = members_of(chain, perspective), names_of(chain.actors, language)
    effects = names_of(chain.effects, language)
    return [
        text(
            language,
            "table.transfer",
            effect=effects[effect.effect_id],
            actor=names[effect.actor_id],
            amount=format_money(language, float(effect.present_value)),
            counterpart=names[effect.counterpart_id],
        )
        for effect in result.effects
        if effect.counterpart_id in members and effect.actor_id in members
    ]


def terms(found: Iterable[Term], chain: Chain, language: str) -> DataFrame:
    """The steps of a calculation in order: what each is and does, its year and number, and where that comes from."""
    passport_at = dict(passports(chain))
    rows = [
        {
            "factor": term_name(term, chain, language),
            "role": text(language, f"term_role.{term.role}"),
            "year": "" if term.year is None else str(term.year),
            "number": term.value,
            **_origin(passport_at.get(term.place), language),
            "how_sure": _how_sure(term, passport_at.get(term.place), language),
            ROW_UNIT: _EXACT.get(term.unit, term.unit),
        }
        for term in found
    ]
    table = DataFrame(
        rows, columns=["factor", "role", "year", "number", "price_year", "how_sure", "source", "grounds", ROW_UNIT]
    )
    return table.drop(columns=[key for key in _WHERE_KNOWN if not table[key].any()])


_WHERE_KNOWN = ("year", "price_year", "how_sure", "source", "grounds")
"""Columns that are left out where no step has anything in them."""


def _origin(passport: Passport | None, language: str) -> dict[str, str]:
    """Where a number comes from: its price year, its source, and how it was derived or why it is what it is."""
    if passport is None:
        return {"price_year": "", "source": "", "grounds": ""}
    year = "" if passport.price_year is None else str(passport.price_year)
    said = (passport.derivation.into(language), passport.reason.into(language))
    return {"price_year": year, "source": passport.source, "grounds": " ".join(filter(None, said))}


def _how_sure(term: Term, figure: Assumption | Series | None, language: str) -> str:
    """What is said of how sure a number is; nothing where nobody has said anything."""
    if figure is None or not has_said(term.place, figure):
        return ""
    unit = term.unit if term.unit in ("sek", "share") else "number"
    return said(language, term.place, figure, unit)


def term_name(term: Term, chain: Chain, language: str) -> str:
    """What a step is called: the name of its effect or resource, or of what it does."""
    if term.key not in _NAMED_BY_ELEMENT or not term.place:
        return text(language, f"term_key.{term.key}")
    kind, element_id = term.place.split("/")[:2]
    element = by_id(getattr(chain, kind))[element_id]
    name = element.name.into(language)
    if term.key == "counterpart":
        actor = by_id(chain.actors)[element.transfer_counterpart_id].name.into(language)
        return text(language, "term_key.counterpart", actor=actor, effect=name)
    return text(language, "term_key.price_at_end", effect=name) if term.key == "price_at_end" else name
