"""What will be published, in sentences: which values count, which years are measured, what is not with and why."""

from collections.abc import Sequence

from chain.canonical import sha256
from chain.measurement import FollowUp
from chain.workflow import State
from reports.follow_up.outcome import perspective_of, value_years, years_told
from reports.follow_up.reporting import Reported
from reports.texts import text
from sroi.follow_up.learned import Learned
from sroi.kept_follow_up import follow_up_text
from sroi.results import Result
from sroi.settings import Settings

NOT_WITH = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.EXPECTED)
"""The states of values that are left out, in the order they are told."""


def counted_sentence(follow_up: FollowUp, language: str) -> str:
    """How many approved values count, and of how many of the plan's indicators."""
    measured = {each.indicator_id for each in follow_up.observations}
    return text(
        language,
        "publish.counted",
        values=len(follow_up.observations),
        indicators=len(measured),
        planned=len(follow_up.plan),
    )


def years_sentence(learned: Learned, result: Result, settings: Settings, language: str) -> str:
    """Which years are measured and which still are forecast."""
    measured, ahead = years_told(learned, value_years(result, perspective_of(settings), language))
    if not measured:
        return text(language, "publish.none_measured")
    if not ahead:
        return text(language, "publish.all_measured", measured=measured)
    return text(language, "publish.measured_and_forecast", measured=measured, ahead=ahead)


def left_out_sentence(found: Sequence[Reported], language: str) -> str:
    """What is not with: drafts, what waits for review, what was sent back, what is missing though its period is over;
    and how many of these were approved and have been changed since."""
    counts = {state: sum(each.states.get(state, 0) for each in found) for state in NOT_WITH}
    told = [text(language, f"publish.left_out.{state}", count=count) for state, count in counts.items() if count]
    if not told:
        return text(language, "publish.nothing_left_out")
    words = text(language, "publish.not_with", what=", ".join(told))
    changed = sum(each.changed_since_approval for each in found)
    return f"{words} {text(language, 'publish.changed', count=changed)}" if changed else words


def follow_up_hash(follow_up: FollowUp) -> str:
    """The SHA-256 that a version kept of this follow-up bears."""
    return sha256(follow_up_text(follow_up))


def suggested_name(learned: Learned, language: str, day: str) -> str:
    """What a version may be called: through which year it is measured, else of which day it is."""
    through = max(learned.measured_years, default=day)
    return text(language, "publish.suggested", through=through)
