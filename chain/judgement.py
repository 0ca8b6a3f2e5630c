"""What only people know of an analysis: what they answer for, who has seen it and said what, what was decided.

The rest of the chain is figures and words about the intervention; this is about the analysis itself. It stands in the
chain so that it follows it everywhere: in the document, in kept results, in the history.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chain.assumption import Frozen, Identifier, Line
from chain.text import Text

Persons = Annotated[int, Field(ge=0, le=1_000_000_000)]


class Stand(StrEnum):
    """What someone answers to a point of the checklist."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Answer(Frozen):
    """An answer to one point of the honesty checklist, whose key is the id.

    `name` is the point as it was put when it was answered; `words` say how, and a bare yes counts as half of one.
    `answered_by` is a role or a body rather than a person.
    """

    id: Identifier
    name: Text
    stand: Stand | None = None
    words: Text = Text()
    answered_by: Line = ""
    answered_on: date | None = None


class ReviewKind(StrEnum):
    """In which way others have been there: taken part, confirmed the result, gone through it, assured it formally."""

    INVOLVED = "involved"
    VERIFIED = "verified"
    REVIEWED = "reviewed"
    ASSURED = "assured"


class Verdict(StrEnum):
    """What they said of it."""

    CONFIRMED = "confirmed"
    WITH_RESERVATIONS = "with_reservations"
    NOT_CONFIRMED = "not_confirmed"


class Review(Frozen):
    """One occasion when others than the authors had a say; without day or verdict it is only planned.

    `heard_id` tells which group it was, `persons` how many took part, `seen_by` who (role or body) reviewed.
    """

    id: Identifier
    name: Text
    kind: ReviewKind = ReviewKind.INVOLVED
    heard_id: Identifier | None = None
    seen_by: Line = ""
    seen_on: date | None = None
    persons: Persons | None = None
    verdict: Verdict | None = None
    words: Text = Text()


class DecisionKind(StrEnum):
    """Whether it is only recommended, or decided."""

    RECOMMENDATION = "recommendation"
    DECISION = "decision"


class Decision(Frozen):
    """What follows from the analysis: who sees to it, decided when, to be followed up when, and what then was seen."""

    id: Identifier
    name: Text
    kind: DecisionKind = DecisionKind.RECOMMENDATION
    owner: Line = ""
    decided_on: date | None = None
    follow_up_on: date | None = None
    words: Text = Text()
    followed_up: Text = Text()


class FigureGroup(Frozen):
    """What people call the figures that move together; its id is their `group_id`."""

    id: Identifier
    name: Text
