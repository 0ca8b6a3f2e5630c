"""A forecast's figures as words: cost per QALY or what stands in its place, payback, chances."""

from reports.forecast.names import of_purse
from reports.sureness import chance_error, chance_share
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_share, format_years
from sroi.forecast.child_results import Payback
from sroi.forecast.child_sure import Certainty, Spread
from sroi.forecast.decision import Quadrant
from sroi.forecast.worth import PerQaly
from sroi.sureness import CREDIBILITY


def qalys_words(language: str, qalys: float) -> str:
    """QALYs with two decimals, or as many as make them other than nought."""
    return format_number(language, qalys, 2 if abs(qalys) >= 0.005 or not qalys else 4)


def per_qaly_words(language: str, found: PerQaly) -> str:
    """SEK per QALY gained, SEK saved per QALY given up, or the word; never a negative ratio."""
    if found.sek is None:
        return text(language, f"prognosis.quadrant.{found.quadrant}")
    key = "gained" if found.quadrant is Quadrant.COSTS_AND_GIVES_MORE else "given_up"
    return text(language, f"prognosis.per_qaly.{key}", amount=format_money(language, found.sek))


def per_qaly_cell(language: str, found: PerQaly) -> str:
    """The same, as short as a table needs."""
    return per_qaly_words(language, found) if found.sek is not None else short_quadrant(language, found.quadrant)


def short_quadrant(language: str, quadrant: Quadrant) -> str:
    """The word alone: *dominant, no ratio*."""
    return text(language, f"prognosis.quadrant_short.{quadrant}")


def interval_words(language: str, spread: Spread, written) -> str:
    """*90 % interval A to B*."""
    share = format_share(language, CREDIBILITY, 0)
    low, high = written(language, spread.low), written(language, spread.high)
    return text(language, "sureness.interval", credibility=share, low=low, high=high)


def in_brackets(language: str, spread: Spread | None, written=format_money) -> str:
    """The interval in brackets after a figure; empty where nothing that varies reaches it."""
    if spread is None or not spread.varies:
        return ""
    return text(language, "sureness.in_brackets", interval=interval_words(language, spread, written))


def quadrant_list(language: str, certainty: Certainty) -> str:
    """The share of draws in each quadrant that holds any, the largest first."""
    ordered = sorted(certainty.quadrants.items(), key=lambda item: -item[1])
    items = (
        text(language, "prognosis.quadrant_share", share=chance_share(language, share),
             quadrant=short_quadrant(language, quadrant))
        for quadrant, share in ordered
        if share
    )  # fmt: skip
    return "; ".join(items)


def pays_back_words(language: str, payback: Payback, years: int, cost: float) -> str:
    """After how long, discounted, the cost has come back; that it does not within the horizons; or that nothing is
    paid."""
    if cost <= 0:
        return text(language, "prognosis.pays_nothing")
    if payback.discounted_years is None:
        return text(language, "prognosis.never_within", years=format_years(language, years))
    return format_tenths(language, payback.discounted_years)


def format_tenths(language: str, years: float) -> str:
    """Years with one decimal always: *1.0 years* may be 0.96."""
    return text(language, "number.years", amount=format_number(language, years, 1))


def gain_words(language: str, certainty: Certainty) -> tuple[str, str | None]:
    """The probability of saving more than is paid, and its Monte Carlo error; where nothing drawn reaches the payer's
    money, that."""
    if not certainty.net.varies:
        return text(language, "sureness.certain"), None
    return chance_share(language, certainty.gain.share), chance_error(language, certainty.gain.error)


def per_qaly_sure(language: str, certainty: Certainty) -> str:
    """The interval of the cost per QALY; where some draws have none, the share of draws in each quadrant."""
    if certainty.per_qaly is not None and certainty.per_qaly.varies:
        return interval_words(language, certainty.per_qaly, format_money)
    return quadrant_list(language, certainty)


def named(whose: str, language: str) -> str:
    """A payer or perspective at the beginning of a sentence."""
    words = of_purse(whose, language)
    return words[:1].upper() + words[1:]
