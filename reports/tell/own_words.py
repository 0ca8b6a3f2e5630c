"""What people may put in the place of what a rule said, and what they may not leave out: interval, horizon, whose."""

from collections.abc import Iterator, Mapping
import re

from chain.problem import Problem, problem
from reports.tell.voice import Voice

LONGEST = 1_000
"""Letters, in any place: more than that is not read on a slide or heard in a council."""
RATIO = "headline/ratio"
_KRONA = r"(?:[^\W\d]+\s)?(?:krona|kr|sek)\b"
CLAIM = re.compile(
    rf"(?<![\w.,])(?:1|en|one)\s{_KRONA}|\bsek\s1\b(?![.,]?\d|\s\d|\s[mb]illion)|\b(?:per|varje|each|every)\s{_KRONA}"
    r"|\bkvot|\bratios?\b|\bgånger\s(?:pengarna|insatsen|investeringen)|\btimes\sthe\s(?:money|investment|outlay)"
)
"""How people speak of a ratio: *en krona ger …*, *per satsad krona*, *three times the money*."""


def unfit(voice: Voice, place: str, words: str) -> list[Problem]:
    """Why these words cannot stand there; none where they can. Empty words mean the original.

    The sentence of the ratio, and any other that speaks of one, must hold both ends of the interval, the horizon and
    whose value it is, as they are written in the original: a ratio without them cannot be judged by whoever hears it.
    Where no ratio may be shown, none can be written.
    """
    if not words.strip():
        return []
    if len(words) > LONGEST:
        return [problem("told.too_long", place, length=len(words), most=LONGEST)]
    said = _plain(words)
    if place != RATIO and not CLAIM.search(said):
        return []
    if voice.ratio_range(voice.perspective) is None:
        return [problem("told.no_own_ratio", place)]
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


def fitting(voice: Voice, own_words: Mapping[str, str]) -> dict[str, str]:
    """The own words that may stand; in the other places what the rule says stands."""
    return {place: words for place, words in own_words.items() if not unfit(voice, place, words)}
