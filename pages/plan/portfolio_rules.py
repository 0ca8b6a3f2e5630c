"""Under which rules one chooses: the aim, budgets, staff and places, what excludes and needs what, floors, ceilings."""

import streamlit as st

from pages.parts import editor, portfolio_aim_form, portfolio_desk
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.folded import folded
from pages.parts.portfolio_rule_forms import (
    BUDGETS,
    CAPACITIES,
    COVERAGES,
    EXCLUSIONS,
    GOAL_RULES,
    OVERLAPS,
    PREREQUISITES,
    THEME_RULES,
)
from pages.parts.portfolio_word_forms import ACTORS, GOALS, TARGET_GROUPS, THEMES
from pages.parts.words import t
from storage.operations.plan import StoredPortfolio

FIRST = (BUDGETS, EXCLUSIONS, CAPACITIES, THEME_RULES)
FURTHER = (COVERAGES, GOAL_RULES, PREREQUISITES, OVERLAPS)
REFERRED_TO = (ACTORS, THEMES, GOALS, TARGET_GROUPS)
NEEDS = {"theme_rules": "themes", "goal_rules": "goals", "coverages": "target_groups", "overlaps": "target_groups",
         "prerequisites": "options", "exclusions": "options"}  # fmt: skip
"""What has to be there before a rule about it can be written."""


def render() -> None:
    """Draw the page."""
    guard()
    found = portfolio_desk.begin("portfolio_rules")
    if editor.show_open(found, *FIRST, *FURTHER, *REFERRED_TO):
        return
    st.write(t("portfolio.rules_help"))
    portfolio_aim_form.show(found)
    for kind in FIRST:
        _list(found, kind)
    for label, key, kinds in (
        (t("portfolio.further_rules"), "portfolio-further", FURTHER),
        (t("portfolio.referred_to"), "portfolio-referred", REFERRED_TO),
    ):
        with folded(label, key) as opened:
            if opened.open:
                for kind in kinds:
                    _list(found, kind)
    with folded(t("portfolio.about"), "portfolio-about") as opened:
        if opened.open:
            portfolio_aim_form.show_about(found)
    portfolio_desk.show_problems(found.content, lambda each: not each.place.startswith("options"))
    portfolio_desk.onward("portfolio_result", t("portfolio.to_result"))


def _list(found: StoredPortfolio, kind: Kind) -> None:
    """The rules of a kind; where what they are about is missing, how to get there."""
    needs = NEEDS.get(kind.kind)
    if needs and not getattr(found.content, needs):
        st.header(t(f"kind.{kind.words}"), anchor=False)
        st.info(t(f"portfolio.needs_{needs}"))
    else:
        editor.show_list(found, kind)
