"""The local result beside the effect that a study found, in words that claim no more than was measured."""

from collections.abc import Callable, Iterator
from functools import partial

from chain.assumption import Assumption, Evidence
from chain.measurement import Focus, FollowUp, Reading
from reports.disclosure import unshown
from reports.follow_up.outcome import indicator_name, number_words
from reports.forecast.names import is_share
from reports.forecast.names import number_words as forecast_words
from reports.texts import text
from reports.texts.numbers import format_share
from sroi.follow_up.comparison import LearnedComparison
from sroi.follow_up.estimates import CREDIBILITY, Estimate, against_trial, stated
from sroi.follow_up.learned import Learned, Replaced

STUDIED = frozenset({Evidence.RANDOMISED, Evidence.CONTROLLED})
"""What an effect of a chain must rest on to be a study's; that of a forecast is one by what it is."""
Written = Callable[[float], str]


def sentences(found: Learned | LearnedComparison, follow_up: FollowUp, language: str) -> Iterator[str]:
    """One for each effect of a study that an indicator of effect has measured here."""
    hidden = unshown(found, follow_up)
    effects = {each.id for each in follow_up.plan if each.focus is Focus.EFFECT}
    for each in found.replaced:
        if each.indicator_id in effects and each.measured is not None and _is_studied(each, found):
            name = indicator_name(each, follow_up, language)
            if each in hidden:
                yield text(language, "local.hidden", indicator=name)
            else:
                yield f"{_compared(each, name, _written(each, found, language), language)} {_caution(each, language)}"


def _is_studied(each: Replaced, found: Learned | LearnedComparison) -> bool:
    """Whether what was replaced is a study's effect: a forecast's, or a chain's that says it rests on one."""
    place = each.places[0]
    if isinstance(found, LearnedComparison):
        return place.endswith("/effect/estimate")
    is_size = place.startswith("effects/") and "/quantity/" in place
    return is_size and isinstance(each.before, Assumption) and each.before.evidence in STUDIED


def _written(each: Replaced, found: Learned | LearnedComparison, language: str) -> Written:
    place = each.places[0]
    if isinstance(found, LearnedComparison):
        is_percent = is_share(found.comparison, place)
        return (
            partial(format_share, language)
            if is_percent
            else partial(forecast_words, found.comparison, place, language=language)
        )
    return partial(number_words, place, language=language)


def _compared(each: Replaced, name: str, written: Written, language: str) -> str:
    """Local and trial with their intervals, and whether they are in line."""
    result = against_trial(each.measured, stated(each.places[0], each.before))
    return text(
        language,
        "local.compared",
        indicator=name,
        local=_interval(result.local, written, language),
        trial=_interval(result.trial, written, language),
        verdict=text(language, f"local.verdict.{result.verdict}"),
    )


def _interval(of: Estimate, written: Written, language: str) -> str:
    """The number with its interval; alone where nothing tells how sure it is."""
    if not of.variance:
        return written(of.value)
    low, high = map(written, of.interval)
    share = format_share(language, CREDIBILITY, 0)
    return text(language, "local.with_interval", value=written(of.value), credibility=share, low=low, high=high)


def _caution(each: Replaced, language: str) -> str:
    """No comparison group is in the local number: it is a change, or only how it stands, and no effect."""
    return text(language, f"local.caution.{'change' if each.reading is Reading.CHANGE else 'as_it_is'}")
