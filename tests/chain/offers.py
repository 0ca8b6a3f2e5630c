"""Small procurements made in a line: measures by what a unit is worth, bids by price and quantities."""

from datetime import date

from chain.assumption import Assumption
from chain.procurement.bid import Bid, Promise
from chain.procurement.document import fingerprint
from chain.procurement.model import AboveRule, Basis, Measure, MissingRule, Procurement, TieBreak
from chain.text import Text

YEAR = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}


def measure(id_: str, unit_value: float | Assumption, **more) -> Measure:
    """A measure whose unit is worth so much, counted up to a million."""
    worth = unit_value if isinstance(unit_value, Assumption) else Assumption(value=unit_value)
    told = {"lowest": 0.0, "highest": 1e6, "missing": MissingRule.ZERO, "above": AboveRule.CAP}
    return Measure(id=id_, name=Text(sv=id_), unit_value=worth, **(told | more))


def model(*measures: Measure, **more) -> Procurement:
    """A model with λ = 1, whole kronor and one period."""
    told = {"basis": Basis.PRICE_QUALITY, "value_weight": 1.0, "rounding_sek": 1.0, "tie_break": TieBreak.LOWEST_PRICE}
    return Procurement(id="P", title=Text(sv="P"), measures=measures, **(told | YEAR | more))


def bid(procurement: Procurement, id_: str, price: float, *quantities) -> Bid:
    """A bid on the model: for each measure a quantity, or a tuple of one for each period."""
    promises = tuple(
        Promise(measure_id=each.id, quantities=told if isinstance(told, tuple) else (told,))
        for each, told in zip(procurement.measures, quantities, strict=True)
    )
    return Bid(id=id_, bidder=id_, price_sek=price, promises=promises, fingerprint=fingerprint(procurement))
