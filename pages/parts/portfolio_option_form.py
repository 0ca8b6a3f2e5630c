"""The form for one option of a portfolio: what it costs, what it gives, whom it reaches, how sure, may it be chosen."""

from collections.abc import Mapping

import streamlit as st

from chain.model import PUBLIC_LEVELS, by_id
from chain.plan.model import Gain, Option, Payment, Portfolio, Reach, Spread, Standing, Use
from pages.parts import inputs, links
from pages.parts import portfolio_fields as fields
from pages.parts.editor import Kind
from pages.parts.measures import MONEY, NUMBER, SHARE
from pages.parts.portfolio_desk import DESK, conventions_line
from pages.parts.sheet import Sheet
from pages.parts.words import language, t
from reports.plan.names import money
from sroi.plan.portfolio import alone


def _draw(sheet: Sheet, portfolio: Portfolio, old: Option) -> Mapping[str, object]:
    found = {"name": fields.text(sheet, "name", old.name, required=True)}
    found |= _conventions(sheet, portfolio, old)
    found |= _money(sheet, portfolio, old)
    found |= _reach(sheet, portfolio, old)
    st.header(t("portfolio.how_sure"), anchor=False)
    found["spread"] = _spread(sheet, old)
    return found | _standing(sheet, old)


def _conventions(sheet: Sheet, portfolio: Portfolio, old: Option) -> dict[str, object]:
    """Whoever types amounts says what they were counted on; what comes from an intervention knows it already."""
    if old.origin.chain_id:
        st.caption(t("portfolio.from_intervention"))
        return {}
    same = old.conventions == portfolio.conventions
    told = t("portfolio.same_conventions", conventions=conventions_line(portfolio))
    if sheet.tick("same_conventions", told, same, help=t("portfolio.same_conventions_help")):
        return {"conventions": portfolio.conventions}
    return {"conventions": None if same else old.conventions}


# --- money -----------------------------------------------------------------------------------------------------------


def _money(sheet: Sheet, portfolio: Portfolio, old: Option) -> dict[str, object]:
    if not portfolio.actors:
        st.info(t("portfolio.actors_first"))
        links.link("portfolio_rules", t("page.portfolio_rules"))
        return {}
    actors = inputs.named(portfolio.actors)
    start = portfolio.start_year

    def payer(name: str, before: str | None) -> str:
        return fields.choice(sheet, f"{name}/payer_id", before, actors)

    st.header(t("portfolio.costs"), anchor=False)
    paid = fields.rows(sheet, "payments", fields.spans((each.payer_id, each.amounts) for each in old.payments), payer,
                       MONEY, lowest=None, first_year=start)  # fmt: skip
    st.header(t("portfolio.gives"), anchor=False)
    st.write(t("portfolio.gives_help"))
    gained = fields.rows(sheet, "gains", fields.spans((_about(each), each.amounts) for each in old.gains),
                         lambda name, before: _gain(sheet, portfolio, name, before), MONEY, lowest=None,
                         first_year=start)  # fmt: skip
    payments = [Payment(payer_id=each, amounts=amounts) for each, amounts in fields.together(paid).items()]
    return {"payments": payments, "gains": _gains(fields.together(gained))}


About = tuple[str, float | None, str | None, tuple[str, ...]]
"""What tells gains apart: who gains, the cashable share, whose lives it comes from, the goals that it serves."""


def _about(of: Gain) -> About:
    return of.gainer_id, of.cashable_share, of.target_group_id, of.goal_ids


def _gain(sheet: Sheet, portfolio: Portfolio, name: str, before: About | None) -> About:
    gainer, cashable, group, goals = before or (None, None, None, ())
    who = fields.choice(sheet, f"{name}/gainer_id", gainer, inputs.named(portfolio.actors))
    left, right = st.columns(2)
    with left:
        is_public = by_id(portfolio.actors)[who].level in PUBLIC_LEVELS
        share = fields.amount(sheet, f"{name}/cashable_share", cashable, SHARE) if is_public else None
    with right:
        groups = inputs.named(portfolio.target_groups)
        whose = fields.choice(sheet, f"{name}/target_group_id", group, groups, optional=True) if groups else group
    known = inputs.named(portfolio.goals)
    return who, share, whose, fields.choices(sheet, f"{name}/goal_ids", goals, known) if known else goals


