"""The forecast and the SROI ratio of the same intervention side by side, and why they differ where they do."""

from collections.abc import Iterator
from typing import NamedTuple

from pandas import DataFrame

from chain.model import Chain
from reports.columns import ROW_UNIT
from reports.forecast.names import of_purse
from reports.forecast.stamp import Beside
from reports.texts import text
from reports.texts.numbers import format_money, format_share, format_year, format_years
from sroi.results import Result
from sroi.settings import Settings

COLUMNS = ("figure", "in_forecast", "in_ratio", "in_ratio_whole")
CLOSE = 1e-9


class BesideRatio(NamedTuple):
    """One option's forecast, a chain with nothing but it, and the open intervention's chain with it if one is open."""

    alone: Result
    whole: Result | None


def settings_of(beside: Beside, base: Settings) -> Settings:
    """The conventions of the ratio moved to those of the forecast, so that the sums can agree."""
    decision = beside.comparison.decision
    return base.model_copy(
        update={
            "name": "own",
            "horizon_years": beside.years,
            "discount_rate": decision.cost_discount.value,
            "discounting": decision.discounting,
            "price_year": decision.price_year,
            "index": decision.index,
            "perspective": beside.perspective,
            "horizon_from": "first_calendar_year",
            # what the programme costs is booked at time 0, whenever in a year the offsets fall
            "investment_discounted": base.investment_discounted and decision.discounting == "first_year_undiscounted",
        }
    )


def sums_table(beside: Beside, option_id: str, found: BesideRatio, language: str) -> DataFrame:
    """What goes in, what comes out and the net: in the forecast, in a chain of it alone, in the whole intervention
    where one is open."""
    balance = beside.forecast.of(option_id).at(beside.years).of(beside.perspective)
    totals = [each and each.total(beside.perspective) for each in (found.alone, found.whole)]
    rows = []
    for key, own, name in (
        ("cost", balance.cost, "investment"),
        ("offset", balance.offset, "value"),
        ("net", balance.net, "net"),
    ):
        told = [None if total is None else float(getattr(total, name)) for total in totals]
        row = (text(language, f"prognosis.beside.{key}"), own, *told)
        rows.append(dict(zip(COLUMNS, row, strict=True)) | {ROW_UNIT: "sek"})
    rows.append(_health_row(balance.qalys, language))
    shown = COLUMNS if found.whole else COLUMNS[:-1]
    return DataFrame(rows, columns=[*shown, ROW_UNIT])


def _health_row(qalys: float, language: str) -> dict:
    """Health stands in the forecast alone."""
    return dict(zip(COLUMNS, (text(language, "prognosis.beside.qalys"), qalys, None, None), strict=True)) | {
        ROW_UNIT: "qaly"
    }


def agree(beside: Beside, option_id: str, found: BesideRatio) -> bool:
    """Whether the forecast's sums come out of the chain that holds it alone."""
    balance = beside.forecast.of(option_id).at(beside.years).of(beside.perspective)
    total = found.alone.total(beside.perspective)
    pairs = ((balance.cost, float(total.investment)), (balance.offset, float(total.value)))
    return all(abs(one - other) <= CLOSE * max(1.0, abs(one)) for one, other in pairs)


def sentences(beside: Beside, option_id: str, found: BesideRatio, chain: Chain, language: str) -> Iterator[str]:
    """Whether the sums agree; then perspective, horizon, health, deductions, conventions: one difference at a time."""
    whose, decision = of_purse(beside.perspective, language), beside.comparison.decision
    yield text(language, "prognosis.beside.agree" if agree(beside, option_id, found) else "prognosis.beside.disagree")
    start = decision.start_year or chain.start_year
    yield text(language, "prognosis.beside.horizon", years=format_years(language, beside.years),
               start=format_year(start), chain_start=format_year(chain.start_year))  # fmt: skip
    yield text(language, "prognosis.beside.perspective", whose=whose)
    balance = beside.forecast.of(option_id).at(beside.years).of(beside.perspective)
    worth = format_money(language, balance.qalys * decision.threshold_sek.value)
    yield text(
        language, "prognosis.beside.health", worth=worth, threshold=format_money(language, decision.threshold_sek.value)
    )
    yield text(language, "prognosis.beside.locked")
    if any(cost.transfer for cost in beside.comparison.excess_costs):
        yield text(language, "prognosis.beside.transfers")
    costs, effects = decision.cost_discount.value, decision.effect_discount.value
    if costs != effects:
        rates = {"costs": format_share(language, costs), "effects": format_share(language, effects)}
        yield text(language, "prognosis.beside.rates", **rates)
    if found.whole is not None:
        yield text(language, "prognosis.beside.whole", name=chain.name.into(language) or chain.id)
