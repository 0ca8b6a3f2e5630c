"""Forecast against outcome: the ratio as it was claimed, as it is with what was measured, its bounds, and the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from chain.measurement import Cell, FollowUp, NonResponse
from chain.model import Chain
from sroi.bridge import Bridge
from sroi.changes import Case
from sroi.discounting import INDEXES, Index
from sroi.follow_up.bridge import outcome_bridge
from sroi.follow_up.learned import Learned, learned
from sroi.ratio import Headline, headline
from sroi.settings import Settings

LIKE_OTHERS, NO_SUCCESS = NonResponse.LIKE_OTHERS, NonResponse.NO_SUCCESS


@dataclass(frozen=True)
class Valued:
    """A re-valued chain with its figures: for the public sector, and for society."""

    learned: Learned
    public: Headline
    society: Headline

    def of(self, perspective: str) -> Headline:
        """The figures of one of the two perspectives."""
        return {"public": self.public, "society": self.society}[perspective]


@dataclass(frozen=True)
class Outcome:
    """Forecast and outcome beside each other.

    `shown` takes those who did not answer as each value says. `bounds` are the outcome if they are as the others, and
    if the intervention succeeded with none of them; the same where all answered.
    """

    forecast: Valued
    shown: Valued
    bounds: tuple[Valued, Valued]
    bridge: Bridge

    @property
    def has_bounds(self) -> bool:
        """Whether it matters how those who did not answer are taken."""
        return self.bounds[0].learned.chain != self.bounds[1].learned.chain


def outcome(chain: Chain, follow_up: FollowUp, settings: Settings, indexes: Mapping[str, Index] = INDEXES) -> Outcome:
    """The ratio re-valued with what was measured, and the way there. All by the one engine (`sroi.ratio`)."""
    shown = learned(chain, follow_up)
    how = settings, indexes
    valued = _valued(shown, *how)
    bounds = (valued, valued)
    if any(_is_silent(cell) for each in follow_up.observations for cell in (each.total, each.comparison)):
        others = valued if _takes_all(follow_up, LIKE_OTHERS) else _valued(learned(chain, follow_up, LIKE_OTHERS), *how)
        none = valued if _takes_all(follow_up, NO_SUCCESS) else _valued(learned(chain, follow_up, NO_SUCCESS), *how)
        bounds = others, none
    return Outcome(
        forecast=_valued(Learned(chain, (), ()), *how),
        shown=valued,
        bounds=bounds,
        bridge=outcome_bridge(Case(chain, settings, indexes), Case(shown.chain, settings, indexes)),
    )


def _takes_all(follow_up: FollowUp, choice: NonResponse) -> bool:
    """Whether those who did not answer are taken so in every value as it is."""
    told = (each.non_response for each in follow_up.observations if each.non_response is not None)
    return all(each is choice for each in (*told, *(each.non_response for each in follow_up.plan)))


def _is_silent(cell: Cell | None) -> bool:
    """Whether some of those asked did not answer."""
    return cell is not None and cell.asked is not None and cell.answered is not None and cell.asked > cell.answered


def _valued(found: Learned, settings: Settings, indexes: Mapping[str, Index]) -> Valued:
    public, society = headline(found.chain, settings, indexes=indexes)
    return Valued(found, public, society)
