"""How sure a result is, in sentences: the interval, the probability, what they rest on, and where the middle lies."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from chain.assumption import Assumption
from chain.model import Chain
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_ratio, format_share, format_years
from reports.whose import whose
from sroi.coverage import Coverage
from sroi.outlook import Chance, Range
from sroi.settings import Settings
from sroi.sureness import CREDIBILITY, Drawing
from sroi.uncertainty import Outlook

ODDS_OF = 20


class Sure(Protocol):
    """The ranges of a result, freshly drawn or as kept (`sroi.sureness`)."""

    coverage: Coverage
    drawing: Drawing

    def of(self, perspective: str, horizon_years: int | None = None) -> Outlook | None:
        """A perspective at a horizon."""


def varies(amount: Range | None) -> bool:
    """Whether there is a range at all: an amount that no drawn number reaches has none."""
    return amount is not None and amount.deviation > 0


def interval(language: str, amount: Range, written, credibility: float = CREDIBILITY) -> str:
    """*90 % interval A to B*, the ends written by `written(language, end)`."""
    low, high = (written(language, end) for end in amount.interval(credibility)[:2])
    return text(language, "sureness.interval", credibility=format_share(language, credibility, 0), low=low, high=high)


def resting(language: str, words: str, coverage: Coverage) -> str:
    """The interval together with how many figures it lets vary: it never stands without its condition."""
    key = "sureness.rests_mostly" if coverage.is_mostly_stated else "sureness.rests_partly"
    return text(language, key, interval=words, drawn=coverage.drawn, all=coverage.all)


def ratio_interval(
    language: str, sure: Sure | None, perspective: str, credibility: float = CREDIBILITY, written=None
) -> str:
    """The ratio's interval with its condition; empty where there is none."""
    outlook = sure.of(perspective) if sure else None
    if outlook is None or not varies(outlook.ratio):
        return ""
    return resting(language, interval(language, outlook.ratio, written or per_krona, credibility), sure.coverage)


def net_sentence(language: str, sure: Sure, settings: Settings, chain: Chain, credibility: float = CREDIBILITY) -> str:
    """The net with its interval and condition, horizon and whose it is; empty where the net may not be told."""
    outlook = sure.of(settings.perspective)
    if outlook is None or outlook.net is None:
        return ""
    told = {"whose": whose(settings.perspective, chain, language), "point": format_money(language, outlook.net.point)}
    within = text(language, "sureness.certain")
    if varies(outlook.net):
        within = resting(language, interval(language, outlook.net, format_money, credibility), sure.coverage)
    return text(language, "sureness.net", horizon=format_years(language, settings.horizon_years), range=within, **told)


def short_interval(language: str, sure: Sure | None, perspective: str) -> str:
    """The ratio's interval in brackets, for a place where the condition stands nearby; empty where there is none."""
    outlook = sure.of(perspective) if sure else None
    if outlook is None or not varies(outlook.ratio):
        return ""
    return text(language, "sureness.in_brackets", interval=interval(language, outlook.ratio, format_ratio))


def per_krona(language: str, ratio: float) -> str:
    """SEK per krona with öre."""
    return format_money(language, ratio, 2)


def drawn_with(language: str, drawing: Drawing) -> str:
    """How many draws, and from which seed."""
    draws = format_number(language, drawing.draws, 0)
    return text(language, "sureness.drawn_with", draws=draws, seed=drawing.seed)


# --- probability ---


def odds(language: str, share: float) -> str:
    """*17 cases out of 20*; never all of them or none while the draws disagree."""
    count = round(share * ODDS_OF)
    if share in (0, 1):
        return text(language, "sureness.odds.all" if share else "sureness.odds.none")
    if count in (0, ODDS_OF):
        return text(language, "sureness.odds.nearly_all" if count else "sureness.odds.hardly_any")
    return text(language, "sureness.odds.of_twenty", count=count)


def chance_share(language: str, share: float) -> str:
    """The probability in per cent; never quite 0 or 100, since draws cannot tell that."""
    if round(share, 3) >= 1:
        return text(language, "sureness.above", share=format_share(language, 0.999))
    if round(share, 3) <= 0:
        return text(language, "sureness.below", share=format_share(language, 0.001))
    return format_share(language, share)


def chance_error(language: str, error: float) -> str:
    """The Monte Carlo error in percentage points."""
    if error < 0.001:
        return text(language, "sureness.points_below")
    return text(language, "sureness.points", points=format_number(language, 100 * error, 1))


def chance_words(language: str, chance: Chance) -> str:
    """*84.3 %, Monte Carlo error 0.4 percentage points*; near 0 and 100 only that it is above or below."""
    if not 0 < round(chance.share, 3) < 1:
        return chance_share(language, chance.share)
    share, error = chance_share(language, chance.share), chance_error(language, chance.error)
    return text(language, "sureness.share", share=share, error=error)


def chance_alone(language: str, chance: Chance) -> str:
    """The probability for those who are not to be told of draws."""
    return chance_share(language, chance.share)


