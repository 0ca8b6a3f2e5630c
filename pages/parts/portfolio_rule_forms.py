"""The forms for the rules of a choice: budgets, what there is only so much of, what excludes and needs what, floors."""

from collections.abc import Mapping

import streamlit as st

from chain.model import by_id
from chain.plan.model import (
    Budget,
    ByYear,
    Capacity,
    Coverage,
    Exclusion,
    GoalRule,
    Overlap,
    Portfolio,
    Prerequisite,
    ThemeRule,
)
from pages.parts import inputs
from pages.parts import portfolio_fields as fields
from pages.parts.editor import Kind
from pages.parts.measures import MONEY, NUMBER, SHARE, WHOLE
from pages.parts.portfolio_desk import DESK
from pages.parts.sheet import Sheet
from pages.parts.words import language, t
from reports.plan.names import budget_name, named, option_name, option_names, rule_name

Told = Mapping[str, object]


def _is_new(portfolio: Portfolio, kind: str, element_id: str) -> bool:
    return element_id not in by_id(getattr(portfolio, kind))


# --- money and capacity -----------------------------------------------------------------------------------------------


def _budget(sheet: Sheet, portfolio: Portfolio, old: Budget) -> Told:
    limit = None if _is_new(portfolio, "budgets", old.id) else old.limit_sek
    return {
        "name": fields.text(sheet, "name", old.name),
        "limit_sek": fields.amount(sheet, "limit_sek", limit, MONEY, required=True),
        "payer_id": fields.choice(sheet, "payer_id", old.payer_id, _or_all(portfolio)) or None,
        "year": fields.year(sheet, "year", old.year),
    }


def _or_all(portfolio: Portfolio) -> list[tuple[str, str]]:
    return [(inputs.NOTHING, t("allocation.all_payers")), *inputs.named(portfolio.actors)]


def _capacity(sheet: Sheet, portfolio: Portfolio, old: Capacity) -> Told:
    found = {
        "name": fields.text(sheet, "name", old.name, required=True),
        "unit": inputs.text(sheet, "unit", old.unit, label=t("portfolio.unit_of_capacity")),
    }
    st.write(t("portfolio.limits_help"))
    limits = fields.rows(sheet, "limits", fields.spans([("", old.limits)]), lambda *_: "", NUMBER,
                         first_year=portfolio.start_year)  # fmt: skip
    return found | {"limits": fields.together(limits).get("", ByYear())}


# --- options among themselves -----------------------------------------------------------------------------------------


def _exclusion(sheet: Sheet, portfolio: Portfolio, old: Exclusion) -> Told:
    options = inputs.named(portfolio.options)
    name = inputs.text(sheet, "name", old.name, label=t("portfolio.why_not_both"))
    return {"option_ids": fields.choices(sheet, "option_ids", old.option_ids, options), "name": name}


def _prerequisite(sheet: Sheet, portfolio: Portfolio, old: Prerequisite) -> Told:
    options = inputs.named(portfolio.options)
    wanted = fields.choice(sheet, "option_id", old.option_id, options)
    return {"option_id": wanted, "any_of_ids": fields.choices(sheet, "any_of_ids", old.any_of_ids, options)}


def _overlap(sheet: Sheet, portfolio: Portfolio, old: Overlap) -> Told:
    persons = None if _is_new(portfolio, "overlaps", old.id) else old.persons
    return {
        "target_group_id": fields.choice(sheet, "target_group_id", old.target_group_id,
                                         inputs.named(portfolio.target_groups)),
        "option_ids": fields.choices(sheet, "option_ids", old.option_ids, inputs.named(portfolio.options)),
        "persons": fields.amount(sheet, "persons", persons, NUMBER, required=True),
        "left_share": fields.amount(sheet, "left_share", old.left_share, SHARE),
    }  # fmt: skip


# --- floors and ceilings ----------------------------------------------------------------------------------------------


def _coverage(sheet: Sheet, portfolio: Portfolio, old: Coverage) -> Told:
    groups = inputs.named(portfolio.target_groups)
    return {
        "target_group_id": fields.choice(sheet, "target_group_id", old.target_group_id, groups),
        "at_least": fields.amount(sheet, "at_least", old.at_least, NUMBER),
        "at_most": fields.amount(sheet, "at_most", old.at_most, NUMBER),
    }


def _theme_rule(sheet: Sheet, portfolio: Portfolio, old: ThemeRule) -> Told:
    return {"theme_id": fields.choice(sheet, "theme_id", old.theme_id, inputs.named(portfolio.themes)),
            **_counts(sheet, old)}  # fmt: skip


