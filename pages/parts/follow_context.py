"""Statistics from outside beside what is measured: of the key figure that the indicator names, or its chain element."""

from chain.measurement import PlannedIndicator
from chain.model import by_id
from pages.parts import context
from storage.operations import Stored

CHAIN_INDICATOR = "indicators/"


def show(indicator: PlannedIndicator, stored: Stored) -> None:
    """What was fetched, where the plan or the chain names a key figure; else nothing."""
    named = indicator.model_copy(update={"kolada_kpi": indicator.kolada_kpi or _of_element(indicator.element, stored)})
    context.beside_one(named, stored.chain.id)


def _of_element(element: str, stored: Stored) -> str:
    """The key figure that the chain's own indicator names."""
    if not element.startswith(CHAIN_INDICATOR):
        return ""
    found = by_id(stored.chain.indicators).get(element.removeprefix(CHAIN_INDICATOR))
    return found.kolada_kpi if found else ""
