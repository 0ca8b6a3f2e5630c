"""Resources: what is put in, by whom, in which years."""

from collections.abc import Mapping

import streamlit as st

from chain.model import Account, Chain, Resource, ResourceKind
from chain.text import Text
from chain.walk import Step
from pages.parts import editor, figures, inputs, steps
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet, label_of
from pages.parts.words import language, t

BY_HOURS = (ResourceKind.STAFF_TIME, ResourceKind.VOLUNTEER_TIME)


def _draw(sheet: Sheet, chain: Chain, old: Resource) -> Mapping[str, object]:
    given = {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "kind": inputs.choice(sheet, "kind", old.kind, inputs.members("resource_kind", ResourceKind)),
        "payer_id": inputs.choice(sheet, "payer_id", old.payer_id, inputs.named(chain.actors), optional=True),
    }
    given |= _by_hours(sheet, chain, old) if given["kind"] in BY_HOURS else _by_amount(sheet, chain, old)
    valued = inputs.tick(sheet, "valued", old.valued)
    reason = old.not_valued_reason if valued else inputs.text(sheet, "not_valued_reason", old.not_valued_reason)
    return given | {"valued": valued, "not_valued_reason": reason, "account": _account(sheet, old.account or Account())}


def _by_amount(sheet: Sheet, chain: Chain, old: Resource) -> Mapping[str, object]:
    years = steps.programme(chain.start_year, chain.end_year)
    amounts = figures.series(sheet, "amounts", old.amounts, years, figures.MONEY, priced=True)
    return {"amounts": amounts, "hours": None, "hourly_cost": None, "on_cost_share": None}


def _by_hours(sheet: Sheet, chain: Chain, old: Resource) -> Mapping[str, object]:
    ways = [("amounts", t("resource.as_amounts")), ("hours", t("resource.as_hours"))]
    way = inputs.choice(sheet, "way", "hours" if old.hours else "amounts", ways, label=t("resource.way"))
    if way == "amounts":
        return _by_amount(sheet, chain, old)
    years = steps.programme(chain.start_year, chain.end_year)
    return {
        "amounts": None,
        "hours": figures.series(sheet, "hours", old.hours, years, figures.NUMBER, unit="h"),
        "hourly_cost": figures.assumption(sheet, "hourly_cost", old.hourly_cost, figures.MONEY, priced=True),
        "on_cost_share": figures.assumption(sheet, "on_cost_share", old.on_cost_share, figures.SHARE),
    }


def _account(sheet: Sheet, old: Account) -> Account | None:
    with st.expander(label_of("account")):
        parts = {
            name: inputs.line(sheet, f"account.{name}", getattr(old, name), label=label_of(name))
            for name in Account.model_fields
        }
    return Account(**parts) if any(parts.values()) else None


def _summary(chain: Chain, each: Resource) -> str:
    payer = next((actor.name.into(language()) for actor in chain.actors if actor.id == each.payer_id), "")
    total = figures.MONEY.show(language(), each.amounts.total()) if each.amounts else ""
    return " · ".join(part for part in (t(f"resource_kind.{each.kind}"), payer, total) if part)


KIND = Kind("resources", _draw, lambda ident: Resource(id=ident, name=Text(), kind=ResourceKind.MONEY), _summary)


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.RESOURCES)
    editor.show_several(stored, KIND)
    steps.end(Step.RESOURCES, states)
