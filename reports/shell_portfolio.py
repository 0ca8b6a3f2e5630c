"""What the command line tells about a portfolio: the best choice, what limits it, the margin, the own choice."""

from collections.abc import Iterator

from chain.plan.model import Portfolio
from reports.plan.choice import (
    best_sentences,
    broken_lines,
    clash_lines,
    margin_lines,
    price_sentence,
    ratio_sentence,
    second_sentence,
    tight_sentences,
)
from reports.plan.names import set_name
from reports.texts import text
from sroi.plan.portfolio import Plan


def portfolio_lines(portfolio: Portfolio, found: Plan, fingerprint: str, language: str) -> Iterator[str]:
    """Line by line; only words and numbers that the pages show too."""
    yield text(language, "cli.title", name=portfolio.name.into(language) or portfolio.id, id=portfolio.id)
    if found.best is None:
        first, *rules = clash_lines(portfolio, found.clash, language)
        yield from (first, *(f"- {each}" for each in rules))
    else:
        yield from best_sentences(portfolio, found.best, language)
        yield ratio_sentence(portfolio, found.by_ratio, language)
        yield second_sentence(portfolio, found, language)
        yield from tight_sentences(portfolio, found, language)
        yield from margin_lines(portfolio, found, language)
    if found.own is not None:
        yield price_sentence(portfolio, found.own, language)
        yield from (f"- {each}" for each in broken_lines(portfolio, found.own, language))
    held = set_name(portfolio.conventions, language)
    yield text(language, "allocation.origin", set=held, version=found.engine_version, fingerprint=fingerprint)
