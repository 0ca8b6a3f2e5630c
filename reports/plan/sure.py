"""How sure the choice of a portfolio is: sentences, each option's chance, and portfolios held against the draws."""

from collections.abc import Collection, Iterator, Sequence

from pandas import DataFrame

from chain.plan.model import Portfolio
from reports.figure import Figure
from reports.forecast.series import share_axis
from reports.learning import chance, money
from reports.plan.names import listed, option_name, option_names
from reports.table_output import with_under
from reports.texts import text
from reports.texts.numbers import format_money, format_number
from reports.vega import COLOURS, bar, label_lines, row_axis, row_chart
from sroi.plan.how_sure import HowSure
from sroi.plan.sure import Held, Sureness

NEARLY_SHARE = 0.9
"""From here on an option is said to be nearly given; as far from nought it is nearly out."""
MOST_TOLD_SHARE = 0.99
"""*At least 99 %* is said of several: *at least more than 99 %* is not."""
MOST_NAMED = 8
"""Options named in the finding of a chart that shows all of them."""
CHANCES = ("option", "chance_in_best", "in_stated_best", "in_own_choice", "in_robust")
HELD = ("portfolio_kind", "held_options", "mean_net", "net_low", "net_high", "worst_net", "mean_regret",
        "high_regret")  # fmt: skip


def sentences(found: HowSure, portfolio: Portfolio, language: str) -> list[str]:
    """The findings in order: what is nearly given, how often the best is best, one's own choice, a safer one."""
    sure = found.sureness
    said = [given_sentence(sure, portfolio, language), _best(sure, portfolio, language)]
    if sure.own is not None:
        said.append(_own(sure, language))
    return [*said, robust_sentence(sure, portfolio, language)]


def given_sentence(sure: Sureness, portfolio: Portfolio, language: str) -> str:
    """Which options are nearly given, however the gains turn out."""
    given = [name for name, share in sure.in_best_share.items() if share >= NEARLY_SHARE]
    if not given:
        return text(language, "portfolio_sure.given.none")
    least = min(sure.in_best_share[each] for each in given)
    told = chance(least if len(given) == 1 else min(least, MOST_TOLD_SHARE), language)
    names = option_names(portfolio, given, language)
    open_ids = [name for name, share in sure.in_best_share.items() if 1 - NEARLY_SHARE < share < NEARLY_SHARE]
    key = "one" if len(given) == 1 else "several"
    said = text(language, f"portfolio_sure.given.{key}", names=names, chance=told)
    return said if open_ids else f"{said} {text(language, 'portfolio_sure.given.settled')}"


def _best(sure: Sureness, portfolio: Portfolio, language: str) -> str:
    names = option_names(portfolio, sure.best.portfolio.option_ids, language)
    return text(language, "portfolio_sure.best", names=names, chance=chance(sure.best.best_share, language),
                **_regret(sure.best, language))  # fmt: skip


def _own(sure: Sureness, language: str) -> str:
    if sure.own.portfolio.option_ids == sure.best.portfolio.option_ids:
        return text(language, "portfolio_sure.own_same")
    less = sure.best.expected_sek - sure.own.expected_sek
    key = "own_less" if less > 0 else "own_more"
    said = {"difference": money(abs(less), language), "chance": chance(sure.own.best_share, language)}
    return text(language, f"portfolio_sure.{key}", **said, **_regret(sure.own, language))


def _regret(held: Held, language: str) -> dict[str, str]:
    return {"regret": money(held.regret_sek, language), "high": money(held.high_regret_sek, language)}


def robust_sentence(sure: Sureness, portfolio: Portfolio, language: str) -> str:
    """What is safer than the best as stated, how much, and what it costs."""
    if sure.robust.portfolio.option_ids == sure.best.portfolio.option_ids:
        return text(language, "portfolio_sure.robust_same")
    names = option_names(portfolio, sure.robust.portfolio.option_ids, language)
    said = {"names": names, "high": money(sure.robust.high_regret_sek, language),
            "best_high": money(sure.best.high_regret_sek, language)}  # fmt: skip
    if money(sure.robust_price_sek, language) == format_money(language, 0):
        return text(language, "portfolio_sure.robust_free", **said)
    return text(language, "portfolio_sure.robust", price=money(sure.robust_price_sek, language), **said)


def varies(sure: Sureness) -> bool:
    """Whether the draws move anything at all."""
    return sure.best.low_sek < sure.best.high_sek or sure.best.best_share < 1


# --- the chance of each option ---


def chances_figure(sure: Sureness, portfolio: Portfolio, language: str) -> Figure:
    """In how many draws each option is in the best portfolio, the likeliest on top; with a line where it is even."""
    table = chances(sure, portfolio, language)
    rows = [
        {"row": str(at), "share": sure.in_best_share[name], "stated": name in sure.best.portfolio.option_ids,
         "label": label_lines(_label(sure, portfolio, name, language))}
        for at, name in enumerate(_ranked(sure))
    ]  # fmt: skip
    description = text(language, "portfolio_sure.chances_finding", draws=format_number(language, sure.draws, 0),
                       options=_all_chances(sure, portfolio, language))  # fmt: skip
    return Figure(row_chart(language, rows, _bars(rows, language), description), description, table)


