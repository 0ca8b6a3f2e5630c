"""Monetised effects: what the change is worth, for whom, at which price, and whether money is freed."""

from collections.abc import Mapping

from chain import edit
from chain.assumption import Assumption
from chain.model import Chain, CostBasis, MonetisedEffect, PriceQuality, Proxy, Span
from chain.text import Text
from chain.walk import Step
from pages.parts import editor, effect_line, figures, inputs, price_picker, put_in, steps
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet
from pages.parts.words import language, t
from reports.unit_price import per_unit, priced_unit
from storage.operations import Stored


def _effect(sheet: Sheet, chain: Chain, old: MonetisedEffect) -> Mapping[str, object]:
    actors = inputs.named(chain.actors)
    signs = [("1", t("sign.gain")), ("-1", t("sign.cost"))]
    return {
        "name": inputs.text(sheet, "name", old.name, required=True),
        **_outcome(sheet, chain, old),
        "actor_id": inputs.choice(sheet, "actor_id", old.actor_id, actors, optional=True),
        "proxy_id": inputs.choice(sheet, "proxy_id", old.proxy_id, inputs.named(chain.proxies), optional=True),
        "sign": int(inputs.choice(sheet, "sign", str(old.sign), signs) or old.sign),
        "transfer_counterpart_id": inputs.choice(
            sheet, "transfer_counterpart_id", old.transfer_counterpart_id, actors, optional=True
        ),
        "cashable_share": figures.assumption(sheet, "cashable_share", old.cashable_share, figures.SHARE, reason=True),
        "cashable_from_year": inputs.year(sheet, "cashable_from_year", old.cashable_from_year),
        "in_base_case": inputs.tick(sheet, "in_base_case", old.in_base_case),
    }


def _outcome(sheet: Sheet, chain: Chain, old: MonetisedEffect) -> Mapping[str, object]:
    """Which change is valued; asked here only while it is not answered, since it is otherwise asked under impact."""
    if old.outcome_id is not None:
        return {}
    outcomes = inputs.named(chain.outcomes)
    return {"outcome_id": inputs.choice(sheet, "outcome_id", None, outcomes, optional=True)}


def _proxy(sheet: Sheet, chain: Chain, old: Proxy) -> Mapping[str, object]:
    price_picker.show_template(old)
    return {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "price": _price(sheet, old.price if edit.element(chain, "proxies", old.id) else None) or old.price,
        "payer_id": inputs.choice(sheet, "payer_id", old.payer_id, inputs.named(chain.actors), optional=True),
        "quality": inputs.choice(sheet, "quality", old.quality, inputs.members("quality", PriceQuality)),
        "basis": inputs.choice(sheet, "basis", old.basis, inputs.members("basis", CostBasis)),
        "span": inputs.choice(sheet, "span", old.span, inputs.members("span", Span)),
    }


def _price(sheet: Sheet, old: Assumption | None) -> Assumption | None:
    """The price and what one pays it for. A new price is empty, so that nobody saves a price of nothing by mistake."""
    price = figures.assumption(sheet, "price", old, figures.MONEY, priced=True, required=True)
    before = old.unit if old and priced_unit(old.unit) else ""
    unit = inputs.line(sheet, "price_unit", before)
    if price is None or unit == before:
        return price
    return price.model_copy(update={"unit": unit})


def _effects(stored: Stored) -> Kind:
    figures_of = effect_line.counted(stored)

    def summary(chain: Chain, each: MonetisedEffect) -> str:
        price = editor.names(chain.proxies, (each.proxy_id,)) or t("about.no_price")
        actor = editor.names(chain.actors, (each.actor_id,))
        worth = effect_line.line(each, figures_of.get(each.id))
        return " · ".join(part for part in (actor, price, worth) if part)

    return Kind("effects", _effect, lambda ident: MonetisedEffect(id=ident, name=Text()), summary, "value")


PROXIES = Kind(
    "proxies",
    _proxy,
    lambda ident: Proxy(id=ident, name=Text(), price=Assumption(value=0)),
    lambda chain, each: per_unit(each.price, language()),
)


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.VALUE)
    put_in.note(stored)
    editor.show_several(stored, PROXIES, _effects(stored))
    if not editor.is_open():
        price_picker.show(stored)
    steps.end(Step.VALUE, states)
