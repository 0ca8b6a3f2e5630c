"""What holds for every number, wherever it stands."""

from chain.assumption import Assumption, Mark, Series
from chain.checks.rule import ERROR, NOTE, WARNING, Seen, at, rule
from chain.spread import SHARE_FIELDS

CLAIMED = (Mark.SOURCED, Mark.DERIVED)
"""Origins that promise a source."""


@rule("figure.source_missing", WARNING, "SROI principle 6, be transparent: where does the figure come from")
def source_missing(seen: Seen):
    """A figure said to have a source, without the source."""
    for place, figure in seen.figures:
        if figure.mark in CLAIMED and not (figure.source.strip() or figure.url.strip()):
            yield at(f"{place}/source", mark=figure.mark)


@rule("figure.derivation_missing", NOTE, "SROI principle 6: a derived figure shows its working")
def derivation_missing(seen: Seen):
    """A derived figure whose working is nowhere to be read; the price library answers for its own figures."""
    for place, figure in seen.figures:
        is_told = figure.derivation or figure.reason or place.endswith("/template")
        if figure.mark is Mark.DERIVED and not is_told:
            yield at(f"{place}/derivation")


@rule("figure.illustrative", NOTE, "SROI principle 6: made-up figures are counted and said")
def illustrative(seen: Seen):
    """How many figures are made up; one note for the whole chain."""
    return _counted(seen, Mark.ILLUSTRATIVE)


@rule("figure.not_stated", NOTE, "SROI principle 6: a figure whose origin nobody has stated is no one's claim")
def not_stated(seen: Seen):
    """How many figures do not say where they come from; one note for the whole chain."""
    return _counted(seen, Mark.NOT_STATED)


def _counted(seen: Seen, mark: Mark):
    count = sum(figure.mark is mark for _, figure in seen.figures)
    if count:
        yield at("chain", count=count, total=len(seen.figures))


def _interval(figure: Assumption | Series) -> tuple[float | None, float, float | None]:
    """Low, the number and high; no ends when low is above high, of which another rule tells."""
    is_series = isinstance(figure, Series)
    low, high = (figure.low_factor, figure.high_factor) if is_series else (figure.low, figure.high)
    value = 1.0 if is_series else figure.value
    return (None, value, None) if low is not None and high is not None and low > high else (low, value, high)


@rule("figure.below_low", ERROR, "a figure lies within its own interval")
def below_low(seen: Seen):
    """The value is below what is said to be the lowest reasonable."""
    for place, figure in seen.figures:
        low, value, _ = _interval(figure)
        if low is not None and value < low:
            yield at(place, value=value, limit=low)


@rule("figure.above_high", ERROR, "a figure lies within its own interval")
def above_high(seen: Seen):
    """The value is above what is said to be the highest reasonable."""
    for place, figure in seen.figures:
        _, value, high = _interval(figure)
        if high is not None and value > high:
            yield at(place, value=value, limit=high)


@rule("figure.share_outside", ERROR, "a share lies between 0 and 1")
def share_outside(seen: Seen):
    """A share below 0 or above 100 per cent, in the value or its interval."""
    for place, figure in seen.figures:
        if place.rsplit("/", 1)[-1] in SHARE_FIELDS:
            stated = (each for each in (figure.value, figure.low, figure.high) if each is not None)
            if wrong := [share for share in stated if not 0 <= share <= 1]:
                yield at(place, value_share=wrong[0])


@rule("figure.same_id_differs", ERROR, "one named figure has one value")
def same_id_differs(seen: Seen):
    """A figure that should be the same in several places is not."""
    first: dict[str, tuple[str, object]] = {}
    for place, figure in seen.figures:
        if figure.figure_id is None:
            continue
        stated = figure.values if isinstance(figure, Series) else figure.value
        known_place, known = first.setdefault(figure.figure_id, (place, stated))
        if known != stated:
            yield at(place, figure_id=figure.figure_id, other_place=known_place)
