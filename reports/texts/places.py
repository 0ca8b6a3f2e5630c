"""The name of a place in a chain or a document, in a person's words: *Outcome “Fewer falls”: name*."""

import re

from chain.assumption import Frozen
from chain.forecast.model import Comparison
from chain.model import KINDS, Chain, MonetisedEffect, YearlyProfile
from chain.place import FORECAST
from chain.plan.fund import FundAccount
from chain.plan.model import Portfolio
from reports.texts import has_text, text
from reports.texts.forecast_places import forecast_place, is_forecast, label
from reports.texts.fund_places import fund_label, fund_place, is_fund
from reports.texts.portfolio_places import is_portfolio, portfolio_label, portfolio_place
from reports.texts.procurement_places import is_procurement, procurement_label, procurement_place

Held = Chain | Comparison | Portfolio | FundAccount | None
"""What a place can be in."""
SILENT = frozenset({"quantity", "values", "chain", "way"})
"""Steps of a path that say nothing to a person when something follows them."""


def place_name(language: str, place: str, chain: Held = None) -> str:
    """A place, `kind/id/field` or a JSON pointer, as a person would call it; with names when `chain` is given.

    A place in a comparison is told in the words of a forecast.
    """
    if place.startswith(FORECAST):
        place = place.split("/", 2)[-1]
    if is_forecast(place):
        return forecast_place(language, place, chain if isinstance(chain, Comparison) else None)
    if is_procurement(place):
        return procurement_place(language, place)
    if is_portfolio(place):
        return portfolio_place(language, place, chain if isinstance(chain, Portfolio) else None)
    if is_fund(place):
        return fund_place(language, place, chain if isinstance(chain, FundAccount) else None)
    chain = chain if isinstance(chain, Chain) else None
    if not place or place.startswith("/"):
        return _document_place(language, [_unescaped(step) for step in place.split("/")[1:]])
    steps = place.split("/")
    if steps[0] == "versions" and len(steps) > 1:
        return text(language, "place.kept", number=steps[1])
    if steps[0] == "retention" and len(steps) > 1:
        return text(language, f"retention.kind.{steps[1]}")
    if steps[0] == "sharing":
        return text(language, "place.sharing")
    if steps[0] == "follow_up" and len(steps) > 1:
        return _followed(language, steps[1:], chain)
    if steps[0] not in (*KINDS, "chain"):
        return _label(language, steps[-1]) or place
    if steps[0] == "chain":
        return _joined(language, text(language, "kind.chain"), _path(language, steps[1:]))
    whole = _element(language, steps[0], steps[1], chain) if len(steps) > 1 else text(language, f"kind.{steps[0]}")
    return _joined(language, whole, _path(language, _fields(steps, chain)))


def field_name(language: str, place: str) -> str:
    """The label of the field at a place, without what it belongs to."""
    last = place.rsplit("/", 1)[-1]
    if is_forecast(place) and label(language, last):
        return label(language, last)
    if is_portfolio(place) and portfolio_label(language, last):
        return portfolio_label(language, last)
    if is_fund(place) and fund_label(language, last):
        return fund_label(language, last)
    if is_procurement(place) and procurement_label(language, last):
        return procurement_label(language, last)
    return _path(language, [last])[:1].upper() + _path(language, [last])[1:] if last else text(language, "place.field")


def _followed(language: str, steps: list[str], chain: Chain | None) -> str:
    """Something of a follow-up: its indicator by name, its period, and what of it."""
    found, period = _found(chain, "indicators", steps[0]), [step for step in steps[1:2] if step[:1].isdigit()]
    name = found.name.into(language) if found else ""
    whole = text(language, "place.follow_up", name=" ".join([_short(name or steps[0]), *period]))
    return _joined(language, whole, _path(language, steps[1 + len(period) :]))


def _element(language: str, kind: str, element_id: str, chain: Chain | None) -> str:
    found = _found(chain, kind, element_id)
    name = found.name.into(language) if found else ""
    return text(
        language, "place.element", kind=_upper(text(language, f"kind_one.{kind}")), name=_short(name or element_id)
    )


