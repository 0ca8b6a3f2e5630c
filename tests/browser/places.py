"""Where one can be in the app: the address of every page, and of a form for every kind of element."""

from chain.model import Chain
from storage import operations
from storage.store import open_store
from tests.acting import here
from tests.browser.server import Server
from tests.house.source import open_pages

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
"""The example municipality's forecast, and its forms by page."""
FORECAST_FORMS = {
    "forecast_options": "options/A",
    "forecast_effects": "options/A",
    "forecast_costs": "excess_costs/municipality",
}


def first_chain(server: Server) -> Chain:
    """The first intervention's chain, as it is saved now."""
    store = open_store(server.data / "vardekedjan.db")
    return operations.load(store, here(store), server.interventions()[0]).chain


def address(server: Server, language: str, page: str, edit: str = "") -> str:
    """A page with the first intervention open, or the example's forecast; with the form for `kind/id` where asked."""
    opened = f"comparison={FORECAST}" if page.startswith("forecast") else f"intervention={server.interventions()[0]}"
    asked = f"lang={language}&{opened}" + (f"&edit={edit}" if edit else "")
    return f"{server.address}/{'' if page == 'overview' else page}?{asked}"


def every_page(server: Server, language: str) -> dict[str, str]:
    """The address of every page in the menu."""
    return {path.stem: address(server, language, path.stem) for path in open_pages()}


def every_form(server: Server, language: str) -> dict[str, str]:
    """The address of a filled form for every kind of element, and of empty ones."""
    chain = first_chain(server)
    pairs = [*FORMS.items(), ("effects", "value")]
    forms = {f"{page}, {kind}": address(server, language, page, f"{kind}/{getattr(chain, kind)[0].id}")
             for kind, page in pairs}  # fmt: skip
    new = {"a new effect": ("impact", "effects/new"), "an answer": ("honesty", "answers/limitations"),
           "a new occasion": ("honesty", "reviews/new"), "a new decision": ("honesty", "decisions/new"),
           "a new option": ("forecast_options", "options/new")}  # fmt: skip
    forms |= {page: address(server, language, page, edited) for page, edited in FORECAST_FORMS.items()}
    return forms | {name: address(server, language, *where) for name, where in new.items()}