def _gains(found: dict) -> list[Gain]:
    return [
        Gain(gainer_id=who, cashable_share=share, target_group_id=group, goal_ids=goals, amounts=amounts)
        for (who, share, group, goals), amounts in found.items()
    ]


# --- whom it reaches, what it takes ----------------------------------------------------------------------------------


def _reach(sheet: Sheet, portfolio: Portfolio, old: Option) -> dict[str, object]:
    found: dict[str, object] = {}
    if portfolio.target_groups or portfolio.capacities or portfolio.themes or portfolio.goals:
        st.header(t("portfolio.reach"), anchor=False)
    if portfolio.target_groups:
        found["reaches"] = _persons(sheet, portfolio, old)
    if portfolio.capacities:
        found["uses"] = _uses(sheet, portfolio, old)
    for name, of in (("theme_ids", portfolio.themes), ("goal_ids", portfolio.goals)):
        if of:
            found[name] = fields.choices(sheet, name, getattr(old, name), inputs.named(of))
    return found


def _persons(sheet: Sheet, portfolio: Portfolio, old: Option) -> list[Reach]:
    found = []
    for each in portfolio.target_groups:
        title = t("portfolio.persons_of", group=each.name.into(language()) or each.id)
        count = fields.amount(sheet, f"reaches/{each.id}", old.persons(each.id), NUMBER, title=title)
        found += [] if count is None else [Reach(target_group_id=each.id, persons=count)]
    return found


def _uses(sheet: Sheet, portfolio: Portfolio, old: Option) -> list[Use]:
    def capacity(name: str, before: str | None) -> str:
        return fields.choice(sheet, f"{name}/capacity_id", before, inputs.named(portfolio.capacities))

    st.subheader(t("portfolio.takes"), anchor=False)
    there = fields.spans((each.capacity_id, each.amounts) for each in old.uses)
    taken = fields.rows(sheet, "uses", there, capacity, NUMBER, first_year=portfolio.start_year)
    return [Use(capacity_id=each, amounts=amounts) for each, amounts in fields.together(taken).items()]


# --- how sure, and whether it may be chosen --------------------------------------------------------------------------


def _spread(sheet: Sheet, old: Option) -> Spread | None:
    before = old.spread.log_sd if old.spread else None
    found = fields.amount(sheet, "log_sd", before, SHARE)
    if found is None:
        return None
    held = old.spread or Spread(log_sd=found)
    return held.model_copy(update={"log_sd": found})


def _standing(sheet: Sheet, old: Option) -> dict[str, object]:
    st.header(t("portfolio.may_be_chosen"), anchor=False)
    standing = fields.choice(sheet, "standing", old.standing, inputs.members("portfolio_standing", Standing))
    reason = fields.text(sheet, "standing_reason", old.standing_reason, long=True)
    return {"standing": standing, "standing_reason": reason}


def _summary(portfolio: Portfolio, each: Option) -> str:
    told = [t(f"portfolio_standing.{each.standing}")] if each.standing is not Standing.FREE else []
    if each.payments and each.gains:
        worth = alone(portfolio.model_copy(update={"options": (each,)}))[each.id]
        amounts = {name: money(language(), getattr(worth, f"{name}_sek")) for name in ("cost", "gain", "net")}
        told.append(t("portfolio.option_line", **amounts))
    return " · ".join(told) or t("portfolio.nothing_told")


KIND = Kind("options", _draw, lambda ident: Option(id=ident), _summary, desk=DESK, called="portfolio_options")