def _found(chain: Chain | None, kind: str, element_id: str) -> Frozen | None:
    """The element, looked for one by one: an index for every name would take longer than a thousand names do."""
    return next((each for each in getattr(chain, kind) if each.id == element_id), None) if chain else None


def _fields(steps: list[str], chain: Chain | None) -> list[str]:
    """The path inside an element; the units of a yearly profile have a name of their own."""
    kind, inside = steps[0], steps[2:]
    effect = _found(chain, kind, steps[1]) if kind == "effects" and len(steps) > 1 else None
    is_profile = isinstance(effect, MonetisedEffect) and isinstance(effect.quantity, YearlyProfile)
    return ["profile" if step == "units" and is_profile else step for step in inside]


def _document_place(language: str, steps: list[str]) -> str:
    document = text(language, "place.document")
    if steps[:1] == ["model"]:
        return _model_place(language, steps[1:])
    if steps[:1] == ["comparison"] and len(steps) > 1:
        return forecast_place(language, "/".join(steps[1:]))
    if len(steps) < 2 or steps[0] != "chain":
        return _joined(language, document, _path(language, steps))
    kind, *rest = steps[1:]
    if kind not in KINDS or not rest or not _is_position(rest[0]):
        return _joined(language, text(language, "kind.chain"), _path(language, steps[1:]))
    one = _upper(text(language, f"kind_one.{kind}"))
    whole = text(language, "place.numbered", kind=one, number=int(rest[0]) + 1)
    return _joined(language, whole, _path(language, rest[1:]))


def _model_place(language: str, steps: list[str]) -> str:
    """A place in a cohort model: which of its lists, which in it, and what there."""
    if not steps:
        return text(language, "cohort.model")
    labels = [_model_label(language, step) for step in steps]
    if len(steps) == 1 or not _is_position(steps[1]):
        return _joined(language, text(language, "cohort.model"), ": ".join(map(_lower, labels)))
    one = text(language, f"cohort_one.{steps[0]}") if has_text(f"cohort_one.{steps[0]}") else labels[0]
    whole = text(language, "place.numbered", kind=one, number=int(steps[1]) + 1)
    return _joined(language, whole, ": ".join(map(_lower, labels[2:])))


def _model_label(language: str, step: str) -> str:
    key = f"cohort_field.{step}"
    return text(language, key) if has_text(key) else _label(language, step) or _short(step)


def _path(language: str, steps: list[str]) -> str:
    """Labels of the fields on the way, innermost last."""
    parts = [part for step in steps for part in step.split(".")]
    told = [part for position, part in enumerate(parts) if part not in SILENT or position == len(parts) - 1]
    return ": ".join(_lower(_step(language, part, inner=position > 0)) for position, part in enumerate(told))


def _step(language: str, part: str, inner: bool) -> str:
    """A field's label. Inside a figure `evidence` is its grade; a number in a list is counted from one."""
    if part == "evidence" and inner:
        return text(language, "field.evidence_grade")
    if _is_position(part):
        return str(int(part) + 1)
    return _label(language, part) or _short(part)


def _is_position(part: str) -> bool:
    """Whether the step is a place in a list, and not a year."""
    return re.fullmatch(r"[0-9]{1,3}", part) is not None


def _label(language: str, field: str) -> str:
    key = f"field.{field}"
    return text(language, key) if has_text(key) else ""


def _joined(language: str, whole: str, part: str) -> str:
    return text(language, "place.within", whole=whole, part=part) if part else whole


def _lower(label: str) -> str:
    """The label inside a sentence: small first letter, unless the word is an abbreviation."""
    return label[:1].lower() + label[1:] if re.match(r"\w[\W\d]|\w[a-zåäö]", label) else label


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]


def _short(words: str) -> str:
    """Words that fit in a sentence: one line, at most eighty characters."""
    plain = " ".join(words.split())
    return plain if len(plain) <= 80 else f"{plain[:79]}…"


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")
