"""What people may put in the place of what a rule said, and what they may not leave out: interval, horizon, whose."""

from collections.abc import Iterator

from chain.problem import Problem, problem
from reports.tell.story import Said
from reports.tell.voice import Voice

LONGEST = 1_000
"""Letters, in any place: more than that is not read on a slide or heard in a council."""
RATIO = "headline/ratio"


def unfit(voice: Voice, place: str, words: str) -> list[Problem]:
    """Why these words cannot stand there; none where they can. Empty words mean the original.

    The sentence of the ratio must still hold both ends of the interval, the horizon and whose value it is, as they are
    written in the original: a ratio without them cannot be judged by whoever hears it. Where no ratio may be shown,
    nothing else can stand there.
    """
    if not words.strip():
        return []
    if len(words) > LONGEST:
        return [problem("told.too_long", place, length=len(words), most=LONGEST)]
    if place != RATIO:
        return []
    if voice.ratio_range(voice.perspective) is None:
        return [problem("told.no_own_ratio", place)]
    said = _plain(words)
    lacking = [written for written in _demanded(voice) if _plain(written) not in said]
    return [problem("told.without", place, lacking=", ".join(lacking))] if lacking else []


def _plain(words: str) -> str:
    """As people type it: every space is one, and large letters are small."""
    return " ".join(words.casefold().split())


def _demanded(voice: Voice) -> Iterator[str]:
    ends = voice.ratio_range(voice.perspective).interval()[:2]
    yield from (voice.ratio_words(voice.perspective, end) for end in ends)
    yield voice.horizon
    yield voice.whose()


def standing(voice: Voice, said: Said) -> Said:
    """The sentence with its own words where they may stand, else as the rule said it."""
    return Said(said.place, said.original) if unfit(voice, said.place, said.own) else said