def _goal_rule(sheet: Sheet, portfolio: Portfolio, old: GoalRule) -> Told:
    return {"goal_id": fields.choice(sheet, "goal_id", old.goal_id, inputs.named(portfolio.goals)),
            **_counts(sheet, old)}  # fmt: skip


def _counts(sheet: Sheet, old: ThemeRule | GoalRule) -> Told:
    """How many options, at least and at most."""
    return {end: fields.amount(sheet, end, getattr(old, end), WHOLE) for end in ("at_least", "at_most")}


# --- in lists ---------------------------------------------------------------------------------------------------------


def _budget_title(portfolio: Portfolio, each: Budget) -> str:
    return budget_name(portfolio, each.id, language())


def _budget_line(portfolio: Portfolio, each: Budget) -> str:
    payer = named(portfolio, "actors", each.payer_id, language()) or t("allocation.all_payers")
    year = str(each.year) if each.year else t("allocation.all_years")
    return f"{rule_name(portfolio, f'budgets/{each.id}', language())} · {payer} · {year}"


def _capacity_line(portfolio: Portfolio, each: Capacity) -> str:
    rules = (rule_name(portfolio, f"capacities/{each.id}/{year}", language()) for year in each.limits.values)
    return " · ".join(rules)


def _exclusion_title(portfolio: Portfolio, each: Exclusion) -> str:
    return option_names(portfolio, each.option_ids, language())


def _exclusion_line(_: Portfolio, each: Exclusion) -> str:
    return each.name.into(language())


def _prerequisite_title(portfolio: Portfolio, each: Prerequisite) -> str:
    return option_name(portfolio, each.option_id, language())


def _prerequisite_line(portfolio: Portfolio, each: Prerequisite) -> str:
    return rule_name(portfolio, f"prerequisites/{each.id}", language())


def _group_title(portfolio: Portfolio, each: Coverage | Overlap) -> str:
    return named(portfolio, "target_groups", each.target_group_id, language())


def _overlap_line(portfolio: Portfolio, each: Overlap) -> str:
    count = NUMBER.show(language(), each.persons)
    return t("portfolio.overlap_line", count=count, options=option_names(portfolio, each.option_ids, language()))


def _theme_title(portfolio: Portfolio, each: ThemeRule) -> str:
    return named(portfolio, "themes", each.theme_id, language())


def _goal_title(portfolio: Portfolio, each: GoalRule) -> str:
    return named(portfolio, "goals", each.goal_id, language())


def _ends(kind: str):
    def line(portfolio: Portfolio, each: Coverage | ThemeRule | GoalRule) -> str:
        ends = [end for end in ("at_least", "at_most") if getattr(each, end) is not None]
        return " · ".join(rule_name(portfolio, f"{kind}/{each.id}/{end}", language()) for end in ends)

    return line


BUDGETS = Kind("budgets", _budget, lambda ident: Budget(id=ident, limit_sek=0.0), _budget_line, desk=DESK,
               called="portfolio_budgets", title=_budget_title)  # fmt: skip
CAPACITIES = Kind("capacities", _capacity, lambda ident: Capacity(id=ident), _capacity_line, desk=DESK)
EXCLUSIONS = Kind("exclusions", _exclusion, lambda ident: Exclusion(id=ident), _exclusion_line, desk=DESK,
                  title=_exclusion_title)  # fmt: skip
PREREQUISITES = Kind(
    "prerequisites", _prerequisite, lambda ident: Prerequisite.model_construct(id=ident, option_id="", any_of_ids=()),
    _prerequisite_line, desk=DESK, title=_prerequisite_title,
)  # fmt: skip
OVERLAPS = Kind(
    "overlaps", _overlap,
    lambda ident: Overlap.model_construct(id=ident, target_group_id="", option_ids=(), persons=0.0, left_share=None),
    _overlap_line, desk=DESK, title=_group_title,
)  # fmt: skip
COVERAGES = Kind(
    "coverages", _coverage,
    lambda ident: Coverage.model_construct(id=ident, target_group_id="", at_least=None, at_most=None),
    _ends("coverages"), desk=DESK, title=_group_title,
)  # fmt: skip
THEME_RULES = Kind(
    "theme_rules", _theme_rule,
    lambda ident: ThemeRule.model_construct(id=ident, theme_id="", at_least=None, at_most=None),
    _ends("theme_rules"), desk=DESK, title=_theme_title,
)  # fmt: skip
GOAL_RULES = Kind(
    "goal_rules", _goal_rule,
    lambda ident: GoalRule.model_construct(id=ident, goal_id="", at_least=None, at_most=None),
    _ends("goal_rules"), desk=DESK, title=_goal_title,
)  # fmt: skip
