"""The items of the honesty checklist that only people can answer, judged by what they have answered.

Nothing here says more than was said: a yes without a word on how is half a yes, what is only planned has not been done,
and of several occasions with the same group the latest counts.
"""

from collections.abc import Callable, Iterable

from chain.judgement import Answer, Decision, Review, ReviewKind, Stand, Verdict
from chain.model import by_id
from sroi.checklist import Evidence, Finding, Item, State

STATES = {
    None: State.PERSON,
    Stand.YES: State.MET,
    Stand.PARTLY: State.PARTLY,
    Stand.NO: State.MISSING,
}
VERDICTS = {Verdict.CONFIRMED: State.MET, Verdict.WITH_RESERVATIONS: State.PARTLY, Verdict.NOT_CONFIRMED: State.MISSING}
INDEPENDENT = (ReviewKind.REVIEWED, ReviewKind.ASSURED)


def asks(principle: int, key: str) -> Item:
    """An item that a person answers with yes, partly or no, and how."""
    return Item(principle, key, f"answers/{key}", lambda seen: (answered(seen, key), (), ()))


def answered(seen: Evidence, key: str) -> State:
    """How the item stands by what was answered; for a person while nobody has."""
    given: Answer | None = by_id(seen.chain.answers).get(key)
    state = STATES[given and given.stand]
    wordless = given is not None and given.stand is Stand.YES and not given.words
    return State.PARTLY if wordless else state


def reviewed(*kinds: ReviewKind) -> Callable[[Evidence], Finding]:
    """Judged by the log of those who have seen the result: confirmed by all, by some, or by none.

    An occasion counts once it has a day that has come, someone who saw it, and a verdict.
    """

    def find(seen: Evidence) -> Finding:
        listed = [each for each in seen.chain.reviews if each.kind in kinds]
        done = [each for each in listed if _is_done(each, seen)]
        counts = (("held", len(done)), ("planned", len(listed) - len(done)))
        if not listed:
            return State.PERSON, (), (), "chain/reviews"
        waiting = next((each for each in listed if each not in done), listed[-1])
        return _together(VERDICTS[each.verdict] for each in _latest(done)), counts, (), f"reviews/{waiting.id}"

    return find


def _is_done(review: Review, seen: Evidence) -> bool:
    by_whom = review.seen_by or review.heard_id
    return bool(by_whom and review.verdict and review.seen_on and review.seen_on <= seen.today)


def _latest(done: Iterable[Review]) -> Iterable[Review]:
    """The latest word of each group or reviewer, in the order of the days and then of the log."""
    found = {(each.heard_id, each.seen_by.strip().casefold()): each for each in
             sorted(done, key=lambda each: each.seen_on)}  # fmt: skip
    return found.values()


def _together(states: Iterable[State]) -> State:
    """One state for several: missing when nobody has confirmed, met when all have."""
    found = set(states) or {State.MISSING}
    return found.pop() if len(found) == 1 else State.PARTLY


def unfinished(decision: Decision) -> bool:
    """Whether a decision lacks whose it is, when it was made, or when it is followed up."""
    return not (decision.owner.strip() and decision.decided_on and (decision.follow_up_on or decision.followed_up))


def is_overdue(decision: Decision, seen: Evidence) -> bool:
    """Whether it should have been followed up by now, and nothing says what was seen."""
    return bool(decision.follow_up_on and decision.follow_up_on < seen.today and not decision.followed_up)


def decided(seen: Evidence) -> Finding:
    """Judged by the conclusion and the log of decisions."""
    no_learning, lacking = seen.of("scope.no_learning"), [each for each in seen.chain.decisions if unfinished(each)]
    if not seen.chain.decisions:
        state = State.MISSING if no_learning else State.MET if seen.chain.learning else State.PERSON
        return state, (), no_learning, "chain/decisions"
    counts = (("decisions", len(seen.chain.decisions)), ("lacking", len(lacking) + len(no_learning)))
    first = f"decisions/{(lacking or seen.chain.decisions)[0].id}"
    return (State.PARTLY if lacking or no_learning else State.MET), counts, no_learning, first
