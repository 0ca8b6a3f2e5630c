"""Whom a procurement has appointed for what, and what of it is told to whom until the award."""

from collections.abc import Collection
from enum import StrEnum

from chain.problem import Problem, problem


class Part(StrEnum):
    """What a person is appointed to in one procurement.

    MODEL_OWNER answers for the model, the evaluation and the decision. OPENER opens the bids, two together, and takes
    them in. ASSESSOR judges criteria, blind to price and to whose a bid is. CONTROLLER looks on and validates.
    SUPPLIER is a person at the supplier, once there is a contract, and sees that alone.
    """

    MODEL_OWNER = "model_owner"
    OPENER = "opener"
    ASSESSOR = "assessor"
    CONTROLLER = "controller"
    SUPPLIER = "supplier"


INSIDE = frozenset(Part) - {Part.SUPPLIER}
"""Who is let in to the procurement itself."""
SEES_BIDS = frozenset({Part.MODEL_OWNER, Part.OPENER, Part.CONTROLLER})
"""Who sees bids whole. Nobody is one of these and an assessor: what is judged blind would not be."""


TWO = 2
PLACE = "procurement/parts"


def lacking(parts: Collection[Part], is_judged: bool) -> list[Problem]:
    """Who is missing before a model can be published, of the appointed `parts`, one for each appointment."""
    found = []
    if [*parts].count(Part.OPENER) < TWO:
        found.append(problem("procurement.two_openers_needed", PLACE))
    if Part.MODEL_OWNER not in parts:
        found.append(problem("procurement.model_owner_needed", PLACE))
    if is_judged and Part.ASSESSOR not in parts:
        found.append(problem("procurement.assessor_needed", PLACE))
    return found


class Event(StrEnum):
    """What is written down in the log of a procurement."""

    BEGIN = "begin"
    SAVE = "save"
    REVIEW = "review"
    PUBLISH = "publish"
    NEW_ROUND = "new_round"
    APPOINT = "appoint"
    DISMISS = "dismiss"
    SIGN_OPENING = "sign_opening"
    RECEIVE = "receive"
    READ = "read"
    CLARIFY = "clarify"
    JUDGE = "judge"
    EVALUATE = "evaluate"
    DECIDE = "decide"
    SIGN_CONTRACT = "sign_contract"
    DELIVER = "deliver"
    CHECK_DELIVERY = "check_delivery"
    CLOSE = "close"


SEALED = frozenset({Event.RECEIVE, Event.READ, Event.CLARIFY, Event.JUDGE})
"""What tells of bids by being there: before the award only those who see bids are told, and nobody else how many."""
