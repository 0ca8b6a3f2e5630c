"""Where one can be in the app: the address of every page, and of a form for every kind of element."""

from chain.model import Chain
from chain.walk import STEPS
from reports.texts import text
from storage import operations
from storage.store import open_store
from tests.acting import here
from tests.browser.server import PORTFOLIO, PROCUREMENT, Server
from tests.house.source import open_pages

SECTIONS = {
    folder.name: [path.stem for path in open_pages() if path.parent == folder]
    for folder in sorted({path.parent for path in open_pages()})
}
"""The pages of every folder of them."""
BESIDE_THE_MENU = ("present",)
"""Pages that one comes to from another page alone."""
FORMS = {
    "actors": "stakeholders",
    "stakeholders": "stakeholders",
    "resources": "resources",
    "activities": "activities",
    "outputs": "outputs",
    "outcomes": "outcomes",
    "indicators": "indicators",
    "effects": "impact",
    "proxies": "value",
}
"""The page on which a kind of element is edited. An effect is edited on two: its money under `value`."""
FORECAST = "parenting"
"""The example municipality's forecast."""
NEW_FORMS = {
    "a new effect": ("impact", "effects/new"),
    "an answer": ("honesty", "answers/limitations"),
    "a new occasion": ("honesty", "reviews/new"),
    "a new decision": ("honesty", "decisions/new"),
}
FORECAST_FORMS = {
    "an option": ("forecast_options", "options/A"),
    "an option's effect": ("forecast_effects", "options/A"),
    "a cost": ("forecast_costs", "excess_costs/municipality"),
    "a new option": ("forecast_options", "options/new"),
}
PORTFOLIO_FORMS = {
    "an option of a portfolio": ("portfolio_options", "options/P2"),
    "a budget": ("portfolio_rules", "budgets/budget-1"),
    "a new rule of a theme": ("portfolio_rules", "theme_rules/new"),
}
PROCUREMENT_FORMS = {
    "a measure": ("tender_model", "measures/anstallning"),
    "a new measure": ("tender_model", "measures/new"),
    "a new criterion": ("tender_model", "criteria/new"),
    "a requirement": ("tender_model", "requirements/SK1"),
    "a test bid": ("tender_test", "test_bids/A"),
}


def first_chain(server: Server) -> Chain:
    """The first intervention's chain, as it is saved now."""
    store = open_store(server.data / "vardekedjan.db")
    return operations.load(store, here(store), server.interventions()[0]).chain


def address(server: Server, language: str, page: str, edit: str = "") -> str:
    """A page with the first intervention open, or what else it is about; with the form for `kind/id` if asked."""
    if page in SECTIONS["procurement"]:
        opened = f"procurement={PROCUREMENT}"
    elif page in SECTIONS["plan"]:
        opened = f"portfolio={PORTFOLIO}"
    else:
        opened = (
            f"comparison={FORECAST}" if page.startswith("forecast") else f"intervention={server.interventions()[0]}"
        )
    asked = f"lang={language}&{opened}" + (f"&edit={edit}" if edit else "")
    return f"{server.address}/{'' if page == 'overview' else page}?{asked}"


def title(language: str, page: str) -> str:
    """The title of a page of the menu."""
    return text(language, f"step.{page}.title" if page in STEPS else f"page.{page}")


def every_form(server: Server, language: str, about: str) -> dict[str, str]:
    """The address of a filled form for every kind of element, and of empty ones: of an intervention, a forecast, a
    procurement or a portfolio."""
    known = {
        "intervention": chain_forms(server),
        "forecast": FORECAST_FORMS,
        "procurement": PROCUREMENT_FORMS,
        "portfolio": PORTFOLIO_FORMS,
    }
    forms = known[about]
    return {name: address(server, language, *where) for name, where in forms.items()}


def chain_forms(server: Server) -> dict[str, tuple[str, str]]:
    """The page and the part of every form of an intervention."""
    chain = first_chain(server)
    pairs = [*FORMS.items(), ("effects", "value")]
    filled = {f"{page}, {kind}": (page, f"{kind}/{getattr(chain, kind)[0].id}") for kind, page in pairs}
    return filled | NEW_FORMS
