"""The forms for a portfolio as a whole: its name and conventions, and what is to be as large as possible."""

from collections.abc import Mapping

import streamlit as st

from chain.plan.model import Aim, Objective, Portfolio
from pages.parts import inputs, portfolio_desk
from pages.parts import portfolio_fields as fields
from pages.parts.measures import NUMBER, SHARE
from pages.parts.sheet import Option, Sheet
from pages.parts.words import language, t
from storage.operations.plan import StoredPortfolio

AIMS = (Aim.NET_VALUE, Aim.OWN_CASHABLE, Aim.PRIORITY, Aim.WEIGHTED)
"""What can be chosen; the ratio is none of them."""
PERSPECTIVES = ("society", "public", "municipality", "region", "state")
LONGEST_HORIZON = 100


def show(found: StoredPortfolio) -> None:
    """Draw both."""
    st.header(t("portfolio.aim"), anchor=False)
    portfolio_desk.form(found, "objective", _objective, ("objective",))


def show_about(found: StoredPortfolio) -> None:
    """Draw the form for its name, years and conventions."""
    portfolio_desk.form(found, "about", _about, ("name", "start_year", "conventions"))


def _about(sheet: Sheet, portfolio: Portfolio) -> Mapping[str, object]:
    held = portfolio.conventions
    name = inputs.text(sheet, "name", portfolio.name, label=t("portfolio.name"), required=True)
    start = fields.year(sheet, "start_year", portfolio.start_year, required=True)
    st.write(t("portfolio.conventions_help"))
    set_name = inputs.line(sheet, "assumption_set", held.assumption_set)
    number = inputs.line(sheet, "set_version", held.set_version)
    years = fields.amount(sheet, "horizon_years", float(held.horizon_years), NUMBER, lowest=1, required=True)
    rate = fields.amount(sheet, "discount_rate", held.discount_rate, SHARE, lowest=None, required=True)
    price_year = inputs.year(sheet, "price_year", held.price_year)
    if years is not None and (years % 1 or years > LONGEST_HORIZON):
        fields.refuse(sheet, "horizon_years", "portfolio.whole_years")
        years = None
    told = {"assumption_set": set_name, "set_version": number, "price_year": price_year}
    told |= {"horizon_years": int(years)} if years is not None else {}
    told |= {"discount_rate": rate} if rate is not None else {}
    return {"name": name, "start_year": start or portfolio.start_year, "conventions": held.model_copy(update=told)}


# --- the aim ----------------------------------------------------------------------------------------------------------


def _objective(sheet: Sheet, portfolio: Portfolio) -> Mapping[str, object]:
    old = portfolio.objective
    st.caption(t("portfolio.never_ratio"))
    aim = Aim(fields.choice(sheet, "aim", old.aim, [(str(each), t(f"portfolio_aim.{each}")) for each in AIMS]))
    told: dict[str, object] = {"aim": aim}
    if aim in (Aim.NET_VALUE, Aim.WEIGHTED):
        told["perspective"] = fields.choice(sheet, "perspective", old.perspective, _perspectives(portfolio))
    if aim in (Aim.OWN_CASHABLE, Aim.WEIGHTED):
        told["own_ids"] = fields.choices(sheet, "own_ids", old.own_ids, inputs.named(portfolio.actors))
    if aim in (Aim.PRIORITY, Aim.WEIGHTED):
        told |= _priority(sheet, portfolio, old)
    if aim is Aim.WEIGHTED:
        told["weights"] = _weights(sheet, old)
    return {"objective": Objective.model_validate({**dict(old), **told})}


def _perspectives(portfolio: Portfolio) -> list[Option]:
    own = [(f"actor:{each.id}", each.name.into(language()) or each.id) for each in portfolio.actors]
    return [(each, t(f"allocation.perspective.{each}")) for each in PERSPECTIVES] + own


def _priority(sheet: Sheet, portfolio: Portfolio, old: Objective) -> dict[str, object]:
    groups = fields.choices(sheet, "priority_group_ids", old.priority_group_ids, inputs.named(portfolio.target_groups))
    if not portfolio.goals:
        return {"priority_group_ids": groups}
    goals = fields.choices(sheet, "priority_goal_ids", old.priority_goal_ids, inputs.named(portfolio.goals))
    return {"priority_group_ids": groups, "priority_goal_ids": goals}


def _weights(sheet: Sheet, old: Objective) -> dict[Aim, float]:
    found = {}
    for each in AIMS[:-1]:
        title = t("portfolio.weight_of", aim=t(f"portfolio_aim.{each}"))
        weight = fields.amount(sheet, f"weights/{each}", old.weights.get(each), NUMBER, title=title)
        found |= {each: weight} if weight is not None else {}
    return found
