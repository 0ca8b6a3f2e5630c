"""After the award: what is paid for outcomes, and what has been delivered."""

from typing import Annotated

from pydantic import Field

from chain.assumption import Frozen, Identifier, Line
from chain.procurement.model import Amount


class OutcomePay(Frozen):
    """Pay by outcome: `fixed_sek` in any case, `per_success_sek` for each validated success, `most_sek` at most."""

    fixed_sek: Amount
    per_success_sek: Amount
    most_sek: Amount | None = None


class Delivery(Frozen):
    """What was delivered of a measure in a period (its position); it pays only once somebody independent said so."""

    measure_id: Identifier
    period: Annotated[int, Field(ge=0)]
    quantity: Amount
    validated_by: Line = ""

    @property
    def is_validated(self) -> bool:
        """Whether somebody has validated it."""
        return bool(self.validated_by.strip())
