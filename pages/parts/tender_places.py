"""Where each part of a procurement's model is filled in, and the way there from what is wrong with it."""

from typing import NamedTuple

from chain.problem import Problem
from chain.procurement.lock_checks import past_opening
from pages.parts import links, workspace
from pages.parts.tender_desk import Open
from pages.parts.words import language, plain
from reports.texts.problems import sentence
from sroi.procurement.greatest import before_lock

PARTS = ("what", "price", "measures", "judged", "rules", "times", "people")
"""The parts of the page that describes the model, in their order."""
OF_PART = {
    "what": ("title", "buyer", "object", "basis", "engine", "points", "intervention_id"),
    "price": ("price_base", "estimate_sek", "outcome_terms"),
    "measures": ("measures", "many_measures_reason"),
    "judged": ("criteria", "requirements"),
    "rules": ("rounding_sek", "tie_break", "horizon_years", "discount_rate", "price_year"),
    "times": ("every", "first_on", "last_on", "bids_close_at", "opens_at"),
    "people": ("parts",),
}
"""What of the model each part asks for."""
ELSEWHERE = {"value_weight": "tender_weight", "weight_reason": "tender_weight", "test_bids": "tender_test"}
LISTED = ("measures", "criteria", "requirements", "test_bids")


class Where(NamedTuple):
    """A page, which part of it, and which form."""

    page: str
    part: str = ""
    edit: str = ""


def where(place: str) -> Where:
    """Where what stands at a place such as `procurement/measures/M1/unit` is filled in."""
    field, _, rest = place.removeprefix("procurement/").partition("/")
    element = rest.partition("/")[0]
    opened = f"{field}/{element}" if field in LISTED and element else ""
    if field in ELSEWHERE:
        return Where(ELSEWHERE[field], edit=opened)
    part = next((part for part, fields in OF_PART.items() if field in fields), "")
    return Where("tender_model", part, opened)


def problems_of(found: Open) -> list[Problem]:
    """All that keeps the model from being locked now, or is to be thought over before it."""
    return [*before_lock(found.model), *past_opening(found.model, workspace.store().clock())]


def link_to(found: Problem, procurement_id: str) -> None:
    """The problem in words, as a link to the field that mends it."""
    page, part, edit = where(found.place)
    asked = {name: value for name, value in (("part", part), ("edit", edit)) if value}
    links.link(page, plain(sentence(language(), found)), procurement=procurement_id, **asked)
