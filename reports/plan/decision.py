"""A decision on a portfolio as a document: what was chosen, what had been best, what the difference costs, and why."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from chain.clock import SWEDEN
from chain.plan.model import Option, Portfolio
from chain.text import Text
from reports.paper.frames import table_of
from reports.paper.model import Block, Column, Document, Facts, Foot, Heading, Items, Note, Paragraph, Table
from reports.plan.choice import aim_words, margin_lines, ratio_sentence, tight_sentences, whose
from reports.plan.names import money, rule_name, set_name
from reports.plan.tables import used_table
from reports.plan.unpriced import unpriced_lines
from reports.texts import text
from reports.texts.moments import format_moment
from reports.texts.numbers import format_share, format_years
from sroi.plan.portfolio import Plan, alone

SHOWN_HASH = 12


class Named(Protocol):
    """An option as it was called."""

    id: str
    name: Text


class Decided(Protocol):
    """What was decided, as it was written down."""

    number: int
    version: int
    sha256: str
    engine_version: str
    chosen: Sequence[Named]
    best: Sequence[Named]
    broken: Sequence[tuple[str, float]]
    net_sek: float
    gain_sek: float
    cost_sek: float
    best_net_sek: float | None
    price_sek: float | None
    reason: Text
    at: datetime

    @property
    def differs(self) -> bool: ...


def decision_paper(decision: Decided, who: str, portfolio: Portfolio, plan: Plan | None, language: str) -> Document:
    """The decision for print. `plan` where the portfolio stands as it was decided on; None where it has moved on since.

    Then only what was written down is told, and the paper says that the rest has changed.
    """
    day = decision.at.astimezone(SWEDEN).date()
    return Document(
        title=text(language, "decision_paper.title", name=portfolio.name.into(language) or portfolio.id),
        subtitle=text(language, "decision_paper.subtitle", number=decision.number),
        language=language,
        made_on=day,
        blocks=tuple(_blocks(decision, who, portfolio, plan, language)),
        foot=Foot(
            version=text(language, "decision_paper.version", version=decision.version, engine=decision.engine_version),
            fingerprint=decision.sha256[:SHOWN_HASH],
            mark=text(language, "decision_paper.forecast"),
        ),
    )


def _blocks(decision: Decided, who: str, portfolio: Portfolio, plan: Plan | None, language: str) -> Iterator[Block]:
    yield Paragraph(" ".join(_chosen(decision, portfolio, plan, language)))
    yield Paragraph(price_line(decision, language))
    yield Facts(tuple(_facts(decision, who, portfolio, plan, language)))
    yield Heading(text(language, "decision_paper.why"))
    yield Paragraph(decision.reason.into(language) or text(language, "decision_paper.is_best"))
    if decision.broken and plan is not None:
        yield Heading(text(language, "decision_paper.broken"))
        yield Items(tuple(rule_name(portfolio, place, language) for place, _ in decision.broken))
    if plan is None:
        yield Note(text(language, "decision_paper.moved_on"))
        return
    yield from _ground(decision, portfolio, plan, language)


def price_line(decision: Decided, language: str) -> str:
    """What the decision costs against the best choice, in one sentence."""
    if decision.price_sek is None:
        return text(language, "decision_paper.no_best")
    if not decision.differs:
        return text(language, "decision_paper.chose_best")
    key = "decision_paper.costs" if decision.price_sek > 0 else "decision_paper.costs_nothing"
    best = {"best": names_of(decision.best, language), "best_net": money(language, decision.best_net_sek or 0.0)}
    return text(language, key, price=money(language, decision.price_sek), **best)


def _chosen(decision: Decided, portfolio: Portfolio, plan: Plan | None, language: str) -> Iterator[str]:
    """What was chosen, what it costs and gives; for whom and over how long, as far as that still is known."""
    sums = {"cost": decision.cost_sek, "value": decision.gain_sek, "net": decision.net_sek}
    told = {name: money(language, amount) for name, amount in sums.items()}
    yield text(language, "decision_paper.chosen", chosen=names_of(decision.chosen, language), **told)
    if plan is not None:
        years = format_years(language, portfolio.conventions.horizon_years)
        told = {"whose": whose(portfolio, language), "years": years, "start": str(portfolio.start_year)}
        yield text(language, "decision_paper.counted", **told)


def names_of(options: Sequence[Named], language: str) -> str:
    """The options as they were called."""
    return ", ".join(each.name.into(language) or each.id for each in options) or text(language, "allocation.nothing")


def _facts(
    decision: Decided, who: str, portfolio: Portfolio, plan: Plan | None, language: str
) -> Iterator[tuple[str, str]]:
    told = {"decided_by": who, "when": format_moment(decision.at)}
    if plan is not None:
        told["aim"] = aim_words(portfolio.objective, language)
        told["set"] = set_name(portfolio.conventions, language)
    told["fingerprint"] = decision.sha256
    return ((text(language, f"decision_fact.{name}"), said) for name, said in told.items())


# --- what it rests on -------------------------------------------------------------------------------------------------


def _ground(decision: Decided, portfolio: Portfolio, plan: Plan, language: str) -> Iterator[Block]:
    yield from _unpriced(decision, portfolio, language)
    yield Heading(text(language, "decision_paper.options"))
    yield _options(decision, portfolio, language)
    yield Heading(text(language, "decision_paper.limits"))
    yield Items(tuple(tight_sentences(portfolio, plan, language)))
    if plan.used:
        yield table_of(used_table(portfolio, plan, language), language, text(language, "allocation.used_caption"))
    if plan.margins:
        yield Items(tuple(margin_lines(portfolio, plan, language)))
    yield Heading(text(language, "decision_paper.by_ratio"))
    yield Paragraph(ratio_sentence(portfolio, plan.by_ratio, language))
    held = portfolio.conventions
    prices = text(language, "decision_paper.prices", year=str(held.price_year)) if held.price_year else ""
    rate = format_share(language, held.discount_rate, None)
    yield Note(text(language, "decision_paper.how", prices=prices, rate=rate))


def _unpriced(decision: Decided, portfolio: Portfolio, language: str) -> Iterator[Block]:
    """What the choice gives beside the best one that is not in the kronor."""
    chosen, best = ([each.id for each in part] for part in (decision.chosen, decision.best))
    found = unpriced_lines(portfolio, chosen, best, language) if best else []
    if found:
        yield Paragraph(text(language, "allocation.unpriced"))
        yield Items(tuple(found))


def _options(decision: Decided, portfolio: Portfolio, language: str) -> Table:
    """Every option with what it costs and gives, and whether it was chosen and was among the best."""
    worth = alone(portfolio)
    chosen, best = ({each.id for each in part} for part in (decision.chosen, decision.best))
    rows = tuple(_row(each, worth[each.id], (each.id in chosen, each.id in best), language)
                 for each in portfolio.options)  # fmt: skip
    titles = ("option", "more_cost", "gains", "net", "chosen", "best")
    columns = tuple(Column(text(language, f"decision_column.{name}"), name in titles[1:4]) for name in titles)
    return Table(text(language, "decision_paper.options_caption"), columns, rows)


def _row(option: Option, worth, where: tuple[bool, bool], language: str) -> tuple[str, ...]:
    amounts = (money(language, each) for each in (worth.cost_sek, worth.gain_sek, worth.net_sek))
    said = (text(language, "history.yes" if each else "history.no") for each in where)
    return option.name.into(language) or option.id, *amounts, *said
