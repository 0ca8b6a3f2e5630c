"""The one script that Streamlit runs: language, menu, titles, and then the page."""

import importlib

import streamlit as st

from chain.forecast.walk import PARTS
from chain.people import Role, Wish
from chain.walk import STEPS
from pages.parts import conventions, links, logs, visitor, workspace
from pages.parts.once import drawing
from pages.parts.quick import make_quick
from pages.parts.sidebar import show_sidebar
from pages.parts.style import dress
from pages.parts.translate import translate_streamlit
from pages.parts.words import language, plain, settle_language, t

READING = ("forecast_result", "forecast_sure", "forecast_tips", "forecast_log", "forecast_beside")

Sections = dict[str, tuple[tuple[str, str], ...]]

SECTIONS: Sections = {
    "interventions": (
        ("overview", "pages.start.overview"),
        ("exchange", "pages.start.exchange"),
        ("spreadsheet", "pages.start.spreadsheet"),
        ("sharing", "pages.start.sharing"),
        ("audit", "pages.start.audit"),
    ),
    "walk": tuple((str(step), f"pages.walk.{step}") for step in STEPS[:-1]),
    "value": (
        ("result", "pages.value.result"),
        ("uncertainty", "pages.value.uncertainty"),
        ("versions", "pages.value.versions"),
        ("picture", "pages.value.picture"),
        ("calculation", "pages.value.calculation"),
        ("history", "pages.value.history"),
    ),
    "sure": (
        ("drivers", "pages.value.drivers"),
        ("tipping", "pages.value.tipping"),
        ("learning", "pages.value.learning"),
        ("honesty", "pages.value.honesty"),
    ),
    "forecast": (
        ("forecasts", "pages.forecast.forecasts"),
        ("forecast_start", "pages.forecast.forecast_start"),
        *((str(part), f"pages.forecast.{part}") for part in PARTS),
        *((name, f"pages.forecast.{name}") for name in READING),
        ("forecast_history", "pages.forecast.forecast_history"),
    ),
    "plan": (
        ("portfolios", "pages.plan.portfolios"),
        ("portfolio_options", "pages.plan.portfolio_options"),
        ("portfolio_rules", "pages.plan.portfolio_rules"),
        ("portfolio_result", "pages.plan.portfolio_result"),
        ("portfolio_sure", "pages.plan.portfolio_sure"),
        ("portfolio_payers", "pages.plan.portfolio_payers"),
        ("portfolio_history", "pages.plan.portfolio_history"),
        ("goal_report", "pages.plan.goal_report"),
        ("invest_together", "pages.plan.invest_together"),
        ("fund", "pages.plan.fund"),
    ),
    "follow_up": (
        ("to_do", "pages.follow_up.to_do"),
        ("log_value", "pages.follow_up.log_value"),
        ("many_values", "pages.follow_up.many_values"),
        ("review_values", "pages.follow_up.review_values"),
        ("measuring_plan", "pages.follow_up.measuring_plan"),
        ("follow_up", "pages.follow_up.follow_up"),
        ("learned", "pages.follow_up.learned"),
        ("publish_follow_up", "pages.follow_up.publish_follow_up"),
    ),
    "tell": (
        ("told", "pages.tell.told"),
        ("share_link", "pages.tell.share_link"),
        ("present", "pages.tell.present"),
    ),
    "procurement": (
        ("procurements", "pages.procurement.procurements"),
        ("tender_model", "pages.procurement.tender_model"),
        ("tender_weight", "pages.procurement.tender_weight"),
        ("tender_test", "pages.procurement.tender_test"),
        ("tender_lock", "pages.procurement.tender_lock"),
        ("tender_bids", "pages.procurement.tender_bids"),
        ("tender_assess", "pages.procurement.tender_assess"),
        ("tender_result", "pages.procurement.tender_result"),
        ("tender_decision", "pages.procurement.tender_decision"),
        ("tender_contract", "pages.procurement.tender_contract"),
    ),
    "registers": (
        ("goals", "pages.admin.goals"),
        ("prices", "pages.admin.prices"),
        ("assumptions", "pages.admin.assumptions"),
        ("statistics", "pages.admin.statistics"),
        ("organisation", "pages.admin.organisation"),
        ("retention", "pages.admin.retention"),
    ),
    "about": (
        ("course", "pages.about.course"),
        ("technique", "pages.about.technique"),
        ("accessibility", "pages.about.accessibility"),
        ("privacy", "pages.about.privacy"),
    ),
}
SIGNED_IN = {"people": (("people", "pages.admin.people"), ("account", "pages.admin.account"))}
"""The pages of an installation that people sign in to."""

