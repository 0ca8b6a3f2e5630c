"""What another choice gives that is not in the kronor: whom it reaches, which themes and adopted goals it serves."""

from collections.abc import Collection, Iterator

from chain.plan.model import Portfolio
from reports.plan.names import named
from reports.texts import text
from reports.texts.numbers import format_number
from sroi.plan.once import persons_once


def unpriced_lines(portfolio: Portfolio, own: Collection[str], best: Collection[str], language: str) -> list[str]:
    """Where a choice differs from the best one, beside what both are worth; each person is counted once."""
    return [*_persons(portfolio, own, best, language), *_counts(portfolio, own, best, language)]


def _persons(portfolio: Portfolio, own: Collection[str], best: Collection[str], language: str) -> Iterator[str]:
    for group in portfolio.target_groups:
        reached = [persons_once(portfolio, ids, group.id)[0] for ids in (own, best)]
        if reached[0] != reached[1]:
            here, there = (format_number(language, round(each, 6)) for each in reached)
            name = named(portfolio, "target_groups", group.id, language)
            yield text(language, "allocation.unpriced_persons", group=name, own=here, best=there)


def _counts(portfolio: Portfolio, own: Collection[str], best: Collection[str], language: str) -> Iterator[str]:
    """How many of the options belong to a theme, or serve a goal."""
    for kind, field in (("themes", "theme_ids"), ("goals", "served_goal_ids")):
        for each in getattr(portfolio, kind):
            serving = {option.id for option in portfolio.options if each.id in getattr(option, field)}
            counts = {"own": len(serving & set(own)), "best": len(serving & set(best))}
            if counts["own"] != counts["best"]:
                name = named(portfolio, kind, each.id, language)
                yield text(language, f"allocation.unpriced_{kind}", name=name, **counts)