def pays_nothing(outlook: Outlook) -> bool:
    """Whether nothing is paid in any draw: that the value exceeds it then says nothing."""
    return outlook.investment.point == 0 and not varies(outlook.investment)


def is_uncertain(outlook: Outlook) -> bool:
    """Whether the draws have anything to say on whether it pays."""
    moves = varies(outlook.value) or varies(outlook.investment)
    return outlook.chance is not None and moves and not pays_nothing(outlook)


def likely(language: str, sure: Sure, perspective: str, chain: Chain, written=chance_words) -> str:
    """How probable it is that the value exceeds the cost; empty where no drawn number decides it.

    `written(language, chance)` writes the probability: with its Monte Carlo error, if nothing else is asked for.
    """
    outlook = sure.of(perspective)
    if outlook is None or not is_uncertain(outlook):
        return ""
    key = "sureness.likely_mostly" if sure.coverage.is_mostly_stated else "sureness.likely_partly"
    share, named = written(language, outlook.chance), whose(perspective, chain, language)
    return text(language, key, whose=named, odds=odds(language, outlook.chance.share), share=share)


# --- for the headline ---


def sure_lines(language: str, sure: Sure, perspective: str, chain: Chain) -> Iterable[str]:
    """Probability, what is held fixed, and whether the ratio lies where its own range says."""
    outlook, coverage = sure.of(perspective), sure.coverage
    yield from filter(None, [likely(language, sure, perspective, chain)])
    yield from filter(None, [held_fixed(language, coverage)])
    if outlook is not None and outlook.ratio is None and outlook.investment.point > 0:
        yield text(language, "sureness.no_interval")
    yield from filter(None, [outside(language, sure, perspective)])


def held_fixed(language: str, coverage: Coverage) -> str:
    """How many figures count as certain though nobody has said so; loud where they are most."""
    if not coverage.silent:
        return ""
    key = "sureness.held_mostly" if coverage.is_mostly_stated else "sureness.held_partly"
    return text(language, key, silent=coverage.silent, all=coverage.all)


def outside(language: str, sure: Sure, perspective: str, credibility: float = CREDIBILITY, written=format_ratio) -> str:
    """That the ratio lies outside its own interval, and why; empty where it does not. `written(language, ratio)` as in
    the sentence that it follows."""
    outlook = sure.of(perspective)
    if outlook is None or outlook.ratio is None or not is_outside(outlook.ratio, credibility):
        return ""
    told = {name: written(language, getattr(outlook.ratio, name)) for name in ("point", "mean")}
    return text(language, "sureness.outside", **told)


def is_outside(amount: Range, credibility: float = CREDIBILITY) -> bool:
    """Whether the point estimate lies outside its own interval."""
    low, high = amount.interval(credibility)[:2]
    return varies(amount) and not low <= amount.point <= high


def why_middles_differ(language: str, amount: Range) -> Iterable[str]:
    """Why the point estimate, the result at mean inputs and the mean of the draws are not the same."""
    noise = 2 * amount.mean_error + 1e-9 * abs(amount.mean)
    off_centre = abs(amount.at_means - amount.point) > noise
    bent = abs(amount.mean - amount.at_means) > noise
    if off_centre:
        yield text(language, "sureness.middle.off_centre")
    if bent:
        yield text(language, "sureness.middle.bent")
    if not (off_centre or bent):
        yield text(language, "sureness.middle.same")


# --- what was stated ---


def stated(language: str, place: str, figure, written, groups: Mapping[str, str]) -> str:
    """What was said of a number: its ends and what they mean, or its sample; `written` writes one of its numbers.

    `groups` are the names of groups of figures, by id.
    """
    if figure.sample_size:
        return text(language, "sureness.said.sample", hits=figure.sample_hits, size=figure.sample_size)
    is_series = not isinstance(figure, Assumption)
    low, high = (figure.low_factor, figure.high_factor) if is_series else (figure.low, figure.high)
    ends = _ends(language, low, high, format_number if is_series else written)
    ends = text(language, "sureness.said.factor", range=ends) if is_series else ends
    if figure.credibility is None:
        said = text(language, "sureness.said.all_meant", ends=ends)
    else:
        said = text(
            language, "sureness.said.meant", ends=ends, credibility=format_share(language, figure.credibility, 0)
        )
    if figure.shape:
        said = text(language, "sureness.said.shaped", range=said, shape=text(language, f"shape.{figure.shape}").lower())
    if not figure.group_id:
        return said
    return text(language, "sureness.said.group", range=said, group=groups.get(figure.group_id) or figure.group_id)


def _ends(language: str, low: float | None, high: float | None, written) -> str:
    if high is None:
        return text(language, "sureness.said.from", low=written(language, low))
    if low is None:
        return text(language, "sureness.said.up_to", high=written(language, high))
    return text(language, "sureness.said.ends", low=written(language, low), high=written(language, high))