WISHES = {
    "sharing": Wish.OWN,
    "organisation": Wish.ADMINISTER,
    "people": Wish.ADMINISTER,
    "account": None,
    "retention": Wish.ADMINISTER,
    "accessibility": None,
    "privacy": None,
}
"""What a page is for, where that is more than reading. Nobody's menu shows what none of their roles allows."""

NEVER_IN_MENU = ("present",)
"""Pages that one comes to from another: they fill the whole screen."""
HANDED = {"procurements": Role.ASSESSOR, "tender_assess": Role.ASSESSOR, "tender_contract": Role.SUPPLIER}
"""Who is handed something on a page without reading anything else: bids to judge, a contract."""

WIDE = ("picture", "calculation", "forecast_log", "tender_result", "tender_contract", "present")
LONGEST_HEADING = 40


def _page(name: str, module: str) -> object:
    render = importlib.import_module(module).render
    title = t(f"step.{name}.title") if name in STEPS else t(f"page.{name}")
    shown = "visible" if name not in NEVER_IN_MENU and _is_shown(name) else "hidden"
    return st.Page(render, title=title, url_path=name, default=name == "overview", visibility=shown)


def _is_shown(name: str) -> bool:
    """Whether there is anything behind the page for this person."""
    wish = WISHES.get(name, Wish.READ)
    is_handed = name in HANDED and HANDED[name] in {each.role for each in workspace.grants()}
    return wish is None or is_handed or workspace.may(wish)


def _heading(section: str) -> str:
    """A section's heading; the first tells for whom one works, where that can be more than one."""
    heading = t(f"section.{section}")
    if section != next(iter(SECTIONS)) or len(workspace.organisations()) < 2:
        return heading
    return f"{heading} · {plain(workspace.organisation().name[:LONGEST_HEADING])}"


def main() -> None:
    """Draw one page of the application; for somebody whose visit has ended, nothing but that."""
    settle_language()
    here = visitor.settle(workspace.store())
    conventions.settle()
    sections = SECTIONS | (SIGNED_IN if visitor.signs_in() else {})
    chosen = st.navigation(_menu(sections) if here else _ended(sections), expanded=True)
    st.set_page_config(
        page_title=f"{chosen.title} – {t('common.product')}", layout="wide" if chosen.url_path in WIDE else "centered"
    )
    dress()
    translate_streamlit(language())  # before the page, which may stop the run
    links.arrive(chosen.url_path)
    with logs.page(chosen.url_path or "overview"):
        if here:
            show_sidebar()
        chosen.run()


def _menu(sections: Sections) -> dict[str, list[object]]:
    """Every page under its heading; those that none of the person's roles allows are there and not shown."""
    pages = {name: _page(name, module) for section in sections.values() for name, module in section}
    links.register(pages)
    return {_heading(name): [pages[each] for each, _ in section] for name, section in sections.items()}


def _ended(sections: Sections) -> list[object]:
    """The same addresses, behind each of which stands that one is no longer signed in."""
    names = [name for section in sections.values() for name, _ in section]
    told = {"title": t("visitor.ended"), "visibility": "hidden"}
    return [st.Page(visitor.show_ended, url_path=name, default=name == "overview", **told) for name in names]


make_quick()
with drawing():
    main()
