"""The interventions that are compared: how each is carried out, what it costs, and who pays."""

from collections.abc import Mapping
from itertools import count

import streamlit as st

from chain.forecast.catalogue import catalogue
from chain.forecast.model import Comparison, CostItem, CostPer, Delivery, Option, PayerShare
from chain.forecast.walk import Part
from chain.model import Level, Method
from pages.parts import compared_methods, compared_steps, editor, figures, inputs
from pages.parts.access import guard
from pages.parts.compared_fields import Known, choice, number, text
from pages.parts.compared_forecast import DESK
from pages.parts.editor import Kind
from pages.parts.rows import row, taken_away
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t

PAYERS = (Level.MUNICIPALITY, Level.REGION, Level.STATE)
SPREADS = ("annuity", "even")


def _draw(sheet: Sheet, comparison: Comparison, old: Option) -> Mapping[str, object]:
    compared_methods.tell(old.method_id)
    return {
        "name": text(sheet, "name", old.name, required=True),
        "words": text(sheet, "words", old.words, long=True),
        "method": choice(sheet, "method", old.method, inputs.members("method", Method)),
        "delivery": _delivery(sheet, old.delivery),
        "costs": _costs(sheet, old),
        "payer_shares": _payers(sheet, old),
    }


def _delivery(sheet: Sheet, old: Delivery) -> Mapping[str, object]:
    st.header(t("compared.delivery"), anchor=False)
    shares = ("uptake_share", "completion_share")
    given = {name: number(sheet, name, getattr(old, name), figures.SHARE, unit="share") for name in shares}
    return given | {
        name: number(sheet, name, getattr(old, name), figures.NUMBER, unit=unit)
        for name, unit in (("group_size", "children/group"), ("groups", "groups"))
    }


def _costs(sheet: Sheet, old: Option) -> list[dict]:
    """Each part of the cost, and an empty one to go on with; one without name and amount falls away."""
    st.header(t("compared.costs"), anchor=False)
    st.write(t("compared.costs_help"))
    ids = {each.id for each in old.costs}
    blank = CostItem(id=next(name for n in count(1) if (name := f"cost-{n}") not in ids))
    found = [_cost(sheet, old, each, each is blank) for each in (*old.costs, blank)]
    return [each for each in found if each is not None]


def _cost(sheet: Sheet, option: Option, old: CostItem, is_blank: bool) -> dict | None:
    base = f"costs/{old.id}"
    heading = t("compared.new_cost") if is_blank else plain(old.name.into(language()) or old.id)
    with row(sheet, base, heading, is_blank and bool(option.costs)):
        name = inputs.text(sheet, f"{base}/name", old.name, label=t("compared.cost_name"))
        per = choice(sheet, f"{base}/per", old.per, inputs.members("cost_per", CostPer))
        place = "" if is_blank else f"options/{option.id}/{base}/amount"
        amount = number(sheet, f"{base}/amount", old.amount, figures.MONEY, unit=f"SEK/{per}", priced=True,
                        place=place, known=_known(option, old.id))  # fmt: skip
        given = {"id": old.id, "name": name, "per": per, "amount": amount, **_finer(sheet, base, old, per)}
        gone = not is_blank and taken_away(sheet, base)
    return None if gone or (is_blank and not name and amount is None) else given


def _finer(sheet: Sheet, base: str, old: CostItem, per: str | None) -> dict:
    """How many of it, and over how long a set-up cost is spread."""
    given = {"quantity": number(sheet, f"{base}/quantity", old.quantity, figures.NUMBER)}
    if per != CostPer.SETUP:
        return given
    spreads = [(code, t(f"forecast_spread.{code}")) for code in SPREADS]
    years = number(sheet, f"{base}/life_years", old.life_years, figures.NUMBER, unit="years")
    return given | {"life_years": years, "spread": choice(sheet, f"{base}/spread", old.spread, spreads)}


def _known(option: Option, cost_id: str) -> list[Known]:
    """The catalogue's cost of the method that the option began as."""
    methods = {each.id: each for each in catalogue().methods}
    entry = methods.get(option.method_id or "")
    items = entry.option.costs if entry else ()
    return [
        Known(entry.name.into(language()), each.amount)
        for each in items
        if each.id == cost_id and each.amount is not None
    ]


def _payers(sheet: Sheet, old: Option) -> list[dict]:
    """How much each level pays; together all of it."""
    st.header(t("compared.payers"), anchor=False)
    st.write(t("compared.payers_help"))
    there: dict[Level, PayerShare] = {each.payer: each for each in old.payer_shares}
    found = []
    for payer in dict.fromkeys((*PAYERS, *there)):
        before = there[payer].share if payer in there else None
        title = t("compared.payer_share", payer=t(f"level.{payer}"))
        share = number(sheet, f"payer_shares/{payer}/share", before, figures.SHARE, unit="share", title=title)
        found += [{"payer": payer, "share": share}] if share is not None else []
    return found


def _summary(comparison: Comparison, each: Option) -> str:
    known = sum(item.amount is not None for item in each.costs)
    told = t("compared.costs_known", count=known, of=len(each.costs)) if each.costs else t("compared.no_costs")
    return " · ".join((t(f"method.{each.method}"), told))


KIND = Kind("options", _draw, lambda ident: Option(id=ident), _summary, "delivery", desk=DESK)


def render() -> None:
    """Draw the page."""
    guard()
    found, states = compared_steps.begin(Part.OPTIONS)
    editor.show_several(found, KIND)
    if not editor.is_open() and found.writable and not found.archived:
        compared_methods.add(found)
    compared_steps.end(Part.OPTIONS, states)
