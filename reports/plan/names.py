"""What options, parties and goals of a portfolio are called."""

from collections.abc import Iterable, Sequence

from chain.model import Level, by_id
from chain.plan.model import Portfolio
from reports.texts import text
from sroi.plan.shared import ByParty

EVERYONE = "everyone"


def option_name(portfolio: Portfolio, option_id: str, language: str) -> str:
    """An option's name, or its id where it has none."""
    found = by_id(portfolio.options).get(option_id)
    return found.name.into(language) or option_id if found else option_id


def option_names(portfolio: Portfolio, option_ids: Iterable[str], language: str) -> list[str]:
    """The names of several, in the portfolio's order."""
    wanted = set(option_ids)
    return [option_name(portfolio, each.id, language) for each in portfolio.options if each.id in wanted]


def options_listed(portfolio: Portfolio, option_ids: Iterable[str], language: str) -> str:
    """*P1, P2 and P3*; that it is none where there are none."""
    return listed(option_names(portfolio, option_ids, language), language) or text(language, "portfolio_words.none")


def listed(names: Sequence[str], language: str) -> str:
    """*A*, *A and B*, *A, B and C*."""
    if len(names) < 2:
        return "".join(names)
    return text(language, "portfolio_words.and", first=", ".join(names[:-1]), last=names[-1])


def party_name(portfolio: Portfolio, name: str, by: ByParty, language: str) -> str:
    """A party of a shared investment: an actor, a level, or all together."""
    if name == EVERYONE:
        return text(language, "portfolio_words.everyone")
    if by == "level":
        return text(language, f"portfolio_words.level.{Level(name)}")
    found = by_id(portfolio.actors)[name]
    return found.name.into(language) or name


def goal_name(portfolio: Portfolio, goal_id: str, language: str) -> str:
    """A goal's name, or its id where it has none."""
    return by_id(portfolio.goals)[goal_id].name.into(language) or goal_id


def named(portfolio: Portfolio, kind: str, each_id: str, language: str) -> str:
    """A theme, a target group or a measure by its name, or by its id where it has none."""
    found = by_id(getattr(portfolio, kind)).get(each_id)
    return found.name.into(language) or each_id if found else each_id