def _ranked(sure: Sureness) -> list[str]:
    return sorted(sure.in_best_share, key=lambda name: (-sure.in_best_share[name], name))


def _label(sure: Sureness, portfolio: Portfolio, name: str, language: str) -> str:
    key = "portfolio_sure.bar_in" if name in sure.best.portfolio.option_ids else "portfolio_sure.bar"
    share = chance(sure.in_best_share[name], language)
    return text(language, key, name=option_name(portfolio, name, language), chance=share)


def _all_chances(sure: Sureness, portfolio: Portfolio, language: str) -> str:
    """The likeliest with their chances, and how many there are beside them."""
    ranked = _ranked(sure)
    told = [f"{option_name(portfolio, name, language)} {chance(sure.in_best_share[name], language)}"
            for name in ranked[:MOST_NAMED]]  # fmt: skip
    rest = len(ranked) - len(told)
    return text(language, f"portfolio_sure.most.{'some' if rest else 'all'}", options=listed(told, language), rest=rest)


def _bars(rows: Sequence[dict], language: str) -> list[dict]:
    """Solid for what is in the best portfolio as stated, hollow for the rest: the words above say the same."""
    sort = [row["row"] for row in rows]
    x = share_axis(language, "draws_share")
    hollow = bar(color=COLOURS["neutral"], fillOpacity=0.25, stroke=COLOURS["neutral"], strokeWidth=1.5)
    return [
        {
            "transform": [{"filter": f"datum.stated == {str(stated).lower()}"}],
            "mark": mark,
            "encoding": {"y": row_axis(sort), "x": x},
        }
        for stated, mark in ((True, bar(color=COLOURS["gain"])), (False, hollow))
        if any(row["stated"] is stated for row in rows)
    ]


def chances(sure: Sureness, portfolio: Portfolio, language: str) -> DataFrame:
    """Every option: the chance of being in the best portfolio, and in which of the three portfolios it is."""
    own = () if sure.own is None else sure.own.portfolio.option_ids
    rows = [
        dict(zip(CHANCES, (option_name(portfolio, name, language), chance(sure.in_best_share[name], language),
                           *(_yes(name in each, language)
                             for each in (sure.best.portfolio.option_ids, own, sure.robust.portfolio.option_ids))),
                 strict=True))
        for name in _ranked(sure)
    ]  # fmt: skip
    table = DataFrame(rows, columns=list(CHANCES))
    return table if sure.own is not None else table.drop(columns="in_own_choice")


def _yes(is_so: bool, language: str) -> str:
    return text(language, "portfolio_words.yes" if is_so else "portfolio_words.no")


# --- portfolios held against the draws ---


def held_table(sure: Sureness, portfolio: Portfolio, language: str) -> DataFrame:
    """The best as stated, one's own and a safer one: value with its interval, how badly it can go, regret."""
    rows = [
        dict(zip(HELD, (text(language, f"portfolio_sure.kind.{kind}"),
                        option_names(portfolio, held.portfolio.option_ids, language), held.expected_sek,
                        held.low_sek, held.high_sek, held.worst_sek, held.regret_sek, held.high_regret_sek),
                 strict=True))
        for kind, held in _kinds(sure)
    ]  # fmt: skip
    table = DataFrame(rows, columns=list(HELD))
    return with_under(table, mean_net=("net_low", "net_high"), mean_regret=("high_regret",))


def _kinds(sure: Sureness) -> Iterator[tuple[str, Held]]:
    is_safest = sure.robust.portfolio.option_ids == sure.best.portfolio.option_ids
    yield "best_and_safest" if is_safest else "best", sure.best
    if sure.own is not None:
        yield "own", sure.own
    if not is_safest:
        yield "robust", sure.robust


# --- what it rests on ---


def resting_sentences(found: HowSure, portfolio: Portfolio, changed_ids: Collection[str], language: str) -> list[str]:
    """How many draws, how the best was found in each, and which options were taken as certain.

    `changed_ids` are options whose intervention has changed since they were counted.
    """
    sure = found.sureness
    key = f"portfolio_sure.method.{sure.method}"
    said = [text(language, key, draws=format_number(language, sure.draws, 0), seed=found.seed,
                 portfolios=format_number(language, sure.portfolios, 0))]  # fmt: skip
    still = [each for each in found.certain_ids if each not in changed_ids]
    moved = [each for each in found.certain_ids if each in changed_ids]
    for name, ids in (("certain_some", still), ("changed_some", moved)):
        said += [text(language, f"portfolio_sure.{name}", names=option_names(portfolio, ids, language))] if ids else []
    return [*said, text(language, "portfolio_sure.costs_certain")]
